/* Where in a text a reader stopped, in words. */
#ifndef LUFF_TEXT_PLACE_H
#define LUFF_TEXT_PLACE_H

#include <lua.h>
#include <stddef.h>

/* Pushes nil, "line N, column N: MESSAGE" for a place in the text, and "EINVAL"; returns 3. The message is on top of the stack. */
int push_fault(lua_State* L, const char* text, size_t at);

#endif
