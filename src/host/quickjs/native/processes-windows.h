#ifndef LUFF_PROCESSES_WINDOWS_H
#define LUFF_PROCESSES_WINDOWS_H

#include <stdbool.h>
#include <wchar.h>
#include <windows.h>

/* A copy of a handle for a child. */
HANDLE inheritable(HANDLE);
/* NAME=VALUE texts as an environment block, and arguments as a command line. NULL if memory runs out; the caller frees both. */
wchar_t* environment_of(char** variables);
wchar_t* command_line_of(char** arguments, bool verbatim);
/* A job whose processes end when its last handle is closed. */
HANDLE new_job(void);

#endif
