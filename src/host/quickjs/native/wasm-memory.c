/* The linear memory of the compiled module in the address space of the process. */
#include "wasm-memory.h"
#include "wasm-module.h"

#ifdef _WIN32
#include <windows.h>
#else
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

#define PAGE 65536u
#define RESERVATION ((size_t)WASM_RESERVED + WASM_GUARD)

/* Constant for the module (wasm-access.h), set here. */
uint8_t* wasm_base;

#if defined(WASM_SEGMENT) && defined(__i386__)
#include <asm/ldt.h>

static struct user_desc segment = {.entry_number = (unsigned)-1, .seg_32bit = 1, .limit_in_pages = 1, .useable = 1};

static bool set_segment(const uint8_t* base, uint32_t size) {
  segment.base_addr = (unsigned)(uintptr_t)base;
  segment.limit = size / 4096 - 1;
  if (syscall(SYS_set_thread_area, &segment) != 0) return false;
  __asm__ volatile("movw %w0, %%fs" ::"r"(segment.entry_number * 8 + 3));
  return true;
}
#elif defined(WASM_SEGMENT)
static bool set_segment(const uint8_t* base, uint32_t size) {
  (void)size;
  return syscall(SYS_arch_prctl, 0x1001 /* ARCH_SET_GS */, base) == 0;
}
#else
static bool set_segment(const uint8_t* base, uint32_t size) {
  (void)base;
  (void)size;
  return true;
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
/*
 * The place of the memory if the reservation is refused: far from where the system puts mappings by itself, and from
 * the program's heap.
 */
#define WINDOW ((uint8_t*)(UINTPTR_MAX > 0xffffffff ? (uintptr_t)0x1000000000ull : (uintptr_t)0x20000000u))

static bool in_window; /* instead of a reservation */

static uint8_t* map(uint8_t* at, size_t size, int protection, int flags) {
  void* found = mmap(at, size, protection, MAP_PRIVATE | MAP_ANONYMOUS | flags, -1, 0);
  return found == MAP_FAILED ? NULL : found;
}

static bool map_in_window(uint8_t* at, size_t size) {
  uint8_t* found = map(at, size, PROT_READ | PROT_WRITE, MAP_FIXED_NOREPLACE);
  if (found == NULL || found == at) return found != NULL;
  munmap(found, size); /* an old kernel, which takes the place for a wish */
  return false;
}

/*
 * Whether the window contains, and will contain, only the memory. Then the rest of the window raises faults without a
 * reservation. This is true if a limit on the address space (ulimit -v) is smaller than the distance from the window to
 * the place where the system adds mappings, upwards or downwards. The program's heap, below, ends at the memory.
 */
static bool window_stays_empty(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return false;
  uint8_t* probe = map(NULL, PAGE, PROT_NONE, MAP_NORESERVE);
  if (probe == NULL) return false;
  munmap(probe, PAGE);
  uint8_t* end = WINDOW + RESERVATION;
  return probe > end && (size_t)(probe - end) > limit.rlim_cur;
}

static uint8_t* reserve(size_t size) {
  uint8_t* found = map(NULL, size, PROT_NONE, MAP_NORESERVE);
  in_window = found == NULL && RESERVATION != 0 && window_stays_empty();
  return in_window ? WINDOW : found;
}

static bool commit(uint8_t* at, size_t size) {
  return in_window ? map_in_window(at, size) : mprotect(at, size, PROT_READ | PROT_WRITE) == 0;
}

static void release(uint8_t* at, size_t size) { munmap(at, size); }
#endif

bool wasm_memory_covers(const void* at) {
  const uint8_t* byte = at;
  return byte >= wasm_memory->data && byte < wasm_memory->data + (RESERVATION ? RESERVATION : wasm_memory->size);
}

void wasm_rt_allocate_memory(wasm_rt_memory_t* memory, uint32_t initial_pages, uint32_t max_pages) {
  uint32_t size = initial_pages * PAGE;
  if (memory->data != NULL) release(memory->data, RESERVATION ? RESERVATION : memory->size);
  memory->data = reserve(RESERVATION ? RESERVATION : size);
  if (memory->data == NULL || !commit(memory->data, size)) wasm_leave(WASM_NO_MEMORY);
  memory->pages = initial_pages;
  memory->size = size;
  memory->max_pages = RESERVATION && WASM_RESERVED / PAGE < max_pages ? WASM_RESERVED / PAGE : max_pages;
  wasm_base = memory->data;
  if (!set_segment(memory->data, size)) wasm_leave(WASM_NO_SEGMENT);
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
  if (!set_segment(memory->data, memory->size)) wasm_leave(WASM_NO_SEGMENT);
  wasm_memory_moved();
  return before;
}
