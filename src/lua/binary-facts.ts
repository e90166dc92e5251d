/**
 * All numbers that are valid only for one binary: wasmoon 1.16.0's dist/glue.wasm, Lua 5.4.4 plus 34 commits, built by
 * emscripten. The names are those in Lua's and musl's C code. `bun build/find-lua-functions.ts FILE` looks for the
 * functions in another binary.
 */
export const GLUE_SHA256 = "95f3f19ddb740125883bc41d5ec670cd0828e7b58c8bdad385323cbff497b55c";

/** A function of the binary that is found by its body: it is not exported, or luff needs numbers from it. */
export interface KnownFunction {
  /** Its index; imports come first. */
  readonly index: number;
  /** The `functionHash` of its body. */
  readonly hash: string;
  /**
   * Numbers that the hash ignores because they could be addresses: their values, and at which instruction of the body
   * they are.
   */
  readonly numbers?: Readonly<Record<string, { readonly value: number; readonly at: number }>>;
}

/** A structure's fields as offsets in bytes, and functions whose hash would change if the fields moved. */
export interface KnownStructure {
  readonly fields: Readonly<Record<string, number>>;
  readonly seenIn: readonly KnownFunction[];
}

/** The interpreter, with the locals that hold its lua_State and CallInfo. */
export const luaV_execute = { index: 575, hash: "0cf5deaac45cec23", locals: { L: 0, ci: 7 } } as const;

/** luaG_traceexec(L, pc). luaV_execute calls it before an instruction if `trap` is set. */
export const luaG_traceexec = { index: 280, hash: "67ab7306b492bf9f" } as const;

export const luaD_throw = { index: 282, hash: "0a7b45fd28083d5c" } as const;
export const luaD_rawrunprotected = { index: 283, hash: "d7e46c027b3847ea" } as const;

/**
 * Called by lua_dump. Of all functions that call functions of the allocator's type, only lua_dump and this one call a
 * lua_Writer.
 */
export const dumpFunction = { index: 305, hash: "722c0f275f6ccdcc" } as const;
export const dumpString = { index: 306, hash: "8a74f6ba4c195dbd" } as const;

/** luaC_newobj(L, tag, size). */
export const luaC_newobj = { index: 317, hash: "5ab4e352be4da64b" } as const;

/** freeobj(L, object). */
export const freeobj = { index: 319, hash: "c40fac3fa614b109" } as const;
export const luaC_step = { index: 328, hash: "c91b58037fba96ab" } as const;

/**
 * close_state, with luaC_freeallobjects inlined. It frees two lists: the objects that a collector may free, and those
 * that it never frees.
 */
export const close_state = { index: 479, hash: "0bd014ad6e98a11a", lists: 2 } as const;

export const luaS_createlngstrobj = { index: 484, hash: "332752f4fed2ce05" } as const;

/**
 * g_read, with read_chars inlined, and its locals. `readChars` has the places where read_chars begins, makes its calls,
 * and leaves its result, counted in instructions from its call of luaL_buffinit.
 */
export const g_read = {
  index: 350,
  hash: "c2b32003a4ceb950",
  locals: { L: 0, f: 1, n: 4 },
  readChars: { start: -2, prepare: 4, fread: 7, push: 14, end: 18 },
} as const;

export const g_write = { index: 354, hash: "f08fea28adbfe589" } as const;

/** read_line and its locals: the file, the number of bytes in the line, and where they go. */
export const read_line = { index: 357, hash: "9b0f765e0125931c", locals: { f: 1, i: 4, buff: 7 } } as const;

/** math.fmod, and the local with a float. */
export const math_fmod = { index: 392, hash: "baf0f417fee701cc", locals: { L: 0, d: 3 } } as const;

/** math.log. For base 10 it calls C's log10, which is not a function of its own in the module. */
export const math_log = { index: 394, hash: "ef16abc836028233" } as const;

/** The searchers for C libraries, and where they have the address of "cpath". */
export const searcher_C = {
  index: 416,
  hash: "9686a22716cb6932",
  numbers: { cpath: { value: 4107, at: 12 } },
} as const;
export const searcher_Croot = {
  index: 417,
  hash: "ad59fcaf22df925e",
  numbers: { cpath: { value: 4107, at: 30 } },
} as const;

/** package.searchpath. */
export const ll_searchpath = { index: 421, hash: "b9ac9fbf20ac2c4c", locals: { L: 0 } } as const;

export const os_exit = { index: 441, hash: "b14413b2da491cf1" } as const;

export const str_find_aux = { index: 492, hash: "321d15794aa0e792" } as const;

/** do_match matches a pattern recursively; its first parameter is a MatchState. */
export const do_match = { index: 497, hash: "87e9e8df69bc4531" } as const;

export const auxsort = { index: 544, hash: "3060fac9f26fc92d" } as const;

/** fdopen allocates a FILE, room for pushed-back characters and a buffer in one block. */
export const fdopen = {
  index: 597,
  hash: "d6e6ae495d260feb",
  numbers: { block: { value: 1176, at: 19 }, buffer: { value: 1024, at: 92 } },
} as const;

/** fread without its second parameter, which is always 1. */
export const fread = { index: 604, hash: "9784c41382b276cb" } as const;

export const frexp = { index: 605, hash: "3f1b0972ff539a8e" } as const;
export const pow = { index: 617, hash: "c4110a0f132d7a3c" } as const;
/** C's ldexp under another name. */
export const scalbn = { index: 619, hash: "f009868f4cd90f97" } as const;

/** strerror: each of `count` numbers has 16 bits with the offset of its text from the first text. */
export const strerror = {
  index: 629,
  hash: "fb3e9c27ab21b1e1",
  count: 154,
  numbers: { offsets: { value: 30128, at: 8 }, texts: { value: 28212, at: 11 } },
} as const;

/** Writes __THREW__, which is not needed any more once longjmp is replaced. luff uses it for the stop request. */
export const setThrew = { index: 667, hash: "301a51f4a01bb20f", numbers: { threw: { value: 35120, at: 0 } } } as const;

export const lua_State = {
  fields: { top: 12, l_G: 16, ci: 20, errorJmp: 48, nCcalls: 96, hookmask: 112 },
  seenIn: [luaG_traceexec, luaD_rawrunprotected, luaS_createlngstrobj],
} as const;

export const CallInfo = {
  fields: { top: 4, savedpc: 16, trap: 20 },
  seenIn: [luaG_traceexec, luaV_execute],
} as const;

export const global_State = {
  fields: { GCdebt: 12, seed: 72 },
  seenIn: [luaC_step, luaS_createlngstrobj],
} as const;

/** A long string. Its text follows it, with a zero at the end. */
export const TString = {
  fields: { extra: 6, hash: 8, lnglen: 12, text: 16 },
  seenIn: [luaS_createlngstrobj, dumpString],
} as const;

/** A value on Lua's stack. */
export const StackValue = { fields: { tag: 8 }, seenIn: [luaV_execute], size: 16 } as const;

/** struct lua_longjmp, which luaD_rawrunprotected puts on the C stack. */
export const lua_longjmp = { fields: { previous: 0, b: 4, status: 160 }, seenIn: [luaD_throw], size: 164 } as const;

export const MatchState = { fields: { L: 12 }, seenIn: [do_match] } as const;

/** musl's FILE, and how many pushed-back characters fit before its buffer. */
export const FILE = {
  fields: { flags: 0, rpos: 4, rend: 8, buf: 44, buf_size: 48, fd: 60, lbf: 80 },
  seenIn: [fdopen, fread],
  size: 144,
  unget: 8,
  /** Bit of `flags`: the end of the file was reached. */
  F_EOF: 16,
} as const;

/**
 * lauxlib.h's userdata of a file. `f` is 0 while the file is being opened. `closef` is an index in the function table,
 * 0 after the file is closed.
 */
export const luaL_Stream = { f: 0, closef: 4 } as const;

/** The size of luaL_prepbuffer's buffer. */
export const LUAL_BUFFERSIZE = 512;

/** Bytes of one instruction of Lua's virtual machine. */
export const INSTRUCTION_SIZE = 4;

/**
 * Functions of Lua's C API that wasmoon does not export. The C libraries call them. Those with a variable number of
 * arguments get the address of the list as their last parameter.
 */
export const lua_pushfstring = { index: 64, hash: "29d341cb2d6662d9" } as const;
export const lua_gc = { index: 96, hash: "ca346a8a88a53733" } as const;
export const luaL_error = { index: 120, hash: "480581d81f9713f3" } as const;
export const luaL_checkoption = { index: 131, hash: "4fe8c50e70d30008" } as const;

/**
 * The places of the C libraries: the address of their data, which is the first block that malloc returns, and the first
 * of their functions in the table, behind Lua's own.
 */
export const libraries = { address: 1_083_776, table: 198 } as const;
