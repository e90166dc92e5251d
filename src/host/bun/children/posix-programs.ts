import type { ChildEnd } from "../../child-processes.ts";
import { NOT_YET, type Programs, type ProgramToStart, type StartedProgram } from "../../programs.ts";
import { errorNumber } from "../error-number.ts";
import { isInterrupted } from "../interrupts/interrupts.ts";
import { SIGPIPE, SIGXFSZ } from "../interrupts/signal-action.ts";
import type { PosixLibrary } from "../library/posix-library.ts";
import { nodeFs } from "../node-fs.ts";
import { startTargetGuard, type TargetGuard } from "../start/guard-targets.ts";
import { addressOf } from "../streams/move-directly.ts";
import { childEnd } from "./child-end.ts";
import { openFolderAction } from "./folder-of-child.ts";
import { closeTheirs, NONE, openStreams, type OpenedStreams } from "./open-streams.ts";
import { spawnProcess, type SpawnedProcess } from "./spawn-process.ts";
import { waitForPipes, type WantedPipes } from "./wait-for-pipes.ts";

const EINTR = 4;
const ECHILD = 10;
const ESRCH = 3;
const F_GETFL = 3;
const WNOHANG = 1;
/** A pipe that can be written takes as much without waiting (PIPE_BUF). */
const SAFE_WRITE = 512;
/** Linux gives a pipe the larger size where it may. A pipe that was full once gets it. */
const F_SETPIPE_SZ = 1031;
const USUAL_PIPE = 1 << 16;
const LARGE_PIPE = 1 << 20;
/** Only who reads so many bytes at once needs more of them in the pipe. */
const LARGE_READ = 1 << 18;
/** The longest time between two looks at a child, in milliseconds. */
const LONGEST_PAUSE = 10;

/** The signals that Bun ignores and that programs do not. */
const DEFAULTS = [SIGPIPE, SIGXFSZ];

/** Starts programs with the C library's own calls. */
export function createPosixPrograms(libc: PosixLibrary): Programs {
  /** Where each program is, as kill takes it: its process, or minus its group. */
  const targets = new Map<number, number>();
  /** Those that have ended: what they may have left in their group can be ended until the next one starts. */
  const ended = new Set<number>();
  let guard: TargetGuard | undefined;
  return {
    start(program) {
      // Before the program, so that it has none of its pipes and knows of it at once.
      guard ??= startTargetGuard(libc);
      const started = start(libc, program);
      if (typeof started === "number") return started;
      for (const child of ended) targets.delete(child);
      ended.clear();
      const target = leads(program) ? -started.child : started.child;
      targets.set(started.child, target);
      guard.watch(target);
      return started;
    },
    read: (pipe, buffer, offset, length) => read(libc, pipe, { buffer, offset, length }),
    write: (pipe, buffer, offset, length) => write(libc, pipe, { buffer, offset, length }),
    close: (pipe) => void libc.close(pipe),
    waitForPipes: (read, write, milliseconds) => waitForPipes(libc, { read, write }, milliseconds),
    waitForEnd(child, milliseconds) {
      const end = waitForEnd(libc, child, milliseconds);
      const target = targets.get(child);
      if (typeof end !== "object" || target === undefined) return end;
      ended.add(child);
      guard?.forget(target);
      return end;
    },
    signal(child, signal) {
      const target = targets.get(child);
      if (target === undefined || (target > 0 && ended.has(child))) return -ESRCH;
      return libc.kill(target, signal) === 0 ? 0 : -ESRCH;
    },
  };
}

interface Part {
  readonly buffer: Uint8Array;
  readonly offset: number;
  readonly length: number;
}

function read(libc: PosixLibrary, pipe: number, { buffer, offset, length }: Part): number {
  if (blocks(libc, pipe) && isIdle(libc, { read: [pipe], write: [] })) return NOT_YET;
  const moved = libc.read(pipe, addressOf(buffer, offset), length);
  if (moved === USUAL_PIPE && length >= LARGE_READ) enlarge(libc, pipe);
  return moved >= 0 ? moved : again(() => nodeFs().readSync(pipe, buffer, offset, length, null));
}

function write(libc: PosixLibrary, pipe: number, { buffer, offset, length: wanted }: Part): number {
  if (wanted === 0) return 0;
  const blocking = blocks(libc, pipe);
  if (blocking && isIdle(libc, { read: [], write: [pipe] })) return NOT_YET;
  const length = blocking ? Math.min(wanted, SAFE_WRITE) : wanted;
  const moved = libc.write(pipe, addressOf(buffer, offset), length);
  if (moved >= 0 && moved < length) enlarge(libc, pipe);
  return moved >= 0 ? moved : again(() => nodeFs().writeSync(pipe, buffer, offset, length, null));
}

function enlarge(libc: PosixLibrary, pipe: number): void {
  if (process.platform === "linux") libc.fcntl(pipe, F_SETPIPE_SZ, LARGE_PIPE);
}

/**
 * Whether calls for a pipe wait. On Apple Silicon, C functions with a varying number of arguments do not get the last one from Bun, so
 * that a pipe may not have been made non-blocking.
 */
function blocks(libc: PosixLibrary, pipe: number): boolean {
  return process.platform === "darwin" && (libc.fcntl(pipe, F_GETFL, 0) & nodeFs().constants.O_NONBLOCK) === 0;
}

function isIdle(libc: PosixLibrary, pipes: WantedPipes): boolean {
  const found = waitForPipes(libc, pipes, 0);
  return typeof found === "object" && found.length === 0;
}

function leads({ stdin }: ProgramToStart): boolean {
  return stdin !== "inherit";
}

/** Node's call reports why the C library's failed. */
function again(move: () => number): number {
  try {
    return move();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "EAGAIN" || code === "EINTR" ? NOT_YET : errorNumber(error);
  }
}

function start(libc: PosixLibrary, program: ProgramToStart): StartedProgram | number {
  const opened: OpenedStreams = { theirs: [NONE, NONE, NONE], mine: [NONE, NONE, NONE] };
  const failure = openStreams(libc, [program.stdin, program.stdout, program.stderr], opened);
  const child = failure < 0 ? failure : spawnInFolder(libc, program, opened.theirs);
  closeTheirs(libc, opened);
  const { mine } = opened;
  if (child >= 0) return { child, stdin: mine[0] ?? NONE, stdout: mine[1] ?? NONE, stderr: mine[2] ?? NONE };
  for (const descriptor of mine) if (descriptor !== NONE) libc.close(descriptor);
  return child;
}

/** Not every C library can start a program in another folder. Otherwise this process goes there meanwhile. */
function spawnInFolder(libc: PosixLibrary, program: ProgramToStart, theirs: readonly number[]): number {
  const { folder } = program;
  if (folder === undefined) return spawn(libc, program, theirs);
  return openFolderAction() === undefined
    ? fromFolder(folder, () => spawn(libc, program, theirs))
    : spawn(libc, program, theirs, folder);
}

function fromFolder(folder: Uint8Array, spawn: () => number): number {
  try {
    const before = process.cwd();
    process.chdir(Buffer.from(folder).toString());
    const child = spawn();
    returnTo(before);
    return child;
  } catch (error) {
    return errorNumber(error);
  }
}

function returnTo(folder: string): void {
  try {
    process.chdir(folder);
  } catch {
    // A folder that is gone meanwhile is no reason to lose the program, which runs.
  }
}

function spawn(libc: PosixLibrary, program: ProgramToStart, theirs: readonly number[], folder?: Uint8Array): number {
  const streams: { readonly of: number; readonly end: number }[] = [];
  for (let of = 0; of < theirs.length; of++) {
    const end = theirs[of] ?? NONE;
    if (end !== NONE) streams.push({ of, end });
  }
  if (program.stderr === "stdout") streams.push({ of: 2, end: 1 });
  const spawned: SpawnedProcess = {
    file: program.file,
    argv: program.argv,
    environment: program.environment,
    ...(program.rawVariables && { rawVariables: program.rawVariables }),
    streams,
    defaults: DEFAULTS,
    inherits: true,
    ...(folder !== undefined && { folder }),
    ...(leads(program) && { group: 0 }),
  };
  return spawnProcess(libc, spawned);
}

function waitForEnd(libc: PosixLibrary, child: number, milliseconds: number): ChildEnd | undefined | number {
  const forever = milliseconds === Number.POSITIVE_INFINITY;
  const until = performance.now() + milliseconds;
  const status = new Int32Array(1);
  for (let pause = 1; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    if (isInterrupted()) return -EINTR;
    const ended = libc.waitpid(child, status, forever ? 0 : WNOHANG);
    if (ended === child) return childEnd(status[0] ?? 0);
    // A signal ended the wait, if the child is still there.
    if (ended < 0 && libc.kill(child, 0) !== 0) return -ECHILD;
    const left = until - performance.now();
    if (left <= 0) return undefined;
    if (!forever) libc.poll(null, 0, Math.ceil(Math.min(left, pause)));
  }
}
