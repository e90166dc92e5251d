import type { Machine } from "../../machine.ts";
import type { Room } from "../../room.ts";
import { type LibraryCall, type LuaResult, type LuaValue, Pieces } from "../library-function.ts";
import { textOf } from "../text-of.ts";
import type { ByteQueue } from "./byte-queue.ts";
import { NEVER, waitFor } from "./flow-pump.ts";
import { flowOf, flowsOf } from "./flows.ts";
import type { Output, ProgramFlow } from "./program-flow.ts";

const LINE_FEED = 10;
/** Reads of so many bytes go straight into the machine's memory. Fewer are taken from what a pipe gives at once. */
const [LEAST_ROOM, MOST_ROOM] = [1 << 16, 1 << 20];

/** Reads "l", "L", "a" or a number of bytes of a program's stdout, or of its stderr. Nil at the end. */
export function read({ machine }: LibraryCall, number: LuaValue, how: LuaValue, isError: LuaValue): LuaResult {
  const target = flowOf(machine, number);
  const output = isError === true ? target.stderr : target.stdout;
  const { arrived } = output;
  const wanted = typeof how === "number" ? how : Number.POSITIVE_INFINITY;
  const isLine = typeof how !== "number" && textOf(how) !== "a";
  const room = wanted >= LEAST_ROOM && wanted <= MOST_ROOM ? machine.makeRoom(wanted) : undefined;
  if (room !== undefined) return readIntoRoom(machine, target, { output, room });
  const hasEnough = (): boolean =>
    output.pipe < 0 || (isLine ? arrived.lineLength() > 0 : arrived.length >= Math.max(wanted, 1));
  // Otherwise a signal stops the script, and a later read gets what has come.
  if (!waitFor(machine, { target, flows: flowsOf(machine).alive, until: NEVER }, hasEnough)) return undefined;
  if (!isLine) return arrived.length === 0 && textOf(how) !== "a" ? undefined : new Pieces(arrived.takePieces(wanted));
  return takeLine(arrived, textOf(how) === "L");
}

/** Reads many bytes straight into the machine's memory. If a signal stops the script, a later read gets what has come. */
function readIntoRoom(
  machine: Machine,
  target: ProgramFlow,
  { output, room }: { readonly output: Output; readonly room: Room },
): Room | undefined {
  for (const piece of output.arrived.takePieces(room.size)) room.add(piece);
  output.room = room;
  const flows = flowsOf(machine).alive;
  let isRead = false;
  try {
    isRead = waitFor(machine, { target, flows, until: NEVER }, () => output.pipe < 0 || room.isFull) && room.length > 0;
  } finally {
    if (isRead) output.room = undefined;
    else {
      target.leaveRooms();
      room.free();
    }
  }
  return isRead ? room : undefined;
}

function takeLine(arrived: ByteQueue, keepsEnd: boolean): Uint8Array | undefined {
  const length = arrived.lineLength() || arrived.length;
  if (length === 0) return undefined;
  const line = arrived.take(length);
  return line.at(-1) === LINE_FEED && !keepsEnd ? line.subarray(0, -1) : line;
}
