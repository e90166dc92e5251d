/* The library "helm.json": what the module helm.json calls. */
#include "json.h"

#include <lauxlib.h>

#include "values.h"

static int is_array(lua_State* L) {
  if (!lua_istable(L, 1)) {
    lua_pushboolean(L, 0);
    return 1;
  }
  lua_settop(L, 1);
  enum table_kind kind = values_kind(L, 1);
  lua_pushboolean(L, kind == MARKED_ARRAY || (kind == PLAIN_TABLE && lua_rawlen(L, 1) > 0 && values_is_sequence(L, 1)));
  return 1;
}

static const luaL_Reg functions[] = {
    {"decode", json_decode},
    {"encode", json_encode},
    {"is_array", is_array},
    {NULL, NULL},
};

int luaopen_helm_json(lua_State* L) {
  lua_newtable(L);
  values_set_functions(L, functions);
  lua_pushlightuserdata(L, NULL);
  lua_setfield(L, -2, "null");
  values_push_array(L);
  lua_setfield(L, -2, "array_metatable");
  return 1;
}
