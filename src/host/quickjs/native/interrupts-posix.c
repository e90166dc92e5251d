/* Signals and the time limit, as requests to stop the machine. */
#include "interrupts.h"

#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define SIGNALS 3
static const int signals[SIGNALS] = {SIGHUP, SIGINT, SIGTERM};
static struct sigaction before[SIGNALS], before_alarm, before_patience;
static volatile sig_atomic_t asked;
/* When the time is over, by the monotonic clock; without a time limit never. */
static volatile double deadline;

/* Seconds. */
static double monotonic_time(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/*
 * A signal may come after a machine's last look at its word and before it blocks in a call. So SIGALRM comes again and
 * again, and ends that call. A computing machine that misses the signal ends after some processor time.
 */
static void on_signal(int number) {
  interrupt_machine((uint32_t)number);
  asked = number;
  struct itimerval patience = {.it_value = {PATIENCE_SECONDS, 0}};
  struct itimerval repeated = {{0, REPEAT_MILLISECONDS * 1000}, {0, REPEAT_MILLISECONDS * 1000}};
  setitimer(ITIMER_PROF, &patience, NULL);
  setitimer(ITIMER_REAL, &repeated, NULL);
}

/* A machine that a forged chunk has broken: the signal has its default action. */
static void on_patience(int number) {
  (void)number;
  if (host_interrupted()) raise(asked);
}

static void on_alarm(int number) {
  (void)number;
  if (monotonic_time() < deadline) return;
  const char* last_words = time_is_over();
  if (last_words == NULL) return;
  /* If nobody reads, nothing is printed. */
  struct pollfd error_stream = {.fd = STDERR_FILENO, .events = POLLOUT};
  bool heard = poll(&error_stream, 1, 0) == 1 && write(STDERR_FILENO, last_words, strlen(last_words)) > 0;
  (void)heard;
  _exit(TIME_LIMIT_STATUS);
}

static void start_timer(double milliseconds) {
  double microseconds = fmax(ceil(milliseconds * 1000), 1);
  struct itimerval timer = {.it_interval = {0, REPEAT_MILLISECONDS * 1000},
                            .it_value = {(time_t)(microseconds / 1e6), (suseconds_t)fmod(microseconds, 1e6)}};
  setitimer(ITIMER_REAL, &timer, NULL);
}

static void end_timer(int which, int number, const struct sigaction* action) {
  struct itimerval none = {0};
  setitimer(which, &none, NULL);
  sigaction(number, action, NULL);
}

bool platform_watch(double milliseconds) {
  struct sigaction alarm = {.sa_handler = on_alarm};
  deadline = milliseconds < 0 ? INFINITY : monotonic_time() + milliseconds / 1000;
  sigaction(SIGALRM, &alarm, &before_alarm);
  struct sigaction patience = {.sa_handler = on_patience, .sa_flags = SA_RESTART};
  sigaction(SIGPROF, &patience, &before_patience);
  for (size_t i = 0; i < SIGNALS; i++) {
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
    sigaction(signals[i], &action, &before[i]);
    /* A signal that is already ignored, as in the background of a shell, stays ignored. */
    if (before[i].sa_handler == SIG_IGN) sigaction(signals[i], &before[i], NULL);
  }
  if (milliseconds >= 0) start_timer(milliseconds);
  return milliseconds >= 0;
}

void platform_end_watch(bool timed) {
  (void)timed;
  for (size_t i = 0; i < SIGNALS; i++) sigaction(signals[i], &before[i], NULL);
  end_timer(ITIMER_REAL, SIGALRM, &before_alarm);
  end_timer(ITIMER_PROF, SIGPROF, &before_patience);
}
