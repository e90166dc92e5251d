/* A child that leads a process group of its own, so that it can be ended with all that it has started. */
#ifndef LUFF_GROUPS_POSIX_H
#define LUFF_GROUPS_POSIX_H

#include "processes-platform.h"

#include <sys/types.h>

/* A process that ends others when this process ends, however it ends. */
typedef struct {
  pid_t process;  /* not above zero if there is none */
  int pipe;       /* negative if there is none */
  pid_t* targets; /* what it ends: memory that it shares with this process and its children, 0 where nothing is */
} guard_t;

/* Starts a guard before what it is to end. */
guard_t start_guard(void);
/* Makes the guard end a process, or minus a group, with this process. */
void watch_target(guard_t, pid_t);
/* Undoes that. */
void forget_target(guard_t, pid_t);
/* Makes this process, a child of the guard's parent, lead a group, and tells the guard. */
void lead_group(guard_t);
/* Ends the guard, and nothing else. */
void end_guard(guard_t);
/*
 * Waits for the end of a group's leader, a child of this process. A signal for this process goes to the group. The group
 * gets the terminal when it asks for it. It is ended if its output reaches the limit. Once a signal has come, what is left of the group when its leader has ended is
 * ended too.
 */
int wait_for_group(pid_t group, platform_child_t, platform_end_t*);

#endif
