#include "text-buffer.h"

#include <lauxlib.h>

#define FIRST_SIZE 1024

void text_buffer_begin(lua_State* L, struct text_buffer* buffer) {
  buffer->L = L;
  buffer->length = 0;
  buffer->size = FIRST_SIZE;
  buffer->bytes = lua_newuserdatauv(L, FIRST_SIZE, 0);
  buffer->slot = lua_gettop(L);
}

char* text_buffer_grow(struct text_buffer* buffer, size_t more) {
  size_t size = buffer->size * 2;
  if (size - buffer->length < more) size = buffer->length + more;
  char* bytes = lua_newuserdatauv(buffer->L, size, 0);
  memcpy(bytes, buffer->bytes, buffer->length);
  lua_replace(buffer->L, buffer->slot);
  buffer->bytes = bytes;
  buffer->size = size;
  return bytes + buffer->length;
}
