import { dumpFunction, dumpString } from "../binary-facts.ts";
import type { IndirectRule } from "./may-unwind.ts";
import {
  findFunction,
  firstLibraryFunction,
  requireExport,
  requireType,
  valueType,
  type WasmModule,
} from "./wasm-module.ts";

const { i32 } = valueType;

/** Signatures of functions that Lua calls through a pointer and that may throw. */
const cFunction = { parameters: [i32], results: [i32] };
const continuationOrReader = { parameters: [i32, i32, i32], results: [i32] };
const hookOrProtected = { parameters: [i32, i32], results: [] };
/** Allocators do not throw, but a lua_Writer may. */
const allocatorOrWriter = { parameters: [i32, i32, i32, i32], results: [i32] };

/**
 * Whether an indirect call can reach Lua's throw. The C library calls only stdio's own functions indirectly, which
 * never throw. Allocators and warning functions do not throw either.
 */
export function indirectThrows(module: WasmModule): IndirectRule {
  const throwing = new Set([cFunction, continuationOrReader, hookOrProtected].map((type) => requireType(module, type)));
  const writer = requireType(module, allocatorOrWriter);
  const writerCallers = new Set([requireExport(module, "lua_dump"), dumpFunction.index, dumpString.index]);
  const library = firstLibraryFunction(module);
  return (caller, type) =>
    isOfLibraries(module, caller) ||
    (caller < library && (throwing.has(type) || (type === writer && writerCallers.has(caller))));
}

/** The C libraries call few functions indirectly, so each of these calls counts as one that may throw. */
function isOfLibraries(module: WasmModule, caller: number): boolean {
  return findFunction(module, caller)?.library !== undefined;
}

/** The type of the functions that luaD_rawrunprotected calls. */
export function protectedFunctionType(module: WasmModule): number {
  return requireType(module, hookOrProtected);
}
