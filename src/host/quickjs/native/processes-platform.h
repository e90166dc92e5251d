/*
 * Programs, command lines and the environment, for each platform. Texts are UTF-8, on POSIX any bytes; lists end with
 * NULL. A negative result is minus errno.
 */
#ifndef LUFF_PROCESSES_PLATFORM_H
#define LUFF_PROCESSES_PLATFORM_H

#include <stdbool.h>

typedef struct {
  bool by_signal;
  int code; /* of the exit, or of the signal */
} platform_end_t;

/* Passes each NAME=VALUE of this process to `take`. */
void platform_each_variable(void (*take)(void* list, const char* variable), void* list);
/* The caller frees the value; NULL if there is none. */
char* platform_variable(const char* name);
/*
 * Replaces this process by a program; on Windows runs it as a child. `set` are NAME=VALUE in addition to the
 * environment; what removes a variable is NAME on POSIX, and NAME= on Windows. Windows gets the arguments on one line, each quoted unless they are verbatim.
 */
int platform_replace(const char* file, char** arguments, char** set, bool verbatim, platform_end_t*);
/*
 * Runs a program as a child that writes to the descriptors `output` and `errors`, and reads nothing unless it has this process's
 * input. The child ends with this process, however this process ends. Without descriptors it has only its three streams. If
 * `limit` is above 0, and `output` is a file with more bytes, the child is ended with all that it has started.
 */
typedef struct {
  bool verbatim, has_input, without_descriptors, without_hangup;
  int output, errors, limit;
} platform_child_t;
int platform_run_child(const char* file, char** arguments, char** set, platform_child_t, platform_end_t*);
/* Runs a command with the system's shell; meanwhile Ctrl-C goes to the child. */
int platform_run_shell(const char* command, char** environment, platform_end_t*);
/*
 * The same with a pipe in place of the stream: 1 is read here, 0 is written. Without descriptors it has only its three streams, as on
 * Windows always.
 */
typedef struct {
  int stream;
  bool without_descriptors;
} platform_shell_t;
int platform_open_shell(const char* command, platform_shell_t, char** environment, int* descriptor, int* child);
/* -EINTR if the machine must stop; the child is ended then. */
int platform_wait(int child, platform_end_t*);
bool platform_has_shell(void);

#endif
