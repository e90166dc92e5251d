import type { ProgramStream } from "../../programs.ts";
import { errorNumber } from "../error-number.ts";
import type { PosixLibrary } from "../library/posix-library.ts";
import { nodeFs } from "../node-fs.ts";

const EMFILE = 24;
const F_SETFD = 2;
const F_SETFL = 4;
const FD_CLOEXEC = 1;
/** Stands for a stream that has no descriptor. */
export const NONE = -1;

/** The descriptors of a program's streams, in the order of their numbers: 0 to 2. */
export interface OpenedStreams {
  /** What the program gets; NONE for a stream of this process, or the other output. */
  readonly theirs: number[];
  /** This process's ends of pipes, which do not wait; NONE for a stream that is none. */
  readonly mine: number[];
}

/** Opens what a program's streams need. Returns minus errno if one cannot be opened; those before it stay open. */
export function openStreams(
  libc: PosixLibrary,
  streams: readonly (ProgramStream | "stdout")[],
  opened: OpenedStreams,
): number {
  for (let number = 0; number < streams.length; number++) {
    const stream = streams[number];
    if (stream === undefined || stream === "inherit" || stream === "stdout") continue;
    const failure = stream === "pipe" ? openPipe(libc, number, opened) : openFile(number, stream, opened);
    if (failure < 0) return failure;
  }
  return 0;
}

/** Closes the program's ends. What all programs without an input have stays open. */
export function closeTheirs(libc: PosixLibrary, { theirs }: OpenedStreams): void {
  for (let number = 0; number < theirs.length; number++) {
    const descriptor = theirs[number] ?? NONE;
    if (descriptor !== NONE && descriptor !== noInput) libc.close(descriptor);
  }
}

/** Where the C library puts the ends of a pipe. */
const ends = new Int32Array(2);

/** Known when the first pipe is made. */
let nonBlocking: number | undefined;

function openPipe(libc: PosixLibrary, number: number, { theirs, mine }: OpenedStreams): number {
  if (libc.pipe(ends) !== 0) return -EMFILE;
  const own = ends[number === 0 ? 1 : 0] ?? NONE;
  const other = ends[number === 0 ? 0 : 1] ?? NONE;
  libc.fcntl(own, F_SETFD, FD_CLOEXEC);
  libc.fcntl(other, F_SETFD, FD_CLOEXEC);
  nonBlocking ??= nodeFs().constants.O_NONBLOCK;
  libc.fcntl(own, F_SETFL, nonBlocking);
  mine[number] = own;
  theirs[number] = other;
  return 0;
}

/** What programs without an input read: opened once, since most have none. */
let noInput: number | undefined;

function openFile(number: number, stream: "null" | { readonly file: Uint8Array }, { theirs }: OpenedStreams): number {
  try {
    if (number === 0) {
      noInput ??= nodeFs().openSync("/dev/null", "r");
      theirs[number] = noInput;
    } else theirs[number] = nodeFs().openSync(stream === "null" ? "/dev/null" : Buffer.from(stream.file), "w");
    return 0;
  } catch (error) {
    return errorNumber(error);
  }
}
