/* What Windows tells of the process, its console and the clock. */
#include "windows-text.h"

#include <errno.h>
#include <io.h>
#include <stdlib.h>
#include <string.h>

#define ARGUMENTS JSContext *ctx, JSValueConst this, int argc, JSValueConst *argv
#define UNUSED (void)this, (void)argc, (void)argv
#define TICKS_OF_1970 116444736000000000ll

/* programArguments(): argv[1..] as bytes each */
static JSValue system_arguments(ARGUMENTS) {
  UNUSED;
  JSValue list = JS_NewArray(ctx);
  for (int i = 1; i < host_argc; i++)
    JS_SetPropertyUint32(ctx, list, (uint32_t)i - 1, host_new_bytes(ctx, (const uint8_t*)host_argv[i], strlen(host_argv[i])));
  return list;
}

static JSValue system_executable(ARGUMENTS) {
  UNUSED;
  wchar_t path[32768];
  DWORD length = GetModuleFileNameW(NULL, path, countof(path));
  return length == 0 ? windows_failure(ctx) : bytes_of_wide(ctx, path, length);
}

static JSValue system_working_directory(ARGUMENTS) {
  UNUSED;
  wchar_t path[32768];
  DWORD length = GetCurrentDirectoryW(countof(path), path);
  return length == 0 ? windows_failure(ctx) : bytes_of_wide(ctx, path, length);
}

static long long ticks_of(FILETIME time) { return (long long)((unsigned long long)time.dwHighDateTime << 32 | time.dwLowDateTime); }

static JSValue system_now(ARGUMENTS) {
  UNUSED;
  FILETIME now;
  GetSystemTimeAsFileTime(&now);
  return JS_NewFloat64(ctx, (double)((ticks_of(now) - TICKS_OF_1970) / 10000));
}

/* processorTime(): seconds */
static JSValue system_processor_time(ARGUMENTS) {
  UNUSED;
  FILETIME created, ended, kernel, user;
  GetProcessTimes(GetCurrentProcess(), &created, &ended, &kernel, &user);
  return JS_NewFloat64(ctx, (double)(ticks_of(kernel) + ticks_of(user)) / 1e7);
}

/* Seconds east of UTC at milliseconds since 1970; years that Windows does not know are in the zone's winter. */
static int32_t offset_at(double moment) {
  long long ticks = (long long)(moment * 10000) + TICKS_OF_1970;
  FILETIME utc = {(DWORD)ticks, (DWORD)(ticks >> 32)}, shown;
  SYSTEMTIME there, here;
  if (ticks > 0 && FileTimeToSystemTime(&utc, &there) && SystemTimeToTzSpecificLocalTime(NULL, &there, &here) &&
      SystemTimeToFileTime(&here, &shown) && SystemTimeToFileTime(&there, &utc))
    return (int32_t)((ticks_of(shown) - ticks_of(utc)) / 10000000);
  TIME_ZONE_INFORMATION zone;
  GetTimeZoneInformation(&zone);
  return -60 * (int32_t)(zone.Bias + zone.StandardBias);
}

static JSValue system_offset_at(ARGUMENTS) {
  UNUSED;
  double moment;
  return JS_ToFloat64(ctx, &moment, argv[0]) < 0 ? JS_EXCEPTION : JS_NewInt32(ctx, offset_at(moment));
}

/* zoneNameAt(milliseconds since 1970) */
static JSValue system_zone_name_at(ARGUMENTS) {
  UNUSED;
  double moment;
  if (JS_ToFloat64(ctx, &moment, argv[0]) < 0) return JS_EXCEPTION;
  TIME_ZONE_INFORMATION zone;
  GetTimeZoneInformation(&zone);
  bool winter = offset_at(moment) == -60 * (int32_t)(zone.Bias + zone.StandardBias);
  const wchar_t* name = winter ? zone.StandardName : zone.DaylightName;
  JSValue bytes = bytes_of_wide(ctx, name, wcslen(name)), text;
  size_t length;
  const uint8_t* utf8 = host_bytes(ctx, bytes, &length);
  text = utf8 == NULL ? JS_EXCEPTION : JS_NewStringLen(ctx, (const char*)utf8, length);
  JS_FreeValue(ctx, bytes);
  return text;
}

static bool console_of(JSContext* ctx, JSValueConst value, HANDLE* console, bool* failed) {
  int descriptor;
  DWORD mode;
  *failed = JS_ToInt32(ctx, &descriptor, value) < 0;
  if (*failed) return false;
  *console = (HANDLE)_get_osfhandle(descriptor);
  return GetConsoleMode(*console, &mode);
}

static JSValue system_is_terminal(ARGUMENTS) {
  UNUSED;
  HANDLE console;
  bool failed, found = console_of(ctx, argv[0], &console, &failed);
  return failed ? JS_EXCEPTION : JS_NewBool(ctx, found);
}

/* terminalWidth(descriptor): columns, 0 where it is no console */
static JSValue system_terminal_width(ARGUMENTS) {
  UNUSED;
  HANDLE console;
  CONSOLE_SCREEN_BUFFER_INFO screen;
  bool failed, found = console_of(ctx, argv[0], &console, &failed);
  if (failed) return JS_EXCEPTION;
  if (!found || !GetConsoleScreenBufferInfo(console, &screen)) return JS_NewInt32(ctx, 0);
  return JS_NewInt32(ctx, screen.srWindow.Right - screen.srWindow.Left + 1);
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
  Sleep((DWORD)milliseconds);
  return JS_UNDEFINED;
}

static UINT console_page; /* what the console had before, 0 where there is none */

static JSValue system_exit(ARGUMENTS) {
  UNUSED;
  int code;
  if (JS_ToInt32(ctx, &code, argv[0]) < 0) return JS_EXCEPTION;
  if (console_page != 0) SetConsoleOutputCP(console_page);
  ExitProcess((UINT)code);
}

static JSValue system_process_id(ARGUMENTS) {
  UNUSED;
  return JS_NewInt32(ctx, (int32_t)GetCurrentProcessId());
}

/* ignoreBrokenPipes(): Windows has no such signal. What is printed is UTF-8, and the console is told so. */
static JSValue system_ignore_broken_pipes(ARGUMENTS) {
  UNUSED;
  (void)ctx;
  console_page = GetConsoleOutputCP();
  if (console_page != 0) SetConsoleOutputCP(CP_UTF8);
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
