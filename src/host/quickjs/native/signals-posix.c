#include "signals.h"

#include <signal.h>
#include <stddef.h>
#include <unistd.h>

#define SIGNALS 4
static const int signals[SIGNALS] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
static struct sigaction before[SIGNALS];
static volatile sig_atomic_t received, child_of_watch, child_without_hangup;

static int for_child(int number) {
  return child_without_hangup && (number == SIGHUP || number == SIGQUIT) ? SIGTERM : number;
}

/*
 * A group gets every signal. A child in this process's group gets those of the terminal directly: only one from a process
 * has reached this process alone.
 */
static void on_signal(int number, siginfo_t* info, void* context) {
  (void)context;
  int told = child_of_watch;
  if (received == 0) received = number;
  if (told < 0 || (told > 0 && info->si_code <= 0)) kill(told, for_child(number));
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

/* A signal that came before the child was known is for the child too. */
void platform_signal_child(int child, bool without_hangup) {
  child_without_hangup = without_hangup;
  child_of_watch = child;
  if (child != 0 && received != 0) kill(child, for_child(received));
}
