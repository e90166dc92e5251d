import type { Descriptors } from "../descriptors.ts";
import type { Disk } from "../disk.ts";
import type { Host } from "../host.ts";
import { clock } from "./clock.ts";
import { digests } from "./digests.ts";
import { createEnvironment } from "./environment.ts";
import { createFiles } from "./files.ts";
import { goArch, goOs } from "./go-platform.ts";
import { beginLuaModule } from "./lua-module.ts";
import type { luaParts } from "./lua-parts.ts";
import { processes } from "./processes.ts";
import { random } from "./random.ts";
import { terminal } from "./terminal.ts";
import type { LuaSystem } from "../lua-system.ts";

/** The host for Bun. */
export function createHost(): Host {
  let lua: LuaSystem | undefined;
  let descriptors: Descriptors | undefined;
  let disk: Disk | undefined;
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
    clock,
    get children() {
      return loadLuaParts().children;
    },
    get descriptors() {
      return (descriptors ??= loadLuaParts().createDescriptors());
    },
    get http() {
      return (require("./http.ts") as typeof import("./http.ts")).http;
    },
    get compression() {
      return (require("./compression.ts") as typeof import("./compression.ts")).compression;
    },
    get disk() {
      return (disk ??= loadDisk());
    },
    get signals() {
      return (require("./signals.ts") as typeof import("./signals.ts")).signals;
    },
    async lua() {
      // Before anything else is loaded for Lua, because this takes the longest.
      await beginLuaModule();
      return (lua ??= loadLuaParts().createLuaSystem((descriptors ??= loadLuaParts().createDescriptors())));
    },
  };
}

/** `require` loads a module during the call: the parts of the host are not promises. */
function loadLuaParts(): typeof luaParts {
  return (require("./lua-parts.ts") as { readonly luaParts: typeof luaParts }).luaParts;
}

function loadDisk(): Disk {
  const { createDisk } = require("./disk.ts") as typeof import("./disk.ts");
  return createDisk();
}
