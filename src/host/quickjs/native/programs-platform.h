/*
 * Programs with pipes to all their streams, for each platform. Texts are UTF-8, on POSIX any bytes; lists end with NULL. A negative
 * result is minus errno.
 */
#ifndef LUFF_PROGRAMS_PLATFORM_H
#define LUFF_PROGRAMS_PLATFORM_H

#include "processes-platform.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum { STREAM_INHERITED, STREAM_NOTHING, STREAM_PIPE, STREAM_FILE, STREAM_STDOUT } stream_kind_t;

typedef struct {
  stream_kind_t kind;
  const char* path; /* of a file */
} platform_stream_t;

typedef struct {
  const char *file, *folder; /* no folder is NULL: this process's */
  char **arguments, **environment;
  platform_stream_t streams[3];
  bool verbatim;
  bool without_descriptors; /* it has only its three streams, as on Windows always */
} platform_program_t;

/* A child for the functions below, and this process's ends of its pipes; -1 for a stream that is no pipe. */
typedef struct {
  int child, pipes[3];
} platform_started_t;

/* What a read and a write return that would have to wait: NOT_YET of src/host/programs.ts */
#define NOT_YET (-0x10000)

int platform_start_program(const platform_program_t*, platform_started_t*);
int platform_read_pipe(int pipe, uint8_t* to, size_t length);
int platform_write_pipe(int pipe, const uint8_t* from, size_t length);
void platform_close_pipe(int pipe);

typedef struct {
  int pipe;
  bool writes, ready;
} platform_wanted_t;
/* Sets what is ready; the number of those, 0 when the time is over. */
int platform_wait_for_pipes(platform_wanted_t*, size_t count, double milliseconds);
/* 1 and how the child ended; 0 when the time is over. */
int platform_wait_for_end(int child, double milliseconds, platform_end_t*);
int platform_signal_program(int child, int signal);

#endif
