/*
 * luff's part of the C libraries: opens them by the names that scripts require, and gives them memory. The other C files
 * are those of the libraries' authors, unchanged.
 */
#include <lauxlib.h>
#include <lua.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "calling-state.h"

int luaopen_cjson(lua_State*);
int luaopen_cjson_safe(lua_State*);
int luaopen_helm_hash(lua_State*);
int luaopen_helm_json(lua_State*);
int luaopen_helm_regex(lua_State*);
int luaopen_helm_yaml(lua_State*);
int luaopen_lpeg(lua_State*);
int luaopen_yaml(lua_State*);
int luaopen_zlib(lua_State*);

/* The allocator of the Lua module. */
void* lua_module_malloc(size_t) FROM_LUA("malloc");
void* lua_module_realloc(void*, size_t) FROM_LUA("realloc");
void lua_module_free(void*) FROM_LUA("free");
_Noreturn void lua_module_abort(void) FROM_LUA("abort");

static const struct {
  const char* name;
  lua_CFunction open;
} in_c[] = {
    {"cjson", luaopen_cjson},           {"cjson.safe", luaopen_cjson_safe},
    {"helm.hash", luaopen_helm_hash},   {"helm.json", luaopen_helm_json},
    {"helm.regex", luaopen_helm_regex}, {"helm.yaml", luaopen_helm_yaml},
    {"lpeg", luaopen_lpeg},             {"yaml", luaopen_yaml},
    {"zlib", luaopen_zlib},
};

static const char re[] = {
#embed "lpeg/re.lua"
};
static const char lyaml[] = {
#embed "lyaml/lib/lyaml/init.lua"
};
static const char lyaml_explicit[] = {
#embed "lyaml/lib/lyaml/explicit.lua"
};
static const char lyaml_functional[] = {
#embed "lyaml/lib/lyaml/functional.lua"
};
static const char lyaml_implicit[] = {
#embed "lyaml/lib/lyaml/implicit.lua"
};

static const struct {
  const char *name, *chunk, *text;
  size_t size;
} in_lua[] = {
    {"lyaml", "=lyaml/init.lua", lyaml, sizeof lyaml},
    {"lyaml.explicit", "=lyaml/explicit.lua", lyaml_explicit, sizeof lyaml_explicit},
    {"lyaml.functional", "=lyaml/functional.lua", lyaml_functional, sizeof lyaml_functional},
    {"lyaml.implicit", "=lyaml/implicit.lua", lyaml_implicit, sizeof lyaml_implicit},
    {"re", "=re.lua", re, sizeof re},
};

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

/* A loader of `require`: returns the library whose name is its upvalue, as the loader of a shared library does, whatever it is called with. */
static int open_library(lua_State* L) {
  const char* name = lua_tostring(L, lua_upvalueindex(1));
  for (size_t i = 0; i < COUNT(in_c); i++)
    if (strcmp(in_c[i].name, name) == 0) return in_c[i].open(L);
  for (size_t i = 0; i < COUNT(in_lua); i++) {
    if (strcmp(in_lua[i].name, name) != 0) continue;
    if (luaL_loadbufferx(L, in_lua[i].text, in_lua[i].size, in_lua[i].chunk, "t") != LUA_OK) return lua_error(L);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_call(L, 1, 1);
    return 1;
  }
  return luaL_error(L, "luff has no library '%s'", name);
}

__attribute__((export_name("luff_library_opener"))) lua_CFunction luff_library_opener(void) {
  return open_library;
}

void* malloc(size_t size) {
  return lua_module_malloc(size);
}

void* realloc(void* block, size_t size) {
  return lua_module_realloc(block, size);
}

void* calloc(size_t count, size_t size) {
  size_t total;
  if (__builtin_mul_overflow(count, size, &total)) return NULL;
  void* block = lua_module_malloc(total);
  return block == NULL ? NULL : memset(block, 0, total);
}

void free(void* block) {
  lua_module_free(block);
}

/* Raises Lua's error for memory: no machine has a block of this size. */
static void raise_memory_error(void) {
  lua_newuserdatauv(luff_calling_state(), SIZE_MAX / 2 - 64, 0);
}

void* luff_realloc(void* block, size_t size);

void* luff_malloc(size_t size) {
  return luff_realloc(NULL, size);
}

/* Like realloc, for callers that do not expect it to fail: collects garbage and tries again, then raises an error. */
void* luff_realloc(void* block, size_t size) {
  void* result = realloc(block, size);
  if (result != NULL) return result;
  lua_gc(luff_calling_state(), LUA_GCCOLLECT, 0);
  result = realloc(block, size);
  if (result == NULL) raise_memory_error();
  return result;
}

/* lua-cjson ends the process with this if an allocation fails, which does not happen here. */
_Noreturn void luff_exit(int status) {
  (void)status;
  lua_module_abort();
}
