/* The functions of helm.yaml in C. */
#ifndef LUFF_YAML_H
#define LUFF_YAML_H

#include <lua.h>
#include <stddef.h>

/*
 * open(text, options): returns a reader of the text's documents. The option `helm_booleans` makes yes, no, on and off booleans.
 */
int yaml_open(lua_State* L);
/*
 * next(reader, alone): returns the next document; nothing behind the last one; nil, a message and "EINVAL" for a text that is no YAML, and
 * with `alone` for a second document.
 */
int yaml_next(lua_State* L);
/* encode(documents, options): returns the text of a list of documents, or nil and a message for a value that YAML does not have. */
int yaml_encode(lua_State* L);
/* Frees what a reader or a writer has of LibYAML. */
int yaml_close_reader(lua_State* L);
int yaml_close_writer(lua_State* L);
/* Whether a text of this length is UTF-8. */
int yaml_is_utf8(const char* text, size_t length);

#endif
