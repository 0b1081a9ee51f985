#include "CArchive.h"

#include "gunzip.h"

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
    EACH(read_new) EACH(read_free) EACH(read_support_format_tar) EACH(read_set_read_callback) \
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
    missing = gunzip_load();
}

const char *carchive_load(void) {
    pthread_once(&once, load);
    return missing;
}

/* What libarchive is given at a time, and with it how far it may run over a bound before that is noticed. */
enum { PIECE = 64 << 10 };

struct carchive {
    struct archive *archive;
    struct archive_entry *entry;
    int descriptor;
    uint8_t *bytes;
    int64_t count, position;
    /* NULL for plain tar. */
    gunzip *gunzip;
    int64_t unpacked;
    int64_t total, header;
    /* What is allowed right now: `total`, or less while headers are read. */
    int64_t bound;
    int is_open, is_beyond;
    uint8_t piece[PIECE];
};

/* libarchive counts what it has used up, and may hold more. */
static int is_beyond(struct carchive *reader) {
    if (lib.filter_bytes(reader->archive, 0) > reader->bound) reader->is_beyond = 1;
    if (reader->unpacked > reader->bound + PIECE) reader->is_beyond = 1;
    return reader->is_beyond;
}

static ptrdiff_t read_source(void *context, int64_t position, void *buffer, size_t count) {
    struct carchive *reader = context;
    if (reader->bytes) {
        int64_t left = reader->count - position;
        if (left <= 0) return 0;
        if (count > (uint64_t)left) count = (size_t)left;
        memcpy(buffer, reader->bytes + position, count);
        return (ptrdiff_t)count;
    }
    ssize_t got;
    do {
        got = pread(reader->descriptor, buffer, count, position);
    } while (got < 0 && errno == EINTR);
    return got;
}

static ptrdiff_t unpack_piece(struct carchive *reader) {
    ptrdiff_t got = gunzip_read(reader->gunzip, reader->piece, sizeof reader->piece);
    if (got < 0) lib.set_error(reader->archive, EILSEQ, "gzip: %s", gunzip_problem(reader->gunzip));
    else reader->unpacked += got;
    return got;
}

static la_ssize_t read_piece(struct archive *archive, void *context, const void **buffer) {
    struct carchive *reader = context;
    if (is_beyond(reader)) {
        lib.set_error(archive, EFBIG, "more bytes than allowed");
        return -1;
    }
    *buffer = reader->piece;
    if (reader->gunzip) return unpack_piece(reader);
    ptrdiff_t got = read_source(reader, reader->position, reader->piece, sizeof reader->piece);
    if (got < 0) lib.set_error(archive, errno, "the file cannot be read (%s)", strerror(errno));
    else reader->position += got;
    return got;
}

/* Never beyond the end: an entry that is cut short must be missed when its rest is read. */
static la_int64_t skip_bytes(struct archive *archive, void *context, la_int64_t request) {
    (void)archive;
    struct carchive *reader = context;
    if (reader->gunzip) return 0;
    int64_t left = reader->count - reader->position;
    if (request > left) request = left;
    if (request < 0) request = 0;
    reader->position += request;
    return request;
}

static carchive *prepare(carchive *reader, int64_t total, int64_t header) {
    if (!reader) return NULL;
    uint8_t magic[2];
    int is_gzip = read_source(reader, 0, magic, 2) == 2 && magic[0] == 0x1F && magic[1] == 0x8B;
    reader->total = total;
    reader->header = header;
    reader->archive = lib.read_new();
    /* No filters: libarchive's search for them undoes up to 25 layers of compression, and its gzip checks no sums. */
    int isReady = reader->archive && lib.read_support_format_tar(reader->archive) == ARCHIVE_OK;
    if (is_gzip) reader->gunzip = gunzip_new(read_source, reader);
    isReady = isReady && (!is_gzip || reader->gunzip);
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
    gunzip_free(reader->gunzip);
    if (reader->descriptor >= 0) close(reader->descriptor);
    free(reader->bytes);
    free(reader);
}

/* Tar ends before its file does: the check sum stands behind the rest. */
static carchive_outcome end(carchive *reader) {
    ptrdiff_t got = 1;
    while (got > 0 && !is_beyond(reader)) got = reader->gunzip ? unpack_piece(reader) : 0;
    return is_beyond(reader) ? CARCHIVE_TOO_LARGE : got < 0 ? CARCHIVE_DAMAGED : CARCHIVE_END;
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
    if (code == ARCHIVE_EOF) {
        reader->bound = reader->total;
        return end(reader);
    }
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
