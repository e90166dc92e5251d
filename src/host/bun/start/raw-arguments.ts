import { nodeFs } from "../node-fs.ts";

/** What JavaScript uses for bytes that are not UTF-8. */
const REPLACEMENT = "\uFFFD";

/**
 * The arguments of a program to start, as the bytes that this process received. A string cannot contain bytes that are
 * not UTF-8, but file names on POSIX can; Linux keeps the bytes. The user's arguments are the last of `args`, in order,
 * so the search begins at the end.
 */
export function rawArguments(args: readonly string[]): Uint8Array[] {
  const encoder = new TextEncoder();
  const encoded: Uint8Array[] = [];
  let isExact = true;
  for (const text of args) {
    encoded.push(encoder.encode(text));
    isExact &&= !text.includes(REPLACEMENT);
  }
  if (isExact) return encoded;
  let given = givenArguments();
  for (let index = args.length - 1; index >= 0; index--) {
    const at = given.findLastIndex(({ text }) => text === args[index]);
    if (at < 0) break;
    encoded[index] = given[at]?.bytes ?? new Uint8Array();
    given = given.slice(0, at);
  }
  return encoded;
}

interface GivenArgument {
  readonly bytes: Uint8Array;
  /** The same, as in process.argv. */
  readonly text: string;
}

function givenArguments(): GivenArgument[] {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return splitAtNul(readCommandLine()).map((bytes) => ({ bytes, text: decoder.decode(bytes) }));
}

function readCommandLine(): Uint8Array {
  try {
    return nodeFs().readFileSync("/proc/self/cmdline");
  } catch {
    return new Uint8Array(); // Not on Linux, or /proc is not mounted: the arguments are passed on as JavaScript has them.
  }
}

function splitAtNul(bytes: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let start = 0;
  for (let end = bytes.indexOf(0); end >= 0; end = bytes.indexOf(0, start)) {
    parts.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return parts;
}
