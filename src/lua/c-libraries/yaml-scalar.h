/* What a YAML scalar without quotation marks stands for. */
#ifndef LUFF_YAML_SCALAR_H
#define LUFF_YAML_SCALAR_H

#include <lua.h>
#include <stddef.h>

enum scalar_kind { SCALAR_STRING, SCALAR_NULL, SCALAR_BOOLEAN, SCALAR_INTEGER, SCALAR_FLOAT };

struct scalar {
  enum scalar_kind kind;
  int boolean;
  lua_Integer integer;
  double number;
};

/*
 * Reads a scalar by the core schema of YAML 1.2. As in Helm, digits behind a 0 are octal, 0b begins a binary number, letters may be
 * capitals, and each _ in a number is left out. With `helm_booleans`, y, yes, on, n, no and off are
 * booleans too. The text ends with a zero.
 */
struct scalar scalar_read(const char* text, size_t length, int helm_booleans);
/* Whether a string must have quotation marks, because some reader of YAML 1.1 or 1.2 would take it for something else. */
int scalar_needs_quotes(const char* text, size_t length);

#endif
