import type { Host } from "../host.ts";
import { digests } from "./digests.ts";
import { createEnvironment } from "./environment.ts";
import { createFiles } from "./files.ts";
import { processes } from "./processes.ts";
import { terminal } from "./terminal.ts";
import type { LuaSystem } from "../lua-system.ts";

const GO_OS: Readonly<Record<string, string>> = { win32: "windows", sunos: "solaris" };
const GO_ARCH: Readonly<Record<string, string>> = { x64: "amd64", ia32: "386", ppc64: "ppc64le" };

/** The host over Bun. */
export function createHost(): Host {
  const os = GO_OS[process.platform] ?? process.platform;
  let lua: LuaSystem | undefined;
  return {
    name: "bun",
    runtime: `Bun ${Bun.version}`,
    os,
    arch: GO_ARCH[process.arch] ?? process.arch,
    files: createFiles(os),
    processes,
    environment: createEnvironment(os),
    terminal,
    digests,
    lua: async () => (lua ??= loadLuaSystem()),
  };
}

/** `require` loads at the call, so that Lua's module begins to compile before anything else is done; `import()` would wait. */
function loadLuaSystem(): LuaSystem {
  const { createLuaSystem } = require("./lua-system.ts") as typeof import("./lua-system.ts");
  const system = createLuaSystem();
  system.module().catch(() => undefined); // Whoever awaits it is told.
  return system;
}
