/* Lets ThreadSanitizer see the slow half of Swift's Mutex.
 *
 * `Synchronization.Mutex` takes a free lock by a compare-and-swap that is inlined into the program, which the sanitizer
 * sees. A lock that is held goes through `_lockSlow()` and `_unlockSlow()` of libswiftSynchronization.so, which is not
 * instrumented and lets the kernel hand the lock over (FUTEX_LOCK_PI, FUTEX_UNLOCK_PI): without a hint, what the last
 * holder wrote seems to race with what the next one reads. This library is loaded before that one, and gives the hint
 * around its functions, with the address of the lock. Nothing is suppressed: a real race is reported as before.
 *
 * Build: clang -shared -fPIC visible-mutex.c -o visible-mutex.so -ldl; use: LD_PRELOAD.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *self

/* There only in programs built with the sanitizer; other programs of the same run, such as git, lack them. */
__attribute__((weak)) void __tsan_acquire(void *address);
__attribute__((weak)) void __tsan_release(void *address);

typedef SWIFT void (*lock_function)(uint32_t thread, SELF);
typedef SWIFT void (*unlock_function)(SELF);

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

SWIFT void lock_slow(uint32_t thread, SELF) __asm__(LOCK);
SWIFT void unlock_slow(SELF) __asm__(UNLOCK);

SWIFT void lock_slow(uint32_t thread, SELF) {
    static lock_function real;
    lock_function function = __atomic_load_n(&real, __ATOMIC_RELAXED);
    if (!function) {
        function = (lock_function)dlsym(RTLD_NEXT, LOCK);
        __atomic_store_n(&real, function, __ATOMIC_RELAXED);
    }
    function(thread, self);
    if (__tsan_acquire) __tsan_acquire(self);
}

SWIFT void unlock_slow(SELF) {
    static unlock_function real;
    unlock_function function = __atomic_load_n(&real, __ATOMIC_RELAXED);
    if (!function) {
        function = (unlock_function)dlsym(RTLD_NEXT, UNLOCK);
        __atomic_store_n(&real, function, __ATOMIC_RELAXED);
    }
    if (__tsan_release) __tsan_release(self);
    function(self);
}
