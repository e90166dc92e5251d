/* Signals and the end of the time, as wishes to stop the machine. */
#include "host.h"
#include "interrupts.h"

#include <math.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#define ARGUMENTS JSContext *ctx, JSValueConst this, int argc, JSValueConst *argv
#define UNUSED (void)this, (void)argc

static const int signals[] = {SIGINT, SIGTERM};
static struct sigaction before[countof(signals)], before_alarm;

static void on_signal(int number) { interrupt_machine((uint32_t)number); }

static void on_alarm(int number) {
  (void)number;
  const char* last_words = time_is_over();
  if (last_words == NULL) return;
  /* Nobody may be reading: then it is not said. */
  struct pollfd error_stream = {.fd = STDERR_FILENO, .events = POLLOUT};
  bool heard = poll(&error_stream, 1, 0) == 1 && write(STDERR_FILENO, last_words, strlen(last_words)) > 0;
  (void)heard;
  _exit(TIME_LIMIT_STATUS);
}

static void start_timer(double milliseconds) {
  set_time(milliseconds);
  struct sigaction action = {.sa_handler = on_alarm};
  sigaction(SIGALRM, &action, &before_alarm);
  double microseconds = fmax(ceil(milliseconds * 1000), 1);
  struct itimerval timer = {.it_interval = {0, REPEAT_MILLISECONDS * 1000},
                            .it_value = {(time_t)(microseconds / 1e6), (suseconds_t)fmod(microseconds, 1e6)}};
  setitimer(ITIMER_REAL, &timer, NULL);
}

/* watchInterrupts(address, milliseconds): below zero there is no end of the time */
static JSValue watch_interrupts(ARGUMENTS) {
  UNUSED;
  uint32_t address;
  double milliseconds;
  if (JS_ToUint32(ctx, &address, argv[0]) < 0 || JS_ToFloat64(ctx, &milliseconds, argv[1]) < 0) return JS_EXCEPTION;
  watch_word(address);
  for (size_t i = 0; i < countof(signals); i++) {
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
    sigaction(signals[i], &action, &before[i]);
    /* Ignored, as in the background of a shell, it stays ignored. */
    if (before[i].sa_handler == SIG_IGN) sigaction(signals[i], &before[i], NULL);
  }
  if (milliseconds >= 0) start_timer(milliseconds);
  return JS_NewBool(ctx, milliseconds >= 0);
}

/* endInterrupts(timed) */
static JSValue end_interrupts(ARGUMENTS) {
  UNUSED;
  if (JS_ToBool(ctx, argv[0])) {
    struct itimerval none = {0};
    setitimer(ITIMER_REAL, &none, NULL);
    sigaction(SIGALRM, &before_alarm, NULL);
  }
  for (size_t i = 0; i < countof(signals); i++) sigaction(signals[i], &before[i], NULL);
  watch_word(UINT32_MAX);
  return JS_UNDEFINED;
}

/* isInterrupted() */
static JSValue is_interrupted(ARGUMENTS) {
  UNUSED;
  (void)ctx;
  (void)argv;
  return JS_NewBool(ctx, host_interrupted());
}

const host_function_t host_interrupt_functions[] = {
    JS_CFUNC_DEF("watchInterrupts", 2, watch_interrupts),
    JS_CFUNC_DEF("endInterrupts", 1, end_interrupts),
    JS_CFUNC_DEF("isInterrupted", 0, is_interrupted),
};
const int host_interrupt_count = countof(host_interrupt_functions);
