import { arch, os, runtime } from "qjs:host";
import type { Host } from "../host.ts";
import { digests } from "./digests.ts";
import { createEnvironment } from "./environment.ts";
import { files } from "./files.ts";
import { processes } from "./processes.ts";
import { random } from "./random.ts";
import { terminal } from "./terminal.ts";

/** The host over QuickJS and the C of native/. */
export function createHost(): Host {
  return {
    name: "quickjs",
    runtime,
    os,
    arch,
    files,
    processes,
    environment: createEnvironment(os),
    terminal,
    digests,
    random,
    lua: async () => (await import("./lua-system.ts")).luaSystem,
  };
}
