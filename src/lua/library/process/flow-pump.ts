import type { Machine } from "../../machine.ts";
import { stopIfTimeIsOver } from "../../interrupt.ts";
import { TIME_IS_OVER } from "../../../host/interrupts.ts";
import { SystemFailure } from "../system-failure.ts";
import type { ProgramFlow } from "./program-flow.ts";

const EINTR = 4;
const SIGKILL = 9;
const SIGTERM = 15;
/** How long a program may take to end after it was told to, in milliseconds. */
const GRACE = 2000;
/** How often a program that is waited for is looked at while others write, in milliseconds. */
const SLICE = 20;

/** The end of a wait without an end, by the clock in milliseconds. */
export const NEVER = Number.POSITIVE_INFINITY;

/**
 * Waits until something is so of a program, and meanwhile moves what all programs of the script read and write, so that
 * none of them waits for another. Returns false if the time is over before that, or a signal for the script comes: that
 * ends the program first. Ends the script if its own time is over. What has happened before the call counts, even without any time.
 */
export function waitFor(
  machine: Machine,
  waiting: Waiting & { readonly until: number },
  isDone: () => boolean,
): boolean {
  const { clock } = machine.system;
  const { flows, until } = waiting;
  for (;;) {
    for (const flow of flows) flow.move();
    if (isDone()) return true;
    const left = Math.max(until - clock.now(), 0);
    if (isAsked(machine) || waitOnce(machine, waiting, left) === -EINTR) {
      stopForInterrupt(machine, waiting);
      return false;
    }
    if (left > 0) continue;
    for (const flow of flows) flow.move();
    return isDone();
  }
}

interface Waiting {
  readonly target: ProgramFlow;
  readonly flows: ReadonlySet<ProgramFlow>;
  /** Whether the program's end counts although something that it has started may still write. */
  readonly forEnd?: true;
}

/** Whether the machine must stop. A wait that asks for nothing would not tell. */
function isAsked({ lua, memory }: Machine): boolean {
  return memory.int32(lua.luff_interrupt_word()) !== 0;
}

/** Waits for anything to happen. Minus errno if that fails. */
function waitOnce(machine: Machine, { target, flows, forEnd }: Waiting, left: number): number {
  const { programs } = machine.system;
  const read = [...flows].flatMap((flow) => flow.readable());
  const write = [...flows].flatMap((flow) => flow.writable());
  const waitsForEnd = target.end === undefined && (forEnd === true || !target.isOpen);
  const hasPipes = read.length + write.length > 0;
  if (hasPipes) {
    const ready = programs.waitForPipes(read, write, waitsForEnd ? Math.min(left, SLICE) : left);
    if (typeof ready === "number") return requireWait(ready);
  }
  if (!waitsForEnd) return 0;
  const end = programs.waitForEnd(target.child, hasPipes ? 0 : left);
  if (typeof end === "number") return requireWait(end);
  target.end = end;
  return 0;
}

function requireWait(result: number): number {
  if (result !== -EINTR) throw new SystemFailure(-result, "a program");
  return result;
}

/** The machine must stop. First the program ends: by the signal, or at once if the script's time is over. */
function stopForInterrupt(machine: Machine, { target, flows }: Waiting): void {
  const { lua, memory } = machine;
  const word = lua.luff_interrupt_word();
  const asked = memory.int32(word);
  if (asked === TIME_IS_OVER) {
    for (const flow of flows) flow.signal(SIGKILL);
    return stopIfTimeIsOver(machine);
  }
  // Waits would return at once.
  memory.setInt32(word, 0);
  endPrograms(machine, { targets: [target], flows }, asked);
  memory.setInt32(word, asked);
}

interface Ending {
  readonly targets: readonly ProgramFlow[];
  readonly flows: ReadonlySet<ProgramFlow>;
}

/** Ends programs with all that they have started: by a signal, and by SIGKILL what does not obey. */
export function endPrograms(machine: Machine, { targets, flows }: Ending, signal = SIGTERM): void {
  for (const target of targets) target.signal(signal);
  const until = machine.system.clock.now() + GRACE;
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
