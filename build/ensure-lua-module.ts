import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { LIBRARY_PARTS } from "../src/lua/c-libraries/library-parts.ts";
import { glueFile } from "../src/lua/module/make-lua-module.ts";
import { ensureLinkedLibraries, linkedLibrariesInputs } from "./c-libraries/ensure-linked-libraries.ts";
import { runScript } from "./command-line.ts";
import { BUN_VERSION, contentKey, importedFiles, type Inputs } from "./content-key.ts";
import { ensureMade } from "./ensure-made.ts";
import { fetchLuacheck, LUACHECK_SHA256 } from "./luacheck/luacheck-source.ts";
import { packLuacheck } from "./luacheck/pack-luacheck.ts";
import { ensureLuaAssertions } from "./lua-assertions/ensure-lua-assertions.ts";
import { ROOT } from "./root.ts";

/** The module of Lua alone, and those of its C libraries: what Bun's executables contain. */
export const LUA_MODULE = join(ROOT, "dist/lua.wasm");
export const LIBRARY_MODULES = ["libraries", ...LIBRARY_PARTS.map((part) => `library-${part}`)].map((name) =>
  join(ROOT, `dist/lua-${name}.wasm`),
);
/** Both in one: what the compact executables contain. */
export const WHOLE_MODULE = join(ROOT, "dist/lua-whole.wasm");
/** luacheck, as lint loads it. */
export const PACKED_LUACHECK = join(ROOT, "dist/luacheck.txt");
const MAKER = join(ROOT, "src/lua/module/main.ts");

/** The inputs of the modules: wasmoon's module, the C libraries and all that the script imports. */
export function luaModuleInputs(): Inputs {
  return {
    files: [fileURLToPath(glueFile), ...importedFiles(MAKER)],
    words: [BUN_VERSION, contentKey(linkedLibrariesInputs())],
  };
}

/**
 * Makes Lua's modules, luacheck and the assertions for specs in dist if one is missing or was made from other inputs. Throws
 * if that fails.
 */
export async function ensureLuaModule(): Promise<void> {
  const others = [...LIBRARY_MODULES, WHOLE_MODULE];
  if (!others.every((file) => existsSync(file))) rmSync(LUA_MODULE, { force: true });
  await ensureMade(LUA_MODULE, luaModuleInputs(), makeModules);
  await ensureMade(PACKED_LUACHECK, packedLuacheckInputs(), async () => {
    writeFileSync(PACKED_LUACHECK, packLuacheck(await fetchLuacheck()));
  });
  await ensureLuaAssertions();
}

function packedLuacheckInputs(): Inputs {
  return { files: [join(import.meta.dir, "luacheck/pack-luacheck.ts")], words: [BUN_VERSION, LUACHECK_SHA256] };
}

async function makeModules(): Promise<void> {
  const linked = await ensureLinkedLibraries();
  // Its stdout also goes to stderr, because the caller may print JSON.
  const making = Bun.spawn([process.execPath, MAKER, linked], { cwd: ROOT, stdio: ["ignore", 2, 2] });
  const status = await making.exited;
  if (status !== 0) throw new Error(`src/lua/module/main.ts ended with status ${status}`);
}

const USAGE = `usage: bun build/ensure-lua-module.ts
Makes Lua's modules (lua.wasm, lua-libraries.wasm, lua-library-….wasm, lua-whole.wasm), luacheck (luacheck.txt) and the
assertions for specs (lua-assertions.txt) in dist where one is missing or was made of other inputs. The first time it downloads the sources of
luacheck, the assertions and the C libraries from Debian's archive, and compiles the libraries.`;

if (import.meta.main) await runScript(USAGE, {}, ensureLuaModule);
