#include "number-text.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Below this, every whole number is exact. */
#define EXACT 9007199254740992.0

size_t integer_text(char* out, lua_Integer number) {
  char digits[24];
  size_t count = 0, length = 0;
  uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
  do digits[count++] = (char)('0' + left % 10);
  while ((left /= 10) != 0);
  if (number < 0) out[length++] = '-';
  while (count > 0) out[length++] = digits[--count];
  return length;
}

/* The decimals that short_text can write, and the largest number that then has 15 digits. */
#define DECIMALS 6
#define SCALE 1e6
#define MOST 1e9
/* Below this, %g writes an exponent. */
#define LEAST 1e-4

/*
 * Writes a number that a few decimals express. Such a number is a whole one divided by a power of ten; both are exact, so the division
 * gives the number that reading the text gives. Returns 0 for another number.
 */
static size_t short_text(char* out, double number) {
  double size = fabs(number);
  if (!(size >= LEAST && size < MOST)) return 0;
  uint64_t scaled = (uint64_t)(size * SCALE + 0.5);
  if ((double)scaled / SCALE != size) return 0;
  size_t length = 0;
  if (number < 0) out[length++] = '-';
  uint64_t decimals = scaled % (uint64_t)SCALE;
  length += integer_text(out + length, (lua_Integer)(scaled / (uint64_t)SCALE));
  out[length] = '.';
  for (int at = DECIMALS; at > 0; at--, decimals /= 10) out[length + (size_t)at] = (char)('0' + decimals % 10);
  length += DECIMALS + 1;
  while (out[length - 1] == '0') length--;
  return length;
}

size_t number_text(char* out, double number) {
  if (number == floor(number) && fabs(number) < EXACT) {
    if (number == 0 && signbit(number)) return (size_t)snprintf(out, NUMBER_SIZE, "-0.0");
    return integer_text(out, (lua_Integer)number);
  }
  size_t few = short_text(out, number);
  if (few > 0) return few;
  int length = 0;
  for (int digits = 15; digits <= 17; digits++) {
    length = snprintf(out, NUMBER_SIZE, "%.*g", digits, number);
    if (strtod(out, NULL) == number) break;
  }
  return (size_t)length;
}
