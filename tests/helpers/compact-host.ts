import { join, resolve } from "node:path";
import { COMPACT_CACHE, hasCompactSources } from "../../build/compact/fetch-sources.ts";
import { requireToolchain } from "../../build/compact/toolchains.ts";
import { HostError } from "../../src/host/host-error.ts";
import type { Compression } from "../../src/host/compression.ts";
import type { RunningDigest } from "../../src/host/digests.ts";
import type { InputFile, OutputFile } from "../../src/host/disk.ts";
import type { Entries } from "../../src/host/entries.ts";
import type { Host } from "../../src/host/host.ts";
import { noteCrash } from "./note-crash.ts";
import { packValue, unpackValue } from "./packed-value.ts";
import type { PumpCase, Pumped } from "./pump-program.ts";

const BUILDER = resolve(import.meta.dir, "build-compact-driver.ts");
const MACHINE = { os: "linux", arch: "amd64" } as const;

/** Whether the compact host can be built and run here: on Linux, with its compiler, once its sources have been fetched. */
export function canRunCompactHost(): boolean {
  const fits = process.platform === "linux" && process.arch === "x64";
  return fits && hasCompactSources() && Bun.which(requireToolchain(MACHINE).compiler) !== null;
}

let driver: string | undefined;

/** The path of an executable made of compact-host-driver.ts, built at the first call: with LUFF_SANITIZE one that ends at faults. */
export function compactHostDriver(): string {
  if (driver !== undefined) return driver;
  const flags = process.env["LUFF_SANITIZE"] === "1" ? ["--sanitize"] : [];
  const outfile = join(COMPACT_CACHE, ["contract-driver", ...flags].join(""));
  const { exitCode, stderr } = Bun.spawnSync([process.execPath, BUILDER, outfile, ...flags]);
  if (exitCode !== 0) throw new Error(`the driver of the QuickJS host was not built: ${stderr.toString()}`);
  driver = outfile;
  return driver;
}

/** The QuickJS host behind its driver, a process for each call. Functions that return a promise are left out. */
export function createCompactHost(): Host {
  const part = (name: string): object => new Proxy({}, { get: (_, member) => readMember(name, String(member)) });
  const parts = ["files", "environment", "random", "terminal"].map((name) => [name, part(name)] as const);
  const scalars = ["name", "runtime", "os", "arch"].map((name) => [name, ask(["", name])] as const);
  const disk = { get: (_: object, member: string) => openings[member] ?? readMember("disk", member) };
  const digests = { sha256: (bytes: Uint8Array) => ask(["digests", "sha256", bytes]), begin: beginDigest };
  const host = { ...Object.fromEntries([...parts, ...scalars]), disk: new Proxy({}, disk), digests, compression };
  return host as unknown as Host;
}

/** The part of that host for Lua's files and folders. */
export function createCompactEntries(): Entries {
  return new Proxy({}, { get: (_, member) => readMember("entries", String(member)) }) as Entries;
}

/** pumpPrograms over that host. */
export function pumpCompactPrograms(given: PumpCase): Pumped[] {
  const stdin = new TextEncoder().encode(JSON.stringify(packValue(given)));
  const { exitCode, stdout, stderr } = Bun.spawnSync([compactHostDriver(), "pump"], { stdin });
  if (exitCode !== 0) throw new Error(`the driver ended with ${exitCode}: ${stderr.toString()}`);
  return unpackValue(JSON.parse(stdout.toString())) as Pumped[];
}

const compression: Compression = {
  gunzip: (chunks) => streamed("gunzip", chunks),
  inflate: (chunks) => streamed("inflate", chunks),
  deflate: (chunks) => streamed("deflate", chunks),
  crc32: (bytes, before) => ask(["compression", "crc32", bytes, before]) as number,
};

/** An error of the other process. */
type Told = Pick<HostError, "kind" | "path" | "detail">;

async function* streamed(member: string, chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const given: Uint8Array[] = [];
  for await (const chunk of chunks) given.push(chunk);
  const { parts, error } = ask(["streams", member, given]) as {
    readonly parts: readonly Uint8Array[];
    readonly error?: Told;
  };
  yield* parts;
  if (error !== undefined) throw new HostError(error.kind, error.path, error.detail);
}

function beginDigest(): RunningDigest {
  const chunks: Uint8Array[] = [];
  return { add: (bytes) => void chunks.push(bytes), end: () => ask(["streams", "digest", chunks]) as string };
}

/** A call cannot keep a file open, so each part opens it again. */
const openings: Readonly<Record<string, unknown>> = {
  open(path: string): InputFile {
    return {
      size: ask(["opened", "size", path]) as number,
      readAt(position, buffer) {
        const bytes = ask(["opened", "readAt", path, position, buffer.length]) as Uint8Array;
        buffer.set(bytes);
        return bytes.length;
      },
      close: () => {},
    };
  },
  create(path: string, mode: number): OutputFile {
    const chunks: Uint8Array[] = [];
    ask(["opened", "create", path, mode, []]);
    ask(["disk", "remove", path]);
    return {
      write: (bytes) => void chunks.push(bytes),
      close: () => void ask(["opened", "create", path, mode, chunks]),
    };
  },
};

const VALUES: ReadonlySet<string> = new Set([
  "workingDirectory",
  "home",
  "executable",
  "temporaryDirectory",
  "processId",
]);

function readMember(part: string, member: string): unknown {
  if (VALUES.has(member)) return ask([part, member]);
  return (...args: readonly unknown[]) => ask([part, member, ...args]);
}

function ask(question: readonly unknown[]): unknown {
  const stdin = new TextEncoder().encode(JSON.stringify(packValue(question)));
  const { exitCode, signalCode = null, stdout, stderr } = Bun.spawnSync([compactHostDriver(), "ask"], { stdin });
  noteCrash(question.slice(0, 2).map(String), { exitCode, signalCode });
  if (exitCode !== 0) throw new Error(`the driver ended with ${exitCode}: ${stderr.toString()}`);
  const { value, error } = JSON.parse(stdout.toString());
  if (error !== undefined) throw new HostError(error.kind, error.path, error.detail);
  return unpackValue(value);
}
