import { dumpFunction, dumpString } from "../binary-facts.ts";
import type { IndirectRule } from "./may-unwind.ts";
import { firstLibraryFunction, requireExport, requireType, valueType, type WasmModule } from "./wasm-module.ts";

const { i32 } = valueType;

/** Signatures of functions that Lua calls by a pointer, and that may throw. */
const cFunction = { parameters: [i32], results: [i32] };
const continuationOrReader = { parameters: [i32, i32, i32], results: [i32] };
const hookOrProtected = { parameters: [i32, i32], results: [] };
/** Allocators do not throw, and a lua_Writer may. */
const allocatorOrWriter = { parameters: [i32, i32, i32, i32], results: [i32] };

/**
 * Whether an indirect call can reach Lua's throw. What the C library calls indirectly is stdio's own and never throws; nor do
 * allocators and warning functions.
 */
export function indirectThrows(module: WasmModule): IndirectRule {
  const throwing = new Set([cFunction, continuationOrReader, hookOrProtected].map((type) => requireType(module, type)));
  const writer = requireType(module, allocatorOrWriter);
  const writerCallers = new Set([requireExport(module, "lua_dump"), dumpFunction.index, dumpString.index]);
  const library = firstLibraryFunction(module);
  return (caller, type) => caller < library && (throwing.has(type) || (type === writer && writerCallers.has(caller)));
}

/** The type of what luaD_rawrunprotected calls. */
export function protectedFunctionType(module: WasmModule): number {
  return requireType(module, hookOrProtected);
}
