/* Writes Lua values as JSON. */
#include "json.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "number-text.h"
#include "place.h"
#include "text-buffer.h"
#include "values.h"

/*
 * The stack of the function that writes: the value, the options, the text of one level's indent, the text, and the lists of
 * sorted keys by the names of the maps that had them last.
 */
enum { VALUE = 1, OPTIONS, INDENT, TEXT, SHAPES };

#define SLOTS 12

struct writer {
  lua_State* L;
  struct text_buffer text;
  const char* indent; /* NULL for a text in one line */
  size_t indent_length;
  int sorted, depth;
};

/* Writes the value on top of the stack. */
static int write_value(struct writer* out, int type, const struct place* place);

/* Pushes the message with the value's place. Returns 0. */
static int refuse(struct writer* out, const struct place* place, const char* message) {
  place_push(out->L, place, message);
  return 0;
}

/* Characters that need an escape: what stands behind the backslash; 'u' for a number. */
static const char escapes[256] = {
    ['"'] = '"',  ['\\'] = '\\', [8] = 'b',   [12] = 'f',  ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't', [0] = 'u',  [1] = 'u',
    [2] = 'u',   [3] = 'u',   [4] = 'u',   [5] = 'u',   [6] = 'u',    [7] = 'u',    [11] = 'u',   [14] = 'u', [15] = 'u',
    [16] = 'u',  [17] = 'u',  [18] = 'u',  [19] = 'u',  [20] = 'u',   [21] = 'u',   [22] = 'u',   [23] = 'u', [24] = 'u',
    [25] = 'u',  [26] = 'u',  [27] = 'u',  [28] = 'u',  [29] = 'u',   [30] = 'u',   [31] = 'u',
};

static void write_escape(struct writer* out, unsigned char c) {
  static const char digits[] = "0123456789abcdef";
  char escape[] = {'\\', escapes[c], '0', '0', digits[c >> 4], digits[c & 15]};
  text_buffer_add(&out->text, escape, escapes[c] == 'u' ? 6 : 2);
}

/* Eight bytes of the same value. */
#define EIGHT(byte) (0x0101010101010101u * (byte))
/* Not 0 if one of eight bytes is below a value of at most 128. */
#define ANY_BELOW(bytes, value) (((bytes) - EIGHT(value)) & ~(bytes) & EIGHT(0x80u))
#define ANY_IS(bytes, value) ANY_BELOW((bytes) ^ EIGHT(value), 1)

/* How many bytes at the start of a text need no escape. */
INTERRUPTED static size_t json_plain_length(const char* text, size_t length) {
  size_t i = 0;
  for (; i + sizeof(uint64_t) <= length; i += sizeof(uint64_t)) {
    uint64_t bytes;
    memcpy(&bytes, text + i, sizeof bytes);
    if (ANY_BELOW(bytes, 32u) | ANY_IS(bytes, '"') | ANY_IS(bytes, '\\')) break;
  }
  while (i < length && !escapes[(unsigned char)text[i]]) i++;
  return i;
}

INTERRUPTED static void json_write_string(struct writer* out, const char* text, size_t length) {
  text_buffer_room(&out->text, length + 2);
  text_buffer_char(&out->text, '"');
  for (size_t i = 0;; i++) {
    size_t plain = json_plain_length(text + i, length - i);
    text_buffer_add(&out->text, text + i, plain);
    i += plain;
    if (i == length) break;
    write_escape(out, (unsigned char)text[i]);
  }
  text_buffer_char(&out->text, '"');
}

static void write_line_end(struct writer* out) {
  if (out->indent == NULL) return;
  text_buffer_char(&out->text, '\n');
  for (int i = 0; i < out->depth; i++) text_buffer_add(&out->text, out->indent, out->indent_length);
}

/* Whether a map has the text of its key on top of the stack as another key. */
static int has_twice(lua_State* L, int table) {
  lua_pushvalue(L, -1);
  int is_there = lua_rawget(L, table) != LUA_TNIL;
  lua_pop(L, 1);
  return is_there;
}

/* Pushes what is wrong with a key of a type. */
static const char* wrong_key(lua_State* L, int type) {
  int is_scalar = type == LUA_TNUMBER || type == LUA_TBOOLEAN;
  return lua_pushfstring(L, "a %s as a key is no JSON%s", lua_typename(L, type), is_scalar ? ": write tostring(key)" : "");
}

/*
 * Writes the key on top of the stack, and returns NULL; otherwise what is wrong with it. Only maps whose order is known may have others
 * than strings.
 */
static const char* write_key(struct writer* out, int type, int table, enum table_kind kind) {
  lua_State* L = out->L;
  size_t length;
  if (type == LUA_TSTRING) {
    const char* text = lua_tolstring(L, -1, &length);
    json_write_string(out, text, length);
  } else {
    if (kind != ORDERED_MAP || (type != LUA_TNUMBER && type != LUA_TBOOLEAN)) return wrong_key(L, type);
    const char* text = luaL_tolstring(L, -1, &length);
    if (has_twice(L, table)) {
      lua_pop(L, 1);
      return "two keys with this text are no JSON";
    }
    json_write_string(out, text, length);
    lua_pop(L, 1);
  }
  text_buffer_char(&out->text, ':');
  if (out->indent != NULL) text_buffer_char(&out->text, ' ');
  return NULL;
}

enum outcome { REFUSED, WRITTEN, WITHOUT_A_KEY };

/* Writes a map with exactly the keys of the list on top of the stack. */
INTERRUPTED static enum outcome json_write_members(struct writer* out, int table, enum table_kind kind,
                                                   const struct place* outer) {
  lua_State* L = out->L;
  int keys = lua_gettop(L);
  lua_Integer count = (lua_Integer)lua_rawlen(L, keys);
  text_buffer_char(&out->text, '{');
  out->depth++;
  for (lua_Integer i = 1; i <= count; i++) {
    struct place place = {.outer = outer, .keys = keys, .item = i};
    int type = lua_rawgeti(L, keys, i);
    if (i > 1) text_buffer_char(&out->text, ',');
    write_line_end(out);
    const char* fault = write_key(out, type, table, kind);
    if (fault != NULL) {
      refuse(out, &place, fault);
      return REFUSED;
    }
    type = lua_rawget(L, table);
    if (type == LUA_TNIL) {
      out->depth--;
      return WITHOUT_A_KEY;
    }
    if (!write_value(out, type, &place)) return REFUSED;
    lua_settop(L, keys);
  }
  out->depth--;
  if (count > 0) write_line_end(out);
  text_buffer_char(&out->text, '}');
  return WRITTEN;
}

/* Pushes the name under which a value was found: that of the innermost map around it, or false. */
static void push_name(lua_State* L, const struct place* place) {
  while (place != NULL && place->keys == 0) place = place->outer;
  if (place == NULL) lua_pushboolean(L, 0);
  else lua_rawgeti(L, place->keys, place->item);
}

/* Pushes the sorted list of a map's keys. Maps under one name often have the same keys: then it is that of the last one. */
static void push_sorted_keys(lua_State* L, int table, const struct place* place) {
  push_name(L, place);
  lua_pushvalue(L, -1);
  if (lua_rawget(L, SHAPES) == LUA_TTABLE && values_has_exactly(L, table, lua_gettop(L))) {
    lua_remove(L, -2);
    return;
  }
  lua_pop(L, 1);
  values_push_keys(L, table, 0, 1);
  lua_insert(L, -2);
  lua_pushvalue(L, -2);
  lua_rawset(L, SHAPES);
}

/* Writes a map. `list` is the index of the list of its keys, or 0. */
static int write_map(struct writer* out, int table, int list, const struct place* place) {
  lua_State* L = out->L;
  enum table_kind kind = list == 0 ? PLAIN_TABLE : ORDERED_MAP;
  if (list != 0 && !out->sorted && values_count(L, table) == lua_rawlen(L, list)) {
    size_t length = out->text.length;
    lua_pushvalue(L, list);
    enum outcome outcome = json_write_members(out, table, kind, place);
    if (outcome != WITHOUT_A_KEY) return outcome == WRITTEN;
    out->text.length = length;
    lua_settop(L, list);
  }
  if (list == 0 || out->sorted) push_sorted_keys(L, table, place);
  else values_push_keys(L, table, list, 0);
  return json_write_members(out, table, kind, place) == WRITTEN;
}

INTERRUPTED static int json_write_items(struct writer* out, int table, const struct place* outer) {
  lua_State* L = out->L;
  lua_Integer count = (lua_Integer)lua_rawlen(L, table);
  text_buffer_char(&out->text, '[');
  out->depth++;
  for (lua_Integer i = 1; i <= count; i++) {
    int type = lua_rawgeti(L, table, i);
    struct place place = {.outer = outer, .item = i};
    if (i > 1) text_buffer_char(&out->text, ',');
    write_line_end(out);
    if (!write_value(out, type, &place)) return 0;
    lua_pop(L, 1);
  }
  out->depth--;
  if (count > 0) write_line_end(out);
  text_buffer_char(&out->text, ']');
  return 1;
}

/* Writes the table on top of the stack. */
static int write_table(struct writer* out, const struct place* place) {
  lua_State* L = out->L;
  if (out->depth == MAX_DEPTH) return refuse(out, NULL, "nested deeper than 1000 levels (does a table contain itself?)");
  luaL_checkstack(L, SLOTS, "nested too deeply");
  int table = lua_gettop(L);
  enum table_kind kind = values_kind(L, table);
  int is_list = kind == MARKED_ARRAY || (kind == PLAIN_TABLE && lua_rawlen(L, table) > 0);
  if (is_list && !values_is_sequence(L, table)) {
    return refuse(out, place, kind == MARKED_ARRAY ? NO_ARRAY : "a table that is neither a list without holes nor a map with strings as keys");
  }
  int written = is_list ? json_write_items(out, table, place)
                                                : write_map(out, table, kind == ORDERED_MAP ? table + 1 : 0, place);
  if (written) lua_settop(L, table);
  return written;
}

static int write_number(struct writer* out, const struct place* place) {
  lua_State* L = out->L;
  char* room = text_buffer_room(&out->text, NUMBER_SIZE);
  if (lua_isinteger(L, -1)) out->text.length += integer_text(room, lua_tointeger(L, -1));
  else {
    double number = lua_tonumber(L, -1);
    if (isnan(number) || isinf(number)) return refuse(out, place, "JSON has no number for infinity and NaN");
    out->text.length += number_text(room, number);
  }
  return 1;
}

static int write_value(struct writer* out, int type, const struct place* place) {
  lua_State* L = out->L;
  size_t length;
  const char* text;
  switch (type) {
    case LUA_TNIL:
      text_buffer_add(&out->text, "null", 4);
      return 1;
    case LUA_TBOOLEAN:
      if (lua_toboolean(L, -1)) text_buffer_add(&out->text, "true", 4);
      else text_buffer_add(&out->text, "false", 5);
      return 1;
    case LUA_TNUMBER:
      return write_number(out, place);
    case LUA_TSTRING:
      text = lua_tolstring(L, -1, &length);
      json_write_string(out, text, length);
      return 1;
    case LUA_TTABLE:
      return write_table(out, place);
    default:
      if (type == LUA_TLIGHTUSERDATA && lua_touserdata(L, -1) == NULL) {
        text_buffer_add(&out->text, "null", 4);
        return 1;
      }
      return refuse(out, place, lua_pushfstring(L, "a %s is no JSON", lua_typename(L, type)));
  }
}

int json_encode(lua_State* L) {
  lua_settop(L, OPTIONS);
  struct writer out = {.L = L, .sorted = values_flag(L, OPTIONS, "sort_keys")};
  lua_pushnil(L);
  if (lua_istable(L, OPTIONS)) {
    lua_getfield(L, OPTIONS, "indent");
    lua_replace(L, INDENT);
  }
  if (!lua_isnil(L, INDENT)) out.indent = lua_tolstring(L, INDENT, &out.indent_length);
  text_buffer_begin(L, &out.text);
  lua_newtable(L);
  lua_pushvalue(L, VALUE);
  struct place outermost = {.outer = NULL};
  if (!write_value(&out, lua_type(L, VALUE), &outermost)) {
    lua_pushnil(L);
    lua_insert(L, -2);
    return 2;
  }
  lua_pushlstring(L, out.text.bytes, out.text.length);
  return 1;
}
