#ifndef LUFF_PROCESSES_WINDOWS_H
#define LUFF_PROCESSES_WINDOWS_H

#include <windows.h>

/* A copy of a handle for a child. */
HANDLE inheritable(HANDLE);
/* Puts the process into a job. Its processes end with this process, which has the last handle. */
void tie_to_this_process(HANDLE process);

#endif
