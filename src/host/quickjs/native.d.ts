/**
 * The part of the compact host that is written in C (src/host/quickjs/native). Paths and names are bytes. A negative
 * result is minus errno, in the platform's own numbers.
 */
declare module "qjs:host" {
  type Bytes = Uint8Array<ArrayBuffer>;

  export const os: string;
  export const arch: string;
  /** "QuickJS" and its version. */
  export const runtime: string;

  export function encodeUtf8(text: string): Bytes;
  /** With `fatal`, null if the bytes are not UTF-8. */
  export function decodeUtf8(bytes: Uint8Array, fatal: boolean): string | null;
  export function decodeLatin1(bytes: Uint8Array): string;
  /** A binary chunk of Lua's library, by the mark that the program has in its place. */
  export function libraryChunk(mark: string): Bytes;
  export function sha256(bytes: Uint8Array): string;
  /** Returns the number of a digest, which `digestEnd` frees. */
  export function digestBegin(): number;
  export function digestAdd(digest: number, bytes: Uint8Array): void;
  export function digestEnd(digest: number): string;

  /** Returns the number of a stream of gzip or of bare deflate data, which `inflateEnd` frees. */
  export function inflateBegin(gzip: boolean): number;
  /** The status is 1 at the end of the data, and below zero where they are damaged: -100 if only their checksum or length is wrong. */
  export function inflateStep(
    stream: number,
    input: Uint8Array,
    output: Uint8Array,
  ): [consumed: number, produced: number, status: number];
  /** Begins with the next member; below zero where it cannot. */
  export function inflateAgain(stream: number): number;
  export function inflateEnd(stream: number): void;
  /** Returns the number of a stream of bare deflate data, which `deflateEnd` frees. */
  export function deflateBegin(): number;
  /** `last` ends the data: call it until the output is not full. */
  export function deflateStep(
    stream: number,
    input: Uint8Array,
    output: Uint8Array,
    last: boolean,
  ): [consumed: number, produced: number];
  export function deflateEnd(stream: number): void;
  export function crc32(bytes: Uint8Array, before: number): number;

  /** The bits of descriptors.ts. */
  export function open(path: Uint8Array, bits: number, permissions: number): number;
  export function close(descriptor: number): number;
  export function read(descriptor: number, buffer: Uint8Array, offset: number, length: number): number;
  export function write(descriptor: number, buffer: Uint8Array, offset: number, length: number): number;
  export function seek(descriptor: number, distance: number, base: number): number;
  export function readFile(path: Uint8Array, limit: number): Bytes | number;
  /** As `readFile`; fails if another user than this one and root can write to the file. */
  export function readOwnFile(path: Uint8Array, limit: number): Bytes | number;
  /** 0, or below zero if another user than this one and root can write to a file or a folder. */
  export function requireOwn(path: Uint8Array): number;
  export function remove(path: Uint8Array): number;
  export function rename(from: Uint8Array, to: Uint8Array): number;
  export function makeFolder(path: Uint8Array, permissions: number): number;
  export function list(path: Uint8Array): Bytes[] | number;
  export function stat(path: Uint8Array): NativeStat | number;
  /** The mode's twelve bits, and 0o10000 if the file system is mounted with "noexec". */
  export function permissions(path: Uint8Array): number;
  export function realPath(path: Uint8Array): Bytes | number;
  export function identity(path: Uint8Array): Bytes | number;
  /** The path ends with six X, which are replaced. */
  export function makeTemporaryFile(path: Uint8Array): Bytes | number;

  export interface NativeStat {
    readonly kind: "file" | "directory" | "other";
    readonly size: number;
    readonly executable: boolean;
    readonly modified: number;
  }

  export function entry(path: Uint8Array): NativeEntry | number;
  export function status(path: Uint8Array, followsLinks: boolean): NativeStatus | number;
  /** Both in milliseconds since 1970. */
  export function setTimes(path: Uint8Array, accessed: number, modified: number): number;
  export function changeFolder(path: Uint8Array): number;
  export function entryIdentity(path: Uint8Array): Bytes | number;
  export function readLink(path: Uint8Array): Bytes | number;
  export function setMode(path: Uint8Array, mode: number): number;
  /** Waits until a file's content, or on POSIX a folder's names, are on the disk. */
  export function syncPath(path: Uint8Array): number;
  /** Waits until all that was written to a path's volume is on the disk: 1; 0 if the system cannot. */
  export function syncVolume(path: Uint8Array): number;
  export function makeLink(path: Uint8Array, target: Uint8Array): number;
  export function linkFolder(path: Uint8Array, target: Uint8Array): number;
  /** Returns the argument for `unlock`. */
  export function lock(path: Uint8Array, owner: Uint8Array): number;
  export function unlock(lock: number): void;

  export interface NativeStatus {
    readonly kind: string;
    readonly size: number;
    readonly mode: number;
    readonly modified: number;
    readonly accessed: number;
    readonly changed: number;
    readonly device: number;
    readonly number: number;
    readonly links: number;
    readonly owner: number;
    readonly group: number;
  }

  export interface NativeEntry {
    readonly kind: "file" | "directory" | "link" | "other";
    readonly size: number;
    readonly mode: number;
  }

  export interface NativeEnd {
    readonly kind: "exit" | "signal";
    readonly code: number;
  }

  /** Each NAME=VALUE. */
  export function variables(): Bytes[];
  export function variable(name: string): Bytes | undefined;
  /**
   * Returns only if the program cannot be started; on Windows it returns how the program ended. `set` are NAME=VALUE;
   * what removes a variable is NAME on POSIX, and NAME= on Windows.
   * `verbatim` is for Windows.
   */
  export function replaceProcess(
    file: string,
    argv: readonly (string | Uint8Array)[],
    set: readonly string[],
    verbatim: boolean,
  ): NativeEnd | number;
  /**
   * As `replaceProcess`, but starts a child, on POSIX too. It writes to the descriptors `output` and `errors`, and reads stdin only
   * with `hasInput`. With `withoutDescriptors` it has no other descriptor than its three streams. It is ended with all that it
   * has started if `output` is a file of more than `limit` bytes; 0 is no limit.
   */
  export function runChild(
    file: string,
    argv: readonly (string | Uint8Array)[],
    set: readonly string[],
    how: {
      readonly verbatim: boolean;
      readonly hasInput: boolean;
      /** Whether it gets SIGTERM in place of SIGHUP and SIGQUIT. */
      readonly withoutHangup: boolean;
      readonly withoutDescriptors: boolean;
      readonly output: number;
      readonly errors: number;
      readonly limit: number;
    },
  ): NativeEnd | number;
  /** On Windows the command is everything after "cmd.exe", switches included. */
  export function runShell(command: Uint8Array, environment: readonly (string | Uint8Array)[]): NativeEnd | number;
  /** `stream` is the child's stream that becomes the pipe: 0 or 1. Returns descriptor and child. */
  export function openShell(
    command: Uint8Array,
    stream: number,
    environment: readonly (string | Uint8Array)[],
    withoutDescriptors: boolean,
  ): [descriptor: number, child: number] | number;
  export function wait(child: number): NativeEnd | number;
  export function hasShell(): boolean;

  /**
   * Starts a program with pipes. A stream is "inherit", "null", "pipe" or for stderr "stdout"; bytes are the path of a
   * file. With `withoutDescriptors` the program has only its three streams, as on Windows always. Returns the child for
   * `waitForEnd`, and pipes, -1 for a stream that is none.
   */
  export function startProgram(
    file: Uint8Array,
    argv: readonly Uint8Array[],
    environment: readonly (string | Uint8Array)[],
    how: {
      readonly folder: Uint8Array | undefined;
      readonly streams: readonly (string | Uint8Array)[];
      readonly verbatim: boolean;
      readonly withoutDescriptors: boolean;
    },
  ): [child: number, stdin: number, stdout: number, stderr: number] | number;
  export function readPipe(pipe: number, buffer: Uint8Array, offset: number, length: number): number;
  export function writePipe(pipe: number, buffer: Uint8Array, offset: number, length: number): number;
  export function closePipe(pipe: number): void;
  /** On POSIX any descriptor can be waited for. */
  export function waitForPipes(
    read: readonly number[],
    write: readonly number[],
    milliseconds: number,
  ): number[] | number;
  export function waitForEnd(child: number, milliseconds: number): NativeEnd | undefined | number;
  export function signalProgram(child: number, signal: number): number;

  /** Calls the function once, as soon as there is no promise to go on with. */
  export function whenIdle(action: () => void): void;
  export function programArguments(): Bytes[];
  export function executable(): Bytes | number;
  export function workingDirectory(): Bytes | number;
  /** Milliseconds since 1970, with a fraction. */
  export function fineNow(): number;
  /** Milliseconds since some moment, with a fraction; setting the clock does not change them. */
  export function steady(): number;
  export function processorTime(): number;
  export function offsetAt(moment: number): number;
  export function zoneNameAt(moment: number): string;
  export function isTerminal(descriptor: number): boolean;
  /** 0 if the descriptor is not a terminal. */
  export function terminalWidth(descriptor: number): number;
  /** 0 if the descriptor is not a terminal. */
  export function terminalHeight(descriptor: number): number;
  /** Returns whether the terminal showed what is typed before; true if the descriptor is none. */
  export function setEcho(descriptor: number, on: boolean): boolean;
  export function errorText(errno: number): string;
  export function sleep(milliseconds: number): void;
  export function exit(code: number): never;
  export function processId(): number;
  /** Fills the bytes with random ones. */
  export function fillRandom(bytes: Uint8Array): number;
  /** From now on, writing to a closed pipe is an error, not a signal. Children are not affected. */
  export function ignoreWriteSignals(): void;

  /**
   * A negative `milliseconds` means no time limit. `lastWords` is the line of a TimeLimit. Returns whether there is a
   * time limit.
   */
  export function watchInterrupts(address: number, milliseconds: number, lastWords: string): boolean;
  export function endInterrupts(timed: boolean): void;
  export function watchSignals(): void;
  /** The number of the first signal, or 0. */
  export function receivedSignal(): number;
  export function endSignals(): void;
  /** Whether the machine was asked to stop but has not stopped yet. */
  export function isInterrupted(): boolean;

  export const luaModule: {
    instantiate(
      imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
      trap: new (message: string) => Error,
    ): {
      readonly exports: Readonly<Record<string, unknown>>;
      functionAt(index: number): (argument: number) => number;
    };
    /** Of the machine that was made last. */
    readonly spanWriter: (
      last: Uint8Array,
      errno: number,
    ) => (descriptor: number, spans: number, count: number, result: number) => number;
  };
}
