/* Table, traps and unwinding of the compiled module. */
#include "wasm-module.h"
#include "wasm-memory.h"

#include <setjmp.h>
#include <stdlib.h>

#ifdef _WIN32
#include <windows.h>
#else
#include <signal.h>
#endif

void wasm_rt_allocate_funcref_table(wasm_rt_funcref_table_t* table, uint32_t elements, uint32_t max_elements) {
  free(table->data);
  table->data = calloc(elements, sizeof *table->data);
  if (table->data == NULL) wasm_leave(WASM_NO_MEMORY);
  table->size = elements;
  (void)max_elements;
}

/*
 * Without the signal mask, which the fault handler does not change. On Windows without unwinding, because C frames have
 * no tables for it.
 */
#ifdef _WIN32
#define SET_JUMP(buffer) __builtin_setjmp(buffer)
typedef void* jump_t[5];
#define JUMP(buffer) __builtin_longjmp(buffer, 1)
#else
#define SET_JUMP(buffer) _setjmp(buffer)
typedef jmp_buf jump_t;
#define JUMP(buffer) _longjmp(buffer, 1)
#endif

/* A call from JavaScript. */
struct entry {
  jump_t jump;
  struct entry* outer;
};

static struct entry* entry;
static int ended;
static volatile bool running; /* the module's own code, no import */

void wasm_pause(void) { running = false; }
void wasm_resume(void) { running = true; }

__attribute__((noinline)) int wasm_enter(const wasm_signature_t* signature, wasm_rt_function_ptr_t function, wasm_value_t* values) {
  struct entry here = {.outer = entry};
  uint32_t stack = wasm_stack_save();
  bool nested = running;
  if (SET_JUMP(here.jump) == 0) {
    entry = &here;
    running = true;
    signature->call(function, values);
    ended = 0;
  } else {
    wasm_stack_restore(stack);
  }
  running = nested;
  entry = entry->outer;
  return ended;
}

void wasm_leave(int how) {
  ended = how;
  JUMP(entry->jump);
}

void wasm_rt_trap(wasm_rt_trap_t code) { wasm_leave(code); }

const char* wasm_trap_text(int trap) {
  switch (trap) {
    case WASM_RT_TRAP_OOB:
      return "out of bounds memory access";
    case WASM_RT_TRAP_INT_OVERFLOW:
      return "integer overflow";
    case WASM_RT_TRAP_DIV_BY_ZERO:
      return "integer divide by zero";
    case WASM_RT_TRAP_INVALID_CONVERSION:
      return "invalid conversion to integer";
    case WASM_RT_TRAP_CALL_INDIRECT:
      return "indirect call to null or to another signature";
    case WASM_RT_TRAP_EXHAUSTION:
      return "call stack exhausted";
    case WASM_NO_MEMORY:
      return "not enough memory to start"; /* as machine-fault.ts has it */
    case WASM_NO_SEGMENT:
      return "this kernel does not provide a segment for its memory";
    default:
      return "unreachable executed";
  }
}

#ifdef _WIN32
static __attribute__((noreturn)) void trap_memory(void) { wasm_rt_trap(WASM_RT_TRAP_OOB); }
static __attribute__((noreturn)) void trap_stack(void) {
  _resetstkoflw();
  wasm_rt_trap(WASM_RT_TRAP_EXHAUSTION);
}

/* Continues in a function that traps: jumping out of the handler itself would skip the system's own frames. */
static LONG CALLBACK on_fault(PEXCEPTION_POINTERS info) {
  DWORD code = info->ExceptionRecord->ExceptionCode;
  if (!running || (code != EXCEPTION_ACCESS_VIOLATION && code != EXCEPTION_STACK_OVERFLOW)) return EXCEPTION_CONTINUE_SEARCH;
  void (*next)(void) = code == EXCEPTION_STACK_OVERFLOW ? trap_stack : trap_memory;
#ifdef _WIN64
  info->ContextRecord->Rsp = (info->ContextRecord->Rsp & ~(DWORD64)15) - 8;
  info->ContextRecord->Rip = (DWORD64)next;
#else
  info->ContextRecord->Eip = (DWORD)next;
#endif
  return EXCEPTION_CONTINUE_EXECUTION;
}

void wasm_install_traps(void) { AddVectoredExceptionHandler(1, on_fault); }
#else
static void on_fault(int number, siginfo_t* info, void* context) {
  (void)context;
  if (!running) {
    signal(number, SIG_DFL); /* ours, and it happens again on return */
    return;
  }
  bool beyond_segment = info->si_code == SI_KERNEL; /* a general protection fault: beyond the segment's limit */
  wasm_rt_trap(beyond_segment || wasm_memory_covers(info->si_addr) ? WASM_RT_TRAP_OOB : WASM_RT_TRAP_EXHAUSTION);
}

void wasm_install_traps(void) {
  static uint8_t stack[65536];
  stack_t alternative = {.ss_sp = stack, .ss_size = sizeof stack};
  struct sigaction action = {.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER, .sa_sigaction = on_fault};
  sigaltstack(&alternative, NULL);
  sigaction(SIGSEGV, &action, NULL);
  sigaction(SIGBUS, &action, NULL);
}
#endif
