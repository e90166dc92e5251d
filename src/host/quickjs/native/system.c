/* The process, its terminal and the clock, for JavaScript. */
#include "system-platform.h"
#include "host.h"

#include <stdlib.h>
#include <string.h>

/* programArguments(): argv[1..] as bytes each */
BINDING(system_arguments) {
  host_list_t list = host_new_list(ctx);
  for (int i = 1; i < host_argc; i++) host_append(&list, host_argv[i]);
  return list.array;
}

/* executable(): bytes of the absolute path, or minus errno */
BINDING(system_executable) {
  char* path;
  int result = platform_executable(&path);
  return host_bytes_or_failure(ctx, result, path);
}

BINDING(system_working_directory) {
  char* path;
  int result = platform_working_directory(&path);
  return host_bytes_or_failure(ctx, result, path);
}

BINDING(system_fine_now) { return JS_NewFloat64(ctx, platform_fine_now()); }

BINDING(system_steady) { return JS_NewFloat64(ctx, platform_steady()); }

BINDING(system_processor_time) { return JS_NewFloat64(ctx, platform_processor_time()); }

/* offsetAt(milliseconds since 1970) */
BINDING(system_offset_at) {
  double moment;
  return JS_ToFloat64(ctx, &moment, argv[0]) < 0 ? JS_EXCEPTION : JS_NewInt32(ctx, platform_offset_at(moment));
}

/* zoneNameAt(milliseconds since 1970) */
BINDING(system_zone_name_at) {
  double moment;
  if (JS_ToFloat64(ctx, &moment, argv[0]) < 0) return JS_EXCEPTION;
  char* name = platform_zone_name_at(moment);
  JSValue text = name == NULL ? JS_ThrowOutOfMemory(ctx) : JS_NewString(ctx, name);
  free(name);
  return text;
}

BINDING(system_is_terminal) {
  int descriptor;
  return JS_ToInt32(ctx, &descriptor, argv[0]) < 0 ? JS_EXCEPTION : JS_NewBool(ctx, platform_is_terminal(descriptor));
}

BINDING(system_terminal_width) {
  int descriptor;
  return JS_ToInt32(ctx, &descriptor, argv[0]) < 0 ? JS_EXCEPTION : JS_NewInt32(ctx, platform_terminal_width(descriptor));
}

BINDING(system_terminal_height) {
  int descriptor;
  return JS_ToInt32(ctx, &descriptor, argv[0]) < 0 ? JS_EXCEPTION : JS_NewInt32(ctx, platform_terminal_height(descriptor));
}

/* setEcho(descriptor, on) */
BINDING(system_set_echo) {
  int descriptor;
  if (JS_ToInt32(ctx, &descriptor, argv[0]) < 0) return JS_EXCEPTION;
  return JS_NewBool(ctx, platform_set_echo(descriptor, JS_ToBool(ctx, argv[1]) > 0));
}

/* errorText(errno) */
BINDING(system_error_text) {
  int number;
  return JS_ToInt32(ctx, &number, argv[0]) < 0 ? JS_EXCEPTION : JS_NewString(ctx, strerror(number));
}

/* sleep(milliseconds) */
BINDING(system_sleep) {
  int milliseconds;
  if (JS_ToInt32(ctx, &milliseconds, argv[0]) < 0) return JS_EXCEPTION;
  platform_sleep(milliseconds);
  return JS_UNDEFINED;
}

BINDING(system_exit) {
  int code;
  if (JS_ToInt32(ctx, &code, argv[0]) < 0) return JS_EXCEPTION;
  platform_exit(code);
}

BINDING(system_process_id) { return JS_NewInt32(ctx, platform_process_id()); }

/* fillRandom(bytes): 0 or minus errno */
BINDING(system_fill_random) {
  size_t length;
  uint8_t* bytes = host_bytes(ctx, argv[0], &length);
  return bytes == NULL ? JS_EXCEPTION : JS_NewInt32(ctx, platform_fill_random(bytes, length));
}

BINDING(system_ignore_write_signals) {
  platform_ignore_write_signals();
  return JS_UNDEFINED;
}

const host_function_t host_system_functions[] = {
    JS_CFUNC_DEF("programArguments", 0, system_arguments),
    JS_CFUNC_DEF("executable", 0, system_executable),
    JS_CFUNC_DEF("workingDirectory", 0, system_working_directory),
    JS_CFUNC_DEF("fineNow", 0, system_fine_now),
    JS_CFUNC_DEF("steady", 0, system_steady),
    JS_CFUNC_DEF("processorTime", 0, system_processor_time),
    JS_CFUNC_DEF("offsetAt", 1, system_offset_at),
    JS_CFUNC_DEF("zoneNameAt", 1, system_zone_name_at),
    JS_CFUNC_DEF("isTerminal", 1, system_is_terminal),
    JS_CFUNC_DEF("terminalWidth", 1, system_terminal_width),
    JS_CFUNC_DEF("terminalHeight", 1, system_terminal_height),
    JS_CFUNC_DEF("setEcho", 2, system_set_echo),
    JS_CFUNC_DEF("errorText", 1, system_error_text),
    JS_CFUNC_DEF("sleep", 1, system_sleep),
    JS_CFUNC_DEF("exit", 1, system_exit),
    JS_CFUNC_DEF("processId", 0, system_process_id),
    JS_CFUNC_DEF("fillRandom", 1, system_fill_random),
    JS_CFUNC_DEF("ignoreWriteSignals", 0, system_ignore_write_signals),
    JS_PROP_STRING_DEF("os", LUFF_OS, 0),
    JS_PROP_STRING_DEF("arch", LUFF_ARCH, 0),
    JS_PROP_STRING_DEF("runtime", "QuickJS " CONFIG_VERSION, 0),
};
const int host_system_count = countof(host_system_functions);
