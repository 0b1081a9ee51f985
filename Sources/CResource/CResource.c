// prlimit(2) is for GNU sources only.
#define _GNU_SOURCE
#include "CResource.h"

#include <stddef.h>
#include <sys/resource.h>

int resource_limit_memory(pid_t process, uint64_t bytes) {
    struct rlimit limit = {.rlim_cur = bytes, .rlim_max = bytes};
    return prlimit(process, RLIMIT_DATA, &limit, NULL);
}
