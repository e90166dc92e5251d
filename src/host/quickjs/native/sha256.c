#include "sha256.h"

#include <stdbool.h>
#include <string.h>

/* The build for memory checkers tests the code for other processors. */
#if (defined(__x86_64__) || defined(__i386__)) && !defined(LUFF_SANITIZED)
#define HAS_INSTRUCTIONS
#include <cpuid.h>
#include <immintrin.h>
#endif

static const uint32_t K[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
    0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
    0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
    0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
    0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
    0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static inline uint32_t turn(uint32_t x, int n) { return x >> n | x << (32 - n); }

/* One of 64 rounds. The names of the variables turn from round to round, since moving their values takes three times as long. */
#define ROUND(a, b, c, d, e, f, g, h, i)                                                                                  \
  do {                                                                                                                    \
    uint32_t sum = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (g ^ (e & (f ^ g))) + K[i] + w[i];                      \
    d += sum;                                                                                                             \
    h = sum + (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) | (c & (a | b)));                                       \
  } while (0)

static void add_block(uint32_t state[8], const uint8_t* block) {
  uint32_t w[64];
  for (int i = 0; i < 16; i++)
    w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 | (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
  for (int i = 16; i < 64; i++) {
    uint32_t one = w[i - 15], two = w[i - 2];
    w[i] = w[i - 16] + (turn(one, 7) ^ turn(one, 18) ^ one >> 3) + w[i - 7] + (turn(two, 17) ^ turn(two, 19) ^ two >> 10);
  }
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
  for (int i = 0; i < 64; i += 8) {
    ROUND(a, b, c, d, e, f, g, h, i);
    ROUND(h, a, b, c, d, e, f, g, i + 1);
    ROUND(g, h, a, b, c, d, e, f, i + 2);
    ROUND(f, g, h, a, b, c, d, e, i + 3);
    ROUND(e, f, g, h, a, b, c, d, i + 4);
    ROUND(d, e, f, g, h, a, b, c, i + 5);
    ROUND(c, d, e, f, g, h, a, b, i + 6);
    ROUND(b, c, d, e, f, g, h, a, i + 7);
  }
  const uint32_t added[8] = {a, b, c, d, e, f, g, h};
  for (int i = 0; i < 8; i++) state[i] += added[i];
}

#ifdef HAS_INSTRUCTIONS

static bool ask_processor(void) {
  unsigned eax, ebx, ecx, edx;
  if (!__get_cpuid(1, &eax, &ebx, &ecx, &edx) || (ecx & bit_SSSE3) == 0 || (ecx & bit_SSE4_1) == 0) return false;
  return __get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) && (ebx & bit_SHA) != 0;
}

/* Whether the processor has instructions for SHA-256. They are ten times as fast. In a virtual machine the question takes long. */
static bool has_instructions(void) {
  static int answer = -1;
  if (answer < 0) answer = ask_processor();
  return answer == 1;
}

/* Each instruction does two rounds, with the state's words in the order A B E F and C D G H. */
__attribute__((target("sha,sse4.1"))) static void add_block_by_instructions(uint32_t state[8], const uint8_t* block) {
  const __m128i reversed = _mm_set_epi8(12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3);
  __m128i cdab = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i*)state), 0xb1);
  __m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i*)(state + 4)), 0x1b);
  const __m128i abef_before = _mm_alignr_epi8(cdab, efgh, 8), cdgh_before = _mm_blend_epi16(efgh, cdab, 0xf0);
  __m128i abef = abef_before, cdgh = cdgh_before, w[4];
  for (int i = 0; i < 4; i++) w[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i*)(block + 16 * i)), reversed);
#pragma GCC unroll 16
  for (int i = 0; i < 16; i++) {
    __m128i sum = _mm_add_epi32(w[i % 4], _mm_loadu_si128((const __m128i*)(K + 4 * i)));
    cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
    abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0e));
    __m128i last = w[(i + 3) % 4], sevenths = _mm_alignr_epi8(last, w[(i + 2) % 4], 4);
    w[i % 4] = _mm_sha256msg2_epu32(_mm_add_epi32(_mm_sha256msg1_epu32(w[i % 4], w[(i + 1) % 4]), sevenths), last);
  }
  __m128i feba = _mm_shuffle_epi32(_mm_add_epi32(abef, abef_before), 0x1b);
  __m128i dchg = _mm_shuffle_epi32(_mm_add_epi32(cdgh, cdgh_before), 0xb1);
  _mm_storeu_si128((__m128i*)state, _mm_blend_epi16(feba, dchg, 0xf0));
  _mm_storeu_si128((__m128i*)(state + 4), _mm_alignr_epi8(dchg, feba, 8));
}

#endif

static void add_blocks(uint32_t state[8], const uint8_t* bytes, size_t count) {
#ifdef HAS_INSTRUCTIONS
  if (has_instructions()) {
    for (; count > 0; count--, bytes += 64) add_block_by_instructions(state, bytes);
    return;
  }
#endif
  for (; count > 0; count--, bytes += 64) add_block(state, bytes);
}

void sha256_begin(sha256_t* sum) {
  static const uint32_t start[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  memcpy(sum->state, start, sizeof start);
  sum->length = 0;
}

void sha256_add(sha256_t* sum, const uint8_t* bytes, size_t length) {
  size_t kept = (size_t)(sum->length % 64);
  sum->length += length;
  while (length > 0) {
    if (kept == 0 && length >= 64) {
      add_blocks(sum->state, bytes, length / 64);
      bytes += length / 64 * 64;
      length %= 64;
      continue;
    }
    size_t part = length < 64 - kept ? length : 64 - kept;
    memcpy(sum->block + kept, bytes, part);
    bytes += part;
    length -= part;
    kept += part;
    if (kept < 64) return;
    add_blocks(sum->state, sum->block, 1);
    kept = 0;
  }
}

void sha256_end(sha256_t* sum, uint8_t digest[32]) {
  size_t rest = (size_t)(sum->length % 64);
  uint8_t tail[128] = {0};
  memcpy(tail, sum->block, rest);
  tail[rest] = 0x80;
  size_t end = rest < 56 ? 64 : 128;
  for (int i = 0; i < 8; i++) tail[end - 1 - i] = (uint8_t)(sum->length * 8 >> (8 * i));
  add_blocks(sum->state, tail, end / 64);
  for (int i = 0; i < 32; i++) digest[i] = (uint8_t)(sum->state[i / 4] >> (24 - i % 4 * 8));
}
