import type { ChildEnd, ChildProcesses, ChildWishes, PipedChild } from "../../child-processes.ts";
import { nodeFs } from "../node-fs.ts";
import { isInterrupted } from "../interrupts/interrupts.ts";
import { childEnd } from "./child-end.ts";
import { spawnProcess } from "./spawn-process.ts";
import type { PosixLibrary } from "../library/posix-library.ts";
import {
  IGNORE,
  isIgnoredNow,
  restoreSignalAction,
  setSignalAction,
  SIGINT,
  SIGPIPE,
  SIGQUIT,
  SIGTERM,
  SIGXFSZ,
} from "../interrupts/signal-action.ts";

/** The environment of a shell, and what its caller wishes. */
interface ShellRequest extends ChildWishes {
  readonly environment: Readonly<Record<string, string>>;
}

const SHELL = "/bin/sh";
const EINTR = 4;
const ECHILD = 10;
const EMFILE = 24;
const F_SETFD = 2;
const FD_CLOEXEC = 1;
/** kill with this number only reports whether the process exists. */
const NO_SIGNAL = 0;

/** Starts children as the C library's system and popen do: no copying, exact statuses, and the caller's own streams. */
export function createPosixChildren(libc: PosixLibrary): ChildProcesses {
  return {
    available: () => nodeFs().existsSync(SHELL),
    execute: (command, environment, wishes) => execute(libc, command, { ...wishes, environment }),
    open: (command, direction, environment, wishes) => open(libc, command, { ...wishes, direction, environment }),
  };
}

/** While the child runs, this process ignores SIGINT and SIGQUIT, as C's system does. */
function execute(libc: PosixLibrary, command: Uint8Array, request: ShellRequest): ChildEnd | number {
  const defaults = defaultSignals(libc);
  const actions = [SIGINT, SIGQUIT].map(
    (signal) => [signal, setSignalAction(libc, signal, { handler: IGNORE, once: false })] as const,
  );
  const pid = start(libc, command, { ...request, defaults });
  const end = pid < 0 ? pid : wait(libc, pid);
  for (const [signal, action] of actions) restoreSignalAction(libc, signal, action);
  return end;
}

interface PipeRequest extends ShellRequest {
  readonly direction: "read" | "write";
}

function open(libc: PosixLibrary, command: Uint8Array, request: PipeRequest): PipedChild | number {
  const ends = new Int32Array(2);
  if (libc.pipe(ends) !== 0) return -EMFILE;
  const [readEnd = -1, writeEnd = -1] = ends;
  for (const end of ends) libc.fcntl(end, F_SETFD, FD_CLOEXEC);
  const reading = request.direction === "read";
  const stream = reading ? { of: 1, end: writeEnd } : { of: 0, end: readEnd };
  const pid = start(libc, command, { ...request, stream, defaults: defaultSignals(libc) });
  nodeFs().closeSync(stream.end);
  const descriptor = reading ? readEnd : writeEnd;
  if (pid >= 0) return { descriptor, wait: () => wait(libc, pid) };
  nodeFs().closeSync(descriptor);
  return pid;
}

interface Start extends ShellRequest {
  /** Signals that the child does not ignore although this process does. */
  readonly defaults: readonly number[];
  /** The child's standard stream that becomes an end of a pipe. */
  readonly stream?: { readonly of: number; readonly end: number };
}

/**
 * Bun ignores SIGPIPE and SIGXFSZ; children must not inherit that. What this process was started to ignore, as in the background of a
 * shell, they ignore too.
 */
function defaultSignals(libc: PosixLibrary): readonly number[] {
  return [SIGPIPE, SIGXFSZ, ...[SIGINT, SIGQUIT].filter((signal) => !isIgnoredNow(libc, signal))];
}

/** Starts the shell and returns the process id, or minus errno. */
function start(libc: PosixLibrary, command: Uint8Array, call: Start): number {
  const { environment, rawVariables, stream, defaults, withoutDescriptors } = call;
  return spawnProcess(libc, {
    file: SHELL,
    argv: ["sh", "-c", command],
    environment,
    ...(rawVariables && { rawVariables }),
    streams: stream === undefined ? [] : [stream],
    defaults,
    ...(withoutDescriptors !== true && { inherits: true }),
  });
}

function wait(libc: PosixLibrary, pid: number): ChildEnd | number {
  const status = new Int32Array(1);
  for (;;) {
    if (isInterrupted()) return abandon(libc, pid);
    if (libc.waitpid(pid, status, 0) >= 0) break;
    // A signal ended the wait, if the child is still there.
    if (libc.kill(pid, NO_SIGNAL) !== 0) return -ECHILD;
  }
  return childEnd(status[0] ?? 0);
}

/** Ends the child, because the machine that waits for it must stop. */
function abandon(libc: PosixLibrary, pid: number): number {
  libc.kill(pid, SIGTERM);
  return -EINTR;
}
