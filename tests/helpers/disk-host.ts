import { createDisk } from "../../src/host/bun/disk.ts";
import { createHost } from "../../src/host/bun/host.ts";
import type { Disk } from "../../src/host/disk.ts";
import type { Host } from "../../src/host/host.ts";

/** Stops a host like a SIGKILL: later changes have no effect. */
export class Killed extends Error {
  override readonly name = "Killed";
}

const CHANGES = [
  "makeFolders",
  "makeUniqueFolder",
  "create",
  "createWith",
  "writeDurably",
  "replace",
  "syncFile",
  "syncFolder",
  "syncVolume",
  "setMode",
  "makeLink",
  "linkFolder",
  "rename",
  "remove",
];

export interface MortalHost {
  readonly host: Host;
  /** The number of changes made to the disk. */
  readonly count: () => number;
}

/** Whether a host is killed before a change, by the number of earlier changes, its name and its path. */
type End = (count: number, change: string, path: string) => boolean;

/** A host over the real disk that is killed before one of its changes, and makes no change after that. */
export function createMortalHost(end: End = () => false): MortalHost {
  const host = createHost();
  let count = 0;
  let dead = false;
  const live = <T>(change: string, path: string, action: () => T): T => {
    dead ||= end(count, change, path);
    if (dead) throw new Killed();
    count++;
    return action();
  };
  const disk = new Proxy(createDisk(), {
    get(target, name: keyof Disk) {
      const member = target[name] as (...args: unknown[]) => unknown;
      if (!CHANGES.includes(name)) return member;
      return (...args: unknown[]) => live(name, String(args[0]), () => member(...args));
    },
  });
  const writeAtomically: Host["files"]["writeAtomically"] = (path, content) =>
    live("writeAtomically", path, () => host.files.writeAtomically(path, content));
  const mortal = { ...host, disk, files: { ...host.files, writeAtomically } };
  return { host: mortal, count: () => count };
}
