import { runScript } from "./command-line.ts";
import { join } from "node:path";
import { ROOT } from "./root.ts";
import { fileURLToPath } from "node:url";
import { glueFile } from "../src/lua/module/make-lua-module.ts";
import { BUN_VERSION, importedFiles, type Inputs } from "./content-key.ts";
import { ensureMade } from "./ensure-made.ts";

const MODULE = join(ROOT, "dist/lua.wasm");
const MAKER = join(ROOT, "src/lua/module/main.ts");

/** The inputs of dist/lua.wasm: wasmoon's module and all that the script imports. */
export function luaModuleInputs(): Inputs {
  return { files: [fileURLToPath(glueFile), ...importedFiles(MAKER)], words: [BUN_VERSION] };
}

/** Makes dist/lua.wasm if it is missing or was made from other inputs. Throws if that fails. */
export async function ensureLuaModule(): Promise<void> {
  await ensureMade(MODULE, luaModuleInputs(), async () => {
    // Its stdout also goes to stderr, because the caller may print JSON.
    const making = Bun.spawn([process.execPath, MAKER], { cwd: ROOT, stdio: ["ignore", 2, 2] });
    const status = await making.exited;
    if (status !== 0) throw new Error(`src/lua/module/main.ts ended with status ${status}`);
  });
}

const USAGE = `usage: bun build/ensure-lua-module.ts
Makes dist/lua.wasm where it is missing or was made of other inputs.`;

if (import.meta.main) await runScript(USAGE, {}, ensureLuaModule);
