/** The one input that the rewriting knows: wasmoon 1.16.0's dist/glue.wasm, Lua 5.4 built by emscripten. */
export const glueSha256 = "95f3f19ddb740125883bc41d5ec670cd0828e7b58c8bdad385323cbff497b55c";

/** Imports by which emscripten carries longjmp through JavaScript. */
export const jumpImports = { call: "invoke_vii", throw: "_emscripten_throw_longjmp" } as const;

/** Types of indirect calls, as the module numbers them. */
const indirectType = { cFunction: 0, allocatorOrWriter: 1, continuationOrReader: 2, hookOrProtected: 4 } as const;

/** Functions from here on are the C library's; what they call indirectly is stdio's own, which never throws. */
export const firstLibraryFunction = 578;

/** lua_dump and the two functions under it: of all that make calls of the allocator's type, only these call a lua_Writer. */
const writerCallers: ReadonlySet<number> = new Set([94, 305, 306]);

/** Whether an indirect call can reach Lua's throw. Allocators, warning functions and stdio's functions do not throw. */
export function mayThrowIndirectly(caller: number, type: number): boolean {
  if (caller >= firstLibraryFunction) return false;
  if (type === indirectType.allocatorOrWriter) return writerCallers.has(caller);
  return (
    type === indirectType.cFunction ||
    type === indirectType.continuationOrReader ||
    type === indirectType.hookOrProtected
  );
}

/** What the two functions that replace setjmp and longjmp refer to. */
export const stackPointerGlobal = 0;
export const protectedFunctionType = indirectType.hookOrProtected;

/** Offsets in bytes inside Lua's structures. */
export const luaState = { top: 12, callInfo: 20, errorJump: 48, cCalls: 96, hookMask: 112 } as const;
export const callFrame = { top: 4, savedPosition: 16, trap: 20 } as const;
export const longJump = { previous: 0, buffer: 4, status: 160, size: 164 } as const;

/** luaV_execute with the locals that hold its lua_State and CallInfo, and luaG_traceexec, which it calls if `trap` is set. */
export const interpreter = { execute: 575, trace: 280, state: 0, callInfo: 7 } as const;

/**
 * Functions with long loops that are no lua_CFunction but run under one and get its lua_State first: str_find_aux, g_read,
 * g_write, read_line and auxsort.
 */
export const loopsWithState: ReadonlySet<number> = new Set([492, 350, 354, 357, 544]);
/** do_match, which matches a pattern by calling itself; its MatchState holds the lua_State. */
export const patternMatch = { function: 497, stateOffset: 12 } as const;

/** Where emscripten kept __THREW__, which nothing uses any more: the word by which the host asks Lua to stop. */
export const interruptWord = 35120;
/** The export that would write there. */
export const jumpExport = "setThrew";

/** Bytes of one instruction of Lua's virtual machine. */
export const instructionSize = 4;
