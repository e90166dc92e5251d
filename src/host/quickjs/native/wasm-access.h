/*
 * Loads and stores of linear memory, in place of those that wasm2c writes. No access leaves the memory, and none is
 * compared with its bounds:
 *   linux/386, linux/amd64   a segment register holds the memory's base (and on 386 its limit, which the processor checks)
 *   other 64-bit targets     8 GiB of address space are reserved, so that every 32-bit base plus 32-bit offset falls in it
 *   other 32-bit targets     the base is cut to WASM_RESERVED bytes, and guard space follows for the offset
 * An access beyond the memory's present size raises SIGSEGV, which wasm-runtime.c turns into a trap.
 */
#ifndef LUFF_WASM_ACCESS_H
#define LUFF_WASM_ACCESS_H

#define TRAP(x) (wasm_rt_trap(WASM_RT_TRAP_##x), 0)
#define UNREACHABLE TRAP(UNREACHABLE)
#define FUNC_PROLOGUE
#define FUNC_EPILOGUE

typedef uint8_t u8;
typedef int8_t s8;
typedef uint16_t u16;
typedef int16_t s16;
typedef uint32_t u32;
typedef int32_t s32;
typedef uint64_t u64;
typedef int64_t s64;
typedef float f32;
typedef double f64;

#define CALL_INDIRECT(table, t, ft, x, ...)                                               \
  ((LIKELY((x) < (table).size && (table).data[x].type == (ft)) || TRAP(CALL_INDIRECT)), \
   ((t)(table).data[x].func)(__VA_ARGS__))

#define RANGE_CHECK(mem, offset, len)               \
  if (UNLIKELY((offset) + (uint64_t)(len) > (mem)->size)) TRAP(OOB);

/* Copies from constant data: memory is little-endian on every target. */
#define LOAD_DATA(m, o, i, s)        \
  do {                               \
    RANGE_CHECK((&m), o, s);         \
    memcpy(&((m).data[o]), i, s);    \
  } while (0)

#include "wasm-memory.h"

#if defined(WASM_SEGMENT) && defined(__i386__)
#define WASM_AT(t, a, o) (*(__seg_fs t*)(uintptr_t)((u32)(a) + (u32)(o)))
#elif defined(WASM_SEGMENT)
#define WASM_AT(t, a, o) (*(__seg_gs t*)((uintptr_t)(u32)(a) + (o)))
#elif UINTPTR_MAX > 0xffffffff
#define WASM_AT(t, a, o) (*(t*)(wasm_base + (uintptr_t)(u32)(a) + (o)))
#else
#define WASM_AT(t, a, o)                                                                        \
  (*(t*)(wasm_base + ((o) < WASM_GUARD - 16 ? ((u32)(a) & (WASM_RESERVED - 1)) + (uintptr_t)(o) \
                                            : (((u32)(a) + (u32)(o)) & (WASM_RESERVED - 1)))))
#endif

/* Set before the first call into the module and constant during it, so that a function may keep it in a register. */
extern uint8_t* const wasm_base;

/*
 * arm: a word may have any address, a pair of words must be aligned to four. riscv64: the compiler would split accesses
 * through an unaligned type into bytes, but the kernel or the processor handles the rare unaligned access.
 */
#if defined(__riscv)
#define WASM_ALIGN(n) __attribute__((may_alias))
#elif defined(__arm__)
#define WASM_ALIGN(n) __attribute__((may_alias, aligned(n == 8 ? 4 : 1)))
#else
#define WASM_ALIGN(n) __attribute__((may_alias, aligned(1)))
#endif
typedef u8 u8_any WASM_ALIGN(1);
typedef s8 s8_any WASM_ALIGN(1);
typedef u16 u16_any WASM_ALIGN(2);
typedef s16 s16_any WASM_ALIGN(2);
typedef u32 u32_any WASM_ALIGN(4);
typedef s32 s32_any WASM_ALIGN(4);
typedef u64 u64_any WASM_ALIGN(8);
typedef f32 f32_any WASM_ALIGN(4);
typedef f64 f64_any WASM_ALIGN(8);

#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define WASM_ORDER_8(x) (x)
#define WASM_ORDER_16(x) __builtin_bswap16(x)
#define WASM_ORDER_32(x) __builtin_bswap32(x)
#define WASM_ORDER_64(x) __builtin_bswap64(x)
#else
#define WASM_ORDER_8(x) (x)
#define WASM_ORDER_16(x) (x)
#define WASM_ORDER_32(x) (x)
#define WASM_ORDER_64(x) (x)
#endif

#define DEFINE_LOAD(name, bits, via, result) \
  static inline result name(u32 a, u32 o) { return (result)(via)WASM_ORDER_##bits(WASM_AT(u##bits##_any, a, o)); }
#define DEFINE_STORE(name, bits, value) \
  static inline void name(u32 a, u32 o, value v) { WASM_AT(u##bits##_any, a, o) = WASM_ORDER_##bits((u##bits)v); }

DEFINE_LOAD(i32_load, 32, u32, u32)
DEFINE_LOAD(i64_load, 64, u64, u64)
DEFINE_LOAD(i32_load8_s, 8, s8, s32)
DEFINE_LOAD(i64_load8_s, 8, s8, s64)
DEFINE_LOAD(i32_load8_u, 8, u8, u32)
DEFINE_LOAD(i64_load8_u, 8, u8, u64)
DEFINE_LOAD(i32_load16_s, 16, s16, s32)
DEFINE_LOAD(i64_load16_s, 16, s16, s64)
DEFINE_LOAD(i32_load16_u, 16, u16, u32)
DEFINE_LOAD(i64_load16_u, 16, u16, u64)
DEFINE_LOAD(i64_load32_s, 32, s32, s64)
DEFINE_LOAD(i64_load32_u, 32, u32, u64)
DEFINE_STORE(i32_store, 32, u32)
DEFINE_STORE(i64_store, 64, u64)
DEFINE_STORE(i32_store8, 8, u32)
DEFINE_STORE(i32_store16, 16, u32)
DEFINE_STORE(i64_store8, 8, u64)
DEFINE_STORE(i64_store16, 16, u64)
DEFINE_STORE(i64_store32, 32, u64)

#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define DEFINE_FLOAT(type, bits)                                                                                 \
  static inline type type##_load(u32 a, u32 o) {                                                                 \
    u##bits raw = WASM_ORDER_##bits(WASM_AT(u##bits##_any, a, o));                                               \
    type value;                                                                                                  \
    memcpy(&value, &raw, sizeof value);                                                                          \
    return value;                                                                                                \
  }                                                                                                              \
  static inline void type##_store(u32 a, u32 o, type v) {                                                        \
    u##bits raw;                                                                                                 \
    memcpy(&raw, &v, sizeof raw);                                                                                \
    WASM_AT(u##bits##_any, a, o) = WASM_ORDER_##bits(raw);                                                       \
  }
#else
#define DEFINE_FLOAT(type, bits)                                                          \
  static inline type type##_load(u32 a, u32 o) { return WASM_AT(type##_any, a, o); }      \
  static inline void type##_store(u32 a, u32 o, type v) { WASM_AT(type##_any, a, o) = v; }
#endif
DEFINE_FLOAT(f32, 32)
DEFINE_FLOAT(f64, 64)

static inline void memory_fill(wasm_rt_memory_t* mem, u32 to, u32 value, u32 n) {
  RANGE_CHECK(mem, to, n);
  memset(mem->data + to, (int)value, n);
}

#ifdef __i386__
#include <emmintrin.h>

/*
 * memmove of the C libraries for IA-32 does not use 16-byte registers: it starts slowly, and is as fast only from some
 * kilobytes on. Copies 16 bytes and more. If the blocks overlap, the target must come before the source.
 */
static inline void copy_forward(u8* to, const u8* from, u32 n) {
  const __m128i last = _mm_loadu_si128((const __m128i*)(from + n - 16));
  for (u32 at = 0; at < n - 16; at += 16) {
    _mm_storeu_si128((__m128i*)(to + at), _mm_loadu_si128((const __m128i*)(from + at)));
  }
  _mm_storeu_si128((__m128i*)(to + n - 16), last);
}
#endif

static __attribute__((noinline)) void memory_copy_many(wasm_rt_memory_t* mem, u32 to, u32 from, u32 n) {
  RANGE_CHECK(mem, to, n);
  RANGE_CHECK(mem, from, n);
#ifdef __i386__
  if (n <= 2048 && to - from >= n) {
    copy_forward(mem->data + to, mem->data + from, n);
    return;
  }
#endif
  memmove(mem->data + to, mem->data + from, n);
}

/*
 * Lua copies few bytes at a time. A call, of memmove or of a function here, would be most of the work. The first and
 * the last bytes may overlap, so all are loaded before any is stored.
 */
typedef u16 u16_part __attribute__((may_alias, aligned(1)));
typedef u32 u32_part __attribute__((may_alias, aligned(1)));
typedef u64 u64_part __attribute__((may_alias, aligned(1)));
#define COPY_ENDS(type)                                                                           \
  do {                                                                                            \
    const type first = WASM_AT(type, from, 0), last = WASM_AT(type, from, n - (u32)sizeof(type)); \
    WASM_AT(type, to, 0) = first;                                                                 \
    WASM_AT(type, to, n - (u32)sizeof(type)) = last;                                              \
  } while (0)
static inline __attribute__((always_inline)) void memory_copy(wasm_rt_memory_t* mem, const wasm_rt_memory_t* same, u32 to,
                                                              u32 from, u32 n) {
  (void)same;
  if (n > 16) memory_copy_many(mem, to, from, n);
  else if (n >= 8) COPY_ENDS(u64_part);
  else if (n >= 4) COPY_ENDS(u32_part);
  else if (n >= 2) COPY_ENDS(u16_part);
  else if (n == 1) WASM_AT(u8_any, to, 0) = WASM_AT(u8_any, from, 0);
}
#undef COPY_ENDS

typedef struct {
  u32 type;
  wasm_rt_function_ptr_t func;
} wasm_elem_segment_expr_t;

static inline void funcref_table_init(wasm_rt_funcref_table_t* table, const wasm_elem_segment_expr_t* segment, u32 size,
                                      u32 to, u32 from, u32 n) {
  if (UNLIKELY(from + (uint64_t)n > size || to + (uint64_t)n > table->size)) TRAP(OOB);
  for (u32 i = 0; i < n; i++) table->data[to + i] = (wasm_rt_funcref_t){segment[from + i].type, segment[from + i].func};
}

#endif
