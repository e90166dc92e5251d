/* The library "helm.yaml": what the module helm.yaml calls. */
#include "yaml.h"

#include <lauxlib.h>

#include "values.h"

/* Adds a function whose third upvalue is the metatable of what it makes, with the function that frees it. */
static void add_maker(lua_State* L, const char* name, lua_CFunction make, lua_CFunction release) {
  values_push_array(L);
  values_push_order(L);
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, release);
  lua_setfield(L, -2, "__gc");
  lua_pushcclosure(L, make, 3);
  lua_setfield(L, -2, name);
}

static const luaL_Reg functions[] = {{"next", yaml_next}, {NULL, NULL}};

int luaopen_helm_yaml(lua_State* L) {
  lua_newtable(L);
  values_set_functions(L, functions);
  add_maker(L, "open", yaml_open, yaml_close_reader);
  add_maker(L, "encode", yaml_encode, yaml_close_writer);
  lua_pushlightuserdata(L, NULL);
  lua_setfield(L, -2, "null");
  return 1;
}
