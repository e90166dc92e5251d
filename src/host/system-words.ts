import type { HostErrorKind } from "./host-error.ts";

/** The words of an error for which the hosts' systems have different ones. */
const WORDS: Readonly<Partial<Record<HostErrorKind, string>>> = {
  exists: "file already exists",
  "is-a-directory": "is a directory",
  "too-many-links": "too many levels of symbolic links",
  "too-many-files": "too many open files",
  "not-executable": "exec format error",
};

/** The message for an error of a kind: the same in every host where there is one, otherwise the system's own. */
export function systemWords(kind: HostErrorKind, ownWords: string): string {
  return WORDS[kind] ?? ownWords;
}
