import type { Host } from "../host.ts";
import { digests } from "./digests.ts";
import { createEnvironment } from "./environment.ts";
import { createFiles } from "./files.ts";
import { processes } from "./processes.ts";
import { terminal } from "./terminal.ts";

const GO_OS: Readonly<Record<string, string>> = { win32: "windows", sunos: "solaris" };
const GO_ARCH: Readonly<Record<string, string>> = { x64: "amd64", ia32: "386", ppc64: "ppc64le" };

/** The host over Bun. */
export function createHost(): Host {
  const os = GO_OS[process.platform] ?? process.platform;
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
    lua: async () => (await import("./lua-system.ts")).createLuaSystem(),
  };
}
