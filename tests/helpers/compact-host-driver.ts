/**
 * What the contract suite asks of the QuickJS host, from outside. Compiled as a compact executable:
 *   driver call JSON      [part, member, ...arguments] of the host; the result, or a HostError, as JSON on stdout
 *   driver host JSON      starts a program; a HostError is reported by its kind on stderr
 *   driver write          (what stdin holds: [["stdout","text"], …])
 *   driver tell           (isTerminal and width of the streams, as JSON on stderr)
 */
import "../../src/host/quickjs/globals.ts";
import { HostError } from "../../src/host/host-error.ts";
import type { OutputStream } from "../../src/host/terminal.ts";
import { createHost } from "../../src/host/quickjs/host.ts";
import { runAsProgram } from "../../src/host/quickjs/program.ts";
import { packValue, unpackValue } from "./packed-value.ts";

const host = createHost();

function call(json: string): string {
  const [part, member, ...args] = unpackValue(JSON.parse(json)) as [string, string, ...unknown[]];
  const owner = (part === "" ? host : host[part as keyof typeof host]) as unknown as Record<string, unknown>;
  const found = owner[member];
  try {
    const value: unknown = typeof found === "function" ? found(...args) : found;
    return JSON.stringify({ value: packValue(value) });
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return JSON.stringify({ error: { kind: error.kind, path: error.path, detail: error.detail } });
  }
}

async function readInput(): Promise<string> {
  const { descriptors } = await host.lua();
  const buffer = new Uint8Array(1 << 20);
  let length = 0;
  for (let count = 1; count > 0; length += Math.max(count, 0)) {
    count = descriptors.read(0, buffer, length, buffer.length - length);
  }
  return new TextDecoder().decode(buffer.subarray(0, length));
}

async function main([way, json = ""]: readonly string[]): Promise<number> {
  if (way === "call") {
    host.terminal.write("stdout", call(json));
    return 0;
  }
  if (way === "write") {
    const texts = JSON.parse(await readInput()) as [OutputStream, string][];
    for (const [stream, text] of texts) host.terminal.write(stream, text);
    return 0;
  }
  if (way === "tell") {
    const streams = (["stdin", "stdout", "stderr"] as const).map((stream) => host.terminal.isTerminal(stream));
    host.terminal.write("stderr", `${JSON.stringify({ streams, width: host.terminal.width("stdout") })}\n`);
    return 0;
  }
  try {
    return await host.processes.run(JSON.parse(json));
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    host.terminal.write("stderr", `HostError ${error.kind}\n`);
    return 99;
  }
}

void runAsProgram(main);
