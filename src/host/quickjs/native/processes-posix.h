#ifndef LUFF_PROCESSES_POSIX_H
#define LUFF_PROCESSES_POSIX_H

#include <stdbool.h>

/* Whether the caller ignores SIGPIPE: then started programs ignore it too. */
extern bool pipes_ignored;

#endif
