/* What luff gives the C libraries of authors, which do not expect a failure. */
#ifndef LUFF_CALLING_STATE_H
#define LUFF_CALLING_STATE_H

#include <lua.h>

#define FROM_LUA(name) __attribute__((import_module("env"), import_name(name)))

/* The state that called the library's function which is running. */
lua_State* luff_calling_state(void) FROM_LUA("luff_calling_state");

#endif
