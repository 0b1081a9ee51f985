#include "gunzip.h"

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define FUNCTIONS(EACH) EACH(inflateInit2_) EACH(inflate) EACH(inflateReset) EACH(inflateEnd)

#define FIELD(name) __typeof__(&name) name##_;
static struct {
    FUNCTIONS(FIELD)
} lib;

static const char *missing = "zlib has not been loaded";
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
    /* libarchive needs it, so that it is there wherever that is. */
    void *library = dlopen("libz.so.1", RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        missing = "libz.so.1 cannot be loaded: is the package zlib1g installed?";
        return;
    }
#define RESOLVE(name)                                                                                                  \
    lib.name##_ = (__typeof__(lib.name##_))dlsym(library, #name);                                                      \
    if (!lib.name##_) {                                                                                                \
        missing = "libz.so.1 is too old: it lacks " #name;                                                             \
        return;                                                                                                        \
    }
    FUNCTIONS(RESOLVE)
    missing = NULL;
}

const char *gunzip_load(void) {
    pthread_once(&once, load);
    return missing;
}

struct gunzip {
    z_stream stream;
    gunzip_source source;
    void *context;
    /* Where the source is read next. */
    int64_t position;
    int is_first, is_in_member, is_ended;
    const char *problem;
    uint8_t input[64 << 10];
};

gunzip *gunzip_new(gunzip_source source, void *context) {
    gunzip *stream = calloc(1, sizeof *stream);
    if (!stream) return NULL;
    /* 15 bits of window, and 16 for the frame of gzip. */
    if (lib.inflateInit2__(&stream->stream, 15 + 16, ZLIB_VERSION, (int)sizeof(z_stream)) != Z_OK) {
        free(stream);
        return NULL;
    }
    stream->source = source;
    stream->context = context;
    stream->is_first = 1;
    stream->problem = "no details";
    return stream;
}

void gunzip_free(gunzip *stream) {
    if (!stream) return;
    lib.inflateEnd_(&stream->stream);
    free(stream);
}

const char *gunzip_problem(const gunzip *stream) { return stream->problem; }

static int fails(gunzip *stream, const char *problem) {
    stream->problem = problem ? problem : "the compressed stream is broken";
    return -1;
}

static int begins_member(gunzip *stream) {
    uint8_t magic[2];
    int64_t here = stream->position - stream->stream.avail_in;
    return stream->source(stream->context, here, magic, 2) == 2 && magic[0] == 0x1F && magic[1] == 0x8B;
}

ptrdiff_t gunzip_read(gunzip *stream, uint8_t *buffer, size_t count) {
    z_stream *z = &stream->stream;
    while (!stream->is_ended) {
        if (!stream->is_in_member) {
            if (!stream->is_first && !begins_member(stream)) {
                stream->is_ended = 1;
                break;
            }
            if (!stream->is_first) lib.inflateReset_(z);
            stream->is_first = 0;
            stream->is_in_member = 1;
        }
        if (z->avail_in == 0) {
            ptrdiff_t got = stream->source(stream->context, stream->position, stream->input, sizeof stream->input);
            if (got < 0) return fails(stream, strerror(errno));
            if (got == 0) return fails(stream, "the compressed stream is cut short");
            stream->position += got;
            z->next_in = stream->input;
            z->avail_in = (uInt)got;
        }
        z->next_out = buffer;
        z->avail_out = (uInt)count;
        int code = lib.inflate_(z, Z_NO_FLUSH);
        if (code == Z_STREAM_END) stream->is_in_member = 0;
        else if (code != Z_OK && code != Z_BUF_ERROR) return fails(stream, z->msg);
        size_t produced = count - z->avail_out;
        if (produced) return (ptrdiff_t)produced;
    }
    return 0;
}
