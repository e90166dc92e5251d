#include "values.h"

#include <string.h>

/* The names of tables of the registry. What the library has in TypeScript finds the first one there, too. */
#define ARRAY_KEY "arrays of helm.*"
#define ORDER_KEY "order of helm.*"

void values_set_functions(lua_State* L, const luaL_Reg* functions) {
  values_push_array(L);
  values_push_order(L);
  luaL_setfuncs(L, functions, 2);
}

void values_push_array(lua_State* L) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, ARRAY_KEY);
}

void values_push_order(lua_State* L) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, ORDER_KEY);
}

enum table_kind values_kind(lua_State* L, int table) {
  if (!lua_getmetatable(L, table)) return PLAIN_TABLE;
  if (lua_rawequal(L, -1, ARRAY)) {
    lua_pop(L, 1);
    return MARKED_ARRAY;
  }
  if (lua_getmetatable(L, -1)) {
    int ordered = lua_rawequal(L, -1, ORDER);
    lua_pop(L, 1);
    if (ordered) return ORDERED_MAP;
  }
  lua_pop(L, 1);
  return PLAIN_TABLE;
}

int values_is_sequence(lua_State* L, int table) {
  lua_Unsigned length = lua_rawlen(L, table), count = 0;
  lua_pushnil(L);
  while (lua_next(L, table)) {
    lua_pop(L, 1);
    if (!lua_isinteger(L, -1) || (lua_Unsigned)lua_tointeger(L, -1) - 1 >= length) {
      lua_pop(L, 1);
      return 0;
    }
    count++;
  }
  return count == length;
}

int values_flag(lua_State* L, int options, const char* name) {
  if (!lua_istable(L, options)) return 0;
  lua_getfield(L, options, name);
  int flag = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return flag;
}

#define FEW_KEYS 32

/* A key with its text, for sorting. */
struct named {
  const char* text;
  size_t length;
  lua_Integer place;
};

static int compare(const struct named* a, const struct named* b) {
  size_t shorter = a->length < b->length ? a->length : b->length;
  int order = memcmp(a->text, b->text, shorter);
  if (order != 0) return order;
  return a->length < b->length ? -1 : a->length > b->length;
}

static void sift(struct named* names, lua_Integer at, lua_Integer count) {
  struct named moved = names[at];
  for (lua_Integer child; (child = 2 * at + 1) < count; at = child) {
    if (child + 1 < count && compare(&names[child], &names[child + 1]) < 0) child++;
    if (compare(&moved, &names[child]) >= 0) break;
    names[at] = names[child];
  }
  names[at] = moved;
}

static void heap_sort(struct named* names, lua_Integer count) {
  for (lua_Integer at = count / 2; at-- > 0;) sift(names, at, count);
  for (lua_Integer end = count; end-- > 1;) {
    struct named last = names[end];
    names[end] = names[0];
    names[0] = last;
    sift(names, 0, end);
  }
}

/* The text of a key on top of the stack. It is kept by the table at `list`, or by the one at `texts`. */
static const char* text_of_key(lua_State* L, int texts, size_t* length) {
  if (lua_type(L, -1) == LUA_TSTRING) return lua_tolstring(L, -1, length);
  const char* text = luaL_tolstring(L, -1, length);
  lua_rawseti(L, texts, (lua_Integer)lua_rawlen(L, texts) + 1);
  return text;
}

/* Sorts the keys of the list on top from an item on, by their texts. */
static void sort_keys(lua_State* L, lua_Integer from, lua_Integer count) {
  int list = lua_gettop(L);
  struct named few[FEW_KEYS];
  struct named* names = few;
  lua_newtable(L);
  if (count > FEW_KEYS) names = lua_newuserdatauv(L, (size_t)count * sizeof *names, 0);
  for (lua_Integer i = 0; i < count; i++) {
    lua_rawgeti(L, list, from + i);
    names[i].text = text_of_key(L, list + 1, &names[i].length);
    names[i].place = from + i;
    lua_pop(L, 1);
  }
  heap_sort(names, count);
  lua_createtable(L, (int)(from - 1 + count), 0);
  for (lua_Integer i = 1; i < from; i++) {
    lua_rawgeti(L, list, i);
    lua_rawseti(L, -2, i);
  }
  for (lua_Integer i = 0; i < count; i++) {
    lua_rawgeti(L, list, names[i].place);
    lua_rawseti(L, -2, from + i);
  }
  lua_replace(L, list);
  lua_settop(L, list);
}

lua_Unsigned values_count(lua_State* L, int table) {
  lua_Unsigned count = 0;
  for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) count++;
  return count;
}

int values_has_exactly(lua_State* L, int map, int list) {
  lua_Integer length = (lua_Integer)lua_rawlen(L, list), total = (lua_Integer)values_count(L, map);
  for (lua_Integer i = 1; total == length && i <= length; i++) {
    lua_rawgeti(L, list, i);
    if (lua_rawget(L, map) == LUA_TNIL) total = -1;
    lua_pop(L, 1);
  }
  return total == length;
}

/* Pushes all keys of a map: those of the list at index `list` first, if it is not 0. Returns how many of them are in the list. */
static lua_Integer push_all_keys(lua_State* L, int map, int list, lua_Integer* count) {
  lua_newtable(L);
  int keys = lua_gettop(L);
  lua_Integer listed = 0, total = 0;
  lua_Integer length = list == 0 ? 0 : (lua_Integer)lua_rawlen(L, list);
  for (lua_Integer i = 1; i <= length; i++) {
    lua_rawgeti(L, list, i);
    lua_pushvalue(L, -1);
    int there = lua_rawget(L, map) != LUA_TNIL;
    lua_pop(L, 1);
    if (there) lua_rawseti(L, keys, ++listed);
    else lua_pop(L, 1);
  }
  if (listed == 0) {
    for (lua_pushnil(L); lua_next(L, map);) {
      lua_pop(L, 1);
      lua_pushvalue(L, -1);
      lua_rawseti(L, keys, ++total);
    }
    *count = total;
    return 0;
  }
  total = (lua_Integer)values_count(L, map);
  if (total > listed) {
    lua_newtable(L); /* the listed keys as a set */
    for (lua_Integer i = 1; i <= listed; i++) {
      lua_rawgeti(L, keys, i);
      lua_pushboolean(L, 1);
      lua_rawset(L, keys + 1);
    }
    lua_Integer at = listed;
    for (lua_pushnil(L); lua_next(L, map);) {
      lua_pop(L, 1);
      lua_pushvalue(L, -1);
      int known = lua_rawget(L, keys + 1) != LUA_TNIL;
      lua_pop(L, 1);
      if (known) continue;
      lua_pushvalue(L, -1);
      lua_rawseti(L, keys, ++at);
    }
    lua_pop(L, 1);
  }
  *count = total;
  return listed;
}

void values_push_keys(lua_State* L, int map, int list, int sorted) {
  if (list != 0 && !sorted && values_has_exactly(L, map, list)) {
    lua_pushvalue(L, list);
    return;
  }
  lua_Integer total;
  lua_Integer listed = push_all_keys(L, map, list, &total);
  if (sorted) listed = 0;
  if (total - listed > 1) sort_keys(L, listed + 1, total - listed);
}

void key_list_begin(lua_State* L, struct key_list* keys, int shapes, int name) {
  lua_pushvalue(L, name);
  lua_rawget(L, shapes);
  keys->expected = lua_istable(L, -1) ? 0 : -1;
  keys->count = 0;
  int size = 0;
  if (keys->expected == 0) size = (int)lua_rawlen(L, -1);
  else {
    lua_pop(L, 1);
    lua_newtable(L);
  }
  keys->slot = lua_gettop(L);
  lua_createtable(L, 0, size);
  keys->table = keys->slot + 1;
}

int key_list_next(lua_State* L, struct key_list* keys, const char* text, size_t length) {
  if (keys->expected < 0) return 0;
  if (lua_rawgeti(L, keys->slot, keys->expected + 1) == LUA_TSTRING) {
    size_t expected;
    const char* other = lua_tolstring(L, -1, &expected);
    if (expected == length && memcmp(text, other, length) == 0) {
      keys->expected++;
      keys->count++;
      return 1;
    }
  }
  lua_pop(L, 1);
  return 0;
}

/* Replaces the expected list by a new one with those of its keys that came. */
static void leave_expected(lua_State* L, struct key_list* keys) {
  lua_createtable(L, keys->count + 1, 0);
  for (int i = 1; i <= keys->count; i++) {
    lua_rawgeti(L, keys->slot, i);
    lua_rawseti(L, -2, i);
  }
  lua_replace(L, keys->slot);
  keys->expected = -1;
}

void key_list_add(lua_State* L, struct key_list* keys) {
  if (keys->expected >= 0) leave_expected(L, keys);
  lua_pushvalue(L, -1);
  int is_new = lua_rawget(L, keys->table) == LUA_TNIL;
  lua_pop(L, 1);
  if (!is_new) return;
  lua_pushvalue(L, -1);
  lua_rawseti(L, keys->slot, ++keys->count);
}

void key_list_end(lua_State* L, struct key_list* keys, int shapes, int name) {
  if (keys->expected >= 0 && keys->count < (int)lua_rawlen(L, keys->slot)) leave_expected(L, keys);
  if (keys->expected < 0) {
    lua_pushvalue(L, ORDER);
    lua_setmetatable(L, keys->slot);
    lua_pushvalue(L, name);
    lua_pushvalue(L, keys->slot);
    lua_rawset(L, shapes);
  }
  lua_pushvalue(L, keys->slot);
  lua_setmetatable(L, keys->table);
  lua_replace(L, keys->slot);
  lua_settop(L, keys->slot);
}
