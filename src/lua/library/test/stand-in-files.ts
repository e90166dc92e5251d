import type { LuaSystem } from "../../../host/lua-system.ts";
import { joinBytes, latin1 } from "../../bytes.ts";

/** Paths as a script may write them, byte for byte, and what is read in their places. */
export type StandIns = ReadonlyMap<string, Uint8Array>;

/** A system that finds other files at some paths. On Windows a path may have either kind of slash. */
export function withStandIns(system: LuaSystem, standIns: StandIns): LuaSystem {
  const find = (path: Uint8Array): Uint8Array => {
    const key = keyOfPath(system.os, path);
    return standIns.get(key) ?? besideStandIn(standIns, key) ?? path;
  };
  const { descriptors, entries, paths } = system;
  return Object.create(system, {
    descriptors: valueOf(descriptors, {
      open: (path: Uint8Array, bits: number, mode: number) => descriptors.open(find(path), bits, mode),
    }),
    entries: valueOf(entries, {
      status: (path: Uint8Array, follows: boolean) => entries.status(find(path), follows),
      list: (path: Uint8Array) => entries.list(find(path)),
      setMode: (path: Uint8Array, mode: number) => entries.setMode(find(path), mode),
      readLink: (path: Uint8Array) => entries.readLink(find(path)),
      setTimes: (path: Uint8Array, accessed: number, modified: number) =>
        entries.setTimes(find(path), accessed, modified),
    }),
    paths: valueOf(paths, {
      remove: (path: Uint8Array) => paths.remove(find(path)),
      rename: (from: Uint8Array, to: Uint8Array) => paths.rename(find(from), find(to)),
    }),
  }) as LuaSystem;
}

/** The name that the library gives to a file that becomes another one when it is complete. */
const INCOMPLETE = /^(.*)(\.[0-9a-f]{12}\.(?:part|tmp))$/s;

/** Where such a file of a stand-in is: beside that, on the same disk. The folder of the path itself may be missing. */
function besideStandIn(standIns: StandIns, key: string): Uint8Array | undefined {
  const [, path, ending] = INCOMPLETE.exec(key) ?? [];
  const standIn = path === undefined ? undefined : standIns.get(path);
  return standIn && joinBytes([standIn, ending ?? ""]);
}

/** The text by which a path is known. */
export function keyOfPath(os: string, path: Uint8Array): string {
  const text = latin1(path);
  return os === "windows" ? text.replaceAll("\\", "/").toLowerCase() : text;
}

/** A property whose value has other functions in the places of some. */
function valueOf(object: object, functions: Readonly<Record<string, unknown>>): PropertyDescriptor {
  const changed: unknown = Object.create(object, descriptorsOf(functions));
  return { value: changed };
}

function descriptorsOf(functions: Readonly<Record<string, unknown>>): PropertyDescriptorMap {
  return Object.fromEntries(Object.entries(functions).map(([name, value]) => [name, { value }]));
}
