/* Reads YAML into Lua values, from LibYAML's events. */
#include "yaml.h"

#include <math.h>
#include <string.h>
#include <yaml.h>

#include "text-place.h"
#include "values.h"
#include "yaml-scalar.h"

#define SLOTS 16

/* The stack of the function that reads a document. */
enum { READER = 1, ALONE, SHAPES, OUTERMOST, ANCHORS };

/* A reader is a userdata, so that what LibYAML has is freed also after an error. Its user value is the text. */
struct yaml_reader {
  lua_State* L;
  yaml_parser_t parser;
  yaml_event_t event;
  int has_event, is_open, helm_booleans, documents, depth;
  const char* fault; /* what is wrong at the event, or NULL */
};

int yaml_close_reader(lua_State* L) {
  struct yaml_reader* in = lua_touserdata(L, 1);
  if (in->has_event) yaml_event_delete(&in->event);
  if (in->is_open) yaml_parser_delete(&in->parser);
  in->has_event = in->is_open = 0;
  return 0;
}

int yaml_open(lua_State* L) {
  size_t length;
  const char* text = luaL_checklstring(L, 1, &length);
  int helm_booleans = values_flag(L, 2, "helm_booleans");
  struct yaml_reader* in = lua_newuserdatauv(L, sizeof *in, 1);
  memset(in, 0, sizeof *in);
  lua_pushvalue(L, lua_upvalueindex(3));
  lua_setmetatable(L, -2);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, 1);
  in->helm_booleans = helm_booleans;
  if (!yaml_parser_initialize(&in->parser)) return luaL_error(L, "not enough memory");
  in->is_open = 1;
  yaml_parser_set_input_string(&in->parser, (const unsigned char*)text, length);
  return 1;
}

static int fail(struct yaml_reader* in, const char* fault) {
  in->fault = fault;
  return 0;
}

static int next_event(struct yaml_reader* in) {
  if (in->has_event) yaml_event_delete(&in->event);
  in->has_event = yaml_parser_parse(&in->parser, &in->event);
  return in->has_event;
}

static int read_node(struct yaml_reader* in, int name);

/* Keeps the value on top of the stack under the name of an anchor, if there is one. */
static void keep_anchor(struct yaml_reader* in, const char* anchor) {
  if (anchor == NULL) return;
  lua_pushstring(in->L, anchor);
  lua_pushvalue(in->L, -2);
  lua_rawset(in->L, ANCHORS);
}

static int base64_value(unsigned char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static int push_binary(struct yaml_reader* in, const char* text, size_t length) {
  char* out = lua_newuserdatauv(in->L, length + 1, 0);
  size_t count = 0;
  unsigned bits = 0, have = 0;
  for (size_t i = 0; i < length; i++) {
    unsigned char c = (unsigned char)text[i];
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '=') continue;
    int value = base64_value(c);
    if (value < 0) return fail(in, "a value of !!binary that is not base64");
    bits = bits << 6 | (unsigned)value;
    have += 6;
    if (have >= 8) out[count++] = (char)(bits >> (have -= 8));
  }
  lua_pushlstring(in->L, out, count);
  lua_remove(in->L, -2);
  return 1;
}

static void push_scalar(lua_State* L, const struct scalar* value) {
  switch (value->kind) {
    case SCALAR_NULL:
      lua_pushlightuserdata(L, NULL);
      break;
    case SCALAR_BOOLEAN:
      lua_pushboolean(L, value->boolean);
      break;
    case SCALAR_INTEGER:
      lua_pushinteger(L, value->integer);
      break;
    default:
      lua_pushnumber(L, value->number);
  }
}

/* The name of a tag of YAML's own: "int" of "tag:yaml.org,2002:int". NULL for others. */
static const char* own_tag(const yaml_event_t* event) {
  static const char prefix[] = "tag:yaml.org,2002:";
  const char* tag = (const char*)event->data.scalar.tag;
  return tag != NULL && strncmp(tag, prefix, sizeof prefix - 1) == 0 ? tag + sizeof prefix - 1 : NULL;
}

/* Pushes the value of a scalar with one of YAML's own tags. */
static int push_tagged(struct yaml_reader* in, const char* tag, const char* text, size_t length) {
  lua_State* L = in->L;
  if (strcmp(tag, "binary") == 0) return push_binary(in, text, length);
  struct scalar value = scalar_read(text, length, in->helm_booleans || strcmp(tag, "bool") == 0);
  if (strcmp(tag, "float") == 0 && value.kind == SCALAR_INTEGER) {
    value = (struct scalar){.kind = SCALAR_FLOAT, .number = (double)value.integer};
  }
  static const struct {
    const char* tag;
    enum scalar_kind kind;
  } kinds[] = {{"null", SCALAR_NULL}, {"bool", SCALAR_BOOLEAN}, {"int", SCALAR_INTEGER}, {"float", SCALAR_FLOAT}};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (strcmp(tag, kinds[i].tag) != 0) continue;
    if (value.kind != kinds[i].kind) return fail(in, "a value that does not fit its tag");
    push_scalar(L, &value);
    return 1;
  }
  lua_pushlstring(L, text, length);
  return 1;
}

/* Pushes the value of the event's scalar; as a key of `keys` if that is not NULL. */
static int push_scalar_event(struct yaml_reader* in, struct key_list* keys) {
  const char* text = (const char*)in->event.data.scalar.value;
  size_t length = in->event.data.scalar.length;
  const char* tag = own_tag(&in->event);
  struct scalar value = {.kind = SCALAR_STRING};
  if (tag != NULL) return push_tagged(in, tag, text, length);
  int is_plain = in->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
  if (is_plain && in->event.data.scalar.plain_implicit) value = scalar_read(text, length, in->helm_booleans);
  if (value.kind != SCALAR_STRING) push_scalar(in->L, &value);
  else if (keys == NULL || !key_list_next(in->L, keys, text, length)) lua_pushlstring(in->L, text, length);
  return 1;
}

static int is_merge_key(const yaml_event_t* event) {
  return event->type == YAML_SCALAR_EVENT && event->data.scalar.plain_implicit && event->data.scalar.length == 2 &&
         memcmp(event->data.scalar.value, "<<", 2) == 0;
}

/* Whether the value on top of the stack is a map that was read. */
static int is_map(lua_State* L) {
  int top = lua_gettop(L);
  int found = lua_istable(L, top) && values_kind(L, top) == ORDERED_MAP;
  lua_settop(L, top);
  return found;
}

/* Whether the value on top of the stack can be merged: a map, or a list of maps. */
static int can_be_merged(lua_State* L) {
  int top = lua_gettop(L);
  if (is_map(L)) return 1;
  if (!lua_istable(L, top)) return 0;
  lua_Integer count = (lua_Integer)lua_rawlen(L, top);
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, top, i);
    int good = is_map(L);
    lua_pop(L, 1);
    if (!good) return 0;
  }
  return 1;
}

/* Adds the keys of the map on top of the stack that the map does not have. */
static void merge_map(struct yaml_reader* in, struct key_list* keys) {
  lua_State* L = in->L;
  int merged = lua_gettop(L);
  values_kind(L, merged);
  lua_Integer count = (lua_Integer)lua_rawlen(L, merged + 1);
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, merged + 1, i);
    lua_pushvalue(L, -1);
    if (lua_rawget(L, keys->table) == LUA_TNIL) {
      lua_pop(L, 1);
      key_list_add(L, keys);
      lua_pushvalue(L, -1);
      lua_rawget(L, merged);
      lua_rawset(L, keys->table);
    } else lua_pop(L, 2);
  }
  lua_settop(L, merged);
}

/* Merges the map on top of the stack, or the maps of that list, the first ones before the others. */
static void merge(struct yaml_reader* in, struct key_list* keys) {
  lua_State* L = in->L;
  int value = lua_gettop(L);
  if (is_map(L)) {
    merge_map(in, keys);
    return;
  }
  lua_Integer count = (lua_Integer)lua_rawlen(L, value);
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, value, i);
    merge_map(in, keys);
    lua_settop(L, value);
  }
}

/* Reads the key that begins with the event. */
static int read_key(struct yaml_reader* in, struct key_list* keys, int name) {
  lua_State* L = in->L;
  int known = keys->expected;
  if (in->event.type != YAML_SCALAR_EVENT) {
    if (!read_node(in, name)) return 0;
  } else {
    if (!push_scalar_event(in, keys)) return 0;
    keep_anchor(in, (const char*)in->event.data.scalar.anchor);
  }
  if (lua_type(L, -1) == LUA_TNUMBER && isnan(lua_tonumber(L, -1))) return fail(in, "a key must not be NaN");
  if (keys->expected <= known) key_list_add(L, keys);
  return 1;
}

INTERRUPTED static int yaml_read_map(struct yaml_reader* in, int name) {
  lua_State* L = in->L;
  struct key_list keys;
  int merges = 0;
  const char* anchor = (const char*)in->event.data.mapping_start.anchor;
  lua_pushstring(L, anchor);
  int bottom = lua_gettop(L);
  lua_pushnil(L); /* the values of <<, once there is one */
  key_list_begin(L, &keys, SHAPES, name);
  for (;;) {
    if (!next_event(in)) return 0;
    if (in->event.type == YAML_MAPPING_END_EVENT) break;
    if (is_merge_key(&in->event)) {
      if (!next_event(in) || !read_node(in, name)) return 0;
      if (!can_be_merged(L)) return fail(in, "<< merges only maps");
      if (merges++ == 0) {
        lua_newtable(L);
        lua_replace(L, bottom + 1);
      }
      lua_rawseti(L, bottom + 1, merges);
      continue;
    }
    if (!read_key(in, &keys, name)) return 0;
    int key = lua_gettop(L);
    if (!next_event(in) || !read_node(in, key)) return 0;
    lua_rawset(L, keys.table);
  }
  for (int i = 1; i <= merges; i++) {
    lua_rawgeti(L, bottom + 1, i);
    merge(in, &keys);
    lua_settop(L, keys.table);
  }
  key_list_end(L, &keys, SHAPES, name);
  keep_anchor(in, lua_tostring(L, bottom));
  lua_replace(L, bottom);
  lua_settop(L, bottom);
  return 1;
}

INTERRUPTED static int yaml_read_list(struct yaml_reader* in, int name) {
  lua_State* L = in->L;
  lua_pushstring(L, (const char*)in->event.data.sequence_start.anchor);
  lua_newtable(L);
  int table = lua_gettop(L);
  lua_pushvalue(L, ARRAY);
  lua_setmetatable(L, table);
  for (lua_Integer count = 1;; count++) {
    if (!next_event(in)) return 0;
    if (in->event.type == YAML_SEQUENCE_END_EVENT) break;
    if (!read_node(in, name)) return 0;
    lua_rawseti(L, table, count);
  }
  keep_anchor(in, lua_tostring(L, table - 1));
  lua_remove(L, table - 1);
  return 1;
}

static int read_nested(struct yaml_reader* in, int name) {
  if (in->depth == MAX_DEPTH) return fail(in, "nested deeper than 1000 levels");
  in->depth++;
  luaL_checkstack(in->L, SLOTS, "nested too deeply");
  int read = in->event.type == YAML_MAPPING_START_EVENT ? yaml_read_map(in, name) : yaml_read_list(in, name);
  in->depth--;
  return read;
}

static int read_alias(struct yaml_reader* in) {
  lua_pushstring(in->L, (const char*)in->event.data.alias.anchor);
  if (lua_rawget(in->L, ANCHORS) != LUA_TNIL) return 1;
  return fail(in, "an alias of nothing that is complete before it");
}

/* Pushes the value that begins with the event. `name` is the index of the key under which it stands. */
static int read_node(struct yaml_reader* in, int name) {
  switch (in->event.type) {
    case YAML_ALIAS_EVENT:
      return read_alias(in);
    case YAML_SCALAR_EVENT:
      if (!push_scalar_event(in, NULL)) return 0;
      keep_anchor(in, (const char*)in->event.data.scalar.anchor);
      return 1;
    default:
      return read_nested(in, name);
  }
}

/* Reads the document that begins with the event. */
static int read_document(struct yaml_reader* in) {
  lua_State* L = in->L;
  if (in->documents++ > 0 && lua_toboolean(L, ALONE)) return fail(in, "a second document, where one alone is expected");
  return next_event(in) && read_node(in, OUTERMOST) && next_event(in);
}

static int push_yaml_fault(struct yaml_reader* in) {
  lua_State* L = in->L;
  yaml_parser_t* parser = &in->parser;
  lua_getiuservalue(L, READER, 1);
  const char* text = lua_tostring(L, -1);
  if (in->fault == NULL && parser->error == YAML_MEMORY_ERROR) return luaL_error(L, "not enough memory");
  if (in->fault == NULL && parser->error == YAML_READER_ERROR) {
    lua_pushstring(L, parser->problem);
    return push_fault(L, text, parser->problem_offset);
  }
  const yaml_mark_t* mark = in->fault != NULL ? &in->event.start_mark : &parser->problem_mark;
  const char* problem = in->fault != NULL ? in->fault : parser->problem;
  int line = (int)mark->line + 1, column = (int)mark->column + 1;
  if (in->fault == NULL && parser->context != NULL) {
    lua_pushfstring(L, "line %d, column %d: %s %s that begins in line %d", line, column, problem, parser->context,
                    (int)parser->context_mark.line + 1);
  } else lua_pushfstring(L, "line %d, column %d: %s", line, column, problem);
  lua_pushnil(L);
  lua_insert(L, -2);
  lua_pushliteral(L, "EINVAL");
  return 3;
}

int yaml_next(lua_State* L) {
  struct yaml_reader* in = lua_touserdata(L, READER);
  lua_settop(L, ALONE);
  lua_newtable(L);
  lua_pushboolean(L, 1);
  lua_newtable(L);
  in->L = L;
  in->depth = 0;
  while (in->fault == NULL && in->is_open) {
    if (!next_event(in)) break;
    if (in->event.type == YAML_STREAM_END_EVENT || in->event.type == YAML_NO_EVENT) return 0;
    if (in->event.type != YAML_DOCUMENT_START_EVENT) continue;
    if (read_document(in)) return 1;
    break;
  }
  return push_yaml_fault(in);
}
