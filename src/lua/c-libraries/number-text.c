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

size_t number_text(char* out, double number) {
  if (number == floor(number) && fabs(number) < EXACT) {
    if (number == 0 && signbit(number)) return (size_t)snprintf(out, NUMBER_SIZE, "-0.0");
    return integer_text(out, (lua_Integer)number);
  }
  int length = 0;
  for (int digits = 15; digits <= 17; digits++) {
    length = snprintf(out, NUMBER_SIZE, "%.*g", digits, number);
    if (strtod(out, NULL) == number) break;
  }
  return (size_t)length;
}
