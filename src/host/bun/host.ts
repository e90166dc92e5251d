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
import { noteInheritedDescriptors } from "./start/inherited-descriptors.ts";
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
      noteInheritedDescriptors();
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
    async wasm() {
      noteInheritedDescriptors();
      return (await import("./wasm/wasm-host.ts")).wasmHost;
    },
  };
}

/**
 * `require` loads a module during the call: the parts of the host are not promises. From now on luff may keep files
 * open, as with the two others that begin in this way.
 */
function loadLuaParts(): typeof luaParts {
  noteInheritedDescriptors();
  return (require("./lua-parts.ts") as { readonly luaParts: typeof luaParts }).luaParts;
}

function loadDisk(): Disk {
  noteInheritedDescriptors();
  const { createDisk } = require("./disk.ts") as typeof import("./disk.ts");
  return createDisk();
}
