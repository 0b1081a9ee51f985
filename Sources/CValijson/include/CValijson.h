// valijson behind a C interface: two JSON texts in, what is wrong with the second out.
#ifndef CVALIJSON_H
#define CVALIJSON_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    CVALIJSON_VALID,
    CVALIJSON_INVALID,
    /// The schema is none that valijson reads; text says why.
    CVALIJSON_BAD_SCHEMA,
    /// Anything else, above all exhausted memory.
    CVALIJSON_FAILED,
} cvalijson_outcome;

typedef struct {
    cvalijson_outcome outcome;
    /// For CVALIJSON_INVALID, a JSON array of {"path": [keys], "message": text}; items of lists are numbers in the path.
    /// Otherwise words, or NULL. Free it with cvalijson_free.
    char *text;
    size_t length;
} cvalijson_answer;

/// Validates JSON against a JSON schema of draft 7.
///
/// Nothing is fetched: references are to be local. The caller vouches for what valijson does not bound: that no reference
/// leads to itself without consuming anything, that no schema branches without end, and that neither pattern nor format
/// stands in the schema (they are matched by std::regex, which recurses over the text). At most `limit` errors are told.
/// Runs on a thread with a stack of its own, so that nesting does not matter.
cvalijson_answer cvalijson_validate(const char *schema, size_t schema_length, const char *value, size_t value_length,
                                    size_t limit);
void cvalijson_free(char *text);

#ifdef __cplusplus
}
#endif

#endif
