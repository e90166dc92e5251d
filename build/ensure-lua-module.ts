import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./root.ts";

const MODULE = join(ROOT, "dist/lua.wasm");
const MAKER = join(ROOT, "src/lua/module");

/** Makes dist/lua.wasm where it is missing or older than the scripts that make it. Throws where they fail. */
export async function ensureLuaModule(): Promise<void> {
  if (existsSync(MODULE) && statSync(MODULE).mtimeMs >= newest()) return;
  const making = Bun.spawn([process.execPath, join(MAKER, "main.ts")], {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
  });
  const status = await making.exited;
  if (status !== 0) throw new Error(`src/lua/module/main.ts ended with status ${status}`);
}

function newest(): number {
  const sources = [...new Bun.Glob("**/*").scanSync({ cwd: MAKER, absolute: true }), join(ROOT, "bun.lock")];
  return Math.max(...sources.map((file) => statSync(file).mtimeMs));
}

if (import.meta.main) await ensureLuaModule();
