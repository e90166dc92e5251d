/*
 * What lyaml's emitter calls instead of LibYAML and of Lua's buffers, by flags of the compiler. After a failure it would go on: with an
 * event that was not made, and with a buffer for messages that it has given away. Here every failure raises an error of Lua at once.
 */
#include <lauxlib.h>
#include <stdarg.h>
#include <string.h>
#include <yaml.h>

#include "calling-state.h"
#include "yaml.h"

static int is_utf8(const yaml_char_t* text) {
  return text == NULL || yaml_is_utf8((const char*)text, strlen((const char*)text));
}

/* LibYAML does not say why it makes no event. */
static int refuse(int are_utf8) {
  return luaL_error(luff_calling_state(), are_utf8 ? "not enough memory" : "invalid UTF-8");
}

int luff_document_start(yaml_event_t* event, yaml_version_directive_t* version, yaml_tag_directive_t* start,
                        yaml_tag_directive_t* end, int implicit) {
  if (yaml_document_start_event_initialize(event, version, start, end, implicit)) return 1;
  int are_utf8 = 1;
  for (yaml_tag_directive_t* tag = start; tag != end; tag++) are_utf8 &= is_utf8(tag->handle) && is_utf8(tag->prefix);
  return refuse(are_utf8);
}

int luff_alias(yaml_event_t* event, const yaml_char_t* anchor) {
  return yaml_alias_event_initialize(event, anchor) || refuse(is_utf8(anchor));
}

int luff_mapping_start(yaml_event_t* event, const yaml_char_t* anchor, const yaml_char_t* tag, int implicit,
                       yaml_mapping_style_t style) {
  return yaml_mapping_start_event_initialize(event, anchor, tag, implicit, style) ||
         refuse(is_utf8(anchor) && is_utf8(tag));
}

int luff_sequence_start(yaml_event_t* event, const yaml_char_t* anchor, const yaml_char_t* tag, int implicit,
                        yaml_sequence_style_t style) {
  return yaml_sequence_start_event_initialize(event, anchor, tag, implicit, style) ||
         refuse(is_utf8(anchor) && is_utf8(tag));
}

int luff_scalar(yaml_event_t* event, const yaml_char_t* anchor, const yaml_char_t* tag, const yaml_char_t* value,
                int length, int plain, int quoted, yaml_scalar_style_t style) {
  return yaml_scalar_event_initialize(event, anchor, tag, value, length, plain, quoted, style) ||
         refuse(is_utf8(anchor) && is_utf8(tag) && yaml_is_utf8((const char*)value, (size_t)length));
}

/* Stands for luaL_addstring: the emitter adds nothing but messages. */
void luff_raise(luaL_Buffer* buffer, const char* message) {
  (void)buffer;
  luaL_error(luff_calling_state(), "%s", message);
}

/* Stands for sprintf: the emitter makes nothing but messages, of a format and one word. */
int luff_raise_format(char* buffer, const char* format, ...) {
  (void)buffer;
  va_list words;
  va_start(words, format);
  const char* word = va_arg(words, const char*);
  va_end(words);
  return luaL_error(luff_calling_state(), format, word);
}
