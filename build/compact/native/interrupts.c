#include "interrupts.h"

#include "wasm-module.h"

#include <stdio.h>

/* A second, as in the Bun host; turns and not a clock, so that a process that seldom gets to run has them too. */
#define PATIENCE (1000 / REPEAT_MILLISECONDS)

static volatile uint32_t watched = UINT32_MAX; /* an address in the machine's memory */
static char last_words[64];
static volatile int turns;

static volatile uint32_t* word(void) { return (volatile uint32_t*)(wasm_memory->data + watched); }

void watch_word(uint32_t address) { watched = address; }

/* The machine's memory is little-endian; so is its idea of the number. */
void interrupt_machine(uint32_t number) {
  if (watched == UINT32_MAX) return;
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  *word() = __builtin_bswap32(number);
#else
  *word() = number;
#endif
}

bool host_interrupted(void) { return watched != UINT32_MAX && *word() != 0; }

void set_time(double milliseconds) {
  snprintf(last_words, sizeof last_words, "luff: time limit reached (%.15g ms)\n", milliseconds);
  turns = 0;
}

const char* time_is_over(void) {
  interrupt_machine(TIME_IS_OVER);
  return turns++ < PATIENCE ? NULL : last_words;
}
