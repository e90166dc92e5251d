import { BROKEN_PIPE, OUTPUT_LIMIT } from "../../errors/exit-statuses.ts";
import { stopIfTimeIsOver } from "../interrupt.ts";
import type { Pointer } from "../lua-exports.ts";
import type { Machine } from "../machine.ts";
import { removeProgressLine } from "../progress-line.ts";
import { reportLimit } from "../report-limit.ts";
import { ScriptExit } from "../script-exit.ts";
import { SPAN, type HostText } from "./read-file.ts";

const EINTR = 4;
const EBADF = 9;
const EPIPE = 32;
const STDERR = 2;

/**
 * writev for the module: writes all spans in order. Stores the number of bytes in `result` and returns errno. If the
 * reader has closed the pipe, the script ends as SIGPIPE would end a program. Print calls this for each line, so it
 * allocates no objects, and leaves what needs no care to the host.
 */
export function createWriteFile(
  machine: Machine,
): (number: number, spans: Pointer, count: number, result: Pointer) => number {
  const { descriptors } = machine;
  return (number, spans, count, result) => {
    const file = descriptors.file(number);
    if (file === undefined) return EBADF;
    const { host, text } = file;
    if (machine.writeSpans !== undefined && text === undefined && (host > STDERR || !needsCare(machine))) {
      const written = machine.writeSpans(host, spans, count, result);
      if (written > 0) return 0;
      if (written === -EINTR) {
        stopIfTimeIsOver(machine);
        return EINTR;
      }
    }
    const end = spans + count * SPAN;
    const moved =
      text === undefined ? writeSpans(machine, host, spans, end) : writeText(machine, { host, text }, spans, end);
    if (moved < 0) return -moved;
    machine.memory.setInt32(result, moved);
    machine.setErrorNumber(EBADF);
    return 0;
  };
}

/** Whether a write to stdout or stderr is more than a write. */
function needsCare({ hasProgressLine, outputLeft }: Machine): boolean {
  return hasProgressLine || outputLeft !== Number.POSITIVE_INFINITY;
}

function writeSpans(machine: Machine, host: number, start: Pointer, end: Pointer): number {
  const { memory } = machine;
  let total = 0;
  for (let span = start; span < end; span += SPAN) {
    const length = memory.uint32(span + 4);
    if (length === 0) continue;
    const moved = writeSpan(machine, host, memory.uint32(span), length);
    if (moved < 0) return total === 0 ? moved : total;
    total += moved;
    if (moved < length) break;
  }
  return total;
}

function writeSpan(machine: Machine, host: number, address: number, length: number): number {
  const counted = host <= STDERR;
  if (counted && machine.hasProgressLine) removeProgressLine(machine, host);
  const allowed = counted ? Math.min(length, machine.outputLeft) : length;
  let written = 0;
  while (written < allowed) {
    const moved = machine.system.descriptors.write(host, machine.memory.bytes, address + written, allowed - written);
    if (moved === -EPIPE) throw new ScriptExit(BROKEN_PIPE);
    if (moved === -EINTR) stopIfTimeIsOver(machine);
    if (moved < 0) return written === 0 ? moved : written;
    written += moved;
  }
  if (counted) {
    machine.outputLeft -= written;
    if (written > 0) machine.lastBytes[host] = machine.memory.bytes[address + written - 1] ?? 0;
  }
  if (allowed < length) reportLimit(machine, "output", OUTPUT_LIMIT);
  return written;
}

function writeText({ memory }: Machine, { host, text }: HostText, start: Pointer, end: Pointer): number {
  let total = 0;
  for (let span = start; span < end; span += SPAN) {
    const room = { bytes: memory.bytes, start: memory.uint32(span), length: memory.uint32(span + 4) };
    const moved = text.write(host, room);
    if (moved < 0) return total === 0 ? moved : total;
    total += moved;
  }
  return total;
}
