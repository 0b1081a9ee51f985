#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>

/* The soname has been the same since 2006; the versioned name is there without any -dev package. */
static const char *const library_name = "libcurl.so.4";

#define FUNCTIONS(EACH)                                                                                                \
    EACH(global_init) EACH(easy_init) EACH(easy_cleanup) EACH(easy_reset) EACH(easy_strerror) EACH(easy_setopt)        \
    EACH(easy_getinfo) EACH(multi_init) EACH(multi_cleanup) EACH(multi_setopt) EACH(multi_add_handle)                  \
    EACH(multi_remove_handle) EACH(multi_perform) EACH(multi_poll) EACH(multi_wakeup) EACH(multi_info_read)            \
    EACH(share_init) EACH(share_cleanup) EACH(share_setopt) EACH(slist_append) EACH(slist_free_all)

/* Each field has the type that curl.h declares, so a wrong call is still an error of the compiler. */
#define FIELD(name) __typeof__(&curl_##name) name;
static struct {
    FUNCTIONS(FIELD)
} curl;

static const char *missing = "libcurl has not been loaded";
static pthread_once_t once = PTHREAD_ONCE_INIT;

/* Held while libcurl is loaded, which may be on a thread of its own. */
static pthread_mutex_t loading = PTHREAD_MUTEX_INITIALIZER;
static int ending;

void ccurl_settle(void) {
    pthread_mutex_lock(&loading);
    ending = 1;
    pthread_mutex_unlock(&loading);
}

static void register_settling(void) { atexit(ccurl_settle); }

void ccurl_prepare(void) {
    static pthread_once_t registered = PTHREAD_ONCE_INIT;
    pthread_once(&registered, register_settling);
}

static void load_library(void) {
    void *library = dlopen(library_name, RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        missing = "libcurl.so.4 cannot be loaded: is the package libcurl4 installed?";
        return;
    }
#define RESOLVE(name)                                                                                                  \
    curl.name = (__typeof__(curl.name))dlsym(library, "curl_" #name);                                                  \
    if (!curl.name) {                                                                                                  \
        missing = "libcurl.so.4 is too old: it lacks curl_" #name;                                                     \
        return;                                                                                                        \
    }
    FUNCTIONS(RESOLVE)
    missing = curl.global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK ? NULL : "libcurl cannot be initialised";
}

static void load(void) {
    pthread_mutex_lock(&loading);
    if (!ending) load_library();
    pthread_mutex_unlock(&loading);
}

const char *ccurl_load(void) {
    pthread_once(&once, load);
    return missing;
}

CURL *ccurl_easy_init(void) { return curl.easy_init(); }
void ccurl_easy_cleanup(CURL *handle) { curl.easy_cleanup(handle); }
void ccurl_easy_reset(CURL *handle) { curl.easy_reset(handle); }
const char *ccurl_easy_strerror(CURLcode code) { return curl.easy_strerror(code); }

CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value) { return curl.easy_setopt(handle, option, value); }

CURLcode ccurl_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
    return curl.easy_setopt(handle, option, value);
}

CURLcode ccurl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl.easy_setopt(handle, option, value);
}

CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl.easy_setopt(handle, option, value);
}

CURLcode ccurl_set_blob(CURL *handle, CURLoption option, const void *bytes, size_t size) {
    struct curl_blob blob = {.data = (void *)bytes, .len = size, .flags = CURL_BLOB_COPY};
    return curl.easy_setopt(handle, option, &blob);
}

CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl.easy_setopt(handle, option, value);
}

CURLcode ccurl_set_callback(CURL *handle, CURLoption option, ccurl_data_callback value) {
    return curl.easy_setopt(handle, option, value);
}

CURLcode ccurl_set_socket_callback(CURL *handle, ccurl_socket_callback value) {
    return curl.easy_setopt(handle, CURLOPT_SOCKOPTFUNCTION, value);
}

CURLcode ccurl_set_share(CURL *handle, CURLSH *share) { return curl.easy_setopt(handle, CURLOPT_SHARE, share); }

CURLcode ccurl_get_long(CURL *handle, CURLINFO info, long *value) { return curl.easy_getinfo(handle, info, value); }

CURLcode ccurl_get_offset(CURL *handle, CURLINFO info, curl_off_t *value) {
    return curl.easy_getinfo(handle, info, value);
}

CURLcode ccurl_get_pointer(CURL *handle, CURLINFO info, void **value) { return curl.easy_getinfo(handle, info, value); }

CURLM *ccurl_multi_init(void) { return curl.multi_init(); }
CURLMcode ccurl_multi_cleanup(CURLM *multi) { return curl.multi_cleanup(multi); }

CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl.multi_setopt(multi, option, value);
}

CURLMcode ccurl_multi_add_handle(CURLM *multi, CURL *handle) { return curl.multi_add_handle(multi, handle); }
CURLMcode ccurl_multi_remove_handle(CURLM *multi, CURL *handle) { return curl.multi_remove_handle(multi, handle); }
CURLMcode ccurl_multi_perform(CURLM *multi, int *running) { return curl.multi_perform(multi, running); }

CURLMcode ccurl_multi_poll(CURLM *multi, struct curl_waitfd *extra, unsigned int count, int timeout, int *ready) {
    return curl.multi_poll(multi, extra, count, timeout, ready);
}

CURLMcode ccurl_multi_wakeup(CURLM *multi) { return curl.multi_wakeup(multi); }
CURLMsg *ccurl_multi_info_read(CURLM *multi, int *left) { return curl.multi_info_read(multi, left); }

CURLSH *ccurl_share_init(void) { return curl.share_init(); }
CURLSHcode ccurl_share_cleanup(CURLSH *share) { return curl.share_cleanup(share); }
CURLSHcode ccurl_share_data(CURLSH *share, curl_lock_data data) {
    return curl.share_setopt(share, CURLSHOPT_SHARE, data);
}

struct curl_slist *ccurl_slist_append(struct curl_slist *list, const char *text) {
    return curl.slist_append(list, text);
}

void ccurl_slist_free_all(struct curl_slist *list) { curl.slist_free_all(list); }
