/* Programs, command lines and the environment as the platform has them. Texts are UTF-8, on POSIX any bytes; lists end with
 * NULL. A result below zero is minus errno. */
#ifndef LUFF_PROCESSES_PLATFORM_H
#define LUFF_PROCESSES_PLATFORM_H

#include <stdbool.h>

typedef struct {
  bool by_signal;
  int code; /* of the exit, or of the signal */
} platform_end_t;

/* Hands each NAME=VALUE of this process to `take`. */
void platform_each_variable(void (*take)(void* list, const char* variable), void* list);
/* The caller frees the value; NULL where there is none. */
char* platform_variable(const char* name);
/* Runs a program in this process's place, on Windows as a child. `set` are the NAME=VALUE on top of the environment.
 * Windows is given the arguments on one line, each quoted unless they are verbatim. */
int platform_replace(const char* file, char** arguments, char** set, bool verbatim, platform_end_t*);
/* Runs a program as a child that reads nothing; its stdout is this process's stdout, or its stderr. The child ends with this
 * process, however that ends. */
typedef struct {
  bool verbatim, to_stderr;
} platform_child_t;
int platform_run_child(const char* file, char** arguments, char** set, platform_child_t, platform_end_t*);
/* Runs a command by the system's shell; Ctrl-C is the child's meanwhile. */
int platform_run_shell(const char* command, char** environment, platform_end_t*);
/* The same with a pipe in place of the stream: 1 is read here, 0 is written. */
int platform_open_shell(const char* command, int stream, char** environment, int* descriptor, int* child);
/* -EINTR where the machine is to stop; the child is ended then. */
int platform_wait(int child, platform_end_t*);
bool platform_has_shell(void);

#endif
