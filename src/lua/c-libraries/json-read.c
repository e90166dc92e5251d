/* Reads JSON (RFC 8259) into Lua values. */
#include "json.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text-place.h"
#include "values.h"

/* The stack of the function that reads: the text, the expected lists of keys by names, the name of the outermost value. */
enum { TEXT = 1, SHAPES, OUTERMOST };

/* Slots of Lua's stack that one level needs. */
#define SLOTS 10

struct reader {
  lua_State* L;
  const char *begin, *at, *end;
  const char* fault; /* what is wrong at `at`, or NULL */
  int depth;
};

static int read_value(struct reader* in, int name);

static int fail(struct reader* in, const char* fault) {
  in->fault = fault;
  return 0;
}

static int fail_at(struct reader* in, const char* at, const char* fault) {
  in->at = at;
  return fail(in, fault);
}

static void skip_space(struct reader* in) {
  while (in->at < in->end && (*in->at == ' ' || *in->at == '\n' || *in->at == '\r' || *in->at == '\t')) in->at++;
}

static int take(struct reader* in, char expected) {
  skip_space(in);
  if (in->at == in->end || *in->at != expected) return 0;
  in->at++;
  return 1;
}

static int read_word(struct reader* in, const char* word) {
  size_t length = strlen(word);
  if ((size_t)(in->end - in->at) < length || memcmp(in->at, word, length) != 0) return fail(in, "expected a value");
  in->at += length;
  return 1;
}

static int is_digit(const struct reader* in) {
  return in->at < in->end && *in->at >= '0' && *in->at <= '9';
}

/* Adds digits to a number of 19 digits at most, and counts those that are left out. */
static uint64_t read_digits(struct reader* in, uint64_t number, int* kept, int* left_out) {
  for (; is_digit(in); in->at++) {
    if (*kept >= 19) ++*left_out;
    else {
      number = number * 10 + (uint64_t)(*in->at - '0');
      if (number != 0) ++*kept;
    }
  }
  return number;
}

static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* The number m * 10^e. If both factors are exact, so is the result. */
static double scale(uint64_t m, int e, const char* text) {
  if (m < (1ULL << 53) && e >= -22 && e <= 22) return e < 0 ? (double)m / powers[-e] : (double)m * powers[e];
  return strtod(text, NULL); /* what follows is no part of a number, and a Lua string ends with a zero */
}

static int read_number(struct reader* in) {
  const char* start = in->at;
  int negative = *in->at == '-';
  if (negative) in->at++;
  const char* digits = in->at;
  int kept = 0, left_out = 0, fraction = 0, is_float = 0;
  if (!is_digit(in)) return fail(in, "expected a digit");
  uint64_t number = read_digits(in, 0, &kept, &left_out);
  if (*digits == '0' && in->at - digits > 1) return fail_at(in, digits, "a number must not begin with 0");
  if (in->at < in->end && *in->at == '.') {
    is_float = 1;
    const char* point = in->at++;
    if (!is_digit(in)) return fail(in, "expected a digit");
    int before = left_out;
    number = read_digits(in, number, &kept, &left_out);
    fraction = (int)(in->at - point) - 1 - (left_out - before);
  }
  int exponent = 0;
  if (in->at < in->end && (*in->at == 'e' || *in->at == 'E')) {
    is_float = 1;
    in->at++;
    int below = in->at < in->end && *in->at == '-';
    if (in->at < in->end && (*in->at == '+' || *in->at == '-')) in->at++;
    if (!is_digit(in)) return fail(in, "expected a digit");
    for (; is_digit(in); in->at++)
      if (exponent < 10000) exponent = exponent * 10 + (*in->at - '0');
    if (below) exponent = -exponent;
  }
  int fits = left_out == 0 && number <= (uint64_t)INT64_MAX + negative;
  if (!is_float && fits && !(negative && number == 0)) {
    lua_pushinteger(in->L, (lua_Integer)(negative ? 0 - number : number));
    return 1;
  }
  double value = left_out == 0 ? scale(number, exponent - fraction, digits) : strtod(digits, NULL);
  if (isinf(value)) return fail_at(in, start, "a number that is too large");
  lua_pushnumber(in->L, negative ? -value : value);
  return 1;
}

static int hexadecimal(const char* at, const char* end) {
  int value = 0;
  if (end - at < 4) return -1;
  for (int i = 0; i < 4; i++) {
    int c = (unsigned char)at[i], lower = c | 32;
    if (c >= '0' && c <= '9') value = value * 16 + c - '0';
    else if (lower >= 'a' && lower <= 'f') value = value * 16 + lower - 'a' + 10;
    else return -1;
  }
  return value;
}

static char* put_utf8(char* out, unsigned code) {
  if (code < 0x80) *out++ = (char)code;
  else if (code < 0x800) {
    *out++ = (char)(0xC0 | code >> 6);
    *out++ = (char)(0x80 | (code & 63));
  } else {
    if (code < 0x10000) *out++ = (char)(0xE0 | code >> 12);
    else {
      *out++ = (char)(0xF0 | code >> 18);
      *out++ = (char)(0x80 | (code >> 12 & 63));
    }
    *out++ = (char)(0x80 | (code >> 6 & 63));
    *out++ = (char)(0x80 | (code & 63));
  }
  return out;
}

/* Reads what follows "\u". Half of a pair alone stands for U+FFFD, as in Go. */
static char* read_unicode(struct reader* in, char* out) {
  int code = hexadecimal(in->at, in->end);
  if (code < 0) {
    fail_at(in, in->at - 2, "expected four hexadecimal digits behind \\u");
    return NULL;
  }
  in->at += 4;
  if (code >= 0xD800 && code < 0xE000) {
    int low = in->end - in->at > 2 && in->at[0] == '\\' && in->at[1] == 'u' ? hexadecimal(in->at + 2, in->end) : -1;
    if (code >= 0xDC00 || low < 0xDC00 || low > 0xDFFF) return put_utf8(out, 0xFFFD);
    in->at += 6;
    return put_utf8(out, 0x10000 + ((unsigned)(code - 0xD800) << 10) + (unsigned)(low - 0xDC00));
  }
  return put_utf8(out, (unsigned)code);
}

static char* read_escape(struct reader* in, char* out) {
  static const char letters[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
  in->at++;
  char letter = *in->at++;
  if (letter == 'u') return read_unicode(in, out);
  const char* found = letter == 0 ? NULL : strchr(letters, letter);
  if (found == NULL) {
    fail_at(in, in->at - 2, "a string has no such escape");
    return NULL;
  }
  *out++ = values[found - letters];
  return out;
}

/* Reads a string with escapes up to its end, into memory of its size at most. */
INTERRUPTED static int json_read_escaped(struct reader* in, const char* end, char* out) {
  char* start = out;
  while (in->at < end) {
    if (*in->at != '\\') *out++ = *in->at++;
    else if ((out = read_escape(in, out)) == NULL) return 0;
  }
  lua_pushlstring(in->L, start, (size_t)(out - start));
  in->at = end + 1;
  return 1;
}

/* Finds the end of a string, and whether it has escapes. `at` is behind the first quotation mark. */
static const char* find_end(struct reader* in, int* escaped) {
  const char* at = in->at;
  for (; at < in->end; at++) {
    unsigned char c = (unsigned char)*at;
    if (c == '"') return at;
    if (c == '\\') {
      *escaped = 1;
      if (++at == in->end) break;
    } else if (c < ' ') {
      fail_at(in, at, "a string must have an escape instead of this control character");
      return NULL;
    }
  }
  fail_at(in, in->at - 1, "a string without its end");
  return NULL;
}

static int read_string(struct reader* in) {
  lua_State* L = in->L;
  int escaped = 0;
  in->at++;
  const char* end = find_end(in, &escaped);
  if (end == NULL) return 0;
  size_t size = (size_t)(end - in->at);
  if (!escaped) {
    lua_pushlstring(L, in->at, size);
    in->at = end + 1;
    return 1;
  }
  char small[256];
  if (size <= sizeof small) return json_read_escaped(in, end, small);
  int read = json_read_escaped(in, end, lua_newuserdatauv(L, size, 0));
  if (read) lua_remove(L, -2);
  return read;
}

/* Pushes the next key of an object. */
static int read_key(struct reader* in, struct key_list* keys) {
  skip_space(in);
  if (in->at == in->end || *in->at != '"') return fail(in, "expected a key in quotation marks");
  int escaped = 0;
  const char* start = in->at++;
  const char* end = find_end(in, &escaped);
  if (end == NULL) return 0;
  if (!escaped && key_list_next(in->L, keys, in->at, (size_t)(end - in->at))) {
    in->at = end + 1;
    return 1;
  }
  in->at = start;
  if (!read_string(in)) return 0;
  key_list_add(in->L, keys);
  return 1;
}

INTERRUPTED static int json_read_object(struct reader* in, int name) {
  lua_State* L = in->L;
  struct key_list keys;
  in->at++;
  key_list_begin(L, &keys, SHAPES, name);
  if (!take(in, '}')) {
    do {
      if (!read_key(in, &keys)) return 0;
      if (!take(in, ':')) return fail(in, "expected ':' behind a key");
      if (!read_value(in, keys.table + 1)) return 0;
      lua_rawset(L, keys.table);
    } while (take(in, ','));
    if (!take(in, '}')) return fail(in, "expected ',' or '}'");
  }
  key_list_end(L, &keys, SHAPES, name);
  return 1;
}

INTERRUPTED static int json_read_array(struct reader* in, int name) {
  lua_State* L = in->L;
  in->at++;
  lua_createtable(L, 0, 0);
  int table = lua_gettop(L);
  lua_pushvalue(L, ARRAY);
  lua_setmetatable(L, table);
  if (take(in, ']')) return 1;
  lua_Integer count = 0;
  do {
    if (!read_value(in, name)) return 0;
    lua_rawseti(L, table, ++count);
  } while (take(in, ','));
  return take(in, ']') || fail(in, "expected ',' or ']'");
}

static int read_nested(struct reader* in, int name) {
  if (in->depth == MAX_DEPTH) return fail(in, "nested deeper than 1000 levels");
  in->depth++;
  luaL_checkstack(in->L, SLOTS, "nested too deeply");
  int read = *in->at == '{' ? json_read_object(in, name) : json_read_array(in, name);
  in->depth--;
  return read;
}

static int read_value(struct reader* in, int name) {
  skip_space(in);
  if (in->at == in->end) return fail(in, "expected a value");
  switch (*in->at) {
    case '{':
    case '[':
      return read_nested(in, name);
    case '"':
      return read_string(in);
    case 't':
      lua_pushboolean(in->L, 1);
      return read_word(in, "true");
    case 'f':
      lua_pushboolean(in->L, 0);
      return read_word(in, "false");
    case 'n':
      lua_pushlightuserdata(in->L, NULL);
      return read_word(in, "null");
    default:
      if (*in->at == '-' || (*in->at >= '0' && *in->at <= '9')) return read_number(in);
      return fail(in, "expected a value");
  }
}

/* Pushes what is wrong, and what the text has there. */
static int push_read_fault(struct reader* in) {
  lua_State* L = in->L;
  unsigned char c = in->at < in->end ? (unsigned char)*in->at : 0;
  if (strncmp(in->fault, "expected", 8) != 0) lua_pushstring(L, in->fault);
  else if (in->at == in->end) lua_pushfstring(L, "%s, but the text ends", in->fault);
  else if (c > ' ' && c < 127) lua_pushfstring(L, "%s, got '%c'", in->fault, c);
  else lua_pushfstring(L, "%s, got the byte %d", in->fault, c);
  return push_fault(L, in->begin, (size_t)(in->at - in->begin));
}

int json_decode(lua_State* L) {
  size_t length;
  const char* text = luaL_checklstring(L, TEXT, &length);
  lua_settop(L, TEXT);
  lua_newtable(L);
  lua_pushboolean(L, 1);
  struct reader in = {.L = L, .begin = text, .at = text, .end = text + length};
  if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) in.at += 3;
  if (read_value(&in, OUTERMOST)) {
    skip_space(&in);
    if (in.at == in.end) return 1;
    fail(&in, "expected nothing behind the value");
  }
  return push_read_fault(&in);
}
