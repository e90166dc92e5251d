import { DIED_OF_SIGNAL } from "../../../errors/exit-statuses.ts";
import { heapLimit } from "../../heap-limit.ts";
import type { Machine } from "../../machine.ts";
import { MachineFault, NO_MEMORY } from "../../machine-fault.ts";
import { stopIfTimeIsOver } from "../../interrupt.ts";
import { TIME_IS_OVER } from "../../../host/interrupts.ts";
import { SystemFailure } from "../system-failure.ts";
import type { ProgramFlow } from "./program-flow.ts";

/** -EINTR */
const INTERRUPTED = -4;
const NO_PIPES: readonly number[] = [];
const SIGINT = 2;
const SIGKILL = 9;
const SIGTERM = 15;
/** How a shell calls the death of its command by SIGINT. */
const STATUS_OF_SIGINT = DIED_OF_SIGNAL + SIGINT;
/** How long a program may take to end after it was told to, in milliseconds. */
const GRACE = 2000;
/** Of a program that is not waited for only so much is kept of each output; then it waits. */
const MOST = 1 << 24;
/** How often a program that is waited for is looked at while others write, in milliseconds. */
const SLICE = 20;

/** How often what is there is still read after the time is over. It may be more than a pipe holds, and has an end. */
const LAST_ROUNDS = 16;

/** The end of a wait without an end, by the clock in milliseconds. */
export const NEVER = Number.POSITIVE_INFINITY;

/**
 * Waits until something is so of a program, and meanwhile moves what all programs of the script read and write, so that
 * none of them waits for another. Returns false if the time is over before that, or a signal for the script comes: that
 * ends the program first. Ctrl-C is left to a program with the script's own stdin. Ends the script if its own time is
 * over. What has happened before the call counts, even without any time.
 */
export function waitFor(
  machine: Machine,
  waiting: Waiting & { readonly until: number },
  isDone: () => boolean,
): boolean {
  const { target } = waiting;
  for (;;) {
    const state = waitUntil(machine, waiting, isDone);
    if (state !== "interrupted") return state === "done";
    if (!target.sharesInput || askedFor(machine) !== SIGINT) {
      stopForInterrupt(machine, waiting);
      return false;
    }
    const isOver = withoutInterrupt(
      machine,
      () => waitUntil(machine, waiting, isDone),
      () => obeyed(machine, target),
    );
    if (isOver !== "interrupted") return isOver === "done";
  }
}

/** Does something as if no signal had come. After that it has come if `counts`. */
function withoutInterrupt<T>({ lua, memory }: Machine, work: () => T, counts: () => boolean): T {
  const word = lua.luff_interrupt_word();
  const asked = memory.int32(word);
  memory.setInt32(word, 0);
  const result = work();
  if (memory.int32(word) === 0 && counts()) memory.setInt32(word, asked);
  return result;
}

/** Whether Ctrl-C that was left to a program is for the script too: as in a shell, unless the program has dealt with it. */
function obeyed({ system: { os } }: Machine, { end }: ProgramFlow): boolean {
  if (end === undefined || os === "windows") return true;
  return end.kind === "signal" ? end.code === SIGINT : end.code === STATUS_OF_SIGINT;
}

type Waited = "done" | "late" | "interrupted";

function waitUntil(machine: Machine, waiting: Waiting & { readonly until: number }, isDone: () => boolean): Waited {
  const { clock } = machine.system;
  const { until } = waiting;
  let ready: readonly number[] = [];
  let lastRounds = LAST_ROUNDS;
  for (;;) {
    // What is there is taken before more is read.
    if (isDone()) return "done";
    moveAll(machine, waiting, ready);
    if (isDone()) return "done";
    const left = until === NEVER ? NEVER : Math.max(until - clock.steady(), 0);
    const found = askedFor(machine) === 0 ? waitOnce(machine, waiting, left) : INTERRUPTED;
    if (found === INTERRUPTED) return "interrupted";
    ready = found;
    if (left > 0) continue;
    lastRounds--;
    if (lastRounds > 0 && ready.length > 0) continue;
    moveAll(machine, waiting, ready);
    return isDone() ? "done" : "late";
  }
}

/**
 * Moves what can be moved without waiting. If what waits for the script is more than its memory may have, the program with the most of it
 * ends, and Lua's error for memory is raised.
 */
function moveAll(machine: Machine, waiting: Waiting, ready: readonly number[]): void {
  let queued = 0;
  for (const flow of waiting.flows) {
    flow.move(mostOf(waiting, flow), ready);
    queued += flow.queued;
  }
  const limit = queued === 0 ? undefined : heapLimit(machine.script.limits);
  if (limit !== undefined && queued > limit) endFullest(machine, waiting.flows);
}

function endFullest(machine: Machine, flows: ReadonlySet<ProgramFlow>): never {
  const [fullest] = [...flows].toSorted((one, other) => other.queued - one.queued);
  if (fullest !== undefined) {
    fullest.isAbandoned = true;
    fullest.move();
    endPrograms(machine, { targets: [fullest], flows }, SIGKILL);
  }
  throw new MachineFault(NO_MEMORY);
}

/** What a program with connected programs writes is read as long as they run: otherwise one could wait for another. */
function mostOf({ target }: Waiting, flow: ProgramFlow): number {
  return flow === target || flow.next !== undefined ? Number.POSITIVE_INFINITY : MOST;
}

interface Waiting {
  readonly target: ProgramFlow;
  readonly flows: ReadonlySet<ProgramFlow>;
  /** Whether the program's end counts although something that it has started may still write. */
  readonly forEnd?: true;
}

/** The signal for which the machine must stop; 0 for none. A wait that asks for nothing would not tell. */
function askedFor({ lua, memory }: Machine): number {
  return memory.int32(lua.luff_interrupt_word());
}

/** Waits for anything to happen. Returns the pipes that can be read or written, and -EINTR if the machine must stop. */
function waitOnce(machine: Machine, waiting: Waiting, left: number): readonly number[] | typeof INTERRUPTED {
  const { programs } = machine.system;
  const { target, flows, forEnd } = waiting;
  const [read, write]: [number[], number[]] = [[], []];
  for (const flow of flows) {
    flow.addReadable(read, mostOf(waiting, flow));
    flow.addWritable(write);
  }
  const waitsForEnd = target.end === undefined && (forEnd === true || !target.isOpen);
  const hasPipes = read.length + write.length > 0;
  const ready = hasPipes ? programs.waitForPipes(read, write, waitsForEnd ? Math.min(left, SLICE) : left) : NO_PIPES;
  if (typeof ready === "number") return requireInterrupted(ready);
  if (!waitsForEnd) return ready;
  const end = programs.waitForEnd(target.child, hasPipes ? 0 : left);
  if (typeof end === "number") return requireInterrupted(end);
  target.end = end;
  return ready;
}

/** Throws SystemFailure for any other number. */
function requireInterrupted(result: number): typeof INTERRUPTED {
  if (result !== INTERRUPTED) throw new SystemFailure(-result, "a program");
  return INTERRUPTED;
}

/** The machine must stop. First the program ends: by the signal, or at once if the script's time is over. */
function stopForInterrupt(machine: Machine, { target, flows }: Waiting): void {
  const asked = askedFor(machine);
  if (asked === TIME_IS_OVER) {
    for (const flow of flows) flow.signal(SIGKILL);
    return stopIfTimeIsOver(machine);
  }
  // Waits would return at once.
  withoutInterrupt(
    machine,
    () => endPrograms(machine, { targets: [target], flows }, asked),
    () => true,
  );
}

interface Ending {
  readonly targets: readonly ProgramFlow[];
  readonly flows: ReadonlySet<ProgramFlow>;
}

/** Ends programs with all that they have started: by a signal, and by SIGKILL what does not obey. */
export function endPrograms(machine: Machine, { targets, flows }: Ending, signal = SIGTERM): void {
  // A full room takes nothing more, and a program may write much before it ends.
  for (const flow of flows) flow.leaveRooms();
  for (const target of targets) target.signal(signal);
  const until = machine.system.clock.steady() + GRACE;
  waitForEnds(machine, { targets, flows }, until);
  for (const target of targets) target.signal(SIGKILL);
  for (const flow of flows) flow.move();
  for (const target of targets) {
    target.closeInput();
    target.closeOutputs();
  }
  waitForEnds(machine, { targets, flows }, NEVER);
}

function waitForEnds(machine: Machine, { targets, flows }: Ending, until: number): void {
  for (const target of targets) {
    waitFor(machine, { target, flows, until, forEnd: true }, () => target.end !== undefined);
  }
}
