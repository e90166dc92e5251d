/* zlib for JavaScript: streams by a number each, since more than one may be open. */
#include "host.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define STREAMS 8
#define GZIP_WINDOW (MAX_WBITS + 16)
/* The status of data of which only the checksum or the length is wrong; zlib has no such number. */
#define WRONG_SUM (-100)

static z_stream* streams[STREAMS];

/* The stream of a number; NULL with an exception. */
static z_stream* stream_of(JSContext* ctx, JSValueConst value) {
  uint32_t number;
  if (JS_ToUint32(ctx, &number, value) < 0) return NULL;
  if (number < STREAMS && streams[number] != NULL) return streams[number];
  JS_ThrowRangeError(ctx, "no such stream");
  return NULL;
}

typedef int (*setup_t)(z_stream*);

/* The number of a new stream, or minus errno. */
static JSValue begin_stream(JSContext* ctx, setup_t set_up) {
  int number = 0;
  while (number < STREAMS && streams[number] != NULL) number++;
  if (number == STREAMS) return JS_NewInt32(ctx, -EMFILE);
  z_stream* stream = calloc(1, sizeof *stream);
  if (stream == NULL || set_up(stream) != Z_OK) {
    free(stream);
    return JS_NewInt32(ctx, -ENOMEM);
  }
  streams[number] = stream;
  return JS_NewInt32(ctx, number);
}

static int set_up_gunzip(z_stream* stream) { return inflateInit2(stream, GZIP_WINDOW); }
static int set_up_inflate(z_stream* stream) { return inflateInit2(stream, -MAX_WBITS); }
static int set_up_deflate(z_stream* stream) {
  return deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY);
}

/* inflateBegin(gzip) */
BINDING(compression_inflate_begin) {
  return begin_stream(ctx, JS_ToBool(ctx, argv[0]) ? set_up_gunzip : set_up_inflate);
}

/* deflateBegin() */
BINDING(compression_deflate_begin) { return begin_stream(ctx, set_up_deflate); }

/* The bytes of two arguments as the input and the output of a stream; false with an exception. */
static bool give_buffers(JSContext* ctx, z_stream* stream, JSValueConst from, JSValueConst to) {
  size_t input_length, output_length;
  uint8_t* input = host_bytes(ctx, from, &input_length);
  uint8_t* output = input == NULL ? NULL : host_bytes(ctx, to, &output_length);
  if (output == NULL) return false;
  stream->next_in = input;
  stream->avail_in = (uInt)input_length;
  stream->next_out = output;
  stream->avail_out = (uInt)output_length;
  return true;
}

/* zlib tells only by its message that the data end well, with another checksum or another length than they should have. */
static bool has_wrong_sum(const z_stream* stream) {
  const char* message = stream->msg == NULL ? "" : stream->msg;
  return strcmp(message, "incorrect data check") == 0 || strcmp(message, "incorrect length check") == 0;
}

/* inflateStep(stream, input, output): [bytes consumed, bytes produced, 1 at the end, below zero where the data are damaged] */
BINDING(compression_inflate_step) {
  z_stream* stream = stream_of(ctx, argv[0]);
  if (stream == NULL || !give_buffers(ctx, stream, argv[1], argv[2])) return JS_EXCEPTION;
  uInt input_length = stream->avail_in, output_length = stream->avail_out;
  int status = inflate(stream, Z_NO_FLUSH);
  if (status == Z_BUF_ERROR) status = Z_OK; /* nothing could be done yet */
  if (status == Z_NEED_DICT) status = Z_DATA_ERROR;
  if (status == Z_DATA_ERROR && has_wrong_sum(stream)) status = WRONG_SUM;
  JSValue result = JS_NewArray(ctx);
  JS_SetPropertyUint32(ctx, result, 0, JS_NewInt32(ctx, (int)(input_length - stream->avail_in)));
  JS_SetPropertyUint32(ctx, result, 1, JS_NewInt32(ctx, (int)(output_length - stream->avail_out)));
  JS_SetPropertyUint32(ctx, result, 2, JS_NewInt32(ctx, status));
  return result;
}

/* deflateStep(stream, input, output, last): [bytes consumed, bytes produced] */
BINDING(compression_deflate_step) {
  z_stream* stream = stream_of(ctx, argv[0]);
  if (stream == NULL || !give_buffers(ctx, stream, argv[1], argv[2])) return JS_EXCEPTION;
  uInt input_length = stream->avail_in, output_length = stream->avail_out;
  deflate(stream, JS_ToBool(ctx, argv[3]) ? Z_FINISH : Z_NO_FLUSH);
  JSValue result = JS_NewArray(ctx);
  JS_SetPropertyUint32(ctx, result, 0, JS_NewInt32(ctx, (int)(input_length - stream->avail_in)));
  JS_SetPropertyUint32(ctx, result, 1, JS_NewInt32(ctx, (int)(output_length - stream->avail_out)));
  return result;
}

/* inflateAgain(stream): begins with the next member; below zero where it cannot */
BINDING(compression_inflate_again) {
  z_stream* stream = stream_of(ctx, argv[0]);
  return stream == NULL ? JS_EXCEPTION : JS_NewInt32(ctx, inflateReset(stream));
}

static JSValue end_stream(JSContext* ctx, JSValueConst number, int (*end)(z_stream*)) {
  z_stream* stream = stream_of(ctx, number);
  if (stream == NULL) return JS_EXCEPTION;
  for (int each = 0; each < STREAMS; each++)
    if (streams[each] == stream) streams[each] = NULL;
  end(stream);
  free(stream);
  return JS_UNDEFINED;
}

BINDING(compression_inflate_end) { return end_stream(ctx, argv[0], inflateEnd); }

BINDING(compression_deflate_end) { return end_stream(ctx, argv[0], deflateEnd); }

/* crc32(bytes, before) */
BINDING(compression_crc32) {
  size_t length;
  uint32_t before;
  uint8_t* bytes = host_bytes(ctx, argv[0], &length);
  if (bytes == NULL || JS_ToUint32(ctx, &before, argv[1]) < 0) return JS_EXCEPTION;
  return JS_NewFloat64(ctx, (double)crc32(before, bytes, (uInt)length));
}

const host_function_t host_compression_functions[] = {
    JS_CFUNC_DEF("inflateBegin", 1, compression_inflate_begin),
    JS_CFUNC_DEF("inflateStep", 3, compression_inflate_step),
    JS_CFUNC_DEF("inflateAgain", 1, compression_inflate_again),
    JS_CFUNC_DEF("inflateEnd", 1, compression_inflate_end),
    JS_CFUNC_DEF("deflateBegin", 0, compression_deflate_begin),
    JS_CFUNC_DEF("deflateStep", 4, compression_deflate_step),
    JS_CFUNC_DEF("deflateEnd", 1, compression_deflate_end),
    JS_CFUNC_DEF("crc32", 2, compression_crc32),
};
const int host_compression_count = countof(host_compression_functions);
