import { AppError } from "../errors/app-error.ts";
import type { FileStat } from "../host/files.ts";
import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import { isLuaFile } from "../run/find-lua-script.ts";
import { isCommandWord } from "./commands.ts";
import { createContext, type CliContext } from "./context.ts";
import { dropSeenFlags, takeFlags, takeLeadingFlags, type LeadingFlags } from "./global-flags.ts";

/** What a command line asks for, with luff's and Helm's flags taken out of the arguments. */
export type Call =
  | { readonly kind: "command"; readonly words: readonly string[] }
  | { readonly kind: "plugin"; readonly name: string; readonly args: readonly string[] }
  | { readonly kind: "folder"; readonly path: string; readonly args: readonly string[] }
  /** All arguments behind a script's path are the script's own, also those that look like flags. */
  | { readonly kind: "script"; readonly path: string; readonly args: readonly string[] };

/**
 * Reads the command line (argv without the program's name). Throws AppError "usage" for a flag that is not known or has no
 * value, and "script-not-found" for a path where nothing is.
 */
export function readCall(host: Host, argv: readonly string[]): { readonly context: CliContext; readonly call: Call } {
  const leading = takeLeadingFlags(argv);
  const word = leading.word ?? leading.request ?? "help";
  const isPath = leading.word !== undefined && isPathWord(host.os, word);
  if (isPath && requireStat(host, word).kind !== "directory") {
    const context = createContext(host, leading.flags, leading.own);
    return { context, call: { kind: "script", path: word, args: leading.rest } };
  }
  const { flags, args } = takeTrailingFlags(leading);
  const context = createContext(host, flags, leading.own);
  if (isPath) return { context, call: { kind: "folder", path: word, args: [...leading.passed, ...args] } };
  if (isCommandWord(word)) {
    return {
      context,
      call: { kind: "command", words: askHelp([word, ...(leading.ended ? args : dropSeenFlags(args))]) },
    };
  }
  return { context, call: { kind: "plugin", name: word, args: [...leading.passed, ...args] } };
}

/** Whether a command word names a place on disk: it holds a path separator, ends in ".lua", or is "." or "..". */
function isPathWord(os: string, word: string): boolean {
  return word === "." || word === ".." || pathStyle(os).hasSeparator(word) || isLuaFile(word);
}

/** Nothing behind `--` is luff's. */
function takeTrailingFlags(leading: LeadingFlags): Pick<ReturnType<typeof takeFlags>, "flags" | "args"> {
  return leading.ended ? { flags: leading.flags, args: leading.rest } : takeFlags(leading.flags, leading.rest);
}

/** "luff help plugin list" is "luff plugin list --help". */
function askHelp(words: readonly string[]): readonly string[] {
  const [first, second, ...more] = words;
  return first === "help" && second !== undefined && isCommandWord(second) ? [second, ...more, "--help"] : words;
}

function requireStat(host: Host, path: string): FileStat {
  let stat: FileStat | undefined;
  try {
    stat = host.files.stat(path);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    throw new AppError("script-not-found", `cannot look at ${path}: ${error.detail}`, { cause: error });
  }
  if (stat !== undefined) return stat;
  throw new AppError("script-not-found", `there is no Lua script and no plugin folder at ${path}`, {
    hint: "A word with a path separator is a path; an installed plugin is called by its bare name.",
  });
}
