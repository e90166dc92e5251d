import {
  auxsort,
  do_match,
  g_read,
  g_write,
  luaG_traceexec,
  luaV_execute,
  read_line,
  setThrew,
  str_find_aux,
} from "../binary-facts.ts";
import {
  checkDepth,
  checkLoops,
  checkLoopsOfLibrary,
  interruptBeforeInstruction,
  trapOnInterrupt,
} from "./interrupt-checks.ts";
import { instruction } from "./instructions.ts";
import { op } from "./opcodes.ts";
import {
  exportFunction,
  firstLibraryFunction,
  requireFunction,
  requireType,
  valueType,
  type WasmModule,
} from "./wasm-module.ts";

/** Functions with long loops that are not a lua_CFunction but run under one; their first parameter is its lua_State. */
const loopsWithState: ReadonlySet<number> = new Set(
  [str_find_aux, g_read, g_write, read_line, auxsort].map(({ index }) => index),
);

/** The import that Lua calls to stop, and the global with the state that called the C libraries. */
export interface Interruption {
  readonly interrupt: number;
  readonly callingState: number;
}

/**
 * The functions of the C libraries that run for long without calling Lua: LPeg's virtual machine, its captures, and what
 * reads and writes the items of JSON's arrays and objects, or blocks of compressed data.
 */
const LOOPS_OF_LIBRARIES: readonly string[] = [
  ...["match", "getcaptures", "pushcapture", "pushnestedvalues", "stringcap", "substcap", "getstrcaps", "codegen"],
  ...["json_append_data", "json_process_value"],
  ...["json_read_object", "json_read_array", "json_read_escaped"],
  ...["json_write_members", "json_write_items", "json_write_string", "json_plain_length"],
  ...["yaml_read_map", "yaml_read_list", "yaml_write_members", "yaml_write_items", "yaml_is_utf8"],
  "hash_take_all",
  ...["regex_step", "regex_skip", "regex_run"],
  "lz_filter_impl",
];

/**
 * Makes Lua call the import when the host writes a word other than 0 to the address from
 * luff_interrupt_word().
 */
export function addInterrupts(module: WasmModule, { interrupt, callingState }: Interruption): WasmModule {
  requireLoops(module);
  const functions = module.functions.map((each, defined) => {
    const index = module.imports.length + defined;
    if (index === luaV_execute.index) return { ...each, body: trapOnInterrupt(each.body) };
    if (index === luaG_traceexec.index) return { ...each, body: interruptBeforeInstruction(each.body, interrupt) };
    if (index === do_match.index) return checkDepth(each, interrupt);
    if (each.library !== undefined) {
      return LOOPS_OF_LIBRARIES.includes(each.library) ? checkLoopsOfLibrary(each, interrupt, callingState) : each;
    }
    return loopsNatively(module, index) ? checkLoops(module, index, interrupt) : each;
  });
  const type = requireType(module, { parameters: [], results: [valueType.i32] });
  const body = [instruction(op.i32Const, setThrew.numbers.threw.value)];
  return exportFunction({ ...module, functions }, "luff_interrupt_word", { type, locals: [], body });
}

/** Throws if the module has C libraries, but one of their functions with long loops has another name. */
function requireLoops({ functions }: WasmModule): void {
  const names = new Set(functions.flatMap(({ library }) => library ?? []));
  const missing = names.size === 0 ? [] : LOOPS_OF_LIBRARIES.filter((name) => !names.has(name));
  if (missing.length > 0) throw new Error(`the C libraries have no function ${missing.join(", ")}`);
}

/** Whether a function has loops and is a library's lua_CFunction, or runs under one. */
function loopsNatively(module: WasmModule, index: number): boolean {
  const found = requireFunction(module, index);
  if (!found.body.some(({ opcode }) => opcode === op.loop)) return false;
  if (loopsWithState.has(index)) return true;
  const cFunction = requireType(module, { parameters: [valueType.i32], results: [valueType.i32] });
  const inTable = module.elements.some(({ functions }) => functions.includes(index));
  return inTable && found.type === cFunction && index < firstLibraryFunction(module);
}
