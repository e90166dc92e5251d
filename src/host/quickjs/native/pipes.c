/* Programs with a pipe at both ends, for JavaScript. A negative result is minus errno. */
#include "pipes-platform.h"
#include "host.h"

#include <stdlib.h>

#define MOST_WORDS 8

static void free_words(char** words) {
  for (size_t i = 0; words[i] != NULL; i++) free(words[i]);
}

/* False with an exception. */
static bool read_words(JSContext* ctx, JSValueConst array, char** words) {
  for (uint32_t i = 0; i < MOST_WORDS; i++) {
    JSValue item = JS_GetPropertyUint32(ctx, array, i);
    if (JS_IsUndefined(item)) return true;
    words[i] = host_text(ctx, item);
    JS_FreeValue(ctx, item);
    if (words[i] == NULL) return false;
  }
  JS_ThrowRangeError(ctx, "too many words");
  return false;
}

/* openProgram(file, words): [input, output, child] */
BINDING(pipes_open_program) {
  char* words[MOST_WORDS + 1] = {NULL};
  platform_piped_t piped;
  char* file = host_text(ctx, argv[0]);
  JSValue opened = JS_EXCEPTION;
  if (file != NULL && read_words(ctx, argv[1], words)) {
    int result = platform_open_program(file, words, &piped);
    opened = result < 0 ? JS_NewInt32(ctx, result) : JS_NewArray(ctx);
    if (result >= 0) JS_SetPropertyUint32(ctx, opened, 0, JS_NewInt32(ctx, piped.input));
    if (result >= 0) JS_SetPropertyUint32(ctx, opened, 1, JS_NewInt32(ctx, piped.output));
    if (result >= 0) JS_SetPropertyUint32(ctx, opened, 2, JS_NewInt32(ctx, piped.child));
  }
  free(file);
  free_words(words);
  return opened;
}

/* endChild(child) */
BINDING(pipes_end_child) {
  int child;
  if (JS_ToInt32(ctx, &child, argv[0]) < 0) return JS_EXCEPTION;
  platform_end_child(child);
  return JS_UNDEFINED;
}

const host_function_t host_pipe_functions[] = {
    JS_CFUNC_DEF("openProgram", 2, pipes_open_program),
    JS_CFUNC_DEF("endChild", 1, pipes_end_child),
};
const int host_pipe_count = countof(host_pipe_functions);
