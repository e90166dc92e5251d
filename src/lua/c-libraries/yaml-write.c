/* Writes Lua values as YAML, by LibYAML's events. */
#include "yaml.h"

#include <math.h>
#include <string.h>
#include <yaml.h>

#include "number-text.h"
#include "place.h"
#include "text-buffer.h"
#include "values.h"
#include "yaml-scalar.h"

#define SLOTS 12

/* The stack of the function that writes: a list of documents, the options, the writer, the text. */
enum { DOCUMENTS = 1, OPTIONS, WRITER };

/* A writer is a userdata, so that what LibYAML has is freed also after an error. */
struct yaml_writer {
  lua_State* L;
  yaml_emitter_t emitter;
  struct text_buffer text;
  int is_open, sorted, depth;
};

int yaml_close_writer(lua_State* L) {
  struct yaml_writer* out = lua_touserdata(L, 1);
  if (out->is_open) yaml_emitter_delete(&out->emitter);
  out->is_open = 0;
  return 0;
}

static int write_bytes(void* writer, unsigned char* bytes, size_t count) {
  struct yaml_writer* out = writer;
  text_buffer_add(&out->text, (const char*)bytes, count);
  return 1;
}


static int write_value(struct yaml_writer* out, const struct place* place);

/* Pushes the message with the value's place. Returns 0. */
static int refuse(struct yaml_writer* out, const struct place* place, const char* message) {
  place_push(out->L, place, message);
  return 0;
}

static int emit(struct yaml_writer* out, yaml_event_t* event) {
  if (yaml_emitter_emit(&out->emitter, event)) return 1;
  const char* problem = out->emitter.error == YAML_MEMORY_ERROR ? "not enough memory" : out->emitter.problem;
  return luaL_error(out->L, "%s", problem);
}

static int write_scalar(struct yaml_writer* out, const char* tag, const char* text, size_t length,
                        yaml_scalar_style_t style) {
  yaml_event_t event;
  int made = yaml_scalar_event_initialize(&event, NULL, (yaml_char_t*)tag, (yaml_char_t*)text, (int)length,
                                          tag == NULL, tag == NULL, style);
  return made ? emit(out, &event) : luaL_error(out->L, "not enough memory");
}

static int write_plain(struct yaml_writer* out, const char* text) {
  return write_scalar(out, NULL, text, strlen(text), YAML_PLAIN_SCALAR_STYLE);
}

/* The number of bytes of the UTF-8 character that begins with c; 0 if none does. */
static int utf8_size(unsigned char c) {
  if (c < 0x80) return 1;
  if (c >= 0xC2 && c < 0xE0) return 2;
  if (c >= 0xE0 && c < 0xF0) return 3;
  return c >= 0xF0 && c < 0xF5 ? 4 : 0;
}

INTERRUPTED int yaml_is_utf8(const char* text, size_t length) {
  const unsigned char* at = (const unsigned char*)text;
  const unsigned char* end = at + length;
  while (at < end) {
    int size = utf8_size(*at);
    if (size == 0 || end - at < size) return 0;
    for (int i = 1; i < size; i++)
      if ((at[i] & 0xC0) != 0x80) return 0;
    if (size == 3 && ((at[0] == 0xE0 && at[1] < 0xA0) || (at[0] == 0xED && at[1] >= 0xA0))) return 0;
    if (size == 4 && ((at[0] == 0xF0 && at[1] < 0x90) || (at[0] == 0xF4 && at[1] >= 0x90))) return 0;
    at += size;
  }
  return 1;
}

/* Writes bytes that are no text in base64. */
static int write_binary(struct yaml_writer* out, const char* text, size_t length) {
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  char* encoded = lua_newuserdatauv(out->L, (length + 2) / 3 * 4 + 1, 0);
  const unsigned char* from = (const unsigned char*)text;
  size_t count = 0;
  for (size_t i = 0; i < length; i += 3) {
    unsigned bits = (unsigned)from[i] << 16;
    if (i + 1 < length) bits |= (unsigned)from[i + 1] << 8;
    if (i + 2 < length) bits |= from[i + 2];
    for (int shift = 18; shift >= 0; shift -= 6) encoded[count++] = letters[bits >> shift & 63];
  }
  for (size_t i = 0; i < (3 - length % 3) % 3; i++) encoded[count - 1 - i] = '=';
  write_scalar(out, "tag:yaml.org,2002:binary", encoded, count, YAML_DOUBLE_QUOTED_SCALAR_STYLE);
  lua_pop(out->L, 1);
  return 1;
}

static int write_string(struct yaml_writer* out, const char* text, size_t length) {
  if (!yaml_is_utf8(text, length)) return write_binary(out, text, length);
  yaml_scalar_style_t style = YAML_PLAIN_SCALAR_STYLE;
  if (memchr(text, '\n', length) != NULL) style = YAML_LITERAL_SCALAR_STYLE;
  else if (scalar_needs_quotes(text, length)) style = YAML_DOUBLE_QUOTED_SCALAR_STYLE;
  return write_scalar(out, NULL, text, length, style);
}

static int write_number(struct yaml_writer* out, int index) {
  char text[NUMBER_SIZE];
  size_t length;
  if (lua_isinteger(out->L, index)) length = integer_text(text, lua_tointeger(out->L, index));
  else {
    double number = lua_tonumber(out->L, index);
    if (isnan(number)) return write_plain(out, ".nan");
    if (isinf(number)) return write_plain(out, number < 0 ? "-.inf" : ".inf");
    length = number_text(text, number);
  }
  return write_scalar(out, NULL, text, length, YAML_PLAIN_SCALAR_STYLE);
}

/* Writes the map at an index. The list of its keys is on top of the stack. */
INTERRUPTED static int yaml_write_members(struct yaml_writer* out, int table, const struct place* outer) {
  lua_State* L = out->L;
  int keys = lua_gettop(L);
  lua_Integer count = (lua_Integer)lua_rawlen(L, keys);
  yaml_event_t event;
  yaml_mapping_start_event_initialize(&event, NULL, NULL, 1, count > 0 ? YAML_BLOCK_MAPPING_STYLE : YAML_FLOW_MAPPING_STYLE);
  emit(out, &event);
  for (lua_Integer i = 1; i <= count; i++) {
    struct place place = {.outer = outer, .keys = keys, .item = i};
    lua_rawgeti(L, keys, i);
    if (lua_istable(L, -1)) return refuse(out, &place, "a table as a key cannot be written");
    if (!write_value(out, &place)) return 0;
    lua_rawget(L, table);
    if (!write_value(out, &place)) return 0;
    lua_settop(L, keys);
  }
  yaml_mapping_end_event_initialize(&event);
  return emit(out, &event);
}

INTERRUPTED static int yaml_write_items(struct yaml_writer* out, int table, const struct place* outer) {
  lua_State* L = out->L;
  lua_Integer count = (lua_Integer)lua_rawlen(L, table);
  yaml_event_t event;
  yaml_sequence_start_event_initialize(&event, NULL, NULL, 1, count > 0 ? YAML_BLOCK_SEQUENCE_STYLE : YAML_FLOW_SEQUENCE_STYLE);
  emit(out, &event);
  for (lua_Integer i = 1; i <= count; i++) {
    struct place place = {.outer = outer, .item = i};
    lua_rawgeti(L, table, i);
    if (!write_value(out, &place)) return 0;
    lua_pop(L, 1);
  }
  yaml_sequence_end_event_initialize(&event);
  return emit(out, &event);
}

/* Whether all keys of the table at an index are strings. Otherwise one that is none stays on top of the stack. */
static int has_names(lua_State* L, int table) {
  for (lua_pushnil(L); lua_next(L, table);) {
    lua_pop(L, 1);
    if (lua_type(L, -1) != LUA_TSTRING) return 0;
  }
  return 1;
}

/* Refuses the table at an index for the key on top of the stack. */
static int refuse_key(struct yaml_writer* out, int table, const struct place* place) {
  lua_State* L = out->L;
  if (lua_rawlen(L, table) > 0) return refuse(out, place, "a table that is neither a list without holes nor a map with strings as keys");
  const char* type = luaL_typename(L, -1);
  const char* key = luaL_tolstring(L, -1, NULL);
  return refuse(out, place, lua_pushfstring(L, "the key %s is a %s: a map has strings as keys, such as tostring(key), and a list 1 to n", key, type));
}

/* Writes the table on top of the stack. */
static int write_table(struct yaml_writer* out, const struct place* place) {
  lua_State* L = out->L;
  if (out->depth == MAX_DEPTH) return refuse(out, NULL, "nested deeper than 1000 levels (does a table contain itself?)");
  luaL_checkstack(L, SLOTS, "nested too deeply");
  int table = lua_gettop(L);
  enum table_kind kind = values_kind(L, table);
  int is_list = kind == MARKED_ARRAY || (kind == PLAIN_TABLE && lua_rawlen(L, table) > 0 && values_is_sequence(L, table));
  if (kind == MARKED_ARRAY && !values_is_sequence(L, table)) return refuse(out, place, NO_ARRAY);
  if (kind == PLAIN_TABLE && !is_list && !has_names(L, table)) return refuse_key(out, table, place);
  out->depth++;
  int written;
  if (is_list) written = yaml_write_items(out, table, place);
  else {
    values_push_keys(L, table, kind == ORDERED_MAP ? table + 1 : 0, out->sorted);
    written = yaml_write_members(out, table, place);
  }
  out->depth--;
  if (written) lua_settop(L, table);
  return written;
}

/* Writes the value on top of the stack. */
static int write_value(struct yaml_writer* out, const struct place* place) {
  lua_State* L = out->L;
  size_t length;
  const char* text;
  int type = lua_type(L, -1);
  switch (type) {
    case LUA_TNIL:
      return write_plain(out, "null");
    case LUA_TBOOLEAN:
      return write_plain(out, lua_toboolean(L, -1) ? "true" : "false");
    case LUA_TNUMBER:
      return write_number(out, -1);
    case LUA_TSTRING:
      text = lua_tolstring(L, -1, &length);
      return write_string(out, text, length);
    case LUA_TTABLE:
      return write_table(out, place);
    default:
      if (type == LUA_TLIGHTUSERDATA && lua_touserdata(L, -1) == NULL) return write_plain(out, "null");
      return refuse(out, place, lua_pushfstring(L, "a %s is no YAML", lua_typename(L, type)));
  }
}

/* Writes the document on top of the stack; with the mark of its beginning if it is one of several. */
static int write_document(struct yaml_writer* out, int is_alone) {
  struct place outermost = {.outer = NULL};
  yaml_event_t event;
  yaml_document_start_event_initialize(&event, NULL, NULL, NULL, is_alone);
  emit(out, &event);
  if (!write_value(out, &outermost)) return 0;
  yaml_document_end_event_initialize(&event, 1);
  return emit(out, &event);
}

static struct yaml_writer* open_writer(lua_State* L) {
  struct yaml_writer* out = lua_newuserdatauv(L, sizeof *out, 0);
  memset(out, 0, sizeof *out);
  lua_pushvalue(L, lua_upvalueindex(3));
  lua_setmetatable(L, -2);
  out->L = L;
  text_buffer_begin(L, &out->text);
  if (!yaml_emitter_initialize(&out->emitter)) luaL_error(L, "not enough memory");
  out->is_open = 1;
  yaml_emitter_set_output(&out->emitter, write_bytes, out);
  yaml_emitter_set_unicode(&out->emitter, 1);
  yaml_emitter_set_width(&out->emitter, -1);
  return out;
}

int yaml_encode(lua_State* L) {
  lua_settop(L, OPTIONS);
  struct yaml_writer* out = open_writer(L);
  out->sorted = values_flag(L, OPTIONS, "sort_keys");
  int is_alone = values_flag(L, OPTIONS, "alone");
  lua_getfield(L, OPTIONS, "indent");
  if (lua_isinteger(L, -1)) yaml_emitter_set_indent(&out->emitter, (int)lua_tointeger(L, -1));
  yaml_event_t event;
  yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING);
  emit(out, &event);
  lua_getfield(L, DOCUMENTS, "n");
  lua_Integer count = lua_tointeger(L, -1);
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, DOCUMENTS, i);
    if (!write_document(out, is_alone)) {
      lua_pushnil(L);
      lua_insert(L, -2);
      return 2;
    }
    lua_pop(L, 1);
  }
  yaml_stream_end_event_initialize(&event);
  emit(out, &event);
  yaml_emitter_flush(&out->emitter);
  lua_pushlstring(L, out->text.bytes, out->text.length);
  return 1;
}
