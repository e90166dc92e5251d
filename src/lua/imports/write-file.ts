import { BROKEN_PIPE, OUTPUT_LIMIT } from "../exit-status.ts";
import { stopIfTimeIsOver } from "../interrupt.ts";
import type { Machine } from "../machine.ts";
import { reportLimit } from "../report-error.ts";
import { ScriptExit } from "../script-exit.ts";
import type { Transfer } from "./read-file.ts";

const EINTR = 4;
const EBADF = 9;
const EPIPE = 32;
const STDERR = 2;

/** writev: all spans in order. A closed reader ends the script as SIGPIPE would end a program. */
export function writeFile(machine: Machine, number: number, { spans, count, result }: Transfer): number {
  const { memory, descriptors } = machine;
  const host = descriptors.host(number);
  if (host === undefined) return EBADF;
  let total = 0;
  for (let span = spans; span < spans + count * 8; span += 8) {
    const length = memory.uint32(span + 4);
    const moved = writeSpan(machine, host, memory.uint32(span), length);
    if (moved < 0 && total === 0) return -moved;
    total += Math.max(moved, 0);
    if (moved < length) break;
  }
  memory.setInt32(result, total);
  machine.setErrorNumber(EBADF);
  return 0;
}

function writeSpan(machine: Machine, host: number, address: number, length: number): number {
  const counted = host <= STDERR;
  const allowed = counted ? Math.min(length, machine.outputLeft) : length;
  let written = 0;
  while (written < allowed) {
    const moved = machine.system.descriptors.write(host, machine.memory.bytes, address + written, allowed - written);
    if (moved === -EPIPE) throw new ScriptExit(BROKEN_PIPE);
    if (moved === -EINTR) stopIfTimeIsOver(machine);
    if (moved < 0) return written === 0 ? moved : written;
    written += moved;
  }
  if (counted) machine.outputLeft -= written;
  if (allowed < length) reportLimit(machine, "output", OUTPUT_LIMIT);
  return written;
}
