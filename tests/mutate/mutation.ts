/** A piece of a source text and its replacement. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** One small fault, put into one file. */
export interface Mutation extends Edit {
  /** The name of an operator. */
  readonly operator: string;
  /** Below the repository's root, with forward slashes. */
  readonly file: string;
}

/** The source text with the fault in it. */
export function applyEdit(source: string, { start, end, text }: Edit): string {
  return source.slice(0, start) + text + source.slice(end);
}

/** A line that was changed, as it was and as it became; of several lines those that differ, joined with line ends. */
export interface Change {
  /** The number of the first line, from 1. */
  readonly line: number;
  readonly before: string;
  readonly after: string;
}

/** The lines of a file that a mutation changes. */
export function changeOf(source: string, mutation: Mutation): Change {
  const lineStart = source.lastIndexOf("\n", mutation.start - 1) + 1;
  const nextLine = source.indexOf("\n", mutation.end);
  const lineEnd = nextLine < 0 ? source.length : nextLine;
  const moved = { ...mutation, start: mutation.start - lineStart, end: mutation.end - lineStart };
  const before = source.slice(lineStart, lineEnd);
  return { line: source.slice(0, lineStart).split("\n").length, before, after: applyEdit(before, moved) };
}

/** The change as a diff, with the operator and the place above it. */
export function renderDiff(source: string, mutation: Mutation): string {
  const { line, before, after } = changeOf(source, mutation);
  const lines = (sign: string, text: string): string => text.replaceAll(/^/gm, sign);
  return `${mutation.operator} at ${mutation.file}:${line}\n${lines("- ", before)}\n${lines("+ ", after)}`;
}
