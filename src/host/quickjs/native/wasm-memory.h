/* How much address space the linear memory takes if no segment register limits it. */
#ifndef LUFF_WASM_MEMORY_H
#define LUFF_WASM_MEMORY_H

#include <stdbool.h>
#include <stdint.h>

#if defined(__linux__) && (defined(__i386__) || defined(__x86_64__)) && !defined(LUFF_SANITIZED)
#define WASM_SEGMENT 1
#endif

#if UINTPTR_MAX > 0xffffffff
#define WASM_RESERVED 0x200000000ull
#define WASM_GUARD 0
#elif defined(__i386__) && defined(__linux__)
#define WASM_RESERVED 0
#define WASM_GUARD 0
#elif defined(_WIN32)
#define WASM_RESERVED 0x20000000u
#define WASM_GUARD 0x100000u
#else
#define WASM_RESERVED 0x40000000u
#define WASM_GUARD 0x100000u
#endif

/* Whether an access to the linear memory, within its size or not, could have reached the address. */
bool wasm_memory_covers(const void*);

#endif
