import { stopIfTimeIsOver } from "../interrupt.ts";
import type { Pointer } from "../lua-exports.ts";
import type { Machine } from "../machine.ts";

const EINTR = 4;
const EBADF = 9;

/** A vector of (address, length) pairs, and where the number of bytes moved goes. */
export interface Transfer {
  readonly spans: Pointer;
  readonly count: number;
  readonly result: Pointer;
}

/** readv: fills the spans until one is not filled. Before a terminal is read, what was printed is shown. */
export function readFile(machine: Machine, number: number, { spans, count, result }: Transfer): number {
  const { memory, descriptors } = machine;
  const host = descriptors.host(number);
  if (host === undefined) return EBADF;
  if (descriptors.isTerminal(number)) machine.lua.fflush(machine.standardOutput);
  let total = 0;
  for (let span = spans; span < spans + count * 8; span += 8) {
    const length = memory.uint32(span + 4);
    if (length === 0) continue;
    const moved = machine.system.descriptors.read(host, memory.bytes, memory.uint32(span), length);
    if (moved === -EINTR) stopIfTimeIsOver(machine);
    if (moved < 0) return total === 0 ? -moved : finish(machine, result, total);
    total += moved;
    if (moved < length) break;
  }
  return finish(machine, result, total);
}

function finish(machine: Machine, result: Pointer, total: number): number {
  machine.memory.setInt32(result, total);
  machine.setErrorNumber(EBADF);
  return 0;
}
