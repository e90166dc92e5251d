/* What the readers and writers of data have in common: null, and the metatables of arrays and of maps that know the order of their keys. */
#ifndef LUFF_VALUES_H
#define LUFF_VALUES_H

#include <lauxlib.h>
#include <lua.h>
#include <stddef.h>

/* How deep values may be nested. */
#define MAX_DEPTH 1000

/* What is wrong with a table that was made an array. */
#define NO_ARRAY "an array with a hole, or with other keys than 1 to n"

/* A function whose loops the build makes check for an interrupt, by its name (`LOOPS_OF_LIBRARIES`). */
#define INTERRUPTED __attribute__((noinline))

/* The slots that values_open leaves as upvalues of a library's functions. */
#define ARRAY lua_upvalueindex(1)
#define ORDER lua_upvalueindex(2)

/*
 * The metatable of a map is a list of its keys in their order. Maps with the same keys may share it, so nothing changes it.
 * All these lists have the metatable ORDER, which is empty. ARRAY is the metatable of all arrays.
 */
enum table_kind { PLAIN_TABLE, MARKED_ARRAY, ORDERED_MAP };

/* Registers the functions in the table on top of the stack, with ARRAY and ORDER as upvalues. */
void values_set_functions(lua_State* L, const luaL_Reg* functions);
/* Push the tables ARRAY and ORDER. */
void values_push_array(lua_State* L);
void values_push_order(lua_State* L);
/* The kind of the table at an absolute index. For an ORDERED_MAP, pushes the list of its keys. */
enum table_kind values_kind(lua_State* L, int table);
/* How many keys the table at an absolute index has. */
lua_Unsigned values_count(lua_State* L, int table);
/* Whether the keys of a table at an absolute index are 1 to n; n may be 0. */
int values_is_sequence(lua_State* L, int table);
/* Reads a flag of a table of options at an absolute index; 0 if there is no table. */
int values_flag(lua_State* L, int options, const char* name);
/* Whether the map has exactly the keys of the list. */
int values_has_exactly(lua_State* L, int map, int list);
/* Pushes a list of the map's keys in the order in which they are written: first those of its list, then others by their texts. */
void values_push_keys(lua_State* L, int map, int list, int sorted);

/* A list of keys that is made while a map is read. It begins with the keys of another map, as long as those fit. */
struct key_list {
  int table;    /* the index of the map */
  int slot;     /* the index of the list, or of the expected one */
  int expected; /* how many keys of the expected list came; -1 if the list is a new one */
  int count;
};

/* Begins a map on top of the stack, with the key under which its list is expected at index `name` of the table at `shapes`. */
void key_list_begin(lua_State* L, struct key_list* keys, int shapes, int name);
/* If the next key is the expected text, pushes it and returns 1. */
int key_list_next(lua_State* L, struct key_list* keys, const char* text, size_t length);
/* Notes the key on top of the stack, which is not the expected one. */
void key_list_add(lua_State* L, struct key_list* keys);
/* Gives the map its metatable. The map is on top of the stack then. */
void key_list_end(lua_State* L, struct key_list* keys, int shapes, int name);

#endif
