import type { ChildEnd } from "../../src/host/child-processes.ts";
import { NOT_YET, type Programs, type ProgramToStart } from "../../src/host/programs.ts";

/** Programs to run at the same time, and what is done with each. */
export interface PumpCase {
  readonly programs: readonly ProgramToStart[];
  /** What all of them read, if their stdin is a pipe. */
  readonly input: Uint8Array;
  /** Sends each program this signal when it has written something for the first time. */
  readonly signal?: number;
  /** How many milliseconds the programs get. */
  readonly time?: number;
}

/** How a program ended and what it wrote; a number if it did not start. */
export type Pumped =
  | { readonly end: ChildEnd | undefined | number; readonly stdout: Uint8Array; readonly stderr: Uint8Array }
  | number;

interface Flow {
  readonly child: number;
  readonly chunks: readonly [Uint8Array[], Uint8Array[]];
  readonly outputs: number[];
  input: number;
  sent: number;
  isTold: boolean;
}

const BLOCK = 1 << 16;

/** Moves everything between this process and the programs of a host, until they have ended. */
export function pumpPrograms(
  host: Programs,
  { programs, input, signal, time = Number.POSITIVE_INFINITY }: PumpCase,
): Pumped[] {
  const flows = programs.map((program) => begin(host, program));
  const started = flows.filter((flow) => typeof flow === "object");
  for (;;) {
    const read = started.flatMap(({ outputs }) => outputs.filter((pipe) => pipe >= 0));
    const write = started.flatMap((flow) => (flow.input < 0 ? [] : [flow.input]));
    if (read.length + write.length === 0) break;
    const ready = host.waitForPipes(read, write, time);
    if (typeof ready === "number" || ready.length === 0) break;
    for (const flow of started) move(host, flow, { ready, input, signal });
  }
  return flows.map((flow) => (typeof flow === "number" ? flow : finish(host, flow, time)));
}

function begin(host: Programs, program: ProgramToStart): Flow | number {
  const started = host.start(program);
  if (typeof started === "number") return started;
  const { child, stdin, stdout, stderr } = started;
  return { child, chunks: [[], []], outputs: [stdout, stderr], input: stdin, sent: 0, isTold: false };
}

interface Turn {
  readonly ready: readonly number[];
  readonly input: Uint8Array;
  readonly signal: number | undefined;
}

function move(host: Programs, flow: Flow, { ready, input, signal }: Turn): void {
  if (ready.includes(flow.input)) {
    const count = host.write(flow.input, input, flow.sent, input.length - flow.sent);
    if (count >= 0) flow.sent += count;
    if (flow.sent === input.length || (count < 0 && count !== NOT_YET)) {
      host.close(flow.input);
      flow.input = -1;
    }
  }
  for (const [index, pipe] of flow.outputs.entries()) {
    if (!ready.includes(pipe)) continue;
    const buffer = new Uint8Array(BLOCK);
    const count = host.read(pipe, buffer, 0, BLOCK);
    if (count > 0) flow.chunks[index]?.push(buffer.subarray(0, count));
    if (count > 0 && signal !== undefined && !flow.isTold) host.signal(flow.child, signal);
    flow.isTold ||= count > 0;
    if (count > 0 || count === NOT_YET) continue;
    host.close(pipe);
    flow.outputs[index] = -1;
  }
}

function finish(host: Programs, { child, chunks }: Flow, time: number): Pumped {
  const end = host.waitForEnd(child, time);
  const [stdout, stderr] = chunks.map(whole) as [Uint8Array, Uint8Array];
  return { end, stdout, stderr };
}

function whole(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
