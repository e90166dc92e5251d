/* Memory, table, traps and unwinding of the compiled module. */
#include "wasm-module.h"
#include "wasm-memory.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#ifdef _WIN32
#include <windows.h>
#else
#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

#define PAGE 65536u

/* Constant to the module (wasm-access.h), set here. */
uint8_t* wasm_base;

static void die(const char* message) {
  fprintf(stderr, "luff: %s\n", message);
  exit(1);
}

#if defined(WASM_SEGMENT) && defined(__i386__)
#include <asm/ldt.h>

static struct user_desc segment = {.entry_number = (unsigned)-1, .seg_32bit = 1, .limit_in_pages = 1, .useable = 1};

static void set_segment(const uint8_t* base, uint32_t size) {
  segment.base_addr = (unsigned)(uintptr_t)base;
  segment.limit = size / 4096 - 1;
  if (syscall(SYS_set_thread_area, &segment) != 0) die("this kernel gives no segment for the memory of Lua");
  __asm__ volatile("movw %w0, %%fs" ::"r"(segment.entry_number * 8 + 3));
}
#elif defined(WASM_SEGMENT)
static void set_segment(const uint8_t* base, uint32_t size) {
  (void)size;
  if (syscall(SYS_arch_prctl, 0x1001 /* ARCH_SET_GS */, base) != 0) die("this kernel gives no segment for the memory of Lua");
}
#else
static void set_segment(const uint8_t* base, uint32_t size) {
  (void)base;
  (void)size;
}
#endif

#ifdef _WIN32
static uint8_t* reserve(size_t size) { return VirtualAlloc(NULL, size, MEM_RESERVE, PAGE_NOACCESS); }
static bool commit(uint8_t* at, size_t size) { return VirtualAlloc(at, size, MEM_COMMIT, PAGE_READWRITE) != NULL; }
static void release(uint8_t* at, size_t size) {
  (void)size;
  VirtualFree(at, 0, MEM_RELEASE);
}
#else
static uint8_t* reserve(size_t size) {
  void* at = mmap(NULL, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return at == MAP_FAILED ? NULL : at;
}
static bool commit(uint8_t* at, size_t size) { return mprotect(at, size, PROT_READ | PROT_WRITE) == 0; }
static void release(uint8_t* at, size_t size) { munmap(at, size); }
#endif

#define RESERVATION ((size_t)WASM_RESERVED + WASM_GUARD)

void wasm_rt_allocate_memory(wasm_rt_memory_t* memory, uint32_t initial_pages, uint32_t max_pages) {
  uint32_t size = initial_pages * PAGE;
  size_t reservation = RESERVATION ? RESERVATION : size;
  if (memory->data != NULL) release(memory->data, RESERVATION ? RESERVATION : memory->size);
  memory->data = reserve(reservation);
  if (memory->data == NULL || !commit(memory->data, size)) die("not enough memory for Lua");
  memory->pages = initial_pages;
  memory->size = size;
  memory->max_pages = RESERVATION && WASM_RESERVED / PAGE < max_pages ? WASM_RESERVED / PAGE : max_pages;
  wasm_base = memory->data;
  set_segment(memory->data, size);
}

uint32_t wasm_rt_grow_memory(wasm_rt_memory_t* memory, uint32_t delta) {
  uint32_t before = memory->pages;
  if (delta > memory->max_pages - before) return UINT32_MAX;
  size_t added = (size_t)delta * PAGE;
#if defined(WASM_SEGMENT) && defined(__i386__)
  void* data = added == 0 ? memory->data : mremap(memory->data, memory->size, memory->size + added, MREMAP_MAYMOVE);
  if (data == MAP_FAILED) return UINT32_MAX;
  if (mprotect(data, memory->size + added, PROT_READ | PROT_WRITE) != 0) return UINT32_MAX;
  memory->data = data;
#else
  if (added != 0 && !commit(memory->data + memory->size, added)) return UINT32_MAX;
#endif
  memory->pages += delta;
  memory->size = memory->pages * PAGE;
  wasm_base = memory->data;
  set_segment(memory->data, memory->size);
  wasm_memory_moved();
  return before;
}

void wasm_rt_allocate_funcref_table(wasm_rt_funcref_table_t* table, uint32_t elements, uint32_t max_elements) {
  free(table->data);
  table->data = calloc(elements, sizeof *table->data);
  if (table->data == NULL) die("not enough memory for Lua");
  table->size = elements;
  (void)max_elements;
}

/* Without the signal mask: the fault handler does not change it. On Windows without unwinding, which C frames lack. */
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

/* Goes on in a function that traps: jumping out of the handler itself would skip the system's own frames. */
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
static bool in_memory(const uint8_t* at) {
  size_t size = RESERVATION ? RESERVATION : wasm_memory->size;
  return at >= wasm_memory->data && at < wasm_memory->data + size;
}

static void on_fault(int number, siginfo_t* info, void* context) {
  (void)context;
  if (!running) {
    signal(number, SIG_DFL); /* ours, and it happens again on return */
    return;
  }
  bool segment = info->si_code == SI_KERNEL; /* a general protection fault: beyond the segment's limit */
  wasm_rt_trap(segment || in_memory(info->si_addr) ? WASM_RT_TRAP_OOB : WASM_RT_TRAP_EXHAUSTION);
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
