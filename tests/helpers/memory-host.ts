import type { Descriptors } from "../../src/host/descriptors.ts";
import type { Disk, EntryKind } from "../../src/host/disk.ts";
import { compression } from "../../src/host/bun/compression.ts";
import { digests } from "../../src/host/bun/digests.ts";
import type { Host } from "../../src/host/host.ts";
import { HostError } from "../../src/host/host-error.ts";
import type { ProgramStart } from "../../src/host/processes.ts";
import type { OutputStream } from "../../src/host/terminal.ts";
import { createMemoryFiles, type MemoryEntry, type MemoryFiles } from "./memory-files.ts";

export interface MemoryHostOptions {
  /** Go's name; "linux" if absent. */
  readonly os?: string;
  /** "amd64" if absent. */
  readonly arch?: string;
  readonly files?: Readonly<Record<string, MemoryEntry>>;
  /** The whole environment; HOME (USERPROFILE on Windows) is `home`. */
  readonly env?: Readonly<Record<string, string>>;
  /** luff's own file; its usual place if absent. */
  readonly executable?: string;
  /** Folders in which no file can be made. */
  readonly readOnly?: readonly string[];
  /** The streams that are terminals. */
  readonly terminals?: readonly (OutputStream | "stdin")[];
  /** Returns the exit status of a program that was started; 0 where absent. */
  readonly runProgram?: (program: ProgramStart) => number;
}

const ENOENT = 2;
const NO_NETWORK = "the memory host has no network";

function refuseNetwork(): never {
  throw new Error(NO_NETWORK);
}

/** A whole host in memory. It uses nothing of the real machine except digests and random bytes. */
export interface MemoryHost extends Host {
  readonly files: MemoryFiles;
  /** What was written on either stream. */
  readonly written: Record<OutputStream, string>;
  /** The programs that were started, in their order. */
  readonly started: readonly ProgramStart[];
}

const POSIX_FOLDERS = { home: "/home/user", workingDirectory: "/wd", executable: "/usr/bin/luff", temporary: "/tmp" };
const WINDOWS_FOLDERS = {
  home: "C:\\Users\\user",
  workingDirectory: "C:\\work",
  executable: "C:\\luff\\luff.exe",
  temporary: "C:\\Temp",
};

/** Makes a host with the paths and the environment rules of its operating system. */
export function createMemoryHost(options: MemoryHostOptions = {}): MemoryHost {
  const { os = "linux", arch = "amd64", runProgram = () => 0 } = options;
  const folders = os === "windows" ? WINDOWS_FOLDERS : POSIX_FOLDERS;
  const { workingDirectory } = folders;
  const files = createMemoryFiles({ os, workingDirectory, readOnly: options.readOnly ?? [] });
  for (const folder of [folders.home, workingDirectory, folders.temporary]) files.put(folder, { kind: "directory" });
  for (const [path, entry] of Object.entries(options.files ?? {})) files.put(path, entry);
  const executable = options.executable ?? folders.executable;
  const env = options.env ?? { [os === "windows" ? "USERPROFILE" : "HOME"]: folders.home };
  const get = createLookup(os, env);
  const written = { stdout: "", stderr: "" };
  const started: ProgramStart[] = [];
  return {
    name: "memory",
    runtime: "Memory 1.0",
    os,
    arch,
    files,
    written,
    started,
    environment: {
      get,
      all: () => ({ ...env }),
      workingDirectory,
      home: get(os === "windows" ? "USERPROFILE" : "HOME") ?? "",
      executable,
      ownCommand: [executable],
      processId: 1,
      temporaryDirectory: folders.temporary,
    },
    terminal: {
      write: (stream, text) =>
        void (written[stream] += typeof text === "string" ? text : new TextDecoder().decode(text)),
      isTerminal: (stream) => options.terminals?.includes(stream) ?? false,
      width: () => 80,
      height: () => 24,
      setEcho: () => true,
    },
    compression,
    digests: {
      begin: () => digests.begin(),
      sha256: (bytes) => new Bun.CryptoHasher("sha256").update(bytes).digest("hex"),
    },
    random: { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) },
    processes: {
      async run(program) {
        requireStartable(files, program.file);
        started.push(program);
        return runProgram(program);
      },
      async runChild(program) {
        return this.run(program);
      },
    },
    // There is no command interpreter, and so nothing to read from a child.
    children: { available: () => false, execute: () => -ENOENT, open: () => -ENOENT },
    descriptors: {} as Descriptors,
    http: { get: () => Promise.reject(new Error(NO_NETWORK)), exchange: refuseNetwork },
    clock: {
      now: () => 0,
      fineNow: () => 0,
      steady: () => 0,
      sleep: async () => {},
      block: () => {},
      processorTime: () => 0,
      offsetAt: () => 0,
      zoneNameAt: () => "UTC",
    },
    disk: unchangingDisk(files),
    signals: { watch: () => ({ received: async () => undefined, end: () => {} }) },
    lua: () => Promise.reject(new Error("the memory host has no Lua")),
  };
}

/** The disk of a memory host does not change: it only shows what kind of entry is at a path, and where a link leads. */
function unchangingDisk(files: MemoryFiles): Disk {
  const known: Pick<Disk, "entry" | "readLink"> = {
    entry(path) {
      const entry = files.at(path);
      return entry === undefined ? undefined : { kind: kindOf(entry), size: 0, mode: 0 };
    },
    readLink(path) {
      const entry = files.at(path);
      if (typeof entry === "object" && "kind" in entry && entry.kind === "link") return entry.target;
      throw new HostError("other", path, "not a link");
    },
  };
  return new Proxy(known as Disk, {
    get(target, name) {
      if (name in target) return Reflect.get(target, name);
      throw new Error(`the memory host cannot change its disk: ${String(name)}`);
    },
  });
}

function kindOf(entry: MemoryEntry): EntryKind {
  if (typeof entry === "string" || entry instanceof Uint8Array) return "file";
  if (entry.kind === "program" || entry.kind === "barred") return "file";
  return entry.kind === "denied" ? "directory" : entry.kind;
}

function createLookup(os: string, env: Readonly<Record<string, string>>): (name: string) => string | undefined {
  if (os !== "windows") return (name) => (Object.hasOwn(env, name) ? env[name] : undefined);
  const upper = new Map(Object.entries(env).map(([name, value]) => [name.toUpperCase(), value]));
  return (name) => upper.get(name.toUpperCase());
}

function requireStartable(files: MemoryFiles, file: string): void {
  const stat = files.stat(file);
  if (stat === undefined) throw new HostError("not-found", file, "no such file or directory");
  if (stat.kind !== "file" || !stat.executable) throw new HostError("denied", file, "permission denied");
}
