/*
 * What zlib and lua-zlib call instead of zlib's own function `adler32`, by flags of the compiler: the checksum of RFC 1950, which zlib adds
 * up byte by byte. Here it is four bytes in a step, in lanes of 16 bits of a word.
 */
#include <stdint.h>
#include <string.h>

#include "zlib/zlib.h"

/* The largest prime below 65536. */
#define BASE 65521
/* Of so many words no lane runs over: 255 * (1 + 2 + ... + 22) < 65536. */
#define WORDS 22
#define CHUNK (WORDS * 8)
/* After so many chunks neither sum has run over, as zlib's own limit of 5552 bytes says. */
#define CHUNKS 31

#define LANES UINT64_C(0x00ff00ff00ff00ff)
#define HALVES UINT64_C(0x0000ffff0000ffff)

static uint32_t lane(uint64_t lanes, int number) { return (uint32_t)(lanes >> 16 * number) & 0xffff; }

static uint32_t sum_of(uint64_t lanes) {
  uint64_t halves = (lanes & HALVES) + (lanes >> 16 & HALVES);
  return (uint32_t)(halves + (halves >> 32));
}

/* Adds a chunk to both sums: `low` is that of the bytes, `high` that of all the values that `low` had. */
static void add_chunk(const Bytef* bytes, uint32_t* low, uint32_t* high) {
  uint64_t even = 0, odd = 0, evens = 0, odds = 0;
  for (int at = 0; at < CHUNK; at += 8) {
    uint64_t word;
    memcpy(&word, bytes + at, 8);
    even += word & LANES;
    odd += word >> 8 & LANES;
    evens += even;
    odds += odd;
  }
  /* `evens` and `odds` have the bytes as often as words are left. Those behind the first of a word count less often. */
  uint32_t later = 2 * lane(even, 1) + 4 * lane(even, 2) + 6 * lane(even, 3);
  later += lane(odd, 0) + 3 * lane(odd, 1) + 5 * lane(odd, 2) + 7 * lane(odd, 3);
  *high += CHUNK * *low + 8 * (sum_of(evens) + sum_of(odds)) - later;
  *low += sum_of(even) + sum_of(odd);
}

uLong luff_adler32(uLong adler, const Bytef* bytes, uInt length) {
  if (bytes == Z_NULL) return 1;
  uint32_t low = adler & 0xffff, high = adler >> 16 & 0xffff;
  while (length > 0) {
    uInt part = length < CHUNKS * CHUNK ? length : CHUNKS * CHUNK;
    length -= part;
    for (; part >= CHUNK; part -= CHUNK, bytes += CHUNK) add_chunk(bytes, &low, &high);
    for (; part > 0; part--) {
      low += *bytes++;
      high += low;
    }
    low %= BASE;
    high %= BASE;
  }
  return high << 16 | low;
}
