#include "text-place.h"

int push_fault(lua_State* L, const char* text, size_t at) {
  int line = 1, column = 1;
  for (size_t i = 0; i < at; i++) {
    if (text[i] == '\n') {
      line++;
      column = 1;
    } else if (((unsigned char)text[i] & 0xC0) != 0x80) column++;
  }
  const char* message = lua_tostring(L, -1);
  lua_pushnil(L);
  lua_pushfstring(L, "line %d, column %d: %s", line, column, message);
  lua_pushliteral(L, "EINVAL");
  return 3;
}
