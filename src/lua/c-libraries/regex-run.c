/* Runs programs of regular expressions: all ways through the pattern at once, a byte of the text after the other. */
#include <lauxlib.h>
#include <string.h>

#include "regex.h"
#include "values.h"

/* The threads of one place in the text, those with priority first. Each instruction is in the list once at most. */
struct threads {
  int32_t count;
  int32_t *list, *places; /* instructions; for each one its place in the list, if that is there */
  int32_t* captures;      /* those of each place in the list */
};

struct run {
  const struct regex* regex;
  const unsigned char* text;
  int32_t length;
  struct threads now, next;
  int32_t *stack, *current; /* what is left to follow; the captures of the thread that is followed */
};

size_t regex_memory(int size, int slots) {
  size_t n = (size_t)size, s = (size_t)slots;
  return s /* of the last match */ + 2 * (2 * n + n * s) + 3 * 2 * (n + 1) + s;
}

static int32_t* take(int32_t** memory, size_t count) {
  int32_t* taken = *memory;
  *memory += count;
  return taken;
}

static void prepare(struct run* run, struct regex* regex) {
  size_t n = (size_t)regex->size, s = (size_t)regex->slots;
  int32_t* memory = regex->memory;
  struct threads* both[] = {&run->now, &run->next};
  for (int i = 0; i < 2; i++) {
    both[i]->count = 0;
    both[i]->list = take(&memory, n);
    both[i]->places = take(&memory, n);
    both[i]->captures = take(&memory, n * s);
    memset(both[i]->places, 0, n * sizeof(int32_t));
  }
  run->stack = take(&memory, 3 * 2 * (n + 1));
  run->current = take(&memory, s);
  run->regex = regex;
}

static int is_word(const struct run* run, int32_t at) {
  if (at < 0 || at >= run->length) return 0;
  unsigned char c = run->text[at];
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static int holds(const struct run* run, const struct instruction* each, int32_t at) {
  switch (each->code) {
    case AT_START:
      return at == 0 || (each->byte && run->text[at - 1] == '\n');
    case AT_END:
      return at == run->length || (each->byte && run->text[at] == '\n');
    default:
      return (is_word(run, at - 1) != is_word(run, at)) != each->byte;
  }
}

static int is_listed(const struct threads* threads, int32_t instruction) {
  int32_t place = threads->places[instruction];
  return place < threads->count && threads->list[place] == instruction;
}

/* A step that is left: follow an instruction, or, if that is -1, set a number of the captures back. */
static int32_t* push_step(int32_t* top, int32_t instruction, int32_t slot, int32_t value) {
  top[0] = instruction;
  top[1] = slot;
  top[2] = value;
  return top + 3;
}

/* Adds the threads that an instruction leads to without a byte of the text. `current` has the captures up to there. */
static void add_threads(struct run* run, struct threads* threads, int32_t first, int32_t at) {
  const struct regex* regex = run->regex;
  int32_t* current = run->current;
  size_t size = (size_t)regex->slots * sizeof(int32_t);
  int32_t* top = push_step(run->stack, first, 0, 0);
  while (top > run->stack) {
    top -= 3;
    int32_t pc = top[0];
    if (pc < 0) {
      current[top[1]] = top[2];
      continue;
    }
    if (is_listed(threads, pc)) continue;
    int32_t place = threads->count++;
    threads->places[pc] = place;
    threads->list[place] = pc;
    const struct instruction* each = &regex->program[pc];
    switch (each->code) {
      case JUMP:
        top = push_step(top, pc + each->x, 0, 0);
        break;
      case SPLIT:
        top = push_step(top, pc + each->y, 0, 0);
        top = push_step(top, pc + each->x, 0, 0);
        break;
      case SAVE:
        top = push_step(top, -1, each->x, current[each->x]);
        current[each->x] = at;
        top = push_step(top, pc + 1, 0, 0);
        break;
      case AT_START:
      case AT_END:
      case AT_BOUNDARY:
        if (holds(run, each, at)) top = push_step(top, pc + 1, 0, 0);
        break;
      default:
        memcpy(threads->captures + (size_t)place * (size_t)regex->slots, current, size);
    }
  }
}

/* Whether an instruction takes the byte of the text. */
static int takes(const struct regex* regex, const struct instruction* each, unsigned char byte) {
  if (each->code == MATCH_BYTE) return each->byte == byte;
  return each->code == MATCH_SET && set_has(&regex->sets[each->x], byte);
}

/* Takes one byte with all threads. Returns whether one of them accepts; those behind it count no more. */
INTERRUPTED static int regex_step(struct run* run, int32_t at) {
  struct regex* regex = (struct regex*)run->regex;
  size_t size = (size_t)regex->slots * sizeof(int32_t);
  for (int32_t i = 0; i < run->now.count; i++) {
    int32_t pc = run->now.list[i];
    const struct instruction* each = &regex->program[pc];
    const int32_t* captures = run->now.captures + (size_t)i * (size_t)regex->slots;
    if (each->code == ACCEPT) {
      memcpy(regex->captures, captures, size);
      return 1;
    }
    if (at == run->length || !takes(regex, each, run->text[at])) continue;
    memcpy(run->current, captures, size);
    add_threads(run, &run->next, pc + 1, at + 1);
  }
  return 0;
}

/* The next place from which a match can begin; -1 if there is none. */
INTERRUPTED static int32_t regex_skip(const struct run* run, int32_t at) {
  if (!run->regex->has_first) return at;
  while (at < run->length && !set_has(&run->regex->first, run->text[at])) at++;
  return at < run->length ? at : -1;
}

/* Looks for the first match from a place on. Its captures are in the regex then. */
INTERRUPTED static int regex_run(struct run* run, int32_t at) {
  int found = 0;
  for (; at <= run->length; at++) {
    if (run->now.count == 0) {
      if (found || (at = regex_skip(run, at)) < 0) break;
    }
    if (!found) {
      memset(run->current, 0xFF, (size_t)run->regex->slots * sizeof(int32_t));
      add_threads(run, &run->now, 0, at);
    }
    found |= regex_step(run, at);
    struct threads done = run->now;
    run->now = run->next;
    run->next = done;
    run->next.count = 0;
  }
  return found;
}

int regex_find(lua_State* L) {
  struct regex* regex = lua_touserdata(L, 1);
  size_t length;
  struct run run;
  run.text = (const unsigned char*)luaL_checklstring(L, 2, &length);
  lua_Integer init = luaL_optinteger(L, 3, 1);
  if (init < 1 || (lua_Unsigned)init > length + 1) return 0;
  run.length = (int32_t)length;
  prepare(&run, regex);
  if (!regex_run(&run, (int32_t)init - 1)) return 0;
  luaL_checkstack(L, regex->slots, "too many groups");
  lua_pushinteger(L, regex->captures[0] + 1);
  lua_pushinteger(L, regex->captures[1]);
  for (int i = 2; i < regex->slots; i += 2) {
    int32_t from = regex->captures[i], to = regex->captures[i + 1];
    if (from < 0 || to < 0) lua_pushboolean(L, 0);
    else lua_pushlstring(L, (const char*)run.text + from, (size_t)(to - from));
  }
  return 2 + regex->slots / 2 - 1;
}
