/* What POSIX tells of the process, its terminal and the clock. */
#include "host.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define ARGUMENTS JSContext *ctx, JSValueConst this, int argc, JSValueConst *argv
#define UNUSED (void)this, (void)argc, (void)argv

static JSValue text_bytes(JSContext* ctx, const char* text) { return host_new_bytes(ctx, (const uint8_t*)text, strlen(text)); }

/* programArguments(): argv[1..] as bytes each */
static JSValue system_arguments(ARGUMENTS) {
  UNUSED;
  JSValue list = JS_NewArray(ctx);
  for (int i = 1; i < host_argc; i++) JS_SetPropertyUint32(ctx, list, (uint32_t)i - 1, text_bytes(ctx, host_argv[i]));
  return list;
}

/* executable(): bytes of the absolute path, or minus errno */
static JSValue system_executable(ARGUMENTS) {
  UNUSED;
  char path[4096];
  ssize_t length = readlink("/proc/self/exe", path, sizeof path);
  return length < 0 ? host_failure(ctx) : host_new_bytes(ctx, (const uint8_t*)path, (size_t)length);
}

static JSValue system_working_directory(ARGUMENTS) {
  UNUSED;
  char* path = getcwd(NULL, 0);
  if (path == NULL) return host_failure(ctx);
  JSValue result = text_bytes(ctx, path);
  free(path);
  return result;
}

static JSValue system_now(ARGUMENTS) {
  UNUSED;
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return JS_NewFloat64(ctx, (double)now.tv_sec * 1e3 + (double)(now.tv_nsec / 1000000));
}

/* processorTime(): seconds */
static JSValue system_processor_time(ARGUMENTS) {
  UNUSED;
  struct timespec used;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return JS_NewFloat64(ctx, (double)used.tv_sec + (double)used.tv_nsec / 1e9);
}

/* The local time at milliseconds since 1970; -1 with an exception where the argument is no number. */
static int local_time(JSContext* ctx, JSValueConst moment, struct tm* local) {
  double milliseconds;
  if (JS_ToFloat64(ctx, &milliseconds, moment) < 0) return -1;
  double seconds = milliseconds / 1000;
  time_t time = (time_t)seconds - ((double)(time_t)seconds > seconds);
  *local = (struct tm){.tm_zone = "UTC"};
  localtime_r(&time, local);
  return 0;
}

/* offsetAt(milliseconds since 1970): seconds east of UTC */
static JSValue system_offset_at(ARGUMENTS) {
  UNUSED;
  struct tm local;
  return local_time(ctx, argv[0], &local) < 0 ? JS_EXCEPTION : JS_NewInt32(ctx, (int32_t)local.tm_gmtoff);
}

/* zoneNameAt(milliseconds since 1970): the abbreviation, such as CET */
static JSValue system_zone_name_at(ARGUMENTS) {
  UNUSED;
  struct tm local;
  return local_time(ctx, argv[0], &local) < 0 ? JS_EXCEPTION : JS_NewString(ctx, local.tm_zone);
}

static JSValue system_is_terminal(ARGUMENTS) {
  UNUSED;
  int descriptor;
  if (JS_ToInt32(ctx, &descriptor, argv[0]) < 0) return JS_EXCEPTION;
  return JS_NewBool(ctx, isatty(descriptor));
}

/* terminalWidth(descriptor): columns, 0 where it is no terminal */
static JSValue system_terminal_width(ARGUMENTS) {
  UNUSED;
  int descriptor;
  struct winsize size = {0};
  if (JS_ToInt32(ctx, &descriptor, argv[0]) < 0) return JS_EXCEPTION;
  return JS_NewInt32(ctx, ioctl(descriptor, TIOCGWINSZ, &size) < 0 ? 0 : size.ws_col);
}

/* errorText(errno) */
static JSValue system_error_text(ARGUMENTS) {
  UNUSED;
  int number;
  return JS_ToInt32(ctx, &number, argv[0]) < 0 ? JS_EXCEPTION : JS_NewString(ctx, strerror(number));
}

static JSValue system_sleep(ARGUMENTS) {
  UNUSED;
  int milliseconds;
  if (JS_ToInt32(ctx, &milliseconds, argv[0]) < 0) return JS_EXCEPTION;
  struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
  nanosleep(&time, NULL);
  return JS_UNDEFINED;
}

static JSValue system_exit(ARGUMENTS) {
  UNUSED;
  int code;
  if (JS_ToInt32(ctx, &code, argv[0]) < 0) return JS_EXCEPTION;
  _exit(code);
}

static JSValue system_process_id(ARGUMENTS) {
  UNUSED;
  return JS_NewInt32(ctx, getpid());
}

bool host_pipes_ignored;

/* ignoreBrokenPipes(): EPIPE in place of SIGPIPE, for this process alone */
static JSValue system_ignore_broken_pipes(ARGUMENTS) {
  UNUSED;
  host_pipes_ignored = signal(SIGPIPE, SIG_IGN) == SIG_IGN;
  return JS_UNDEFINED;
}

const host_function_t host_system_functions[] = {
    JS_CFUNC_DEF("programArguments", 0, system_arguments),
    JS_CFUNC_DEF("executable", 0, system_executable),
    JS_CFUNC_DEF("workingDirectory", 0, system_working_directory),
    JS_CFUNC_DEF("now", 0, system_now),
    JS_CFUNC_DEF("processorTime", 0, system_processor_time),
    JS_CFUNC_DEF("offsetAt", 1, system_offset_at),
    JS_CFUNC_DEF("zoneNameAt", 1, system_zone_name_at),
    JS_CFUNC_DEF("isTerminal", 1, system_is_terminal),
    JS_CFUNC_DEF("terminalWidth", 1, system_terminal_width),
    JS_CFUNC_DEF("errorText", 1, system_error_text),
    JS_CFUNC_DEF("sleep", 1, system_sleep),
    JS_CFUNC_DEF("exit", 1, system_exit),
    JS_CFUNC_DEF("processId", 0, system_process_id),
    JS_CFUNC_DEF("ignoreBrokenPipes", 0, system_ignore_broken_pipes),
    JS_PROP_STRING_DEF("os", LUFF_OS, 0),
    JS_PROP_STRING_DEF("arch", LUFF_ARCH, 0),
    JS_PROP_STRING_DEF("runtime", "QuickJS " CONFIG_VERSION, 0),
};
const int host_system_count = countof(host_system_functions);
