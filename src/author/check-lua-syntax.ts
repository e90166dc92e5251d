import type { LuaSystem } from "../host/lua-system.ts";

/** Prints why a file does not compile, and nothing if it compiles. */
const COMPILE = 'local _, message = loadfile(arg[1], "t") io.write(message or "")';

/** Why luff's Lua does not compile a script, after the script's path and line; undefined if it compiles. */
export async function checkLuaSyntax(system: LuaSystem, path: string): Promise<string | undefined> {
  const { runLuaScript } = await import("../lua/run-script.ts");
  const written: number[] = [];
  const descriptors: LuaSystem["descriptors"] = {
    open: (...args) => system.descriptors.open(...args),
    close: (descriptor) => system.descriptors.close(descriptor),
    read: (...args) => system.descriptors.read(...args),
    seek: (...args) => system.descriptors.seek(...args),
    isTerminal: () => false,
    write(_descriptor, buffer, offset, length) {
      written.push(...buffer.subarray(offset, offset + length));
      return length;
    },
  };
  const script = {
    path: "lint",
    source: new TextEncoder().encode(COMPILE),
    args: [path],
    packagePath: [],
    environment: {},
    limits: {},
    mainIsOptional: true,
  };
  await runLuaScript({ ...system, module: () => system.module(), descriptors }, script);
  const message = new TextDecoder().decode(Uint8Array.from(written));
  return message === "" ? undefined : message;
}
