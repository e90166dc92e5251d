/* Bytes and text, for TextEncoder, TextDecoder and digests. */
#include "host.h"

#include <stdlib.h>
#include <string.h>

uint8_t* host_bytes(JSContext* ctx, JSValueConst value, size_t* length) {
  size_t offset, size, whole;
  JSValue buffer = JS_GetTypedArrayBuffer(ctx, value, &offset, &size, NULL);
  if (JS_IsException(buffer)) return NULL;
  uint8_t* data = JS_GetArrayBuffer(ctx, &whole, buffer);
  JS_FreeValue(ctx, buffer); /* the view holds it */
  *length = size;
  static uint8_t nothing;
  return data == NULL && size == 0 ? &nothing : data == NULL ? NULL : data + offset;
}

JSValue host_new_bytes(JSContext* ctx, const uint8_t* bytes, size_t length) {
  JSValue buffer = JS_NewArrayBufferCopy(ctx, bytes, length);
  if (JS_IsException(buffer)) return buffer;
  JSValueConst arguments[] = {buffer, JS_UNDEFINED, JS_UNDEFINED}; /* all three are read */
  JSValue view = JS_NewTypedArray(ctx, 3, arguments, JS_TYPED_ARRAY_UINT8);
  JS_FreeValue(ctx, buffer);
  return view;
}

uint8_t* host_part(JSContext* ctx, JSValueConst* argv, int* number, size_t* length) {
  size_t size;
  uint32_t offset, wanted;
  if (JS_ToInt32(ctx, number, argv[0]) < 0 || JS_ToUint32(ctx, &offset, argv[2]) < 0 || JS_ToUint32(ctx, &wanted, argv[3]) < 0)
    return NULL;
  uint8_t* bytes = host_bytes(ctx, argv[1], &size);
  if (bytes == NULL) return NULL;
  if (offset > size || wanted > size - offset) {
    JS_ThrowRangeError(ctx, "beyond the end of the buffer");
    return NULL;
  }
  *length = wanted;
  return bytes + offset;
}

char* host_text(JSContext* ctx, JSValueConst value) {
  size_t length;
  const char* string = JS_IsString(value) ? JS_ToCStringLen(ctx, &length, value) : NULL;
  const char* bytes = string != NULL || JS_IsString(value) ? string : (const char*)host_bytes(ctx, value, &length);
  char* copy = bytes == NULL ? NULL : malloc(length + 1);
  if (copy != NULL) {
    memcpy(copy, bytes, length);
    copy[length] = 0;
  } else if (bytes != NULL) {
    JS_ThrowOutOfMemory(ctx);
  }
  JS_FreeCString(ctx, string);
  return copy;
}

void host_free_texts(char** texts) {
  for (size_t i = 0; texts != NULL && texts[i] != NULL; i++) free(texts[i]);
  free(texts);
}

char** host_texts(JSContext* ctx, JSValueConst array) {
  uint32_t count;
  JSValue length = JS_GetPropertyStr(ctx, array, "length");
  if (JS_ToUint32(ctx, &count, length) < 0) return NULL;
  char** texts = calloc((size_t)count + 1, sizeof *texts);
  if (texts == NULL) JS_ThrowOutOfMemory(ctx);
  for (uint32_t i = 0; texts != NULL && i < count; i++) {
    JSValue item = JS_GetPropertyUint32(ctx, array, i);
    texts[i] = host_text(ctx, item);
    JS_FreeValue(ctx, item);
    if (texts[i] != NULL) continue;
    host_free_texts(texts);
    return NULL;
  }
  return texts;
}

JSValue host_bytes_or_failure(JSContext* ctx, int result, char* text) {
  if (result < 0) return JS_NewInt32(ctx, result);
  JSValue bytes = host_new_bytes(ctx, (const uint8_t*)text, strlen(text));
  free(text);
  return bytes;
}

host_list_t host_new_list(JSContext* ctx) { return (host_list_t){.ctx = ctx, .array = JS_NewArray(ctx)}; }

void host_append(void* to, const char* text) {
  host_list_t* list = to;
  JSValue bytes = host_new_bytes(list->ctx, (const uint8_t*)text, strlen(text));
  JS_SetPropertyUint32(list->ctx, list->array, list->count++, bytes);
}

/* Lone surrogates, which QuickJS encodes as ED A0..BF xx, become U+FFFD, which has the same length. */
static void replace_surrogates(uint8_t* text, size_t length) {
  for (size_t i = 0; i + 2 < length; i++)
    if (text[i] == 0xed && text[i + 1] >= 0xa0) memcpy(text + i, "\xef\xbf\xbd", 3);
}

/* encodeUtf8(text): Uint8Array */
BINDING(encode_utf8) {
  size_t length;
  const char* text = JS_ToCStringLen(ctx, &length, argv[0]);
  if (text == NULL) return JS_EXCEPTION;
  JSValue bytes = host_new_bytes(ctx, (const uint8_t*)text, length);
  JS_FreeCString(ctx, text);
  size_t size;
  uint8_t* copy = JS_IsException(bytes) ? NULL : host_bytes(ctx, bytes, &size);
  if (copy != NULL) replace_surrogates(copy, size);
  return bytes;
}

/*
 * The length of the well-formed sequence at the start. If there is none, 0, and *bad is the length of the part that one
 * U+FFFD replaces.
 */
static size_t sequence(const uint8_t* p, size_t left, size_t* bad) {
  uint8_t lead = p[0];
  if (lead < 0x80) return 1;
  size_t need = lead >= 0xc2 && lead <= 0xdf ? 2 : (lead & 0xf0) == 0xe0 ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
  uint8_t low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  uint8_t high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
  for (size_t i = 1; i < need; i++) {
    if (i == left || p[i] < low || p[i] > high) {
      *bad = i;
      return 0;
    }
    low = 0x80;
    high = 0xbf;
  }
  if (need == 0) *bad = 1;
  return need;
}

static bool is_ascii(const uint8_t* bytes, size_t length) {
  uint8_t all = 0;
  for (size_t i = 0; i < length; i++) all |= bytes[i];
  return all < 0x80;
}

/* decodeUtf8(bytes, fatal): the text; null if fatal is set and the bytes are not UTF-8 */
BINDING(decode_utf8) {
  size_t length, out = 0, bad = 0;
  const uint8_t* bytes = host_bytes(ctx, argv[0], &length);
  if (bytes == NULL) return JS_EXCEPTION;
  bool fatal = JS_ToBool(ctx, argv[1]);
  if (is_ascii(bytes, length)) return JS_NewStringLen(ctx, (const char*)bytes, length);
  uint8_t* text = malloc(length * 3 + 1);
  if (text == NULL) return JS_ThrowOutOfMemory(ctx);
  for (size_t i = 0; i < length;) {
    size_t good = sequence(bytes + i, length - i, &bad);
    if (good == 0 && fatal) {
      free(text);
      return JS_NULL;
    }
    memcpy(text + out, good == 0 ? (const uint8_t*)"\xef\xbf\xbd" : bytes + i, good == 0 ? 3 : good);
    out += good == 0 ? 3 : good;
    i += good == 0 ? bad : good;
  }
  JSValue result = JS_NewStringLen(ctx, (const char*)text, out);
  free(text);
  return result;
}

/* decodeLatin1(bytes): one character for each byte */
BINDING(decode_latin1) {
  size_t length, out = 0;
  const uint8_t* bytes = host_bytes(ctx, argv[0], &length);
  if (bytes == NULL) return JS_EXCEPTION;
  uint8_t* text = malloc(length * 2 + 1);
  if (text == NULL) return JS_ThrowOutOfMemory(ctx);
  for (size_t i = 0; i < length; i++) {
    if (bytes[i] >= 0x80) text[out++] = (uint8_t)(0xc0 | bytes[i] >> 6);
    text[out++] = bytes[i] < 0x80 ? bytes[i] : (uint8_t)(0x80 | (bytes[i] & 0x3f));
  }
  JSValue result = JS_NewStringLen(ctx, (const char*)text, out);
  free(text);
  return result;
}

/* generated: the binary chunks of Lua's library, by their marks; behind the last one a mark that is NULL */
typedef struct {
  const char* mark;
  const uint8_t* bytes;
  size_t size;
} chunk_t;
extern const chunk_t library_chunks[];

/* libraryChunk(mark): the chunk's bytes */
BINDING(library_chunk) {
  const char* mark = JS_ToCString(ctx, argv[0]);
  if (mark == NULL) return JS_EXCEPTION;
  const chunk_t* chunk = library_chunks;
  while (chunk->mark != NULL && strcmp(chunk->mark, mark) != 0) chunk++;
  JS_FreeCString(ctx, mark);
  if (chunk->mark == NULL) return JS_ThrowRangeError(ctx, "no chunk has this mark");
  return host_new_bytes(ctx, chunk->bytes, chunk->size);
}

const host_function_t host_text_functions[] = {
    JS_CFUNC_DEF("encodeUtf8", 1, encode_utf8),
    JS_CFUNC_DEF("decodeUtf8", 2, decode_utf8),
    JS_CFUNC_DEF("decodeLatin1", 1, decode_latin1),
    JS_CFUNC_DEF("libraryChunk", 1, library_chunk),
};
const int host_text_count = countof(host_text_functions);
