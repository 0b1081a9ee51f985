#include "CArchive.h"

#include <archive.h>
#include <archive_entry.h>
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The soname has been the same since 2012; the versioned name is there without any -dev package. */
static const char *const library_name = "libarchive.so.13";

#define FUNCTIONS(EACH)                                                                                                \
    EACH(read_new) EACH(read_free) EACH(read_support_format_tar) EACH(read_append_filter) EACH(read_set_read_callback) \
    EACH(read_set_skip_callback) EACH(read_set_callback_data) EACH(read_open1) EACH(read_next_header) EACH(read_data)  \
    EACH(read_data_skip) EACH(filter_bytes) EACH(error_string) EACH(set_error) EACH(entry_pathname)                    \
    EACH(entry_pathname_utf8) EACH(entry_size) EACH(entry_filetype) EACH(entry_hardlink)

/* Each field has the type that archive.h declares, so a wrong call is still an error of the compiler. */
#define FIELD(name) __typeof__(&archive_##name) name;
static struct {
    FUNCTIONS(FIELD)
} lib;

static const char *missing = "libarchive has not been loaded";
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
    void *library = dlopen(library_name, RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        missing = "libarchive.so.13 cannot be loaded: is the package libarchive13 installed?";
        return;
    }
#define RESOLVE(name)                                                                                                  \
    lib.name = (__typeof__(lib.name))dlsym(library, "archive_" #name);                                                 \
    if (!lib.name) {                                                                                                   \
        missing = "libarchive.so.13 is too old: it lacks archive_" #name;                                              \
        return;                                                                                                        \
    }
    FUNCTIONS(RESOLVE)
    missing = NULL;
}

const char *carchive_load(void) {
    pthread_once(&once, load);
    return missing;
}

/* One read of compressed bytes may become a thousand times as many before the next is asked for, and with it the next
 * look at the bounds: gzip is fed in small pieces. */
enum { PLAIN_PIECE = 64 << 10, GZIP_PIECE = 4 << 10 };

struct carchive {
    struct archive *archive;
    struct archive_entry *entry;
    int descriptor;
    uint8_t *bytes;
    int64_t count, position;
    int64_t total, header;
    /* What is allowed right now: `total`, or less while headers are read. */
    int64_t bound;
    int is_gzip, is_open, is_beyond;
    uint8_t piece[PLAIN_PIECE];
};

static int is_beyond(struct carchive *reader) {
    if (lib.filter_bytes(reader->archive, 0) > reader->bound) reader->is_beyond = 1;
    return reader->is_beyond;
}

static la_ssize_t read_piece(struct archive *archive, void *context, const void **buffer) {
    struct carchive *reader = context;
    if (is_beyond(reader)) {
        lib.set_error(archive, EFBIG, "more bytes than allowed");
        return -1;
    }
    size_t size = reader->is_gzip ? GZIP_PIECE : PLAIN_PIECE;
    if (reader->bytes) {
        size_t left = (size_t)(reader->count - reader->position);
        if (size > left) size = left;
        *buffer = reader->bytes + reader->position;
        reader->position += (int64_t)size;
        return (la_ssize_t)size;
    }
    ssize_t got;
    do {
        got = pread(reader->descriptor, reader->piece, size, reader->position);
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        lib.set_error(archive, errno, "the file cannot be read (%s)", strerror(errno));
        return -1;
    }
    reader->position += got;
    *buffer = reader->piece;
    return got;
}

/* Never beyond the end: an entry that is cut short must be missed when its rest is read. */
static la_int64_t skip_bytes(struct archive *archive, void *context, la_int64_t request) {
    (void)archive;
    struct carchive *reader = context;
    int64_t left = reader->count - reader->position;
    if (request > left) request = left;
    if (request < 0) request = 0;
    reader->position += request;
    return request;
}

static carchive *prepare(carchive *reader, int64_t total, int64_t header) {
    if (!reader) return NULL;
    uint8_t magic[2] = {0, 0};
    if (reader->bytes) {
        if (reader->count >= 2) memcpy(magic, reader->bytes, 2);
    } else if (pread(reader->descriptor, magic, 2, 0) < 2) {
        magic[0] = 0;
    }
    reader->is_gzip = magic[0] == 0x1F && magic[1] == 0x8B;
    reader->total = total;
    reader->header = header;
    reader->archive = lib.read_new();
    int isReady = reader->archive && lib.read_support_format_tar(reader->archive) == ARCHIVE_OK;
    /* A fixed chain instead of libarchive's search, which undoes up to 25 layers of compression. */
    isReady = isReady && (!reader->is_gzip || lib.read_append_filter(reader->archive, ARCHIVE_FILTER_GZIP) == ARCHIVE_OK);
    isReady = isReady && lib.read_set_read_callback(reader->archive, read_piece) == ARCHIVE_OK;
    isReady = isReady && lib.read_set_skip_callback(reader->archive, skip_bytes) == ARCHIVE_OK;
    isReady = isReady && lib.read_set_callback_data(reader->archive, reader) == ARCHIVE_OK;
    if (isReady) return reader;
    carchive_free(reader);
    return NULL;
}

carchive *carchive_new_file(int descriptor, int64_t total, int64_t header) {
    struct stat status;
    carchive *reader = calloc(1, sizeof *reader);
    if (!reader || fstat(descriptor, &status) != 0) {
        close(descriptor);
        free(reader);
        return NULL;
    }
    reader->descriptor = descriptor;
    reader->count = status.st_size;
    return prepare(reader, total, header);
}

carchive *carchive_new_bytes(const void *bytes, size_t count, int64_t total, int64_t header) {
    carchive *reader = calloc(1, sizeof *reader);
    if (!reader) return NULL;
    reader->descriptor = -1;
    reader->bytes = malloc(count ? count : 1);
    if (!reader->bytes) {
        free(reader);
        return NULL;
    }
    if (count) memcpy(reader->bytes, bytes, count);
    reader->count = (int64_t)count;
    return prepare(reader, total, header);
}

void carchive_free(carchive *reader) {
    if (!reader) return;
    if (reader->archive) lib.read_free(reader->archive);
    if (reader->descriptor >= 0) close(reader->descriptor);
    free(reader->bytes);
    free(reader);
}

carchive_outcome carchive_failure(carchive *reader) {
    return reader->is_beyond ? CARCHIVE_TOO_LARGE : CARCHIVE_DAMAGED;
}

carchive_outcome carchive_next(carchive *reader) {
    reader->bound = reader->total;
    if (!reader->is_open) {
        /* Opening reads ahead already. */
        reader->is_open = 1;
        if (lib.read_open1(reader->archive) != ARCHIVE_OK) return carchive_failure(reader);
    } else if (lib.read_data_skip(reader->archive) < ARCHIVE_WARN) {
        return carchive_failure(reader);
    }
    int64_t here = lib.filter_bytes(reader->archive, 0);
    if (reader->header < reader->total - here) reader->bound = here + reader->header;
    int code = lib.read_next_header(reader->archive, &reader->entry);
    if (code == ARCHIVE_EOF) return is_beyond(reader) ? CARCHIVE_TOO_LARGE : CARCHIVE_END;
    if (code < ARCHIVE_WARN || is_beyond(reader)) return carchive_failure(reader);
    reader->bound = reader->total;
    if (lib.entry_hardlink(reader->entry)) return CARCHIVE_LINK;
    switch (lib.entry_filetype(reader->entry)) {
    case AE_IFREG: return CARCHIVE_FILE;
    case AE_IFDIR: return CARCHIVE_FOLDER;
    case AE_IFLNK: return CARCHIVE_LINK;
    default: return CARCHIVE_SPECIAL;
    }
}

const char *carchive_name(carchive *reader) {
    /* The second form is there where the bytes were converted and cannot be shown in the C locale. */
    const char *name = lib.entry_pathname(reader->entry);
    return name ? name : lib.entry_pathname_utf8(reader->entry);
}

int64_t carchive_size(carchive *reader) { return lib.entry_size(reader->entry); }

ptrdiff_t carchive_read(carchive *reader, void *buffer, size_t count) {
    la_ssize_t got = lib.read_data(reader->archive, buffer, count);
    return got < 0 || is_beyond(reader) ? -1 : got;
}

const char *carchive_error(carchive *reader) {
    const char *text = lib.error_string(reader->archive);
    return text ? text : "no details";
}
