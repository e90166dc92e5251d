/* SHA-256 for JavaScript, of bytes that come one after another. */
#include "host.h"
#include "sha256.h"

#include <errno.h>
#include <stdlib.h>

#define DIGESTS 8

static sha256_t* digests[DIGESTS];

static JSValue hexadecimal(JSContext* ctx, sha256_t* sum) {
  uint8_t digest[32];
  char text[64];
  sha256_end(sum, digest);
  for (int i = 0; i < 64; i++) text[i] = "0123456789abcdef"[digest[i / 2] >> (i % 2 ? 0 : 4) & 15];
  return JS_NewStringLen(ctx, text, sizeof text);
}

/* sha256(bytes): 64 lower-case hexadecimal digits */
BINDING(digest_sha256) {
  size_t length;
  const uint8_t* bytes = host_bytes(ctx, argv[0], &length);
  if (bytes == NULL) return JS_EXCEPTION;
  sha256_t sum;
  sha256_begin(&sum);
  sha256_add(&sum, bytes, length);
  return hexadecimal(ctx, &sum);
}

/* The digest of a number; NULL with an exception. */
static sha256_t* digest_of(JSContext* ctx, JSValueConst value, uint32_t* number) {
  if (JS_ToUint32(ctx, number, value) < 0) return NULL;
  if (*number < DIGESTS && digests[*number] != NULL) return digests[*number];
  JS_ThrowRangeError(ctx, "no such digest");
  return NULL;
}

/* digestBegin(): the number of a digest, or minus errno */
BINDING(digest_begin) {
  int number = 0;
  while (number < DIGESTS && digests[number] != NULL) number++;
  if (number == DIGESTS) return JS_NewInt32(ctx, -EMFILE);
  digests[number] = malloc(sizeof **digests);
  if (digests[number] == NULL) return JS_NewInt32(ctx, -ENOMEM);
  sha256_begin(digests[number]);
  return JS_NewInt32(ctx, number);
}

/* digestAdd(digest, bytes) */
BINDING(digest_add) {
  uint32_t number;
  size_t length;
  sha256_t* sum = digest_of(ctx, argv[0], &number);
  const uint8_t* bytes = sum == NULL ? NULL : host_bytes(ctx, argv[1], &length);
  if (bytes == NULL) return JS_EXCEPTION;
  sha256_add(sum, bytes, length);
  return JS_UNDEFINED;
}

/* digestEnd(digest): 64 lower-case hexadecimal digits; the number is free again */
BINDING(digest_end) {
  uint32_t number;
  sha256_t* sum = digest_of(ctx, argv[0], &number);
  if (sum == NULL) return JS_EXCEPTION;
  JSValue text = hexadecimal(ctx, sum);
  free(sum);
  digests[number] = NULL;
  return text;
}

const host_function_t host_digest_functions[] = {
    JS_CFUNC_DEF("sha256", 1, digest_sha256),
    JS_CFUNC_DEF("digestBegin", 0, digest_begin),
    JS_CFUNC_DEF("digestAdd", 2, digest_add),
    JS_CFUNC_DEF("digestEnd", 1, digest_end),
};
const int host_digest_count = countof(host_digest_functions);
