#ifndef LUFF_SHA256_H
#define LUFF_SHA256_H

#include <stddef.h>
#include <stdint.h>

/* FIPS 180-4. */
typedef struct {
  uint32_t state[8];
  uint64_t length;    /* in bytes, of all that was added */
  uint8_t block[64]; /* the bytes behind the last whole block */
} sha256_t;
void sha256_begin(sha256_t*);
void sha256_add(sha256_t*, const uint8_t* bytes, size_t length);
void sha256_end(sha256_t*, uint8_t digest[32]);

#endif
