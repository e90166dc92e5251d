/* Regular expressions over bytes: a program of instructions, and what runs it in linear time. */
#ifndef LUFF_REGEX_H
#define LUFF_REGEX_H

#include <lua.h>
#include <stddef.h>
#include <stdint.h>

#define MAX_GROUPS 99

enum regex_code {
  MATCH_BYTE,     /* `byte` */
  MATCH_SET,      /* a byte of set `x` */
  JUMP,           /* to this instruction + x */
  SPLIT,          /* to this instruction + x, or with less priority + y */
  SAVE,           /* the place as number x of the captures */
  AT_START,       /* the text's start; with `byte` 1 also a line's */
  AT_END,         /* the same of ends */
  AT_BOUNDARY,    /* between a letter and another character; with `byte` 1 anywhere else */
  ACCEPT
};

struct instruction {
  uint8_t code, byte;
  int32_t x, y;
};

/* 256 bits, one for each byte. */
struct byte_set {
  uint32_t bits[8];
};

static inline int set_has(const struct byte_set* set, unsigned char byte) {
  return set->bits[byte >> 5] >> (byte & 31) & 1;
}

static inline void set_add(struct byte_set* set, unsigned char byte) {
  set->bits[byte >> 5] |= 1u << (byte & 31);
}

/* A compiled pattern. What follows it in its userdata belongs to it. */
struct regex {
  int size, set_count, slots; /* instructions, sets, and numbers of captures: two for each group and for the whole */
  int has_first;              /* whether each match begins with a byte of `first` */
  struct byte_set first;
  struct instruction* program;
  struct byte_set* sets;
  int32_t *memory, *captures; /* for the threads; the captures of the last match, as offsets, or -1 */
};

/* compile(pattern, flags): returns the pattern and a table with the numbers of named groups, or nil, a message and "EINVAL". */
int regex_compile(lua_State* L);
/*
 * find(regex, text, init): returns the first and the last place of the first match from a place on, and the groups' texts, false for a group
 * that took no part. Nothing if there is no match.
 */
int regex_find(lua_State* L);
/* How many numbers of 32 bits a program of this size needs to run. */
size_t regex_memory(int size, int slots);

#endif
