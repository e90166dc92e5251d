import type { Host } from "../host/host.ts";
import { isCommandWord } from "./commands.ts";
import { createContext, type CliContext } from "./context.ts";
import { dropSeenFlags, takeFlags, takeLeadingFlags, type LeadingFlags } from "./global-flags.ts";
import { isPathWord, readPath } from "./read-path.ts";

/** What a command line asks for. luff's and Helm's flags are no longer among the arguments. */
export type Call =
  | { readonly kind: "command"; readonly words: readonly string[] }
  | { readonly kind: "plugin"; readonly name: string; readonly args: readonly string[] }
  | { readonly kind: "folder"; readonly path: string; readonly args: readonly string[] }
  /** All arguments after a script's path belong to the script, even if they look like flags. */
  | { readonly kind: "script"; readonly path: string; readonly args: readonly string[] };

/**
 * Reads the command line (argv without the program's name). Throws AppError "usage" for a flag that is unknown or has
 * no value, and "script-not-found" if there is nothing at a path.
 */
export function readCall(host: Host, argv: readonly string[]): { readonly context: CliContext; readonly call: Call } {
  const leading = takeLeadingFlags(argv);
  const word = leading.word ?? leading.request ?? "help";
  const called = leading.word !== undefined && isPathWord(host.os, word) ? readPath(host, word) : undefined;
  if (called?.kind === "script") {
    const context = createContext(host, leading.flags, leading.own);
    return { context, call: { kind: "script", path: called.path, args: leading.rest } };
  }
  const { flags, args } = takeTrailingFlags(leading);
  const context = createContext(host, flags, leading.own);
  if (called !== undefined) {
    return { context, call: { kind: "folder", path: called.path, args: [...leading.passed, ...args] } };
  }
  if (isCommandWord(word)) {
    return {
      context,
      call: { kind: "command", words: askHelp([word, ...(leading.ended ? args : dropSeenFlags(args))]) },
    };
  }
  return { context, call: { kind: "plugin", name: word, args: [...leading.passed, ...args] } };
}

/** Nothing after `--` is for luff. */
function takeTrailingFlags(leading: LeadingFlags): Pick<ReturnType<typeof takeFlags>, "flags" | "args"> {
  return leading.ended ? { flags: leading.flags, args: leading.rest } : takeFlags(leading.flags, leading.rest);
}

/** "luff help plugin list" becomes "luff plugin list --help". */
function askHelp(words: readonly string[]): readonly string[] {
  const [first, second, ...more] = words;
  return first === "help" && second !== undefined && isCommandWord(second) ? [second, ...more, "--help"] : words;
}
