import { arch, os, runtime } from "qjs:host";
import type { Host } from "../host.ts";
import { childProcesses } from "./child-processes.ts";
import { clock } from "./clock.ts";
import { compression } from "./compression.ts";
import { descriptors } from "./descriptors.ts";
import { digests } from "./digests.ts";
import { disk } from "./disk.ts";
import { createEnvironment } from "./environment.ts";
import { files } from "./files.ts";
import { http } from "./http.ts";
import { processes } from "./processes.ts";
import { random } from "./random.ts";
import { signals } from "./signals.ts";
import { terminal } from "./terminal.ts";

/** The host for QuickJS and the C in native/. */
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
    children: childProcesses,
    descriptors,
    http,
    clock,
    compression,
    disk,
    signals,
    lua: async () => (await import("./lua-system.ts")).luaSystem,
  };
}
