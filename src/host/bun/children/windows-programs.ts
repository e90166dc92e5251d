import type { ChildEnd } from "../../child-processes.ts";
import type { Programs, ProgramStream, ProgramToStart, StartedProgram } from "../../programs.ts";
import { mustStop } from "../interrupts/interrupts.ts";
import { openWindowsLibrary, type Handle } from "../library/windows-library.ts";
import { whyNotStarted } from "./why-not-started.ts";
import { quoteArgument } from "../start/quote-argument.ts";
import { makeJob, releaseJob, type Job } from "../start/windows-job.ts";
import { makeOverlappedPipe } from "./make-overlapped-pipe.ts";
import type { OverlappedPipe } from "./overlapped-pipe.ts";
import { closeHandle, emptyInput, isInvalid, openOutput, ownStream, waitingProcess } from "./windows-process.ts";

const EINTR = 4;
const EBADF = 9;
const ECHILD = 10;
const ESRCH = 3;
const EMFILE = 24;
const EACCES = 13;
const WAIT_TIMEOUT = 0x102;
/** The most handles that Windows waits for at once. */
const MOST_HANDLES = 64;
/** How often a wait looks whether the machine must stop, and how often while pipes are to be closed, in milliseconds. */
const SLICE = 50;
const SHORT_SLICE = 10;
const DIED_OF_SIGNAL = 128;

interface Running {
  readonly process: Handle;
  readonly job: Job;
  /** Whether the job has the process: Windows refuses that where a job of its parent does not allow it. */
  readonly isInJob: boolean;
}

const pipes = new Map<number, OverlappedPipe>();
/** Pipes that are closed when what was written has arrived. */
const closing = new Set<OverlappedPipe>();
const running = new Map<number, Running>();
let nextNumber = 1;

/** Programs, started with Windows's own calls, each in a job of its own. */
export const windowsPrograms: Programs = {
  start,
  read: (pipe, buffer, offset, length) => pipes.get(pipe)?.read(buffer, offset, length) ?? -EBADF,
  write: (pipe, buffer, offset, length) => pipes.get(pipe)?.write(buffer, offset, length) ?? -EBADF,
  close(number) {
    const pipe = pipes.get(number);
    pipes.delete(number);
    if (pipe === undefined) return;
    if (pipe.writes && !pipe.isReady()) closing.add(pipe);
    else pipe.close();
  },
  waitForPipes,
  waitForEnd,
  signal(child, signal) {
    const found = running.get(child);
    if (found === undefined) return -ESRCH;
    if (signal !== 0) end(found, DIED_OF_SIGNAL + signal);
    return 0;
  },
};

function start(program: ProgramToStart): StartedProgram | number {
  closePipes();
  const given = [program.stdin, program.stdout, program.stderr];
  const theirs: Handle[] = [];
  const mine = new Map<number, OverlappedPipe>();
  let failure = 0;
  for (const [number, stream] of given.entries()) {
    failure = openStream({ number, stream, theirs, mine });
    if (failure < 0) break;
  }
  const child = failure < 0 ? failure : startChild(program, theirs);
  // stderr that is stdout has the same handle.
  for (const handle of new Set(theirs)) closeHandle(handle);
  if (child < 0) for (const pipe of mine.values()) pipe.close();
  if (child < 0) return child;
  const [stdin = -1, stdout = -1, stderr = -1] = [0, 1, 2].map((number) => addPipe(mine.get(number)));
  return { child, stdin, stdout, stderr };
}

function addPipe(pipe: OverlappedPipe | undefined): number {
  if (pipe === undefined) return -1;
  const number = nextNumber++;
  pipes.set(number, pipe);
  return number;
}

interface StreamToOpen {
  readonly number: number;
  readonly stream: ProgramStream | "stdout";
  readonly theirs: Handle[];
  readonly mine: Map<number, OverlappedPipe>;
}

/** Adds the child's handle, and this process's end of a pipe. Minus errno if that fails. */
function openStream({ number, stream, theirs, mine }: StreamToOpen): number {
  if (stream === "pipe") {
    const made = makeOverlappedPipe(number === 0);
    if (made === undefined) return -EMFILE;
    mine.set(number, made.pipe);
    theirs.push(made.theirs);
    return 0;
  }
  const handle = handleOf(number, stream, theirs);
  if (isInvalid(handle) && typeof stream === "object") return -EACCES;
  theirs.push(handle);
  return 0;
}

function handleOf(
  number: number,
  stream: Exclude<ProgramStream, "pipe"> | "stdout",
  theirs: readonly Handle[],
): Handle {
  if (stream === "inherit") return ownStream(number);
  if (stream === "stdout") return theirs[1] ?? 0n;
  if (stream === "null") return number === 0 ? emptyInput() : openOutput("NUL");
  return openOutput(Buffer.from(stream.file).toString());
}

/** Nothing of the program runs before it belongs to its job. */
function startChild({ file, argv, environment, folder, verbatim }: ProgramToStart, streams: readonly Handle[]): number {
  const words = argv.map((word) => Buffer.from(word).toString());
  const started = waitingProcess({
    file: Buffer.from(file).toString(),
    line: (verbatim ? words : words.map(quoteArgument)).join(" "),
    environment,
    streams,
    ...(folder !== undefined && { folder: Buffer.from(folder).toString() }),
  });
  if (started === undefined) return whyNotStarted(file, folder);
  const job = makeJob();
  const isInJob = job.library.AssignProcessToJobObject(job.handle, started.process) !== 0;
  started.resume();
  const child = nextNumber++;
  running.set(child, { process: started.process, job, isInJob });
  return child;
}

function end({ process, job, isInJob }: Running, status: number): void {
  if (isInJob) job.library.TerminateJobObject(job.handle, status);
  else job.library.TerminateProcess(process, status);
}

/** Closes pipes of which everything has arrived; whether others are left. */
function closePipes(): boolean {
  for (const pipe of closing) {
    if (!pipe.isReady()) continue;
    pipe.close();
    closing.delete(pipe);
  }
  return closing.size > 0;
}

function waitForPipes(read: readonly number[], write: readonly number[], milliseconds: number): number[] | number {
  const wanted = [...read, ...write];
  const end = performance.now() + milliseconds;
  for (;;) {
    const isShort = closePipes() || wanted.length > MOST_HANDLES;
    const ready = wanted.filter((number) => pipes.get(number)?.isReady() ?? true);
    if (mustStop()) return -EINTR;
    const left = end - performance.now();
    if (ready.length > 0 || left <= 0) return ready;
    waitForEvents(wanted, sliceOf(left, isShort));
  }
}

function sliceOf(left: number, isShort: boolean): number {
  return Math.ceil(Math.min(left, isShort ? SHORT_SLICE : SLICE));
}

function waitForEvents(wanted: readonly number[], milliseconds: number): void {
  const events = wanted.map((number) => pipes.get(number)?.event ?? 0n).slice(0, MOST_HANDLES);
  if (events.length === 0) return Bun.sleepSync(milliseconds);
  openWindowsLibrary().WaitForMultipleObjects(events.length, new BigUint64Array(events), 0, milliseconds);
}

function waitForEnd(child: number, milliseconds: number): ChildEnd | undefined | number {
  const found = running.get(child);
  if (found === undefined) return -ECHILD;
  const library = openWindowsLibrary();
  const until = performance.now() + milliseconds;
  for (;;) {
    const isShort = closePipes();
    if (mustStop()) return -EINTR;
    const left = Math.max(until - performance.now(), 0);
    if (library.WaitForSingleObject(found.process, sliceOf(left, isShort)) !== WAIT_TIMEOUT) break;
    if (left === 0) return undefined;
  }
  const status = new Uint32Array(1);
  library.GetExitCodeProcess(found.process, status);
  closeHandle(found.process);
  releaseJob(found.job);
  running.delete(child);
  return { kind: "exit", code: (status[0] ?? 0) | 0 };
}
