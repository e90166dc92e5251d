/* Which processes of a group still run. */
#ifndef LUFF_LIVING_GROUP_POSIX_H
#define LUFF_LIVING_GROUP_POSIX_H

#include <stdbool.h>
#include <sys/types.h>

/*
 * Whether a process of the group may still run, and has not only ended without its parent's asking. One may where the group's
 * processes cannot be seen. `running` is one that ran at the last call, or 0.
 */
bool may_run(pid_t group, pid_t* running);

#endif
