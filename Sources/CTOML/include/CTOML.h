// toml++ behind a C interface: TOML text in, JSON text or an error out.
#ifndef CTOML_H
#define CTOML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// JSON when is_json holds, else what is wrong. UTF-8 without a NUL at the end; NULL when memory is exhausted.
typedef struct {
    char *text;
    size_t length;
    bool is_json;
    /// Where an error is, from 1; 0 when it is nowhere in particular. Columns count characters.
    uint32_t line;
    uint32_t column;
} ctoml_answer;

/// Reads TOML 1.0. Text with too many dots in one line (they nest tables) or too deeply nested values is an error,
/// so that what recurses over the result needs little stack. Free the text of the answer with ctoml_free.
ctoml_answer ctoml_to_json(const char *text, size_t length);
void ctoml_free(char *text);

#ifdef __cplusplus
}
#endif

#endif
