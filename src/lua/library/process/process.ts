import { DIED_OF_SIGNAL } from "../../../errors/exit-statuses.ts";
import { toBytes } from "../../bytes.ts";
import { errorNumberOf } from "../error-names.ts";
import type { ProgramToStart } from "../../../host/programs.ts";
import type { Machine } from "../../machine.ts";
import { type LibraryCall, type LibraryModule, type LuaResult, type LuaValue, Pieces } from "../library-function.ts";
import { SystemFailure } from "../system-failure.ts";
import { bytesOf, textOf } from "../text-of.ts";
import checks from "./checks.lua" with { type: "text" };
import { endPrograms, NEVER, waitFor } from "./flow-pump.ts";
import handle from "./handle.lua" with { type: "text" };
import { flowOf, flowsOf } from "./flows.ts";
import { ProgramFlow, type Output } from "./program-flow.ts";
import source from "./process.lua" with { type: "text" };
import { absolute, requireFolder } from "./program-folder.ts";
import { read } from "./read-output.ts";
import { readRawVariables, readVariables } from "./read-variables.ts";
import { failOnStart, missingFiles, streamOf } from "./stream-files.ts";

const TIMED_OUT = 124;
/** helm.process: programs by their arguments, without a shell. */
export const process: LibraryModule = {
  source,
  parts: { checks, handle },
  functions: {
    which,
    start,
    /** Adds what a program is to read; with `last` its input ends after that. */
    feed({ machine }, number, bytes, last) {
      const flow = flowOf(machine, number);
      flow.feed(bytesOf(bytes));
      flow.inputEnds = last === true;
      flow.move();
      return true;
    },
    /** Makes one program read what another writes. */
    link({ machine }, from, to) {
      flowOf(machine, from).next = flowOf(machine, to);
      return true;
    },
    read,
    finish,
    finishAll,
    wait,
    stop,
    release,
    kill({ machine }, number, signal) {
      const flow = flowsOf(machine).byNumber.get(Number(number));
      if (flow !== undefined && !flow.hasEnded() && flow.signal(Number(signal)) === 0) return true;
      throw new SystemFailure(errorNumberOf(machine.system.os, "ESRCH"), "kill");
    },
    close({ machine }, number) {
      const flow = flowOf(machine, number);
      flow.inputEnds = true;
      flow.move();
      return true;
    },
  },
  viewing: { run, write },
};

/**
 * Starts a program: its folder, its three streams, whether it gets only the given variables, the number of those, their names and
 * values, and its arguments. A stream that begins with "=" is a file. Returns the program's number.
 */
function start({ machine, host }: LibraryCall, ...given: LuaValue[]): LuaResult {
  const [folder, stdin, stdout, stderr, clears, count, ...rest] = given;
  const variables = rest.slice(0, 2 * Number(count));
  const argv = rest.slice(2 * Number(count)).map(bytesOf);
  const environment = readVariables(machine, variables, clears === true);
  const found = host.programs.prepare(argv, { own: machine.environment, program: environment });
  machine.lua.fflush(0);
  const { system } = machine;
  forgetAbandoned(flowsOf(machine).alive);
  const name = textOf(argv[0]);
  const files = [stdout, stderr].map(streamOf);
  const made = missingFiles(machine, files);
  const started = system.programs.start({
    ...found,
    rawVariables: readRawVariables(machine, variables, clears === true),
    file: absolute(machine, found.file, folder),
    ...(folder instanceof Uint8Array && { folder: requireFolder(machine, folder) }),
    stdin: textOf(stdin) as ProgramToStart["stdin"],
    stdout: streamOf(stdout),
    stderr: textOf(stderr) === "stdout" ? "stdout" : streamOf(stderr),
  });
  const flows = flowsOf(machine);
  if (typeof started === "number") failOnStart(machine, files, made);
  const flow = new ProgramFlow(system.programs, requireStarted(started, name), textOf(stdin) === "inherit");
  flows.last += 1;
  flows.byNumber.set(flows.last, flow);
  flows.alive.add(flow);
  return flows.last;
}

/**
 * Starts a program as `start` does, gives it a text, and waits for its end as `finish` does. In one call, because a signal may stop the
 * script between two.
 */
function run(call: LibraryCall, seconds: LuaValue, input: LuaValue, ...given: LuaValue[]): LuaResult {
  const number = start(call, ...given) as number;
  const flow = flowOf(call.machine, number);
  flow.feed(bytesOf(input));
  flow.inputEnds = true;
  try {
    return finish(call, number, seconds);
  } finally {
    // The input was a view.
    flow.closeInput();
  }
}

/** The path of a program. A folder is none. */
function which({ machine, host }: LibraryCall, word: LuaValue): LuaResult {
  const path = host.programs.which(textOf(word), machine.environment);
  const status = machine.system.entries.status(toBytes(path), true);
  if (typeof status === "number" || status.kind !== "directory") return path;
  throw new SystemFailure(errorNumberOf(machine.system.os, "ENOENT"), textOf(word));
}

function requireStarted<T>(started: T | number, name: string): T {
  if (typeof started === "number") throw new SystemFailure(-started, name);
  return started;
}

/** Gives a program texts, and waits until it has taken all. */
function write({ machine }: LibraryCall, number: LuaValue, ...texts: LuaValue[]): LuaResult {
  const target = flowOf(machine, number);
  const { alive } = flowsOf(machine);
  for (const text of texts) target.feed(bytesOf(text));
  try {
    waitFor(machine, { target, flows: alive, until: NEVER }, () => target.input.length === 0);
  } finally {
    // A text that was not taken is a view.
    if (target.input.length > 0) target.closeInput();
  }
  if (target.inputFailed) throw new SystemFailure(errorNumberOf(machine.system.os, "EPIPE"), "write");
  return true;
}

/** Waits for a program's end, and ends it when the time in seconds is over. Returns how it ended, and what it wrote. */
function finish({ machine }: LibraryCall, number: LuaValue, seconds: LuaValue): LuaResult {
  const target = flowOf(machine, number);
  const { alive: flows } = flowsOf(machine);
  waitFor(machine, { target, flows, until: deadline(machine, seconds) }, () => isOver(target));
  if (!target.hasEnded()) endLate(machine, [target], flows);
  return resultOf(machine, number);
}

/** The same for programs that are connected, each to the next one: the time is that of all. Returns a list of results. */
function finishAll({ machine }: LibraryCall, seconds: LuaValue, ...numbers: LuaValue[]): readonly LuaResult[] {
  const targets = numbers.map((number) => flowOf(machine, number));
  const { alive: flows } = flowsOf(machine);
  const until = deadline(machine, seconds);
  for (const target of targets.toReversed()) waitFor(machine, { target, flows, until }, () => isOver(target));
  const late = targets.filter((target) => !target.hasEnded());
  if (late.length > 0) endLate(machine, late, flows);
  return numbers.map((number) => resultOf(machine, number));
}

/** Ends programs whose time is over. */
function endLate(machine: Machine, targets: readonly ProgramFlow[], flows: ReadonlySet<ProgramFlow>): void {
  endPrograms(machine, { targets, flows });
  for (const target of targets) target.timedOut = true;
}

/** Waits as `finish` does, but a program whose time is over goes on: then the result is nil. */
function wait({ machine }: LibraryCall, number: LuaValue, seconds: LuaValue): LuaResult {
  const target = flowOf(machine, number);
  target.inputEnds = true;
  const { alive } = flowsOf(machine);
  const isDone = waitFor(machine, { target, flows: alive, until: deadline(machine, seconds) }, () => isOver(target));
  return isDone ? resultOf(machine, number) : undefined;
}

/** Ends a program unless it has ended. Returns what `finish` does. */
function stop({ machine }: LibraryCall, number: LuaValue): LuaResult {
  const target = flowOf(machine, number);
  if (!target.hasEnded()) endPrograms(machine, { targets: [target], flows: flowsOf(machine).alive });
  target.move();
  return resultOf(machine, number);
}

/** Nobody can ask about a program any more. It goes on, without an input, and what it writes is dropped. */
function release({ machine }: LibraryCall, number: LuaValue): LuaResult {
  const { byNumber, alive } = flowsOf(machine);
  const flow = byNumber.get(Number(number));
  if (flow !== undefined) {
    flow.inputEnds = true;
    flow.isAbandoned = true;
    flow.move();
  }
  byNumber.delete(Number(number));
  forgetAbandoned(alive);
  return true;
}

/** Closes what is open of programs that have ended and that nobody can ask about. */
function forgetAbandoned(alive: Set<ProgramFlow>): void {
  for (const flow of alive) {
    if (!flow.isAbandoned) continue;
    flow.move();
    if (flow.hasEnded() && !flow.isOpen) alive.delete(flow);
  }
}

function deadline(machine: Machine, seconds: LuaValue): number {
  return seconds === undefined ? NEVER : machine.system.clock.steady() + Number(seconds) * 1000;
}

/** Whether a program has ended, and nothing more can come from it. */
function isOver(target: ProgramFlow): boolean {
  return target.end !== undefined && !target.isOpen;
}

/** How a program ended, and what it wrote. It can be asked no more: what is still open of it is closed. */
function resultOf(machine: Machine, number: LuaValue): LuaResult {
  const target = flowOf(machine, number);
  const { byNumber, alive } = flowsOf(machine);
  byNumber.delete(Number(number));
  alive.delete(target);
  target.closeInput();
  target.closeOutputs();
  const { end, timedOut, stdout, stderr } = target;
  const signal = end?.kind === "signal" ? end.code : undefined;
  const status = signal === undefined ? (end?.code ?? TIMED_OUT) : DIED_OF_SIGNAL + signal;
  const code = timedOut ? TIMED_OUT : status;
  return { ok: code === 0, code, signal, timed_out: timedOut, stdout: rest(stdout), stderr: rest(stderr) };
}

function rest({ arrived }: Output): Pieces {
  return new Pieces(arrived.takePieces(arrived.length));
}
