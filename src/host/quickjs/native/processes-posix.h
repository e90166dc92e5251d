#ifndef LUFF_PROCESSES_POSIX_H
#define LUFF_PROCESSES_POSIX_H

#include <signal.h>

/* The signals that platform_ignore_write_signals ignores, and that started programs must not ignore. */
sigset_t write_signals(void);
/* Gives them their actions back, in a process that becomes another program. */
void restore_write_signals(void);
/*
 * Makes sure, before a child is started, that this process learns how it ends. The system does not keep that for a process that
 * ignores SIGCHLD, as its caller may have made it. The child does not ignore SIGCHLD either: so it is in every one of luff's
 * executables, and POSIX leaves open what a program gets.
 */
void keep_ends_of_children(void);
/* Undoes that, in a process that becomes another program. */
void restore_child_signal(void);

#endif
