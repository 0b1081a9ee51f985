#ifndef ASTERN_CSYNC_H
#define ASTERN_CSYNC_H

// Flushes the file system that an open file lies on: syncfs(2), which the C library's headers hide from modules.
// 0, or -1 with errno set.
int sync_file_system(int descriptor);

#endif
