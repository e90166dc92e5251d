/* Where a value is that cannot be written. */
#ifndef LUFF_PLACE_H
#define LUFF_PLACE_H

#include <lua.h>

/* In which other value it is, and as which item of the array or of the list of keys. The outermost value has no `outer`. */
struct place {
  const struct place* outer;
  int keys; /* the index of the list with the key; 0 for an item of an array */
  lua_Integer item;
};

/* Pushes the place, such as ".items[2].name", and the message behind it. */
void place_push(lua_State* L, const struct place* place, const char* message);

#endif
