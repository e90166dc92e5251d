import { createHash } from "node:crypto";
import { GLUE_SHA256, libraries } from "../binary-facts.ts";
import type { LibraryPart } from "../c-libraries/library-parts.ts";
import { encodeModule } from "./encode-module.ts";
import { lookAtLastArgumentFirst } from "./argument-order.ts";
import { addCompatibleMath, importMath } from "./compatible-math.ts";
import { copyLines } from "./copy-lines.ts";
import { leaveOutExports } from "./leave-out-exports.ts";
import { addHostFunctions } from "./host-functions.ts";
import { leaveObjects } from "./leave-objects.ts";
import { instruction } from "./instructions.ts";
import { addLibrarySearcher } from "./library-searcher.ts";
import { mergeLibraries } from "./merge-libraries.ts";
import { op } from "./opcodes.ts";
import { openState } from "./open-state.ts";
import { parseLibraries, type LinkedLibraries } from "./parse-libraries.ts";
import { parseModule } from "./parse-module.ts";
import { transformLua } from "./transform-lua.ts";
import { readBlocks } from "./read-blocks.ts";
import { silenceSearchers } from "./silence-searchers.ts";
import { splitLibraries } from "./split-libraries.ts";
import { valueType, type Global, type WasmModule } from "./wasm-module.ts";
import { keepExitStatusWhole } from "./whole-exit-status.ts";
import { widenFileBuffers } from "./widen-file-buffers.ts";

/** The input, after an install. */
export const glueFile = new URL("../../../node_modules/wasmoon/dist/glue.wasm", import.meta.url);

/** The state that called the C libraries' function which is running; 0 if none is. */
const CALLING_STATE: Global = { type: valueType.i32, mutable: true, initial: [instruction(op.i32Const, 0)] };

/** luff's Lua modules: one with the C libraries, which the compact host compiles, and what it is split into for Bun. */
export interface LuaModules {
  readonly whole: Uint8Array<ArrayBuffer>;
  readonly lua: Uint8Array<ArrayBuffer>;
  /** What the C libraries share. */
  readonly libraries: Uint8Array<ArrayBuffer>;
  readonly parts: ReadonlyMap<LibraryPart, Uint8Array<ArrayBuffer>>;
}

/**
 * Makes luff's Lua modules from wasmoon's and from the linked C libraries. Throws if the first is not the file whose
 * functions and offsets are known, or if the libraries do not fit it.
 */
export function makeLuaModules(glue: Uint8Array, libraryBytes: Uint8Array): LuaModules {
  const linked = parseLibraries(libraryBytes);
  const opened = openState(rewriteLuaModule(glue, linked), { address: libraries.address, end: linked.end });
  const whole = leaveOutExports(opened);
  const split = splitLibraries(whole, linked.end);
  return {
    whole: encodeModule(whole),
    lua: encodeModule(split.lua),
    libraries: encodeModule(split.libraries),
    parts: new Map([...split.parts].map(([part, module]) => [part, encodeModule(module)])),
  };
}

/**
 * The rewritten module before a state is opened in it, with all of wasmoon's exports, and with the C libraries if they
 * are given. Throws in the same way.
 */
export function rewriteLuaModule(glue: Uint8Array, linked?: LinkedLibraries): WasmModule {
  const found = createHash("sha256").update(glue).digest("hex");
  if (found !== GLUE_SHA256) {
    throw new Error(`glue.wasm has sha256 ${found}, expected ${GLUE_SHA256}: run bun build/find-lua-functions.ts`);
  }
  const parsed = parseModule(glue);
  const callingState = parsed.globals.length;
  const withState = { ...parsed, globals: [...parsed.globals, CALLING_STATE] };
  const merged = linked === undefined ? withState : mergeLibraries(withState, linked, callingState);
  const changed = leaveObjects(readBlocks(copyLines(widenFileBuffers(merged))));
  const mended = addCompatibleMath(keepExitStatusWhole(lookAtLastArgumentFirst(silenceSearchers(changed))));
  return addLibrarySearcher(addHostFunctions(importMath(transformLua(mended, callingState))));
}
