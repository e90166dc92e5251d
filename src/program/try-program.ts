import { AppError } from "../errors/app-error.ts";
import { DIED_OF_SIGNAL } from "../errors/exit-statuses.ts";
import type { ChildEnd } from "../host/child-processes.ts";
import { HostError, type HostErrorKind } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { mergeVariables } from "../host/merge-variables.ts";
import { NOT_YET, type Programs, type ProgramToStart, type StartedProgram } from "../host/programs.ts";
import { withoutVariables } from "../host/without-variables.ts";
import type { Obstacle } from "./execution-obstacle.ts";
import { explainFailure } from "./explain-failure.ts";
import { findProgram, isStoreAlias } from "./find-program.ts";
import { failureOf, type ProgramHost } from "./program-call.ts";
import { readBeginning, startObstacle } from "./start-obstacle.ts";
import { lookupIn } from "./variable-lookup.ts";

type TrialHost = ProgramHost & Pick<Host, "clock" | "lua">;

/** A program that was found, with arguments at which it ends soon. */
interface TriedCall {
  readonly file: string;
  readonly args: readonly string[];
  /** How long it may run, in milliseconds. */
  readonly patience: number;
}

/** What came of a program. */
type Trial =
  /** The output is what it wrote to stdout, then what it wrote to stderr; of each the beginning. */
  | { readonly kind: "ended"; readonly status: number; readonly output: string }
  /** It ran too long, and was ended with all that it had started. */
  | { readonly kind: "late" }
  | { readonly kind: "failed"; readonly obstacle: Obstacle }
  /** This system does not let luff watch programs. */
  | { readonly kind: "untried" };

const SIGKILL = 9;
/** How much of an output is kept, in bytes. */
const MOST = 1 << 12;
/** How long to wait for output before looking whether the program has ended, in milliseconds. */
const SLICE = 20;
/** How long an ended program may take to be gone, in milliseconds. */
const GRACE = 2000;
const ENOSYS = 38;
/** The numbers of errors at a start, which are the same on all systems. */
const KINDS: Readonly<Record<number, HostErrorKind>> = { 2: "not-found", 8: "not-executable", 13: "denied" };

/** Starts a program without input, waits for its end, and says what came of it. Nothing that it has started runs on. */
export async function tryProgram(host: TrialHost, call: TriedCall): Promise<Trial> {
  const obstacle = obstacleOf(host, call.file);
  if (obstacle !== undefined) return { kind: "failed", obstacle };
  const prepared = host.os === "windows" ? await prepareOnWindows(host, call) : prepare(host, call);
  if (!("argv" in prepared)) return { kind: "failed", obstacle: prepared };
  const { programs } = await host.lua();
  const started = programs.start(prepared);
  if (typeof started === "object") return watch(host, programs, { started, patience: call.patience });
  if (started === -ENOSYS) return { kind: "untried" };
  const error = new HostError(KINDS[-started] ?? "other", call.file, `the system refuses it (error ${-started})`);
  return { kind: "failed", obstacle: explainFailure(host, call.file, error) };
}

/** What the beginning of a file says. A shell would take an empty one for a script without any command. */
function obstacleOf(host: TrialHost, file: string): Obstacle | undefined {
  const beginning = readBeginning(host, file);
  const isEmpty = beginning.kind === "other" && beginning.isEmpty;
  if (isEmpty && !isStoreAlias(host, file) && host.files.stat(file)?.size === 0) return { reason: "it is empty" };
  return startObstacle(host, { file, beginning, lookup: lookupIn(host, {}) });
}

/** What the program gets. Its own explanations would stand in its output. */
function prepare({ os, environment }: TrialHost, { file, args }: Pick<TriedCall, "file" | "args">): ProgramToStart {
  const encoder = new TextEncoder();
  const onWindows = os === "windows";
  const own = withoutVariables(environment.all(), ["LUFF_DEBUG", "HELM_DEBUG"], onWindows);
  return {
    file: encoder.encode(file),
    argv: [file, ...args].map((word) => encoder.encode(word)),
    environment: mergeVariables(own, {}, onWindows),
    stdin: "null",
    stdout: "pipe",
    stderr: "pipe",
  };
}

async function prepareOnWindows(host: TrialHost, { file, args }: TriedCall): Promise<ProgramToStart | Obstacle> {
  const { windowsStartAtOnce } = await import("./windows-start.ts");
  const call = { asker: "luff", word: file, args, variables: {} };
  try {
    const start = windowsStartAtOnce(host, call, findProgram(host, file));
    if (typeof start !== "object") return { reason: "luff does not know how to start it" };
    const prepared = prepare(host, start);
    const argv = [start.name, ...start.args].map((word) => new TextEncoder().encode(word));
    const environment = mergeVariables(prepared.environment, start.variables, true);
    return { ...prepared, argv, environment, ...(start.verbatim && { verbatim: true }) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const reason = error.message.replace(`${failureOf(host, call)}: `, "");
    return { reason, ...(error.hint !== undefined && { hint: error.hint }) };
  }
}

interface Watched {
  readonly started: StartedProgram;
  readonly patience: number;
}

function watch({ clock }: TrialHost, programs: Programs, { started, patience }: Watched): Trial {
  const until = clock.now() + patience;
  const outputs = [started.stdout, started.stderr].map((pipe) => new Beginning(programs, pipe));
  let end: ChildEnd | undefined;
  try {
    while (end === undefined && clock.now() < until) {
      const open = outputs.flatMap(({ pipe, isOpen }) => (isOpen ? [pipe] : []));
      if (open.length > 0) programs.waitForPipes(open, [], SLICE);
      const told = programs.waitForEnd(started.child, open.length > 0 ? 0 : SLICE);
      for (const output of outputs) output.read();
      if (typeof told === "object") end = told;
    }
  } finally {
    programs.signal(started.child, SIGKILL);
    if (end === undefined) programs.waitForEnd(started.child, GRACE);
    for (const { pipe } of outputs) programs.close(pipe);
  }
  if (end === undefined) return { kind: "late" };
  const status = end.kind === "signal" ? DIED_OF_SIGNAL + end.code : end.code;
  return { kind: "ended", status, output: outputs.map(({ text }) => text).join("\n") };
}

/** The beginning of what a program writes; the rest is read and dropped. */
class Beginning {
  readonly pipe: number;
  isOpen = true;
  readonly #programs: Programs;
  readonly #kept = new Uint8Array(MOST);
  #length = 0;

  constructor(programs: Programs, pipe: number) {
    this.#programs = programs;
    this.pipe = pipe;
  }

  /** Reads what is there, at most some blocks of it. */
  read(): void {
    const rest = new Uint8Array(1 << 16);
    for (let blocks = 0; this.isOpen && blocks < SLICE; blocks++) {
      const count = this.#programs.read(this.pipe, rest, 0, rest.length);
      if (count === NOT_YET) return;
      if (count <= 0) this.isOpen = false;
      const taken = rest.subarray(0, Math.min(Math.max(count, 0), MOST - this.#length));
      this.#kept.set(taken, this.#length);
      this.#length += taken.length;
    }
  }

  get text(): string {
    return new TextDecoder().decode(this.#kept.subarray(0, this.#length));
  }
}
