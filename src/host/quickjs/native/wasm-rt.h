/*
 * What wasm2c's output needs from a run-time, instead of wabt's own: one live instance, with its state in static
 * variables.
 */
#ifndef LUFF_WASM_RT_H
#define LUFF_WASM_RT_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define UNLIKELY(x) __builtin_expect(!!(x), 0)
#define LIKELY(x) __builtin_expect(!!(x), 1)

typedef enum {
  WASM_RT_TRAP_NONE,
  WASM_RT_TRAP_OOB,
  WASM_RT_TRAP_INT_OVERFLOW,
  WASM_RT_TRAP_DIV_BY_ZERO,
  WASM_RT_TRAP_INVALID_CONVERSION,
  WASM_RT_TRAP_UNREACHABLE,
  WASM_RT_TRAP_CALL_INDIRECT,
  WASM_RT_TRAP_EXHAUSTION,
} wasm_rt_trap_t;

/* Ends the innermost call from JavaScript with a WebAssembly.RuntimeError. */
__attribute__((noreturn, cold)) void wasm_rt_trap(wasm_rt_trap_t);

typedef void (*wasm_rt_function_ptr_t)(void);

typedef struct {
  uint32_t type; /* index into wasm_signatures, plus one; 0 in an empty slot */
  wasm_rt_function_ptr_t func;
} wasm_rt_funcref_t;

typedef struct {
  wasm_rt_funcref_t* data;
  uint32_t size;
} wasm_rt_funcref_table_t;

typedef struct {
  uint8_t* data;
  uint32_t pages, max_pages;
  uint32_t size; /* bytes */
} wasm_rt_memory_t;

/*
 * Reserves address space and makes the first pages usable; leaves the machine (WASM_NO_MEMORY, WASM_NO_SEGMENT) if that
 * is refused.
 */
void wasm_rt_allocate_memory(wasm_rt_memory_t*, uint32_t initial_pages, uint32_t max_pages);
/* The old page count, or UINT32_MAX if the memory cannot grow. The data may move only on linux/386. */
uint32_t wasm_rt_grow_memory(wasm_rt_memory_t*, uint32_t pages);
void wasm_rt_allocate_funcref_table(wasm_rt_funcref_table_t*, uint32_t elements, uint32_t max_elements);

#endif
