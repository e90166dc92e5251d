#ifndef LUFF_PROCESSES_POSIX_H
#define LUFF_PROCESSES_POSIX_H

#include <stdbool.h>

/* Whether the caller ignores SIGPIPE: then programs that are started here ignore it too. */
extern bool pipes_ignored;

#endif
