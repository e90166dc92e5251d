import type { ChildEnd } from "../../child-processes.ts";
import {
  NOT_YET,
  type Programs,
  type ProgramStream,
  type ProgramToStart,
  type StartedProgram,
} from "../../programs.ts";
import { errorNumber } from "../error-number.ts";
import { isInterrupted } from "../interrupts/interrupts.ts";
import { SIGPIPE, SIGXFSZ } from "../interrupts/signal-action.ts";
import type { PosixLibrary } from "../library/posix-library.ts";
import { nodeFs } from "../node-fs.ts";
import { startTargetGuard, type TargetGuard } from "../start/guard-targets.ts";
import { addressOf } from "../streams/move-directly.ts";
import { childEnd } from "./child-end.ts";
import { openFolderAction } from "./folder-of-child.ts";
import { spawnProcess, type SpawnedProcess } from "./spawn-process.ts";

const EINTR = 4;
const ECHILD = 10;
const EMFILE = 24;
const ESRCH = 3;
const F_SETFD = 2;
const F_GETFL = 3;
const F_SETFL = 4;
const FD_CLOEXEC = 1;
const WNOHANG = 1;
const POLLIN = 1;
const POLLOUT = 4;
const FOREVER = -1;
/** A pipe that can be written takes as much without waiting (PIPE_BUF). */
const SAFE_WRITE = 512;
/** Linux gives a pipe the larger size where it may. A pipe that was full once gets it. */
const F_SETPIPE_SZ = 1031;
const USUAL_PIPE = 1 << 16;
const LARGE_PIPE = 1 << 20;
/** Only who reads so many bytes at once needs more of them in the pipe. */
const LARGE_READ = 1 << 18;
/** Of a struct pollfd. */
const POLL_SIZE = 8;
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
    close: (pipe) => nodeFs().closeSync(pipe),
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

interface OpenedStreams {
  /** What the program gets, by the numbers of its streams. */
  readonly theirs: Map<number, number>;
  /** This process's ends of pipes. */
  readonly mine: Map<number, number>;
}

function start(libc: PosixLibrary, program: ProgramToStart): StartedProgram | number {
  const { stdin, stdout, stderr } = program;
  const opened: OpenedStreams = { theirs: new Map(), mine: new Map() };
  const failure = openAll(libc, [stdin, stdout, stderr], opened);
  const child = failure < 0 ? failure : spawnInFolder(libc, program, opened.theirs);
  for (const descriptor of opened.theirs.values()) if (descriptor !== noInput) nodeFs().closeSync(descriptor);
  const [input = -1, output = -1, errors = -1] = [0, 1, 2].map((number) => opened.mine.get(number));
  if (child >= 0) return { child, stdin: input, stdout: output, stderr: errors };
  for (const descriptor of opened.mine.values()) nodeFs().closeSync(descriptor);
  return child;
}

function openAll(libc: PosixLibrary, streams: readonly (ProgramStream | "stdout")[], opened: OpenedStreams): number {
  for (const [number, stream] of streams.entries()) {
    if (stream === "inherit" || stream === "stdout") continue;
    const failure = stream === "pipe" ? openPipe(libc, number, opened) : openFile(number, stream, opened);
    if (failure < 0) return failure;
  }
  return 0;
}

function openPipe(libc: PosixLibrary, number: number, { theirs, mine }: OpenedStreams): number {
  const ends = new Int32Array(2);
  if (libc.pipe(ends) !== 0) return -EMFILE;
  const [readEnd = -1, writeEnd = -1] = ends;
  for (const end of ends) libc.fcntl(end, F_SETFD, FD_CLOEXEC);
  const own = number === 0 ? writeEnd : readEnd;
  libc.fcntl(own, F_SETFL, nodeFs().constants.O_NONBLOCK);
  mine.set(number, own);
  theirs.set(number, number === 0 ? readEnd : writeEnd);
  return 0;
}

/** What programs without an input read: opened once, since most have none. */
let noInput: number | undefined;

function openFile(number: number, stream: "null" | { readonly file: Uint8Array }, { theirs }: OpenedStreams): number {
  try {
    if (number === 0) {
      noInput ??= nodeFs().openSync("/dev/null", "r");
      theirs.set(number, noInput);
    } else theirs.set(number, nodeFs().openSync(stream === "null" ? "/dev/null" : Buffer.from(stream.file), "w"));
    return 0;
  } catch (error) {
    return errorNumber(error);
  }
}

/** Not every C library can start a program in another folder. Otherwise this process goes there meanwhile. */
function spawnInFolder(libc: PosixLibrary, program: ProgramToStart, theirs: ReadonlyMap<number, number>): number {
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

function spawn(
  libc: PosixLibrary,
  program: ProgramToStart,
  theirs: ReadonlyMap<number, number>,
  folder?: Uint8Array,
): number {
  const streams = [...theirs].map(([of, end]) => ({ of, end }));
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

interface WantedPipes {
  readonly read: readonly number[];
  readonly write: readonly number[];
}

function waitForPipes(libc: PosixLibrary, { read, write }: WantedPipes, milliseconds: number): number[] | number {
  const pipes = [...read, ...write];
  const request = new DataView(new ArrayBuffer(Math.max(pipes.length, 1) * POLL_SIZE));
  for (const [index, pipe] of pipes.entries()) {
    request.setInt32(index * POLL_SIZE, pipe, true);
    request.setInt16(index * POLL_SIZE + 4, index < read.length ? POLLIN : POLLOUT, true);
  }
  const found = poll(libc, request, { count: pipes.length, milliseconds });
  if (found < 0) return found;
  return pipes.filter((_, index) => request.getInt16(index * POLL_SIZE + 6, true) !== 0);
}

interface PollTime {
  readonly count: number;
  readonly milliseconds: number;
}

/** Polls again after a signal that does not stop the machine. */
function poll(libc: PosixLibrary, request: DataView<ArrayBuffer>, { count, milliseconds }: PollTime): number {
  const end = performance.now() + milliseconds;
  for (;;) {
    if (isInterrupted()) return -EINTR;
    const left = Math.ceil(Math.max(end - performance.now(), 0));
    const found = libc.poll(new Uint8Array(request.buffer), count, left > 0x7fffffff ? FOREVER : left);
    if (found >= 0) return found;
  }
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
