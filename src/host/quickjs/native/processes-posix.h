#ifndef LUFF_PROCESSES_POSIX_H
#define LUFF_PROCESSES_POSIX_H

#include <signal.h>

/* The signals that platform_ignore_write_signals ignores, and that started programs must not ignore. */
sigset_t write_signals(void);
/* Gives them their actions back, in a process that becomes another program. */
void restore_write_signals(void);

#endif
