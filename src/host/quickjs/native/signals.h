/* Signals that are recorded and do not end this process. */
#ifndef LUFF_SIGNALS_H
#define LUFF_SIGNALS_H

#include <stdbool.h>

/* The number of the first signal since the watch began; 0 if there was none. */
int platform_received_signal(void);
void platform_watch_signals(void);
void platform_end_signals(void);
/*
 * Forwards signals to the child, or if negative to the process group; 0 if there is none. Without hangup, SIGHUP and
 * SIGQUIT become SIGTERM there. POSIX only.
 */
void platform_signal_child(int child, bool without_hangup);

#endif
