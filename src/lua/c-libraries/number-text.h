/* Numbers as JSON and YAML have them. */
#ifndef LUFF_NUMBER_TEXT_H
#define LUFF_NUMBER_TEXT_H

#include <lua.h>
#include <stddef.h>

/* The most bytes that a number needs. */
#define NUMBER_SIZE 40

/* Writes an integer in decimal. Returns the number of bytes. */
size_t integer_text(char* out, lua_Integer number);
/* Writes a finite number: the shortest text that reads back as the same number, without a point if it is whole. */
size_t number_text(char* out, double number);

#endif
