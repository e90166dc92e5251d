/**
 * Calls the QuickJS host for the contract suite, from another process. Compiled as a compact executable:
 *   driver call JSON      [part, member, ...arguments] of the host; the result, or a HostError, as JSON on stdout
 *   driver ask            the same with the JSON on stdin
 *   driver host JSON      starts a program; a HostError is reported by its kind on stderr
 *   driver child JSON     runs a program as a child, or waits for a signal where there is none; then prints the status and the signal
 *   driver pump           the results of a PumpCase, which stdin has as JSON, as JSON on stdout
 *   driver hold PATH      takes a lock, prints a line, and keeps it until it is killed
 *   driver write          (what stdin holds: [["stdout","text"], …])
 *   driver tell           (isTerminal and width of the streams, as JSON on stderr)
 */
import "../../src/host/quickjs/globals.ts";
import { HostError } from "../../src/host/host-error.ts";
import type { OutputStream } from "../../src/host/terminal.ts";
import { entries } from "../../src/host/quickjs/entries.ts";
import { createHost } from "../../src/host/quickjs/host.ts";
import { runAsProgram } from "../../src/host/quickjs/program.ts";
import { packValue, unpackValue } from "./packed-value.ts";
import { pumpPrograms, type PumpCase } from "./pump-program.ts";

const host = createHost();

/** All that a stream gives, and the error that ends it. */
async function whole(chunks: AsyncIterable<Uint8Array>): Promise<object> {
  const parts: Uint8Array[] = [];
  try {
    for await (const chunk of chunks) parts.push(chunk.slice());
    return { parts };
  } catch (error) {
    return { parts, error: fieldsOf(error) };
  }
}

/** What the other process makes the same error of. */
function fieldsOf(error: unknown): Pick<HostError, "kind" | "path" | "detail"> {
  if (!(error instanceof HostError)) throw error;
  return { kind: error.kind, path: error.path, detail: error.detail };
}

async function* each(chunks: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* chunks;
}

/** Streams that are read to their end, and a digest of bytes in parts. */
const streams = {
  gunzip: (chunks: readonly Uint8Array[]) => whole(host.compression.gunzip(each(chunks))),
  inflate: (chunks: readonly Uint8Array[]) => whole(host.compression.inflate(each(chunks))),
  deflate: (chunks: readonly Uint8Array[]) => whole(host.compression.deflate(each(chunks))),
  digest(chunks: readonly Uint8Array[]): string {
    const digest = host.digests.begin();
    for (const chunk of chunks) digest.add(chunk);
    return digest.end();
  },
};

/** Files that are open only during one call. */
const opened = {
  size: (path: string): number => host.disk.open(path).size,
  readAt(path: string, position: number, length: number): Uint8Array {
    const buffer = new Uint8Array(length);
    return buffer.slice(0, host.disk.open(path).readAt(position, buffer));
  },
  create(path: string, mode: number, chunks: readonly Uint8Array[]): void {
    const file = host.disk.create(path, mode);
    for (const chunk of chunks) file.write(chunk);
    file.close();
  },
};

const parts: Readonly<Record<string, unknown>> = { "": host, ...host, opened, streams, entries };

async function call(json: string): Promise<string> {
  const [part, member, ...args] = unpackValue(JSON.parse(json)) as [string, string, ...unknown[]];
  const owner = parts[part] as Record<string, unknown>;
  const found = owner[member];
  try {
    const value: unknown = typeof found === "function" ? await found(...args) : found;
    return JSON.stringify({ value: packValue(value) });
  } catch (error) {
    return JSON.stringify({ error: fieldsOf(error) });
  }
}

async function readInput(): Promise<string> {
  const { descriptors } = await host.lua();
  const buffer = new Uint8Array(8 << 20);
  let length = 0;
  for (let count = 1; count > 0; length += Math.max(count, 0)) {
    count = descriptors.read(0, buffer, length, buffer.length - length);
  }
  return new TextDecoder().decode(buffer.subarray(0, length));
}

async function runChild(json: string): Promise<number> {
  const watch = host.signals.watch();
  const status = await host.processes.runChild(JSON.parse(json));
  host.terminal.write("stdout", `status ${status} signal ${await watch.received()}\n`);
  watch.end();
  return status;
}

async function main([way, json = ""]: readonly string[]): Promise<number> {
  if (way === "call" || way === "ask") {
    host.terminal.write("stdout", await call(way === "ask" ? await readInput() : json));
    return 0;
  }
  if (way === "pump") {
    const { programs } = await host.lua();
    const pumped = pumpPrograms(programs, unpackValue(JSON.parse(await readInput())) as PumpCase);
    host.terminal.write("stdout", JSON.stringify(packValue(pumped)));
    return 0;
  }
  if (way === "write") {
    const texts = JSON.parse(await readInput()) as [OutputStream, string][];
    for (const [stream, text] of texts) host.terminal.write(stream, text);
    return 0;
  }
  if (way === "tell") {
    const streams = (["stdin", "stdout", "stderr"] as const).map((stream) => host.terminal.isTerminal(stream));
    const size = { width: host.terminal.width("stdout"), height: host.terminal.height("stdout") };
    host.terminal.write("stderr", `${JSON.stringify({ streams, ...size, echo: host.terminal.setEcho(true) })}\n`);
    return 0;
  }
  if (way === "hold") {
    host.terminal.write("stdout", host.disk.lock(json, "the holder", 0) === undefined ? "held\n" : "taken\n");
    return host.processes.runChild({
      file: "/bin/sleep",
      name: "sleep",
      args: ["600"],
      variables: {},
      stdout: "stdout",
    });
  }
  try {
    if (way === "child") return await runChild(json);
    return await host.processes.run(JSON.parse(json));
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    host.terminal.write("stderr", `HostError ${error.kind}\n`);
    return 99;
  }
}

void runAsProgram(main);
