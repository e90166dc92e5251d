/* Programs, command lines and the environment, for JavaScript. A negative result is minus errno. */
#include "processes.h"

#include <stdlib.h>

JSValue host_end(JSContext* ctx, int result, platform_end_t how) {
  if (result < 0) return JS_NewInt32(ctx, result);
  JSValue end = JS_NewObject(ctx);
  JS_SetPropertyStr(ctx, end, "kind", JS_NewString(ctx, how.by_signal ? "signal" : "exit"));
  JS_SetPropertyStr(ctx, end, "code", JS_NewInt32(ctx, how.code));
  return end;
}

/* variables(): each NAME=VALUE as bytes */
BINDING(process_variables) {
  host_list_t list = host_new_list(ctx);
  platform_each_variable(host_append, &list);
  return list.array;
}

/* variable(name): its value as bytes, or undefined */
BINDING(process_variable) {
  char* name = host_text(ctx, argv[0]);
  if (name == NULL) return JS_EXCEPTION;
  char* value = platform_variable(name);
  free(name);
  return value == NULL ? JS_UNDEFINED : host_bytes_or_failure(ctx, 0, value);
}

/* replaceProcess(file, argv, set, verbatim) */
BINDING(process_replace) {
  char* file = host_text(ctx, argv[0]);
  char** arguments = file == NULL ? NULL : host_texts(ctx, argv[1]);
  char** set = arguments == NULL ? NULL : host_texts(ctx, argv[2]);
  platform_end_t end = {0};
  int result = set == NULL ? 0 : platform_replace(file, arguments, set, JS_ToBool(ctx, argv[3]), &end);
  JSValue answer = set == NULL ? JS_EXCEPTION : host_end(ctx, result, end);
  free(file);
  host_free_texts(arguments);
  host_free_texts(set);
  return answer;
}

bool host_flag(JSContext* ctx, JSValueConst object, const char* name) {
  JSValue value = JS_GetPropertyStr(ctx, object, name);
  bool flag = JS_ToBool(ctx, value) > 0;
  JS_FreeValue(ctx, value);
  return flag;
}

static int number_of(JSContext* ctx, JSValueConst object, const char* name) {
  int number = 0;
  JSValue value = JS_GetPropertyStr(ctx, object, name);
  JS_ToInt32(ctx, &number, value);
  JS_FreeValue(ctx, value);
  return number;
}

/* runChild(file, argv, set, {verbatim, hasInput, withoutDescriptors, withoutHangup, output, errors, limit}) */
BINDING(process_run_child) {
  char* file = host_text(ctx, argv[0]);
  char** arguments = file == NULL ? NULL : host_texts(ctx, argv[1]);
  char** set = arguments == NULL ? NULL : host_texts(ctx, argv[2]);
  platform_child_t how = {
      .verbatim = host_flag(ctx, argv[3], "verbatim"),
      .has_input = host_flag(ctx, argv[3], "hasInput"),
      .without_descriptors = host_flag(ctx, argv[3], "withoutDescriptors"),
      .without_hangup = host_flag(ctx, argv[3], "withoutHangup"),
      .output = number_of(ctx, argv[3], "output"),
      .errors = number_of(ctx, argv[3], "errors"),
      .limit = number_of(ctx, argv[3], "limit"),
  };
  platform_end_t end = {0};
  int result = set == NULL ? 0 : platform_run_child(file, arguments, set, how, &end);
  JSValue answer = set == NULL ? JS_EXCEPTION : host_end(ctx, result, end);
  free(file);
  host_free_texts(arguments);
  host_free_texts(set);
  return answer;
}

/* runShell(command, environment) */
BINDING(process_run_shell) {
  char* command = host_text(ctx, argv[0]);
  char** environment = command == NULL ? NULL : host_texts(ctx, argv[1]);
  platform_end_t end = {0};
  int result = environment == NULL ? 0 : platform_run_shell(command, environment, &end);
  JSValue answer = environment == NULL ? JS_EXCEPTION : host_end(ctx, result, end);
  free(command);
  host_free_texts(environment);
  return answer;
}

/* openShell(command, stream, environment, withoutDescriptors): [descriptor, child] */
BINDING(process_open_shell) {
  int descriptor, child;
  platform_shell_t how = {.without_descriptors = JS_ToBool(ctx, argv[3]) > 0};
  if (JS_ToInt32(ctx, &how.stream, argv[1]) < 0) return JS_EXCEPTION;
  char* command = host_text(ctx, argv[0]);
  char** environment = command == NULL ? NULL : host_texts(ctx, argv[2]);
  JSValue opened = JS_EXCEPTION;
  if (environment != NULL) {
    int result = platform_open_shell(command, how, environment, &descriptor, &child);
    opened = result < 0 ? JS_NewInt32(ctx, result) : JS_NewArray(ctx);
    if (result >= 0) JS_SetPropertyUint32(ctx, opened, 0, JS_NewInt32(ctx, descriptor));
    if (result >= 0) JS_SetPropertyUint32(ctx, opened, 1, JS_NewInt32(ctx, child));
  }
  free(command);
  host_free_texts(environment);
  return opened;
}

/* wait(child): how it ended */
BINDING(process_wait) {
  int child;
  platform_end_t end = {0};
  if (JS_ToInt32(ctx, &child, argv[0]) < 0) return JS_EXCEPTION;
  int result = platform_wait(child, &end);
  return host_end(ctx, result, end);
}

BINDING(process_has_shell) { return JS_NewBool(ctx, platform_has_shell()); }

const host_function_t host_process_functions[] = {
    JS_CFUNC_DEF("variables", 0, process_variables),
    JS_CFUNC_DEF("variable", 1, process_variable),
    JS_CFUNC_DEF("replaceProcess", 4, process_replace),
    JS_CFUNC_DEF("runChild", 4, process_run_child),
    JS_CFUNC_DEF("runShell", 2, process_run_shell),
    JS_CFUNC_DEF("openShell", 4, process_open_shell),
    JS_CFUNC_DEF("wait", 1, process_wait),
    JS_CFUNC_DEF("hasShell", 0, process_has_shell),
};
const int host_process_count = countof(host_process_functions);
