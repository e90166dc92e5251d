import { createHash } from "node:crypto";
import { GLUE_SHA256 } from "../binary-facts.ts";
import { encodeModule } from "./encode-module.ts";
import { lookAtLastArgumentFirst } from "./argument-order.ts";
import { addCompatibleMath, importMath } from "./compatible-math.ts";
import { copyLines } from "./copy-lines.ts";
import { leaveOutExports } from "./leave-out-exports.ts";
import { addHostFunctions } from "./host-functions.ts";
import { leaveObjects } from "./leave-objects.ts";
import { openState } from "./open-state.ts";
import { parseModule } from "./parse-module.ts";
import { transformLua } from "./transform-lua.ts";
import { readBlocks } from "./read-blocks.ts";
import { silenceSearchers } from "./silence-searchers.ts";
import type { WasmModule } from "./wasm-module.ts";
import { keepExitStatusWhole } from "./whole-exit-status.ts";
import { widenFileBuffers } from "./widen-file-buffers.ts";

/** The input, after an install. */
export const glueFile = new URL("../../../node_modules/wasmoon/dist/glue.wasm", import.meta.url);

/** Makes luff's Lua module from wasmoon's. Throws if that is not the file whose functions and offsets are known. */
export function makeLuaModule(glue: Uint8Array): Uint8Array<ArrayBuffer> {
  return encodeModule(leaveOutExports(openState(rewriteLuaModule(glue))));
}

/** The rewritten module before a state is opened in it, with all of wasmoon's exports. Throws in the same way. */
export function rewriteLuaModule(glue: Uint8Array): WasmModule {
  const found = createHash("sha256").update(glue).digest("hex");
  if (found !== GLUE_SHA256) {
    throw new Error(`glue.wasm has sha256 ${found}, expected ${GLUE_SHA256}: run bun build/find-lua-functions.ts`);
  }
  const changed = leaveObjects(readBlocks(copyLines(widenFileBuffers(parseModule(glue)))));
  const mended = addCompatibleMath(keepExitStatusWhole(lookAtLastArgumentFirst(silenceSearchers(changed))));
  return addHostFunctions(importMath(transformLua(mended)));
}
