#include "interrupts.h"

#include "host.h"
#include "wasm-module.h"

#include <stdlib.h>
#include <string.h>

/* One second, as in the Bun host. Counts turns, not time, so that a process that seldom runs has as many. */
#define TURNS_TO_STOP (1000 / REPEAT_MILLISECONDS)

static volatile uint32_t watched = UINT32_MAX; /* an address in the machine's memory */
static char* last_words;
static volatile int turns;

/* NULL if no machine is watched. */
static volatile uint32_t* word(void) {
  uint32_t address = watched; /* read once, since another thread may ask */
  return address == UINT32_MAX ? NULL : (volatile uint32_t*)(wasm_memory->data + address);
}

/* The machine's memory is little-endian, so the number is too. */
void interrupt_machine(uint32_t number) {
  volatile uint32_t* asked = word();
  if (asked == NULL) return;
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  *asked = __builtin_bswap32(number);
#else
  *asked = number;
#endif
}

bool host_interrupted(void) {
  volatile uint32_t* asked = word();
  return asked != NULL && *asked != 0;
}

const char* time_is_over(void) {
  interrupt_machine(TIME_IS_OVER);
  return turns++ < TURNS_TO_STOP ? NULL : last_words;
}

/* watchInterrupts(address, milliseconds, lastWords): negative milliseconds mean no time limit */
BINDING(watch_interrupts) {
  uint32_t address;
  double milliseconds;
  if (JS_ToUint32(ctx, &address, argv[0]) < 0 || JS_ToFloat64(ctx, &milliseconds, argv[1]) < 0) return JS_EXCEPTION;
  const char* words = JS_ToCString(ctx, argv[2]);
  if (words == NULL) return JS_EXCEPTION;
  free(last_words);
  last_words = strdup(words);
  JS_FreeCString(ctx, words);
  if (last_words == NULL) return JS_ThrowOutOfMemory(ctx);
  turns = 0;
  watched = address;
  return JS_NewBool(ctx, platform_watch(milliseconds));
}

/* endInterrupts(timed) */
BINDING(end_interrupts) {
  platform_end_watch(JS_ToBool(ctx, argv[0]));
  watched = UINT32_MAX;
  return JS_UNDEFINED;
}

BINDING(is_interrupted) { return JS_NewBool(ctx, host_interrupted()); }

const host_function_t host_interrupt_functions[] = {
    JS_CFUNC_DEF("watchInterrupts", 3, watch_interrupts),
    JS_CFUNC_DEF("endInterrupts", 1, end_interrupts),
    JS_CFUNC_DEF("isInterrupted", 0, is_interrupted),
};
const int host_interrupt_count = countof(host_interrupt_functions);
