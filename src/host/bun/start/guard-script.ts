import { spawnProcess } from "../children/spawn-process.ts";
import type { PosixLibrary } from "../library/posix-library.ts";
import { nodeFs } from "../node-fs.ts";

const F_SETFD = 2;
const FD_CLOEXEC = 1;
const SIGKILL = 9;

/** Begins every guard's script: signals for this process's group are not for it. */
const IGNORE_SIGNALS = 'trap "" INT TERM HUP QUIT TSTP TTIN TTOU; ';

/** A shell that leads a group of its own, and reads until this process ends, however it ends. */
export interface GuardScript {
  /** Its process, and its group. */
  readonly group: number;
  /** Ends it, before it learns that its input is closed, and nothing else of its group. */
  end(): void;
}

/**
 * Starts a shell with a script, and another open file as its descriptor 3 if one is given; undefined if there is no shell, or no other
 * process can be started.
 */
export function startGuardScript(libc: PosixLibrary, script: string, file?: number): GuardScript | undefined {
  const ends = new Int32Array(2);
  if (libc.pipe(ends) !== 0) return undefined;
  const [input = -1, output = -1] = ends;
  for (const end of ends) libc.fcntl(end, F_SETFD, FD_CLOEXEC);
  const nothing = nodeFs().openSync("/dev/null", "w");
  const group = spawnProcess(libc, {
    file: "/bin/sh",
    argv: ["sh", "-c", IGNORE_SIGNALS + script],
    environment: {},
    streams: [
      { of: 0, end: input },
      { of: 1, end: nothing },
      { of: 2, end: nothing },
      ...(file === undefined ? [] : [{ of: 3, end: file }]),
    ],
    defaults: [],
    group: 0,
  });
  for (const descriptor of [input, nothing]) nodeFs().closeSync(descriptor);
  if (group < 0) nodeFs().closeSync(output);
  return group < 0 ? undefined : { group, end: () => end(libc, group, output) };
}

function end(libc: PosixLibrary, group: number, output: number): void {
  libc.kill(group, SIGKILL);
  libc.waitpid(group, null, 0);
  nodeFs().closeSync(output);
}
