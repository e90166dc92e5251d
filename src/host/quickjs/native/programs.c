/* Programs with pipes to all their streams, for JavaScript. A negative result is minus errno. */
#include "programs-platform.h"
#include "processes.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static stream_kind_t kind_of(const char* name) {
  if (strcmp(name, "inherit") == 0) return STREAM_INHERITED;
  if (strcmp(name, "pipe") == 0) return STREAM_PIPE;
  return strcmp(name, "stdout") == 0 ? STREAM_STDOUT : STREAM_NOTHING;
}

/* A name of a kind is a string, a path is bytes. False with an exception. The caller frees the path. */
static bool read_stream(JSContext* ctx, JSValueConst array, uint32_t index, platform_stream_t* stream) {
  JSValue value = JS_GetPropertyUint32(ctx, array, index);
  char* text = host_text(ctx, value);
  bool named = JS_IsString(value);
  JS_FreeValue(ctx, value);
  if (text == NULL) return false;
  *stream = named ? (platform_stream_t){kind_of(text), NULL} : (platform_stream_t){STREAM_FILE, text};
  if (named) free(text);
  return true;
}

static void free_program(platform_program_t* program) {
  free((char*)program->file);
  free((char*)program->folder);
  for (int i = 0; i < 3; i++) free((char*)program->streams[i].path);
  host_free_texts(program->arguments);
  host_free_texts(program->environment);
}

/* The folder and the streams of startProgram's last argument. False with an exception. */
static bool read_how(JSContext* ctx, JSValueConst folder, JSValueConst streams, platform_program_t* program) {
  if (!JS_IsUndefined(folder) && (program->folder = host_text(ctx, folder)) == NULL) return false;
  for (uint32_t i = 0; i < 3; i++)
    if (!read_stream(ctx, streams, i, &program->streams[i])) return false;
  return true;
}

/* False with an exception. */
static bool read_program(JSContext* ctx, JSValueConst* argv, platform_program_t* program) {
  if ((program->file = host_text(ctx, argv[0])) == NULL) return false;
  if ((program->arguments = host_texts(ctx, argv[1])) == NULL) return false;
  if ((program->environment = host_texts(ctx, argv[2])) == NULL) return false;
  JSValue folder = JS_GetPropertyStr(ctx, argv[3], "folder"), streams = JS_GetPropertyStr(ctx, argv[3], "streams");
  bool good = read_how(ctx, folder, streams, program);
  JS_FreeValue(ctx, folder);
  JS_FreeValue(ctx, streams);
  program->verbatim = host_flag(ctx, argv[3], "verbatim");
  program->without_descriptors = host_flag(ctx, argv[3], "withoutDescriptors");
  return good;
}

/* startProgram(file, argv, environment, {folder, streams, verbatim, withoutDescriptors}): [child, stdin, stdout, stderr] */
BINDING(program_start) {
  platform_program_t program = {0};
  platform_started_t started = {-1, {-1, -1, -1}};
  JSValue answer = JS_EXCEPTION;
  if (read_program(ctx, argv, &program)) {
    int result = platform_start_program(&program, &started);
    answer = result < 0 ? JS_NewInt32(ctx, result) : JS_NewArray(ctx);
    if (result >= 0) JS_SetPropertyUint32(ctx, answer, 0, JS_NewInt32(ctx, started.child));
    for (uint32_t i = 0; result >= 0 && i < 3; i++) JS_SetPropertyUint32(ctx, answer, i + 1, JS_NewInt32(ctx, started.pipes[i]));
  }
  free_program(&program);
  return answer;
}

/* readPipe(pipe, buffer, offset, length) */
BINDING(program_read) {
  int pipe;
  size_t length;
  uint8_t* bytes = host_part(ctx, argv, &pipe, &length);
  return bytes == NULL ? JS_EXCEPTION : JS_NewInt32(ctx, platform_read_pipe(pipe, bytes, length));
}

/* writePipe(pipe, buffer, offset, length) */
BINDING(program_write) {
  int pipe;
  size_t length;
  uint8_t* bytes = host_part(ctx, argv, &pipe, &length);
  return bytes == NULL ? JS_EXCEPTION : JS_NewInt32(ctx, platform_write_pipe(pipe, bytes, length));
}

/* closePipe(pipe) */
BINDING(program_close) {
  int pipe;
  if (JS_ToInt32(ctx, &pipe, argv[0]) < 0) return JS_EXCEPTION;
  platform_close_pipe(pipe);
  return JS_UNDEFINED;
}

/* -1 with an exception */
static int64_t length_of(JSContext* ctx, JSValueConst array) {
  uint32_t length;
  JSValue value = JS_GetPropertyStr(ctx, array, "length");
  return JS_ToUint32(ctx, &length, value) < 0 ? -1 : (int64_t)length;
}

static bool read_wanted(JSContext* ctx, JSValueConst array, int64_t length, bool writes, platform_wanted_t* wanted) {
  for (int64_t i = 0; i < length; i++) {
    wanted[i] = (platform_wanted_t){.writes = writes};
    if (JS_ToInt32(ctx, &wanted[i].pipe, JS_GetPropertyUint32(ctx, array, (uint32_t)i)) < 0) return false;
  }
  return true;
}

static JSValue ready_pipes(JSContext* ctx, const platform_wanted_t* wanted, size_t count) {
  JSValue ready = JS_NewArray(ctx);
  uint32_t found = 0;
  for (size_t i = 0; i < count; i++)
    if (wanted[i].ready) JS_SetPropertyUint32(ctx, ready, found++, JS_NewInt32(ctx, wanted[i].pipe));
  return ready;
}

/* waitForPipes(read, write, milliseconds): those that are ready */
BINDING(program_wait_for_pipes) {
  double milliseconds;
  int64_t reads = length_of(ctx, argv[0]), writes = length_of(ctx, argv[1]);
  if (reads < 0 || writes < 0 || JS_ToFloat64(ctx, &milliseconds, argv[2]) < 0) return JS_EXCEPTION;
  size_t count = (size_t)(reads + writes);
  platform_wanted_t* wanted = malloc((count + 1) * sizeof *wanted);
  if (wanted == NULL) return JS_ThrowOutOfMemory(ctx);
  JSValue answer = JS_EXCEPTION;
  if (read_wanted(ctx, argv[0], reads, false, wanted) && read_wanted(ctx, argv[1], writes, true, wanted + reads)) {
    int result = platform_wait_for_pipes(wanted, count, milliseconds);
    answer = result < 0 ? JS_NewInt32(ctx, result) : ready_pipes(ctx, wanted, count);
  }
  free(wanted);
  return answer;
}

/* waitForEnd(child, milliseconds): how it ended, or undefined */
BINDING(program_wait_for_end) {
  int child;
  double milliseconds;
  platform_end_t end = {0};
  if (JS_ToInt32(ctx, &child, argv[0]) < 0 || JS_ToFloat64(ctx, &milliseconds, argv[1]) < 0) return JS_EXCEPTION;
  int result = platform_wait_for_end(child, milliseconds, &end);
  return result == 0 ? JS_UNDEFINED : host_end(ctx, result, end);
}

/* signalProgram(child, signal) */
BINDING(program_signal) {
  int child, signal;
  if (JS_ToInt32(ctx, &child, argv[0]) < 0 || JS_ToInt32(ctx, &signal, argv[1]) < 0) return JS_EXCEPTION;
  return JS_NewInt32(ctx, platform_signal_program(child, signal));
}

const host_function_t host_program_functions[] = {
    JS_CFUNC_DEF("startProgram", 4, program_start),
    JS_CFUNC_DEF("readPipe", 4, program_read),
    JS_CFUNC_DEF("writePipe", 4, program_write),
    JS_CFUNC_DEF("closePipe", 1, program_close),
    JS_CFUNC_DEF("waitForPipes", 3, program_wait_for_pipes),
    JS_CFUNC_DEF("waitForEnd", 2, program_wait_for_end),
    JS_CFUNC_DEF("signalProgram", 2, program_signal),
};
const int host_program_count = countof(host_program_functions);
