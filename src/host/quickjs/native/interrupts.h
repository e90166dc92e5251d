/* The word in a machine's memory that asks it to stop. */
#ifndef LUFF_INTERRUPTS_H
#define LUFF_INTERRUPTS_H

#include <stdbool.h>
#include <stdint.h>

/* The number for the end of the time; all others are signals. */
#define TIME_IS_OVER 14
/* How often a request to stop is repeated, because the first may come just before a blocking call. */
#define REPEAT_MILLISECONDS 100
/* TIME_LIMIT of src/errors/exit-statuses.ts */
#define TIME_LIMIT_STATUS 124
/* How long a computing machine may take to see a signal. */
#define PATIENCE_SECONDS 2

/* Writes to the word that is watched, if any. A signal handler or another thread may call this. */
void interrupt_machine(uint32_t number);
/* Whether the machine was asked to stop but has not stopped yet: blocking calls then return -EINTR. */
bool host_interrupted(void);
/*
 * Asks the machine to stop, as interrupt_machine does. Returns NULL while it may still stop. Then returns the line for
 * stderr with which the process must end: a machine that a forged chunk has broken may never check its word.
 */
const char* time_is_over(void);

/* Makes signals reach the machine, and the end of the time unless it is negative; returns whether there is a time limit. */
bool platform_watch(double milliseconds);
void platform_end_watch(bool timed);

#endif
