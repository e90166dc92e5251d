import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createHost } from "../../src/host/bun/host.ts";
import type { Host } from "../../src/host/host.ts";
import { canRunCompactHost, createCompactHost } from "../helpers/compact-host.ts";
import type { MemoryEntry } from "../helpers/memory-files.ts";
import { createMemoryHost } from "../helpers/memory-host.ts";

/** A host under the suite, with a folder of its own to work in. */
export interface Subject extends Disposable {
  readonly host: Host;
  /** An absolute path of an existing empty folder. */
  readonly root: string;
  /** Creates an entry at a path below the root, with its folders, and returns its absolute path. */
  put(path: string, entry: MemoryEntry): string;
}

/** Every host that this process can make, by name; the suites run over each. */
export const SUBJECTS: Readonly<Record<string, () => Subject>> = {
  "the Bun host": () => diskSubject(createHost()),
  ...(canRunCompactHost() ? { "the QuickJS host": () => diskSubject(createCompactHost()) } : {}),
  "the in-memory host": memorySubject,
};

function diskSubject(host: Host): Subject {
  const root = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), "luff contract ü-")));
  return {
    host,
    root,
    put(path, entry) {
      const full = join(root, path);
      fs.mkdirSync(dirname(full), { recursive: true });
      putOnDisk(full, entry);
      return full;
    },
    [Symbol.dispose]: () => fs.rmSync(root, { recursive: true, force: true }),
  };
}

function putOnDisk(path: string, entry: MemoryEntry): void {
  if (typeof entry === "string" || entry instanceof Uint8Array) return fs.writeFileSync(path, entry);
  switch (entry.kind) {
    case "program":
      return fs.writeFileSync(path, entry.content ?? "", { mode: 0o755 });
    case "barred":
      fs.writeFileSync(path, entry.content ?? "");
      return fs.chmodSync(path, entry.permissions.mode);
    case "directory":
      return void fs.mkdirSync(path, { recursive: true });
    case "link":
      return fs.symlinkSync(entry.target, path);
    default:
      throw new Error(`a contract cannot rely on ${entry.kind}: root may do everything`);
  }
}

function memorySubject(): Subject {
  const host = createMemoryHost({ os: process.platform === "win32" ? "windows" : "linux" });
  const root = join(host.environment.temporaryDirectory, "contract");
  host.files.put(root, { kind: "directory" });
  return {
    host,
    root,
    put(path, entry) {
      host.files.put(join(root, path), entry);
      return join(root, path);
    },
    [Symbol.dispose]: () => {},
  };
}
