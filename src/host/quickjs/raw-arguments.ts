import { programArguments } from "qjs:host";
import { toText } from "./text.ts";

/** What a string contains for bytes that are not UTF-8. */
const REPLACEMENT = "\uFFFD";

/**
 * The arguments of a program to start. An argument that a string cannot represent is the bytes that this process
 * received. The user's arguments are the last of `args`, in order, so the search begins at the end.
 */
export function rawArguments(args: readonly string[]): readonly (string | Uint8Array)[] {
  if (!args.some((text) => text.includes(REPLACEMENT))) return args;
  const raw: (string | Uint8Array)[] = [...args];
  const given = programArguments().map((bytes) => ({ bytes, text: toText(bytes) }));
  for (let index = args.length - 1; index >= 0; index--) {
    const at = given.findLastIndex(({ text }) => text === args[index]);
    const found = given[at];
    if (found === undefined) break;
    raw[index] = found.bytes;
    given.length = at;
  }
  return raw;
}
