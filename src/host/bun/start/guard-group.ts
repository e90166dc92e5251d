import { spawnProcess } from "../children/spawn-process.ts";
import type { PosixLibrary } from "../library/posix-library.ts";
import { nodeFs } from "../node-fs.ts";

const F_SETFD = 2;
const FD_CLOEXEC = 1;

/** Waits for a line, and ends its group if the pipe is closed before there is one. */
const SCRIPT = 'trap "" INT TERM HUP QUIT TSTP TTIN TTOU; read -r over || kill -s KILL -- "-$$"';

/** A process that ends its process group when this process ends, however it ends. */
export interface GroupGuard {
  /** The group, which other processes can join. */
  readonly group: number;
  /** Ends the guard, and nothing else of its group. */
  end(): void;
}

/** Starts a guard; undefined if there is no shell, or no other process can be started. */
export function startGuard(libc: PosixLibrary): GroupGuard | undefined {
  const ends = new Int32Array(2);
  if (libc.pipe(ends) !== 0) return undefined;
  const [input = -1, output = -1] = ends;
  for (const end of ends) libc.fcntl(end, F_SETFD, FD_CLOEXEC);
  const nothing = nodeFs().openSync("/dev/null", "w");
  const group = spawnProcess(libc, {
    file: "/bin/sh",
    argv: ["sh", "-c", SCRIPT],
    environment: {},
    streams: [
      { of: 0, end: input },
      { of: 1, end: nothing },
      { of: 2, end: nothing },
    ],
    defaults: [],
    group: 0,
  });
  for (const descriptor of [input, nothing]) nodeFs().closeSync(descriptor);
  if (group < 0) nodeFs().closeSync(output);
  return group < 0 ? undefined : { group, end: () => endGuard(libc, group, output) };
}

function endGuard(libc: PosixLibrary, pid: number, output: number): void {
  libc.write(output, Buffer.from("over\n"), "over\n".length);
  nodeFs().closeSync(output);
  libc.waitpid(pid, null, 0);
}
