import { programArguments } from "qjs:host";
import { toText } from "./text.ts";

/** What a string has in the place of bytes that are no UTF-8. */
const REPLACEMENT = "\uFFFD";

/**
 * The arguments of a program to start, with the bytes that this process was given where a string cannot hold them. The
 * user's arguments are the last of `args`, in their order, so they are looked for from the end.
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
