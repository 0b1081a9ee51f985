#ifndef CRESOURCE_H
#define CRESOURCE_H

#include <stdint.h>
#include <sys/types.h>

// Limits the writable memory of a running process, and of those that it starts from then on (RLIMIT_DATA).
// Gives 0, or -1 with errno.
int resource_limit_memory(pid_t process, uint64_t bytes);

#endif
