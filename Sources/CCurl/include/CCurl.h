#ifndef CCURL_H
#define CCURL_H

/* libcurl by name: the library is loaded when the first request is made, because its forty dependencies (GSSAPI, LDAP,
 * GnuTLS) would cost every offline command 3 ms of start-up. Types and constants come from its own header; functions
 * are reached through the `ccurl_` functions here, which must not be called before ccurl_load() has succeeded.
 *
 * Swift cannot call variadic C functions either: each use of one has a typed wrapper. */
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

typedef size_t (*ccurl_data_callback)(char *bytes, size_t size, size_t count, void *context);
typedef int (*ccurl_socket_callback)(void *context, curl_socket_t socket, curlsocktype purpose);

/* Loads and initialises the library, once. Returns NULL, or what is missing; the text lives for ever. */
const char *ccurl_load(void);

/* For who loads it on another thread: a process that ends meanwhile must not take away what is being initialised. The
 * first function sees to that when the process ends; the second is for who can tell that it will end, waits until the
 * library is loaded, and begins no loading any more. */
void ccurl_prepare(void);
void ccurl_settle(void);

CURL *ccurl_easy_init(void);
void ccurl_easy_cleanup(CURL *handle);
void ccurl_easy_reset(CURL *handle);
const char *ccurl_easy_strerror(CURLcode code);
CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value);
CURLcode ccurl_set_offset(CURL *handle, CURLoption option, curl_off_t value);
CURLcode ccurl_set_text(CURL *handle, CURLoption option, const char *value);
CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value);
/* Copies the bytes. */
CURLcode ccurl_set_blob(CURL *handle, CURLoption option, const void *bytes, size_t size);
CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value);
CURLcode ccurl_set_callback(CURL *handle, CURLoption option, ccurl_data_callback value);
CURLcode ccurl_set_socket_callback(CURL *handle, ccurl_socket_callback value);
CURLcode ccurl_set_share(CURL *handle, CURLSH *share);
CURLcode ccurl_get_long(CURL *handle, CURLINFO info, long *value);
CURLcode ccurl_get_offset(CURL *handle, CURLINFO info, curl_off_t *value);
CURLcode ccurl_get_pointer(CURL *handle, CURLINFO info, void **value);

CURLM *ccurl_multi_init(void);
CURLMcode ccurl_multi_cleanup(CURLM *multi);
CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value);
CURLMcode ccurl_multi_add_handle(CURLM *multi, CURL *handle);
CURLMcode ccurl_multi_remove_handle(CURLM *multi, CURL *handle);
CURLMcode ccurl_multi_perform(CURLM *multi, int *running);
CURLMcode ccurl_multi_poll(CURLM *multi, struct curl_waitfd *extra, unsigned int count, int timeout, int *ready);
CURLMcode ccurl_multi_wakeup(CURLM *multi);
CURLMsg *ccurl_multi_info_read(CURLM *multi, int *left);

CURLSH *ccurl_share_init(void);
CURLSHcode ccurl_share_cleanup(CURLSH *share);
CURLSHcode ccurl_share_data(CURLSH *share, curl_lock_data data);

struct curl_slist *ccurl_slist_append(struct curl_slist *list, const char *text);
void ccurl_slist_free_all(struct curl_slist *list);

/* The result lives in a union, which Swift does not see through. */
static inline CURLcode ccurl_message_result(const CURLMsg *message) { return message->data.result; }

#endif
