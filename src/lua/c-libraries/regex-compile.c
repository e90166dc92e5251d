/* Patterns of ECMAScript's regular expressions to programs. Places in the program are relative, so that parts can be moved and copied. */
#include <lauxlib.h>
#include <string.h>

#include "regex.h"
#include "text-buffer.h"

#define MAX_SIZE 20000
#define MAX_COUNT 1000
#define MAX_NESTING 200
#define UNBOUNDED (-1)

/* The stack of the function that compiles. */
enum { PATTERN = 1, FLAGS, NAMES };

struct compiler {
  lua_State* L;
  const char *begin, *at, *end;
  const char* fault;
  struct text_buffer program, sets;
  int ignores_case, many_lines, dot_has_all;
  int groups, nesting;
};

static int read_alternatives(struct compiler* in);

static int fail(struct compiler* in, const char* fault) {
  if (in->fault == NULL) in->fault = fault;
  return 0;
}

static int size_of(const struct compiler* in) {
  return (int)(in->program.length / sizeof(struct instruction));
}

static int emit(struct compiler* in, struct instruction each) {
  if (size_of(in) >= MAX_SIZE) return fail(in, "a pattern that is too large");
  text_buffer_add(&in->program, (const char*)&each, sizeof each);
  return 1;
}

/* Puts an instruction before those from a place on. */
static int insert(struct compiler* in, int place, struct instruction each) {
  if (!emit(in, each)) return 0;
  struct instruction* program = (struct instruction*)(void*)in->program.bytes;
  memmove(program + place + 1, program + place, (size_t)(size_of(in) - 1 - place) * sizeof each);
  program[place] = each;
  return 1;
}

/* Repeats the instructions of a block at the program's end. */
static int copy_block(struct compiler* in, int start, int length) {
  for (int i = 0; i < length; i++) {
    struct instruction each = ((struct instruction*)(void*)in->program.bytes)[start + i];
    if (!emit(in, each)) return 0;
  }
  return 1;
}

static int emit_set(struct compiler* in, const struct byte_set* set) {
  int number = (int)(in->sets.length / sizeof *set);
  text_buffer_add(&in->sets, (const char*)set, sizeof *set);
  return emit(in, (struct instruction){.code = MATCH_SET, .x = number});
}

static int is_letter(int c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static int emit_byte(struct compiler* in, unsigned char byte) {
  if (!in->ignores_case || !is_letter(byte)) return emit(in, (struct instruction){.code = MATCH_BYTE, .byte = byte});
  struct byte_set set = {{0}};
  set_add(&set, byte | 32);
  set_add(&set, byte & (unsigned char)~32);
  return emit_set(in, &set);
}

/* Emits a character as UTF-8, or one byte for what \x gives. */
static int emit_character(struct compiler* in, int32_t code, int is_byte) {
  if (code < 0x80 || is_byte) return emit_byte(in, (unsigned char)code);
  if (code < 0x800) return emit_byte(in, (unsigned char)(0xC0 | code >> 6)) && emit_byte(in, (unsigned char)(0x80 | (code & 63)));
  int first = code < 0x10000 ? emit_byte(in, (unsigned char)(0xE0 | code >> 12))
                             : emit_byte(in, (unsigned char)(0xF0 | code >> 18)) &&
                                   emit_byte(in, (unsigned char)(0x80 | (code >> 12 & 63)));
  return first && emit_byte(in, (unsigned char)(0x80 | (code >> 6 & 63))) && emit_byte(in, (unsigned char)(0x80 | (code & 63)));
}

static void add_range(struct byte_set* set, int from, int to) {
  for (int c = from; c <= to; c++) set_add(set, (unsigned char)c);
}

static void invert(struct byte_set* set) {
  for (int i = 0; i < 8; i++) set->bits[i] = ~set->bits[i];
}

/* Adds the class that stands behind a backslash: d, w, s, or one of them as a capital for all other bytes. */
static int add_class(struct byte_set* set, char name) {
  struct byte_set class = {{0}};
  switch (name | 32) {
    case 'd':
      add_range(&class, '0', '9');
      break;
    case 'w':
      add_range(&class, '0', '9');
      add_range(&class, 'a', 'z');
      add_range(&class, 'A', 'Z');
      set_add(&class, '_');
      break;
    case 's':
      add_range(&class, '\t', '\r');
      set_add(&class, ' ');
      break;
    default:
      return 0;
  }
  if (name < 'a') invert(&class);
  for (int i = 0; i < 8; i++) set->bits[i] |= class.bits[i];
  return 1;
}

static int digit_value(char c) {
  int lower = c | 32;
  if (c >= '0' && c <= '9') return c - '0';
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* Reads so many hexadecimal digits; -1 if there are less. */
static int32_t read_hexadecimal(struct compiler* in, int count) {
  int32_t value = 0;
  for (int i = 0; i < count; i++) {
    int digit = in->at < in->end ? digit_value(*in->at) : -1;
    if (digit < 0) {
      fail(in, "an escape without its hexadecimal digits");
      return -1;
    }
    value = value * 16 + digit;
    in->at++;
  }
  return value;
}

/* Reads the digits of \u{…}, up to the brace. */
static int32_t read_braced(struct compiler* in) {
  int32_t value = 0;
  in->at++;
  const char* start = in->at;
  for (; in->at < in->end && digit_value(*in->at) >= 0 && value <= 0x10FFFF; in->at++) value = value * 16 + digit_value(*in->at);
  if (in->at == start || in->at == in->end || *in->at != '}' || value > 0x10FFFF) {
    fail(in, "an escape \\u{…} that is no character");
    return -1;
  }
  in->at++;
  return value;
}

/* Reads what stands behind a backslash as a character; -1 with a fault if it is none. */
static int32_t read_escape(struct compiler* in, int* is_byte) {
  static const char letters[] = "nrtfv0", values[] = "\n\r\t\f\v";
  char c = *in->at++;
  *is_byte = c == 'x' || (unsigned char)c >= 0x80;
  if (c == 'x') return read_hexadecimal(in, 2);
  if (c == 'u') return in->at < in->end && *in->at == '{' ? read_braced(in) : read_hexadecimal(in, 4);
  const char* found = c == 0 ? NULL : strchr(letters, c);
  if (found != NULL) return (unsigned char)values[found - letters];
  if (c >= '1' && c <= '9') fail(in, "a reference to a group (\\1), which cannot be matched in linear time");
  else if (is_letter(c)) fail(in, "an escape that has no meaning");
  else return (unsigned char)c;
  return -1;
}

/* Reads one byte of a class in brackets, or a class behind a backslash (then -2). -1 with a fault. */
static int32_t read_class_item(struct compiler* in, struct byte_set* set) {
  unsigned char c = (unsigned char)*in->at++;
  int is_byte = 1;
  int32_t code = c;
  if (c >= 0x80) is_byte = 0;
  if (c == '\\') {
    if (in->at == in->end) return fail(in, "a backslash at the end") - 1;
    if (add_class(set, *in->at)) {
      in->at++;
      return -2;
    }
    if (*in->at == 'b') {
      in->at++;
      return '\b';
    }
    if (*in->at == '-') {
      in->at++;
      return '-';
    }
    code = read_escape(in, &is_byte);
    if (code < 0) return -1;
  }
  if (code >= 0x80 && !is_byte) return fail(in, "a character beyond ASCII in brackets: write (?:ä|ö), or bytes such as \\xE4") - 1;
  return code;
}

static void fold_set(struct byte_set* set) {
  for (int c = 'a'; c <= 'z'; c++) {
    if (set_has(set, (unsigned char)c)) set_add(set, (unsigned char)(c - 32));
    if (set_has(set, (unsigned char)(c - 32))) set_add(set, (unsigned char)c);
  }
}

/* Reads a class in brackets, behind the first one. */
static int read_brackets(struct compiler* in) {
  struct byte_set set = {{0}};
  int inverted = in->at < in->end && *in->at == '^';
  if (inverted) in->at++;
  while (in->at < in->end && *in->at != ']') {
    int32_t from = read_class_item(in, &set);
    if (from == -1) return 0;
    int is_range = in->end - in->at >= 2 && in->at[0] == '-' && in->at[1] != ']';
    if (from == -2 || !is_range) {
      if (from >= 0) set_add(&set, (unsigned char)from);
      continue;
    }
    in->at++;
    int32_t to = read_class_item(in, &set);
    if (to == -1) return 0;
    if (to == -2) return fail(in, "a range that ends with a class");
    if (to < from) return fail(in, "a range whose end is before its start");
    add_range(&set, from, to);
  }
  if (in->at == in->end) return fail(in, "a class without ']'");
  in->at++;
  if (in->ignores_case) fold_set(&set);
  if (inverted) invert(&set);
  return emit_set(in, &set);
}

/* Reads the name of a group, behind "(?<". */
static int read_name(struct compiler* in) {
  const char* start = in->at;
  while (in->at < in->end && (is_letter(*in->at) || *in->at == '_' || (in->at > start && *in->at >= '0' && *in->at <= '9'))) in->at++;
  if (in->at == start || in->at == in->end || *in->at != '>') return fail(in, "a group whose name is not letters and digits in <>");
  lua_pushlstring(in->L, start, (size_t)(in->at - start));
  in->at++;
  lua_pushvalue(in->L, -1);
  if (lua_rawget(in->L, NAMES) != LUA_TNIL) return fail(in, "a second group of the same name");
  lua_pop(in->L, 1);
  lua_pushinteger(in->L, in->groups);
  lua_rawset(in->L, NAMES);
  return 1;
}

/* Reads a group, behind the first parenthesis. */
static int read_group(struct compiler* in) {
  int group = 0;
  if (in->at < in->end && *in->at == '?') {
    char kind = in->end - in->at > 1 ? in->at[1] : 0;
    char more = in->end - in->at > 2 ? in->at[2] : 0;
    if (kind == '=' || kind == '!' || (kind == '<' && (more == '=' || more == '!'))) {
      return fail(in, "a look at what stands before or behind, which cannot be matched in linear time");
    }
    if (kind != ':' && kind != '<') return fail(in, "a group of an unknown kind; expected (…), (?:…) or (?<name>…)");
    in->at += 2;
    if (kind == '<') {
      group = ++in->groups;
      if (!read_name(in)) return 0;
    }
  } else group = ++in->groups;
  if (in->groups > MAX_GROUPS) return fail(in, "more than 99 groups");
  if (in->nesting++ == MAX_NESTING) return fail(in, "groups nested deeper than 200 levels");
  if (group > 0 && !emit(in, (struct instruction){.code = SAVE, .x = group * 2})) return 0;
  if (!read_alternatives(in)) return 0;
  in->nesting--;
  if (in->at == in->end || *in->at != ')') return fail(in, "a group without ')'");
  in->at++;
  return group == 0 || emit(in, (struct instruction){.code = SAVE, .x = group * 2 + 1});
}

/* Reads what stands behind a backslash outside of brackets. */
static int read_backslash(struct compiler* in) {
  if (in->at == in->end) return fail(in, "a backslash at the end");
  struct byte_set set = {{0}};
  if (*in->at == 'b' || *in->at == 'B') {
    return emit(in, (struct instruction){.code = AT_BOUNDARY, .byte = *in->at++ == 'B'});
  }
  if (add_class(&set, *in->at)) {
    in->at++;
    return emit_set(in, &set);
  }
  int is_byte;
  int32_t code = read_escape(in, &is_byte);
  return code >= 0 && emit_character(in, code, is_byte);
}

static int read_dot(struct compiler* in) {
  struct byte_set set = {{0}};
  if (!in->dot_has_all) {
    set_add(&set, '\n');
    set_add(&set, '\r');
  }
  invert(&set);
  return emit_set(in, &set);
}

/* Reads one character; all bytes of one beyond ASCII, so that a quantifier is for all of them. */
static int read_literal(struct compiler* in) {
  unsigned char c = (unsigned char)*in->at++;
  if (!emit_byte(in, c)) return 0;
  if (c < 0xC0) return 1;
  while (in->at < in->end && ((unsigned char)*in->at & 0xC0) == 0x80)
    if (!emit_byte(in, (unsigned char)*in->at++)) return 0;
  return 1;
}

/* Reads what a quantifier can follow. */
static int read_atom(struct compiler* in) {
  switch (*in->at) {
    case '(':
      in->at++;
      return read_group(in);
    case '[':
      in->at++;
      return read_brackets(in);
    case '\\':
      in->at++;
      return read_backslash(in);
    case '.':
      in->at++;
      return read_dot(in);
    case '^':
      in->at++;
      return emit(in, (struct instruction){.code = AT_START, .byte = (uint8_t)in->many_lines});
    case '$':
      in->at++;
      return emit(in, (struct instruction){.code = AT_END, .byte = (uint8_t)in->many_lines});
    case '*':
    case '+':
    case '?':
      return fail(in, "a quantifier with nothing before it");
    default:
      return read_literal(in);
  }
}

static int read_count(struct compiler* in, const char** at) {
  int count = 0;
  for (; *at < in->end && **at >= '0' && **at <= '9'; ++*at)
    if (count <= MAX_COUNT) count = count * 10 + **at - '0';
  return count;
}

/* Reads {n}, {n,} or {n,m}. Returns 0 if it is none, as in ECMAScript: then the brace stands for itself. */
static int read_braces(struct compiler* in, int* least, int* most) {
  const char* at = in->at + 1;
  const char* digits = at;
  *least = *most = read_count(in, &at);
  if (at == digits) return 0;
  if (at < in->end && *at == ',') {
    digits = ++at;
    *most = read_count(in, &at);
    if (at == digits) *most = UNBOUNDED;
  }
  if (at == in->end || *at != '}') return 0;
  in->at = at + 1;
  return 1;
}

/* Reads a quantifier. Returns 0 if there is none. */
static int read_quantifier(struct compiler* in, int* least, int* most) {
  if (in->at == in->end) return 0;
  switch (*in->at) {
    case '*':
      *least = 0;
      *most = UNBOUNDED;
      break;
    case '+':
      *least = 1;
      *most = UNBOUNDED;
      break;
    case '?':
      *least = 0;
      *most = 1;
      break;
    case '{':
      return read_braces(in, least, most);
    default:
      return 0;
  }
  in->at++;
  return 1;
}

/* A split that prefers its first way, or the second if the quantifier is lazy. */
static struct instruction split(int lazy, int into, int past) {
  return (struct instruction){.code = SPLIT, .x = lazy ? past : into, .y = lazy ? into : past};
}

/* Makes a block that may be left out, or repeated for ever, of the one from `start` on. */
static int make_optional(struct compiler* in, int start, int lazy, int repeats) {
  int length = size_of(in) - start;
  if (repeats && !emit(in, (struct instruction){.code = JUMP, .x = -(length + 1)})) return 0;
  return insert(in, start, split(lazy, 1, length + 1 + repeats));
}

/* Repeats the block from `start` on. */
static int repeat(struct compiler* in, int start, int least, int most) {
  int lazy = in->at < in->end && *in->at == '?';
  if (lazy) in->at++;
  if (least > MAX_COUNT || most > MAX_COUNT) return fail(in, "a repetition of more than 1000 times");
  if (most != UNBOUNDED && most < least) return fail(in, "a repetition whose numbers are in the wrong order");
  int length = size_of(in) - start;
  if (most == 0) {
    in->program.length = (size_t)start * sizeof(struct instruction);
    return 1;
  }
  for (int i = 1; i < least; i++)
    if (!copy_block(in, start, length)) return 0;
  if (most == UNBOUNDED) {
    if (least == 0) return make_optional(in, start, lazy, 1);
    return emit(in, split(lazy, -length, 1));
  }
  /* Each further one is in the one before it: (a(a(a)?)?)?. The first is already there if none is needed. */
  int optional = most - (least == 0 ? 1 : least);
  int total = optional * (length + 1);
  if (least == 0 && !insert(in, start, split(lazy, 1, length + 1 + total))) return 0;
  int block = start + (least == 0);
  for (int i = optional; i > 0; i--) {
    if (!emit(in, split(lazy, 1, i * (length + 1)))) return 0;
    if (!copy_block(in, block, length)) return 0;
  }
  return 1;
}

static int read_sequence(struct compiler* in) {
  while (in->at < in->end && *in->at != '|' && *in->at != ')') {
    int start = size_of(in), least, most;
    if (!read_atom(in)) return 0;
    if (read_quantifier(in, &least, &most) && !repeat(in, start, least, most)) return 0;
  }
  return 1;
}

static int read_alternatives(struct compiler* in) {
  int start = size_of(in);
  if (!read_sequence(in)) return 0;
  while (in->at < in->end && *in->at == '|') {
    in->at++;
    if (!insert(in, start, split(0, 1, size_of(in) - start + 2))) return 0;
    int jump = size_of(in);
    if (!emit(in, (struct instruction){.code = JUMP}) || !read_sequence(in)) return 0;
    ((struct instruction*)(void*)in->program.bytes)[jump].x = size_of(in) - jump;
  }
  return 1;
}

static int read_pattern(struct compiler* in) {
  if (!emit(in, (struct instruction){.code = SAVE, .x = 0}) || !read_alternatives(in)) return 0;
  if (in->at < in->end) return fail(in, "a ')' without its '('");
  return emit(in, (struct instruction){.code = SAVE, .x = 1}) && emit(in, (struct instruction){.code = ACCEPT});
}

/*
 * Collects the bytes with which a match can begin. Returns 0 if it can be empty. `left` has room for all instructions, and `seen` a byte for each.
 */
static int collect_first(struct regex* regex, int32_t* left, unsigned char* seen) {
  int count = 0;
  left[count++] = 0;
  while (count > 0) {
    int32_t at = left[--count];
    if (seen[at]) continue;
    seen[at] = 1;
    const struct instruction* each = &regex->program[at];
    switch (each->code) {
      case ACCEPT:
        return 0;
      case MATCH_BYTE:
        set_add(&regex->first, each->byte);
        break;
      case MATCH_SET:
        for (int i = 0; i < 8; i++) regex->first.bits[i] |= regex->sets[each->x].bits[i];
        break;
      case SPLIT:
        left[count++] = at + each->y;
        left[count++] = at + each->x;
        break;
      case JUMP:
        left[count++] = at + each->x;
        break;
      default:
        left[count++] = at + 1;
    }
  }
  return 1;
}

/* Pushes the compiled pattern. */
static void push_regex(struct compiler* in) {
  lua_State* L = in->L;
  int size = size_of(in), slots = (in->groups + 1) * 2;
  size_t memory = regex_memory(size, slots) * sizeof(int32_t);
  struct regex* regex = lua_newuserdatauv(L, sizeof *regex + in->program.length + in->sets.length + memory, 0);
  memset(regex, 0, sizeof *regex);
  regex->size = size;
  regex->slots = slots;
  regex->set_count = (int)(in->sets.length / sizeof(struct byte_set));
  regex->program = (struct instruction*)(void*)(regex + 1);
  memcpy(regex->program, in->program.bytes, in->program.length);
  regex->sets = (struct byte_set*)(void*)(regex->program + size);
  memcpy(regex->sets, in->sets.bytes, in->sets.length);
  regex->captures = (int32_t*)(void*)(regex->sets + regex->set_count);
  regex->memory = regex->captures + slots;
  unsigned char* seen = lua_newuserdatauv(L, (size_t)size, 0);
  memset(seen, 0, (size_t)size);
  regex->has_first = collect_first(regex, regex->memory, seen);
  lua_pop(L, 1);
}

int regex_compile(lua_State* L) {
  size_t length;
  const char* pattern = luaL_checklstring(L, PATTERN, &length);
  const char* flags = luaL_checkstring(L, FLAGS);
  lua_settop(L, FLAGS);
  lua_newtable(L);
  struct compiler in = {.L = L, .begin = pattern, .at = pattern, .end = pattern + length};
  in.ignores_case = strchr(flags, 'i') != NULL;
  in.many_lines = strchr(flags, 'm') != NULL;
  in.dot_has_all = strchr(flags, 's') != NULL;
  text_buffer_begin(L, &in.program);
  text_buffer_begin(L, &in.sets);
  luaL_checkstack(L, 20, NULL);
  if (read_pattern(&in)) {
    push_regex(&in);
    lua_pushvalue(L, NAMES);
    return 2;
  }
  lua_pushnil(L);
  lua_pushfstring(L, "the pattern has at byte %d: %s", (int)(in.at - pattern) + (in.at < in.end), in.fault);
  lua_pushliteral(L, "EINVAL");
  return 3;
}
