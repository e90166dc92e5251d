/* The word in a machine's memory by which it is asked to stop. */
#ifndef LUFF_INTERRUPTS_H
#define LUFF_INTERRUPTS_H

#include <stdbool.h>
#include <stdint.h>

/* The number that says that the time is over; all others are those of signals. */
#define TIME_IS_OVER 14
/* How often the end of the time is told, since the first word may come just before a call blocks. */
#define REPEAT_MILLISECONDS 100
/* TIME_LIMIT of src/errors/exit-statuses.ts */
#define TIME_LIMIT_STATUS 124
/* How long a machine that computes may take to see a signal. */
#define PATIENCE_SECONDS 2

/* Writes to the word that is watched, if any. May be called from a signal handler and from another thread. */
void interrupt_machine(uint32_t number);
/* Whether the machine has been asked to stop and has not done so yet: calls that block then return -EINTR. */
bool host_interrupted(void);
/*
 * Asks the machine to stop, as interrupt_machine does. NULL while it may still do so; then the line for stderr with which the
 * process is to end: a machine that a forged chunk broke may never look at its word.
 */
const char* time_is_over(void);

/* Lets signals reach the machine, and the end of the time unless it is below zero; returns whether the time has an end. */
bool platform_watch(double milliseconds);
void platform_end_watch(bool timed);

#endif
