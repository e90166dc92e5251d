import { stopIfTimeIsOver } from "../interrupt.ts";
import type { Pointer } from "../lua-exports.ts";
import type { Machine } from "../machine.ts";
import type { TextFile } from "../text-file.ts";

const EINTR = 4;
const EBADF = 9;

/** The size of an iovec in the module's memory: an address and a length. */
export const SPAN = 8;

/**
 * readv for the module: fills the spans, and stops at the first that it cannot fill. Stores the number of bytes in
 * `result` and returns errno. Before it reads from a terminal, it flushes what was printed.
 */
export function createReadFile(
  machine: Machine,
): (number: number, spans: Pointer, count: number, result: Pointer) => number {
  return (number, spans, count, result) => {
    const { descriptors } = machine;
    const host = descriptors.host(number);
    if (host === undefined) return EBADF;
    if (descriptors.isTerminal(number)) machine.lua.fflush(machine.standardOutput);
    const text = descriptors.text(number);
    const moved =
      text === undefined ? readBytes(machine, host, spans, count) : readText(machine, { host, text }, spans, count);
    if (moved < 0) return -moved;
    machine.memory.setInt32(result, moved);
    machine.setErrorNumber(EBADF);
    return 0;
  };
}

function readBytes(machine: Machine, host: number, spans: Pointer, count: number): number {
  if (asksForMuch(machine, spans, count)) return readAtOnce(machine, host, spans);
  return readSpans(machine, host, spans, spans + count * SPAN);
}

/** A descriptor of the host that is in text mode. */
export interface HostText {
  readonly host: number;
  readonly text: TextFile;
}

/** Fills the first span that has room with the result of one read of the host. */
function readText(machine: Machine, { host, text }: HostText, spans: Pointer, count: number): number {
  const { memory } = machine;
  let span = spans;
  while (memory.uint32(span + 4) === 0 && span < spans + (count - 1) * SPAN) span += SPAN;
  const room = { bytes: memory.bytes, start: memory.uint32(span), length: memory.uint32(span + 4) };
  const moved = room.length === 0 ? 0 : text.read(host, room);
  if (moved === -EINTR) stopIfTimeIsOver(machine);
  return moved;
}

/** Whether fread asks for more than the file's buffer can take. Then reading ahead only costs a second copy. */
function asksForMuch({ memory }: Machine, spans: Pointer, count: number): boolean {
  const ahead = count === 2 ? memory.uint32(spans + SPAN + 4) : 0;
  return ahead > 0 && memory.uint32(spans + 4) >= ahead;
}

/**
 * Fills fread's destination with one call. musl passes it as a first span, which is one byte too short, and the file's
 * buffer as the second span, from which musl takes the missing byte (__stdio_read).
 */
function readAtOnce(machine: Machine, host: number, spans: Pointer): number {
  const { memory } = machine;
  const start = memory.uint32(spans);
  const length = memory.uint32(spans + 4);
  const moved = readSpan(machine, host, start, length + 1);
  if (moved > length) memory.bytes[memory.uint32(spans + SPAN)] = memory.bytes[start + length] ?? 0;
  return moved;
}

function readSpans(machine: Machine, host: number, spans: Pointer, end: Pointer): number {
  const { memory } = machine;
  let total = 0;
  for (let span = spans; span < end; span += SPAN) {
    const length = memory.uint32(span + 4);
    if (length === 0) continue;
    const moved = readSpan(machine, host, memory.uint32(span), length);
    if (moved < 0) return total === 0 ? moved : total;
    total += moved;
    if (moved < length) break;
  }
  return total;
}

function readSpan(machine: Machine, host: number, start: number, length: number): number {
  const moved = machine.system.descriptors.read(host, machine.memory.bytes, start, length);
  if (moved === -EINTR) stopIfTimeIsOver(machine);
  return moved;
}
