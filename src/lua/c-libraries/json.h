/* The functions of helm.json in C. */
#ifndef LUFF_JSON_H
#define LUFF_JSON_H

#include <lua.h>

/* decode(text): returns the value, or nil, a message and "EINVAL". */
int json_decode(lua_State* L);
/* encode(value, options): returns the text. Returns nil and a message for a value that JSON does not have. */
int json_encode(lua_State* L);

#endif
