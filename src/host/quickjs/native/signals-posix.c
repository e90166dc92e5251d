#include "signals.h"

#include <signal.h>
#include <stddef.h>
#include <unistd.h>

#define SIGNALS 3
static const int signals[SIGNALS] = {SIGINT, SIGTERM, SIGHUP};
static struct sigaction before[SIGNALS];
static volatile sig_atomic_t received, child_of_watch;

/* The terminal also sends a signal to the child; a signal from a process reaches only this one. */
static void on_signal(int number, siginfo_t* info, void* context) {
  (void)context;
  if (received == 0) received = number;
  if (child_of_watch > 0 && info->si_code <= 0) kill(child_of_watch, number);
}

int platform_received_signal(void) { return received; }

void platform_watch_signals(void) {
  received = 0;
  for (size_t i = 0; i < SIGNALS; i++) {
    struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_RESTART};
    sigaction(signals[i], &action, &before[i]);
    /* A signal that is already ignored, as in the background of a shell, stays ignored. */
    if (before[i].sa_handler == SIG_IGN) sigaction(signals[i], &before[i], NULL);
  }
}

void platform_end_signals(void) {
  for (size_t i = 0; i < SIGNALS; i++) sigaction(signals[i], &before[i], NULL);
}

void platform_signal_child(int child) { child_of_watch = child; }
