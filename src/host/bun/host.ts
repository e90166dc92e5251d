import type { Descriptors } from "../descriptors.ts";
import type { Disk } from "../disk.ts";
import type { Host } from "../host.ts";
import { digests } from "./digests.ts";
import { createEnvironment } from "./environment.ts";
import { createFiles } from "./files.ts";
import { goArch, goOs } from "./go-platform.ts";
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
    get children() {
      return (require("./children/child-processes.ts") as typeof import("./children/child-processes.ts"))
        .childProcesses;
    },
    get descriptors() {
      return (descriptors ??= loadDescriptors());
    },
    get http() {
      return (require("./http.ts") as typeof import("./http.ts")).http;
    },
    get clock() {
      return (require("./clock.ts") as typeof import("./clock.ts")).clock;
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
    lua: async () => (lua ??= loadLuaSystem((descriptors ??= loadDescriptors()))),
  };
}

function loadDescriptors(): Descriptors {
  const { createDescriptors } = require("./streams/descriptors.ts") as typeof import("./streams/descriptors.ts");
  return createDescriptors();
}

function loadDisk(): Disk {
  const { createDisk } = require("./disk.ts") as typeof import("./disk.ts");
  return createDisk();
}

/**
 * `require` loads the module during the call, so that the compilation of Lua's module starts before anything else.
 * `import()` would wait.
 */
function loadLuaSystem(descriptors: Descriptors): LuaSystem {
  const { createLuaSystem } = require("./lua-system.ts") as typeof import("./lua-system.ts");
  return createLuaSystem(descriptors);
}
