#include "yaml-scalar.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static int is_one_of(const char* text, const char* const* words) {
  for (; *words != NULL; words++)
    if (strcmp(text, *words) == 0) return 1;
  return 0;
}

static const char* const nulls[] = {"", "~", "null", "Null", "NULL", NULL};
static const char* const trues[] = {"true", "True", "TRUE", NULL};
static const char* const falses[] = {"false", "False", "FALSE", NULL};
static const char* const yeses[] = {"y", "Y", "yes", "Yes", "YES", "on", "On", "ON", NULL};
static const char* const noes[] = {"n", "N", "no", "No", "NO", "off", "Off", "OFF", NULL};
static const char* const infinities[] = {".inf", ".Inf", ".INF", NULL};
static const char* const nans[] = {".nan", ".NaN", ".NAN", NULL};

static struct scalar boolean_scalar(int value) {
  return (struct scalar){.kind = SCALAR_BOOLEAN, .boolean = value};
}

static struct scalar float_scalar(double value) {
  return (struct scalar){.kind = SCALAR_FLOAT, .number = value};
}

/* The value of a digit, 99 for other characters. */
static int digit_value(char c) {
  int lower = c | 32;
  if (c >= '0' && c <= '9') return c - '0';
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : 99;
}

/* Reads digits up to the end; what is too large for an integer becomes a float. Returns 0 if there is another character. */
static int read_digits(const char* text, int base, int negative, struct scalar* result) {
  uint64_t integer = 0, most = (uint64_t)INT64_MAX + (uint64_t)negative;
  double number = 0;
  int is_large = 0;
  if (*text == 0) return 0;
  for (; *text != 0; text++) {
    int digit = digit_value(*text);
    if (digit >= base) return 0;
    if (integer > (most - (uint64_t)digit) / (uint64_t)base) is_large = 1;
    integer = integer * (uint64_t)base + (uint64_t)digit;
    number = number * base + digit;
  }
  if (is_large) *result = float_scalar(negative ? -number : number);
  else *result = (struct scalar){.kind = SCALAR_INTEGER, .integer = (lua_Integer)(negative ? 0 - integer : integer)};
  return 1;
}

static const char* skip_digits(const char* text) {
  while (*text >= '0' && *text <= '9') text++;
  return text;
}

/* Whether digits with a point or an exponent follow, up to the end. */
static int is_float(const char* text) {
  const char* point = skip_digits(text);
  const char* at = point;
  int digits = at > text;
  if (*at == '.') {
    const char* end = skip_digits(at + 1);
    digits |= end > at + 1;
    at = end;
  }
  if (!digits) return 0;
  if (*at == 'e' || *at == 'E') {
    at++;
    if (*at == '+' || *at == '-') at++;
    const char* end = skip_digits(at);
    if (end == at) return 0;
    at = end;
  }
  return *at == 0;
}

/* The base that the letter behind a 0 stands for, 0 for another character. */
static int base_of(char c) {
  int lower = c | 32;
  if (lower == 'x') return 16;
  if (lower == 'o') return 8;
  return lower == 'b' ? 2 : 0;
}

/* A number without '_' between its digits. Returns 0 for another text. */
static int read_plain_number(const char* text, struct scalar* result) {
  int negative = *text == '-';
  const char* start = text;
  if (*text == '-' || *text == '+') text++;
  if (is_one_of(text, infinities)) {
    *result = float_scalar(negative ? -INFINITY : INFINITY);
    return 1;
  }
  if (*text == '0' && text[1] != 0) {
    int base = base_of(text[1]);
    if (read_digits(text + (base == 0 ? 1 : 2), base == 0 ? 8 : base, negative, result)) return 1;
  }
  if (*skip_digits(text) == 0) {
    if (!read_digits(text, 10, negative, result)) return 0;
    /* The nearest float, which digit by digit would not be. */
    if (result->kind == SCALAR_FLOAT) result->number = strtod(start, NULL);
    return 1;
  }
  if (!is_float(text)) return 0;
  *result = float_scalar(strtod(start, NULL));
  return 1;
}

/* More than the digits of any number that means something. */
#define LONGEST_NUMBER 1024

/* Helm leaves each '_' out, unless the number begins with its point. */
static int read_number(const char* text, size_t length, struct scalar* result) {
  if (strchr(text, '_') == NULL) return read_plain_number(text, result);
  if (*text == '.' || length > LONGEST_NUMBER) return 0;
  char plain[LONGEST_NUMBER + 1];
  char* end = plain;
  for (; *text != 0; text++)
    if (*text != '_') *end++ = *text;
  *end = 0;
  return strpbrk(plain, "0123456789") != NULL && read_plain_number(plain, result);
}

struct scalar scalar_read(const char* text, size_t length, int helm_booleans) {
  struct scalar result = {.kind = SCALAR_STRING};
  if (strlen(text) != length) return result;
  char c = *text;
  if ((c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.') {
    if (read_number(text, length, &result)) return result;
    if (is_one_of(text, nans)) return float_scalar(NAN);
    return result;
  }
  if (length > 5) return result;
  if (is_one_of(text, nulls)) return (struct scalar){.kind = SCALAR_NULL};
  if (is_one_of(text, trues)) return boolean_scalar(1);
  if (is_one_of(text, falses)) return boolean_scalar(0);
  if (helm_booleans && is_one_of(text, yeses)) return boolean_scalar(1);
  if (helm_booleans && is_one_of(text, noes)) return boolean_scalar(0);
  return result;
}

/* Numbers of YAML 1.1 with '_' or ':' between the digits, and dates. */
static int is_old_number(const char* text) {
  if (*text == '-' || *text == '+') text++;
  const char* digits = text;
  if (*digits < '0' || *digits > '9') return 0;
  if (*skip_digits(digits) == '-') return skip_digits(digits) - digits == 4;
  int separators = 0;
  for (; *text != 0; text++) {
    if (*text == '_' || *text == ':') separators++;
    else if (*text != '.' && digit_value(*text) == 99 && *text != 'x' && *text != 'o') return 0;
  }
  return separators > 0;
}

int scalar_needs_quotes(const char* text, size_t length) {
  if (scalar_read(text, length, 1).kind != SCALAR_STRING) return 1;
  return strcmp(text, "<<") == 0 || strcmp(text, "=") == 0 || is_old_number(text);
}
