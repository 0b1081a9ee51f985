#ifndef CARCHIVE_H
#define CARCHIVE_H

/* Tar archives, plain or gzip, by libarchive. The library is loaded by name when the first archive is opened, because
 * its dependencies (libxml2 with ICU, nettle, the other compressors) would cost every command 1.5 ms of start-up; see
 * CCurl. Only what reading needs is shown; no type of libarchive is. */
#include <stddef.h>
#include <stdint.h>

typedef struct carchive carchive;

typedef enum {
    CARCHIVE_FILE,
    CARCHIVE_FOLDER,
    /* A symbolic or a hard link: never followed. */
    CARCHIVE_LINK,
    /* A device or a pipe. */
    CARCHIVE_SPECIAL,
    CARCHIVE_END,
    /* Not a tar archive, cut short, or a broken header or compression; see carchive_error(). */
    CARCHIVE_DAMAGED,
    /* More bytes after decompression than was allowed. */
    CARCHIVE_TOO_LARGE,
} carchive_outcome;

/* Loads the library, once. Returns NULL, or what is missing; the text lives for ever. */
const char *carchive_load(void);

/* A reader of a regular file, which it closes, or of bytes, which it copies. `total` bounds the bytes of the whole
 * archive after decompression, `header` those of the headers before one entry: pax extensions and maps of sparse files
 * are held in memory. NULL without memory. */
carchive *carchive_new_file(int descriptor, int64_t total, int64_t header);
carchive *carchive_new_bytes(const void *bytes, size_t count, int64_t total, int64_t header);
void carchive_free(carchive *reader);

/* Goes to the next entry; after an end or a failure it must not be called again. */
carchive_outcome carchive_next(carchive *reader);

/* Of the current entry: its name, or NULL where it cannot be told, and its size with the holes of a sparse file. */
const char *carchive_name(carchive *reader);
int64_t carchive_size(carchive *reader);

/* Reads content of the current entry: the count, 0 at its end, -1 after a failure, whose outcome is then told. */
ptrdiff_t carchive_read(carchive *reader, void *buffer, size_t count);
carchive_outcome carchive_failure(carchive *reader);

/* What libarchive says of the last failure; never NULL. */
const char *carchive_error(carchive *reader);

#endif
