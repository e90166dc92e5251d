import type { Host } from "../host.ts";
import { digests } from "./digests.ts";
import { createEnvironment } from "./environment.ts";
import { createFiles } from "./files.ts";
import { goArch, goOs } from "./go-platform.ts";
import { processes } from "./processes.ts";
import { random } from "./random.ts";
import { terminal } from "./terminal.ts";
import type { LuaSystem } from "../lua-system.ts";

/** The host over Bun. */
export function createHost(): Host {
  let lua: LuaSystem | undefined;
  return {
    name: "bun",
    runtime: `Bun ${Bun.version}`,
    os: goOs,
    arch: goArch,
    files: createFiles(goOs),
    processes,
    environment: createEnvironment(goOs),
    terminal,
    digests,
    random,
    lua: async () => (lua ??= loadLuaSystem()),
  };
}

/** `require` loads at the call, so that Lua's module can begin to compile before anything else is done; `import()` would wait. */
function loadLuaSystem(): LuaSystem {
  const { createLuaSystem } = require("./lua-system.ts") as typeof import("./lua-system.ts");
  return createLuaSystem();
}
