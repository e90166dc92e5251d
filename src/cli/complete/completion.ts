/** What a shell does with candidates, in the words and numbers of cobra's directives; a completion has their sum. */
export const DIRECTIVES = {
  error: 1,
  /** No space after the candidate. */
  noSpace: 2,
  /** No files where there is no candidate. */
  noFiles: 4,
  /** The candidates are endings of files to offer. */
  fileEndings: 8,
  /** Folders are offered; a candidate is the folder to look in. */
  folders: 16,
  keepOrder: 32,
} as const;

/** A word that can stand where the cursor is. */
export interface Candidate {
  readonly word: string;
  /** One line for the user, "" if there is none. */
  readonly description: string;
}

/** What can stand where the cursor is, as `luff __complete` prints it. */
export interface Completion {
  readonly candidates: readonly Candidate[];
  /** A sum of DIRECTIVES; with 0 the shell offers files where there is no candidate. */
  readonly directive: number;
}

/** Files, as the shell offers them. */
export const FILES: Completion = { candidates: [], directive: 0 };

/** Folders, as the shell offers them. */
export const FOLDERS: Completion = { candidates: [], directive: DIRECTIVES.folders };

/** Nothing can stand there. */
export const NOTHING: Completion = { candidates: [], directive: DIRECTIVES.noFiles };

/** The candidates that begin as the word at the cursor, and no files. */
export function completionOf(candidates: readonly Candidate[], last: string): Completion {
  return { candidates: candidates.filter(({ word }) => word.startsWith(last)), directive: DIRECTIVES.noFiles };
}
