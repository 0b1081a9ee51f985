#include <stddef.h>
#include <yaml.h>

// A GNU extension that <string.h> shows only with _GNU_SOURCE, which a module cannot ask for.
extern void *memmem(const void *haystack, size_t length, const void *needle, size_t needle_length);
