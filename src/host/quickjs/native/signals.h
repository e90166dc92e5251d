/* Signals that are noted and do not end this process. */
#ifndef LUFF_SIGNALS_H
#define LUFF_SIGNALS_H

#include <stdbool.h>

/* The number of the first signal since the watch began; 0 where none came. */
int platform_received_signal(void);
void platform_watch_signals(void);
void platform_end_signals(void);
/* A signal that this process alone was sent goes on to the child; 0 where there is none. POSIX only. */
void platform_signal_child(int child);

#endif
