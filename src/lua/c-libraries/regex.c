/* The library "helm.regex": what the module helm.regex calls. */
#include "regex.h"

#include <lauxlib.h>

static const luaL_Reg functions[] = {{"compile", regex_compile}, {"find", regex_find}, {NULL, NULL}};

int luaopen_helm_regex(lua_State* L) {
  lua_newtable(L);
  luaL_setfuncs(L, functions, 0);
  return 1;
}
