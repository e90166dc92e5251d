/*
 * What LPeg calls instead of its own function `compile`, by flags of the compiler. That function calls itself for each level of a pattern,
 * and would write beyond C's stack. Here a pattern with many levels gets a stack of its own, and one with too many is an error of Lua.
 */
#include <lauxlib.h>

#include "lpeg/lpcode.h"

/* The host's own stack grows with the levels, too. */
#define DEEPEST 4000
/* So many levels fit on C's stack. */
#define FEW 500
/* What the functions need for a level, and for the first one. */
#define LEVEL 1536
#define FIRST 65536

/*
 * Whether a pattern has a choice or a repetition: only their code asks what a pattern can begin with (getfirst), and that function calls
 * itself along a chain of patterns that can match nothing. The bytes of a set may look like one.
 */
static int asks_first(lua_State* L, const Pattern* pattern) {
  if (lua_touserdata(L, 1) != pattern) return 1;
  const TTree* end = (const TTree*)((const char*)pattern + lua_rawlen(L, 1));
  for (const TTree* tree = pattern->tree; tree < end; tree++) {
    if (tree->tag == TChoice || tree->tag == TRep) return 1;
  }
  return 0;
}

/* The levels of a tree for which LPeg's functions call themselves; no more than `most` are counted. */
static int levels_of(TTree* tree, int most, int asks) {
  int above = 0, deepest = 1;
  while (above < most) {
    int siblings = numsiblings[tree->tag], is_chain = tree->tag == TSeq || tree->tag == TRule;
    if (above + 1 > deepest) deepest = above + 1;
    if (siblings == 0) return deepest;
    int first = above + 1 + levels_of(sib1(tree), most - above - 1, asks);
    if (first > deepest) deepest = first;
    if (siblings == 1 || deepest >= most) return deepest;
    /* A chain is a loop in them, unless one asks for its beginning and the pattern before the rest can match nothing. */
    if (!is_chain || (asks && tree->tag == TSeq && nullable(sib1(tree)))) above++;
    tree = sib2(tree);
  }
  return most;
}

/* Calls `compile` with another stack, of which this is the end. */
__attribute__((noinline)) static Instruction* compile_on(lua_State* L, Pattern* pattern, char* stack) {
  char* own;
  __asm__ volatile(".globaltype __stack_pointer, i32\n\tglobal.get __stack_pointer\n\tlocal.set %0" : "=r"(own));
  __asm__ volatile("local.get %0\n\tglobal.set __stack_pointer" : : "r"(stack) : "memory");
  Instruction* code = compile(L, pattern);
  __asm__ volatile("local.get %0\n\tglobal.set __stack_pointer" : : "r"(own) : "memory");
  return code;
}

Instruction* luff_compile(lua_State* L, Pattern* pattern) {
  int levels = levels_of(pattern->tree, DEEPEST, asks_first(L, pattern));
  if (levels <= FEW) return compile(L, pattern);
  if (levels >= DEEPEST) luaL_error(L, "pattern has more than %d levels", DEEPEST - 1);
  size_t size = FIRST + (size_t)levels * LEVEL;
  char* stack = lua_newuserdatauv(L, size, 0);
  Instruction* code = compile_on(L, pattern, stack + (size & ~(size_t)15));
  lua_pop(L, 1);
  return code;
}
