/* The word in a machine's memory by which it is asked to stop. */
#ifndef LUFF_INTERRUPTS_H
#define LUFF_INTERRUPTS_H

#include <stdbool.h>
#include <stdint.h>

/* The number that says that the time is over; all others are those of signals. */
#define TIME_IS_OVER 14

/* Writes to the word that is watched, if any. May be called from a signal handler and from another thread. */
void interrupt_machine(uint32_t number);
/* Whether the machine has been asked to stop and has not done so yet: calls that block then answer -EINTR. */
bool host_interrupted(void);
/* From now on, or (with UINT32_MAX) no longer. */
void watch_word(uint32_t address);

#endif
