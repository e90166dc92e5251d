#include "interrupts.h"

#include "wasm-module.h"

static volatile uint32_t watched = UINT32_MAX; /* an address in the machine's memory */

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
