/* Programs with a pipe at both ends, for each platform. A negative result is minus errno. */
#ifndef LUFF_PIPES_PLATFORM_H
#define LUFF_PIPES_PLATFORM_H

typedef struct {
  int input, output; /* descriptors of the child's stdin and stdout */
  int child;         /* for platform_wait */
} platform_piped_t;

/*
 * Starts a program with this process's environment; its stderr is this process's. No word needs quotes on Windows. A
 * signal that was sent only to this process is forwarded.
 */
int platform_open_program(const char* file, char** words, platform_piped_t*);
/* Ends a child that is to be waited for. */
void platform_end_child(int child);

#endif
