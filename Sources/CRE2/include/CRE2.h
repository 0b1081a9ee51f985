// RE2 behind a C interface: compile once, match bytes, free.
#ifndef CRE2_H
#define CRE2_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A compiled pattern. Matching does not change it, so that threads may share it.
typedef struct cre2_pattern cre2_pattern;

/// Where a group matched, in bytes; both members are -1 for a group that took no part.
typedef struct {
    ptrdiff_t start;
    ptrdiff_t end;
} cre2_span;

/// Compiles a pattern; memory in bytes bounds the compiled form and the caches of matching.
/// Returns NULL only when memory is exhausted: ask cre2_is_valid before anything else.
cre2_pattern *cre2_compile(const char *pattern, size_t length, int64_t memory);
void cre2_free(cre2_pattern *pattern);

bool cre2_is_valid(const cre2_pattern *pattern);
/// The pattern is well formed but its compiled form does not fit the memory.
bool cre2_is_too_large(const cre2_pattern *pattern);
/// Why the pattern is not valid, and the part of it that is wrong; both live as long as the pattern.
const char *cre2_error(const cre2_pattern *pattern);
const char *cre2_error_argument(const cre2_pattern *pattern);

/// Number of groups, the whole match not counted.
int cre2_group_count(const cre2_pattern *pattern);
/// Number of the group with that name, or -1.
int cre2_group_named(const cre2_pattern *pattern, const char *name, size_t length);

/// Finds the leftmost match anywhere in the text and fills spans 0..<count: the whole match, then the groups.
bool cre2_match(const cre2_pattern *pattern, const char *text, size_t length, cre2_span *spans, int count);

#ifdef __cplusplus
}
#endif

#endif
