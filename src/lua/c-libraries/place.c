#include "place.h"

#include <lauxlib.h>

/* Pushes the last step of a place: ".name" or "[2]". */
static void push_step(lua_State* L, const struct place* place) {
  if (place->keys == 0) {
    lua_pushfstring(L, "[%I]", (LUAI_UACINT)place->item);
    return;
  }
  lua_pushliteral(L, ".");
  lua_rawgeti(L, place->keys, place->item);
  luaL_tolstring(L, -1, NULL);
  lua_remove(L, -2);
  lua_concat(L, 2);
}

void place_push(lua_State* L, const struct place* place, const char* message) {
  luaL_checkstack(L, 8, "nested too deeply");
  lua_pushliteral(L, "");
  for (; place != NULL && place->outer != NULL; place = place->outer) {
    push_step(L, place);
    lua_insert(L, -2);
    lua_concat(L, 2);
  }
  if (lua_rawlen(L, -1) > 0) lua_pushfstring(L, "%s: %s", lua_tostring(L, -1), message);
  else lua_pushstring(L, message);
}
