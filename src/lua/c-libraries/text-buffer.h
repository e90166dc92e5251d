/* A text that grows, in a userdata at a fixed index of Lua's stack. So an error leaves no memory behind. */
#ifndef LUFF_TEXT_BUFFER_H
#define LUFF_TEXT_BUFFER_H

#include <lua.h>
#include <stddef.h>
#include <string.h>

struct text_buffer {
  lua_State* L;
  int slot;
  char* bytes;
  size_t length, size;
};

/* Pushes the userdata. */
void text_buffer_begin(lua_State* L, struct text_buffer* buffer);
/* Makes room for so many more bytes. Returns where they go. */
char* text_buffer_grow(struct text_buffer* buffer, size_t more);

static inline char* text_buffer_room(struct text_buffer* buffer, size_t more) {
  if (buffer->size - buffer->length >= more) return buffer->bytes + buffer->length;
  return text_buffer_grow(buffer, more);
}

static inline void text_buffer_add(struct text_buffer* buffer, const char* bytes, size_t count) {
  memcpy(text_buffer_room(buffer, count), bytes, count);
  buffer->length += count;
}

static inline void text_buffer_char(struct text_buffer* buffer, char c) {
  *text_buffer_room(buffer, 1) = c;
  buffer->length++;
}

#endif
