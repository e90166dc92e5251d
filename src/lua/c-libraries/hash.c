/* The library "helm.hash": MD5 (RFC 1321), SHA-1 and SHA-512 (FIPS 180-4). SHA-256 is the host's. */
#include <lauxlib.h>
#include <lua.h>
#include <stdint.h>
#include <string.h>

#include "values.h"

#define LARGEST_BLOCK 128

struct hash {
  const struct algorithm* algorithm;
  uint64_t length;
  uint8_t block[LARGEST_BLOCK];
  union {
    uint32_t words[5];
    uint64_t longs[8];
  } state;
};

/* A digest of 32-bit or 64-bit words, the lowest byte first or last, that takes blocks of bytes. */
struct algorithm {
  const char* name;
  size_t block, digest, word;
  int lowest_first;
  void (*take)(struct hash* hash, const uint8_t* block);
  uint64_t initial[8];
};

static uint32_t rotate(uint32_t x, int count) {
  return x << count | x >> (32 - count);
}

static uint64_t rotate_long(uint64_t x, int count) {
  return x >> count | x << (64 - count);
}

static uint32_t read_word(const uint8_t* at) {
  return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static uint32_t read_low_word(const uint8_t* at) {
  return (uint32_t)at[3] << 24 | (uint32_t)at[2] << 16 | (uint32_t)at[1] << 8 | at[0];
}

static const uint32_t md5_sines[64] = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
};

static void md5_take(struct hash* hash, const uint8_t* block) {
  static const uint8_t shifts[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
  uint32_t* state = hash->state.words;
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3], words[16];
  for (int i = 0; i < 16; i++) words[i] = read_low_word(block + 4 * i);
  for (int i = 0; i < 64; i++) {
    int round = i / 16, place = i;
    uint32_t mixed = (b & c) | (~b & d);
    if (round == 1) {
      mixed = (d & b) | (~d & c);
      place = 5 * i + 1;
    } else if (round == 2) {
      mixed = b ^ c ^ d;
      place = 3 * i + 5;
    } else if (round == 3) {
      mixed = c ^ (b | ~d);
      place = 7 * i;
    }
    uint32_t next = b + rotate(a + mixed + md5_sines[i] + words[place & 15], shifts[round][i & 3]);
    a = d;
    d = c;
    c = b;
    b = next;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
}

static void sha1_take(struct hash* hash, const uint8_t* block) {
  uint32_t* state = hash->state.words;
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], words[80];
  for (int i = 0; i < 16; i++) words[i] = read_word(block + 4 * i);
  for (int i = 16; i < 80; i++) words[i] = rotate(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
  for (int i = 0; i < 80; i++) {
    uint32_t mixed = b ^ c ^ d, constant = i < 40 ? 0x6ed9eba1 : 0xca62c1d6;
    if (i < 20) {
      mixed = (b & c) | (~b & d);
      constant = 0x5a827999;
    } else if (i >= 40 && i < 60) {
      mixed = (b & c) | (b & d) | (c & d);
      constant = 0x8f1bbcdc;
    }
    uint32_t next = rotate(a, 5) + mixed + e + constant + words[i];
    e = d;
    d = c;
    c = rotate(b, 30);
    b = a;
    a = next;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
}

static const uint64_t sha512_constants[80] = {
    0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc, 0x3956c25bf348b538,
    0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118, 0xd807aa98a3030242, 0x12835b0145706fbe,
    0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2, 0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235,
    0xc19bf174cf692694, 0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65,
    0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5, 0x983e5152ee66dfab,
    0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4, 0xc6e00bf33da88fc2, 0xd5a79147930aa725,
    0x06ca6351e003826f, 0x142929670a0e6e70, 0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed,
    0x53380d139d95b3df, 0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
    0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30, 0xd192e819d6ef5218,
    0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8, 0x19a4c116b8d2d0c8, 0x1e376c085141ab53,
    0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8, 0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373,
    0x682e6ff3d6b2b8a3, 0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
    0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b, 0xca273eceea26619c,
    0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178, 0x06f067aa72176fba, 0x0a637dc5a2c898a6,
    0x113f9804bef90dae, 0x1b710b35131c471b, 0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc,
    0x431d67c49c100d4c, 0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
};

static void sha512_take(struct hash* hash, const uint8_t* block) {
  uint64_t w[80], s[8];
  memcpy(s, hash->state.longs, sizeof s);
  for (int i = 0; i < 16; i++) w[i] = (uint64_t)read_word(block + 8 * i) << 32 | read_word(block + 8 * i + 4);
  for (int i = 16; i < 80; i++) {
    uint64_t early = w[i - 15], late = w[i - 2];
    w[i] = w[i - 16] + (rotate_long(early, 1) ^ rotate_long(early, 8) ^ early >> 7) + w[i - 7] +
           (rotate_long(late, 19) ^ rotate_long(late, 61) ^ late >> 6);
  }
  for (int i = 0; i < 80; i++) {
    uint64_t choice = (s[4] & s[5]) ^ (~s[4] & s[6]), majority = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]);
    uint64_t one = s[7] + (rotate_long(s[4], 14) ^ rotate_long(s[4], 18) ^ rotate_long(s[4], 41)) + choice +
                   sha512_constants[i] + w[i];
    uint64_t two = (rotate_long(s[0], 28) ^ rotate_long(s[0], 34) ^ rotate_long(s[0], 39)) + majority;
    s[7] = s[6];
    s[6] = s[5];
    s[5] = s[4];
    s[4] = s[3] + one;
    s[3] = s[2];
    s[2] = s[1];
    s[1] = s[0];
    s[0] = one + two;
  }
  for (int i = 0; i < 8; i++) hash->state.longs[i] += s[i];
}

static const struct algorithm algorithms[] = {
    {"md5", 64, 16, 4, 1, md5_take, {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476}},
    {"sha1", 64, 20, 4, 0, sha1_take, {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0}},
    {"sha512",
     128,
     64,
     8,
     0,
     sha512_take,
     {0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1, 0x510e527fade682d1,
      0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179}},
};

/* begin(algorithm): returns a hash. */
static int hash_begin(lua_State* L) {
  const char* name = luaL_checkstring(L, 1);
  for (size_t i = 0; i < sizeof algorithms / sizeof *algorithms; i++) {
    const struct algorithm* found = &algorithms[i];
    if (strcmp(found->name, name) != 0) continue;
    struct hash* hash = lua_newuserdatauv(L, sizeof *hash, 0);
    memset(hash, 0, sizeof *hash);
    hash->algorithm = found;
    for (int j = 0; j < 8; j++) {
      if (found->word == 8) hash->state.longs[j] = found->initial[j];
      else if (j < 5) hash->state.words[j] = (uint32_t)found->initial[j];
    }
    return 1;
  }
  return luaL_error(L, "there is no algorithm '%s'", name);
}

INTERRUPTED static void hash_take_all(struct hash* hash, const uint8_t* bytes, size_t length) {
  size_t size = hash->algorithm->block, have = (size_t)(hash->length % size);
  hash->length += length;
  if (have > 0) {
    size_t more = size - have < length ? size - have : length;
    memcpy(hash->block + have, bytes, more);
    if (have + more < size) return;
    hash->algorithm->take(hash, hash->block);
    bytes += more;
    length -= more;
  }
  for (; length >= size; bytes += size, length -= size) hash->algorithm->take(hash, bytes);
  memcpy(hash->block, bytes, length);
}

/* add(hash, bytes) */
static int hash_add(lua_State* L) {
  size_t length;
  const char* bytes = luaL_checklstring(L, 2, &length);
  hash_take_all(lua_touserdata(L, 1), (const uint8_t*)bytes, length);
  return 0;
}

/* The end of the last block: a bit, zeros, and the number of bits. */
static void finish_blocks(struct hash* hash) {
  const struct algorithm* algorithm = hash->algorithm;
  uint8_t end[2 * LARGEST_BLOCK] = {0x80};
  uint64_t bits = hash->length * 8;
  size_t field = algorithm->word * 2, have = (size_t)(hash->length % algorithm->block);
  size_t length = algorithm->block - have;
  if (length < field + 1) length += algorithm->block;
  for (size_t i = 0; i < 8; i++) {
    size_t place = algorithm->lowest_first ? length - field + i : length - 1 - i;
    end[place] = (uint8_t)(bits >> (8 * i));
  }
  hash_take_all(hash, end, length);
}

/* finish(hash): returns the digest as bytes. Nothing can be added behind it. */
static int hash_finish(lua_State* L) {
  struct hash* hash = lua_touserdata(L, 1);
  const struct algorithm* algorithm = hash->algorithm;
  uint8_t digest[64];
  finish_blocks(hash);
  for (size_t i = 0; i < algorithm->digest; i++) {
    size_t word = i / algorithm->word, byte = i % algorithm->word;
    size_t shift = 8 * (algorithm->lowest_first ? byte : algorithm->word - 1 - byte);
    digest[i] = (uint8_t)(algorithm->word == 8 ? hash->state.longs[word] >> shift : hash->state.words[word] >> shift);
  }
  lua_pushlstring(L, (const char*)digest, algorithm->digest);
  return 1;
}

static const luaL_Reg functions[] = {
    {"begin", hash_begin},
    {"add", hash_add},
    {"finish", hash_finish},
    {NULL, NULL},
};

int luaopen_helm_hash(lua_State* L) {
  lua_newtable(L);
  luaL_setfuncs(L, functions, 0);
  return 1;
}
