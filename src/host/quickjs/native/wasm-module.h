/* The interface between the generated part of the compiled module and the run-time. */
#ifndef LUFF_WASM_MODULE_H
#define LUFF_WASM_MODULE_H

#include "wasm-rt.h"

typedef union {
  uint32_t i;
  uint64_t j;
  float f;
  double d;
} wasm_value_t;

#define WASM_MAX_PARAMS 16

/* A function type: the letter of the result (v for none), then one for each parameter: i, j, f, d. */
typedef struct {
  const char* text;
  /* Calls a function of this type with values[0..]; afterwards values[0] is its result. */
  void (*call)(wasm_rt_function_ptr_t, wasm_value_t* values);
} wasm_signature_t;

typedef struct {
  const char *module, *name;
  uint32_t signature;
} wasm_import_t;

typedef struct {
  const char* name;
  uint32_t signature;
  wasm_rt_function_ptr_t func;
} wasm_export_t;

/* generated */
extern const wasm_signature_t wasm_signatures[];
extern const wasm_import_t wasm_imports[];
extern const wasm_export_t wasm_exports[];
extern const uint32_t wasm_import_count, wasm_export_count;
extern wasm_rt_memory_t* const wasm_memory;
extern wasm_rt_funcref_table_t* const wasm_table;
/* Makes new memory, globals and a new table. Call it within wasm_enter, because it may end like other code. */
void wasm_instantiate(void);
uint32_t wasm_stack_save(void);
void wasm_stack_restore(uint32_t);

/* wasm-runtime.c */
/*
 * Runs a function of the module. Returns 0 or how it ended: WASM_THREW (JavaScript left an exception), or a trap. In
 * both cases the stack pointer of linear memory is restored.
 */
int wasm_enter(const wasm_signature_t*, wasm_rt_function_ptr_t, wasm_value_t* values);
#define WASM_THREW 100
#define WASM_NO_MEMORY 101
#define WASM_NO_SEGMENT 102
const char* wasm_trap_text(int trap);
void wasm_install_traps(void);

/* wasm-object.c */
void wasm_import_call(uint32_t import, wasm_value_t* values);
/* Called after each growth: views of the old memory are no longer valid. */
void wasm_memory_moved(void);

/* wasm-runtime.c: ends the innermost wasm_enter. */
__attribute__((noreturn)) void wasm_leave(int how);
/* Around a call of JavaScript: a fault there is not one of the module. */
void wasm_pause(void);
void wasm_resume(void);

#endif
