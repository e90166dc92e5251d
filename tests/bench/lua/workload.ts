/** A program and how often it repeats its work, so that the reference interpreter takes most of a second. */
export interface Program {
  readonly name: string;
  readonly scale: number;
}

export const PROGRAMS: readonly Program[] = [
  { name: "fib", scale: 28 },
  { name: "nbody", scale: 7 },
  { name: "spectral-norm", scale: 18 },
  { name: "binary-trees", scale: 13 },
  { name: "fannkuch", scale: 24 },
  { name: "strings", scale: 3 },
  { name: "gsub", scale: 23 },
  { name: "sort", scale: 7 },
  { name: "closures", scale: 17 },
  { name: "json", scale: 15 },
];

/** A way to read or write bytes, and the shell around the interpreter; $0 is the large file. */
export interface Shape {
  readonly name: string;
  readonly script: string;
  readonly shell?: string;
}

const FROM_FILE = 'exec "$@" < "$0"';
/** Another program reads, as at the other end of a pipeline; a failure of the first one is not lost. */
const INTO_PIPE = '{ "$@" || kill $$; } | cat > /dev/null';

export const SHAPES: readonly Shape[] = [
  { name: "a file by line", script: "file-lines" },
  { name: "a file by block", script: "file-blocks" },
  { name: "a file whole", script: "file-whole" },
  { name: "stdin by line", script: "stdin-lines", shell: FROM_FILE },
  { name: "stdin by block", script: "stdin-blocks", shell: FROM_FILE },
  { name: "print", script: "print", shell: INTO_PIPE },
  { name: "io.write", script: "write", shell: INTO_PIPE },
  { name: "io.popen", script: "popen" },
];

/** A single step that is repeated very often, and the same loop without it. */
export interface Step {
  readonly name: string;
  readonly script: string;
  readonly without: string;
}

export const STEPS: readonly Step[] = [
  { name: "a caught error", script: "caught-error", without: "caught-nothing" },
  { name: "a coroutine switch", script: "coroutine-switch", without: "coroutine-none" },
];
