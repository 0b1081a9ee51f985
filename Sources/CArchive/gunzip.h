#ifndef GUNZIP_H
#define GUNZIP_H

#include <stddef.h>
#include <stdint.h>

/* Unpacks gzip (RFC 1952) by zlib, with its check sums and lengths: libarchive's own filter passes over them. Members
 * that follow one another are one stream; what follows the last one is not read. */
typedef struct gunzip gunzip;

/* Gives up to `count` bytes from `position` on, 0 at the end, -1 with errno. */
typedef ptrdiff_t (*gunzip_source)(void *context, int64_t position, void *buffer, size_t count);

/* Loads zlib, once. Returns NULL, or what is missing; the text lives for ever. */
const char *gunzip_load(void);

/* NULL without memory. */
gunzip *gunzip_new(gunzip_source source, void *context);
void gunzip_free(gunzip *stream);

/* The count of bytes that were unpacked, 0 at the end, -1 after a failure, which gunzip_problem() tells. */
ptrdiff_t gunzip_read(gunzip *stream, uint8_t *buffer, size_t count);
const char *gunzip_problem(const gunzip *stream);

#endif
