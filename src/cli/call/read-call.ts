import { AppError } from "../../errors/app-error.ts";
import { givesWay, isCommandWord, takesAll } from "../commands.ts";
import { parseGoBool } from "../../helm/helm-settings.ts";
import { createContext, type Caller, type CliContext } from "../context.ts";
import { dropSeenFlags, isLuaOption, takeFlags, takeLeadingFlags, type LeadingFlags } from "../flags/global-flags.ts";
import type { CompletionRequest } from "../complete/complete.ts";
import { isPathWord, readPath } from "./read-path.ts";
import { requirePathAlone } from "./require-no-more.ts";

/** What a command line asks for. luff's and Helm's flags are no longer among the arguments. */
export type Call =
  | { readonly kind: "command"; readonly words: readonly string[] }
  | { readonly kind: "plugin"; readonly name: string; readonly args: readonly string[] }
  | { readonly kind: "folder"; readonly path: string; readonly args: readonly string[] }
  /** All arguments after a script's path belong to the script, even if they look like flags. */
  | { readonly kind: "script"; readonly path: string; readonly args: readonly string[] }
  /** Lua code, a script or a session, asked for with the options of the program `lua`; the first word is one. */
  | { readonly kind: "lua"; readonly words: readonly string[] }
  /** A shell asks what can stand at the cursor; the last word is there. */
  | ({ readonly kind: "completion" } & CompletionRequest)
  /** A word of luff's own that gives way to an installed plugin of its name. */
  | { readonly kind: "either"; readonly name: string; readonly plugin: ReadCall; readonly own: () => ReadCall };

/** A call, and the settings from flags and environment that it is made with. */
export interface ReadCall {
  readonly context: CliContext;
  readonly call: Call;
}

/** The call of a command line. */
export interface ReadLine extends ReadCall {
  /** Whether luff is to explain what it does: `--debug` before the word, or LUFF_DEBUG=1. */
  readonly asksWhy: boolean;
}

/** The words with which the completion of shells asks, as in cobra. */
const COMPLETE = "__complete";
const COMPLETE_WITHOUT_DESCRIPTIONS = "__completeNoDesc";

/**
 * Reads the command line (argv without the program's name). Throws AppError "usage" for a flag that is unknown or has
 * no value, and "script-not-found" if there is nothing at a path.
 */
export function readCall(caller: Caller, argv: readonly string[]): ReadLine {
  const leading = takeLeadingFlags(argv);
  const asksWhy = leading.flags.debug ?? parseGoBool(caller.host.environment.get("LUFF_DEBUG") ?? "") ?? false;
  return { ...readWords(caller, leading), asksWhy };
}

function readWords(caller: Caller, leading: LeadingFlags): ReadCall {
  const { os } = caller.host;
  const word = leading.word ?? leading.request ?? "help";
  if (word === COMPLETE || word === COMPLETE_WITHOUT_DESCRIPTIONS) {
    const context = createContext(caller, leading.flags, leading.own);
    const { rest: words, flags } = leading;
    return { context, call: { kind: "completion", words, flags, withDescriptions: word === COMPLETE } };
  }
  if (isLuaOption(word) && !leading.ended) {
    const context = createContext(caller, leading.flags, leading.own);
    return { context, call: { kind: "lua", words: [word, ...leading.rest] } };
  }
  if (leading.own["--builtin"] !== undefined) return readBuiltin(caller, leading);
  const called = leading.word !== undefined && isPathWord(os, word) ? readPath(caller.host, word) : undefined;
  if (called?.kind === "script") {
    const context = createContext(caller, leading.flags, leading.own);
    return { context, call: { kind: "script", path: called.path, args: leading.rest } };
  }
  const { flags, args } = takeTrailingFlags(leading);
  const context = createContext(caller, flags, leading.own);
  if (called !== undefined) {
    return { context, call: { kind: "folder", path: called.path, args: [...leading.passed, ...args] } };
  }
  const plugin: ReadCall = { context, call: { kind: "plugin", name: word, args: [...leading.passed, ...args] } };
  if (!isCommandWord(word)) return plugin;
  const own = (): ReadCall => readBuiltin(caller, leading);
  if (givesWay(word)) return { context, call: { kind: "either", name: word, plugin, own } };
  const [asked = ""] = args;
  if (word !== "help" || !givesWay(asked)) return own();
  const help: ReadCall = { context, call: { kind: "command", words: ["help", ...args] } };
  return { context, call: { kind: "either", name: asked, plugin: help, own } };
}

/** A call of one of luff's own commands. Throws AppError "unknown-command" for any other word. */
function readBuiltin(caller: Caller, leading: LeadingFlags): ReadCall {
  const word = leading.word ?? leading.request ?? "help";
  if (!isCommandWord(word)) {
    throw new AppError("unknown-command", `luff has no command ${JSON.stringify(word)} of its own`, {
      hint: "Run 'luff help' for luff's commands.",
    });
  }
  if (takesAll(word)) {
    const context = createContext(caller, leading.flags, leading.own);
    return { context, call: { kind: "command", words: [word, ...leading.rest] } };
  }
  const { flags, args } = takeTrailingFlags(leading);
  const words = askHelp([word, ...(leading.ended ? args : dropSeenFlags(args))]);
  return { context: createContext(caller, flags, leading.own), call: { kind: "command", words } };
}

/** Nothing after `--` is for luff. */
function takeTrailingFlags(leading: LeadingFlags): Pick<ReturnType<typeof takeFlags>, "flags" | "args"> {
  return leading.ended ? { flags: leading.flags, args: leading.rest } : takeFlags(leading.flags, leading.rest);
}

/**
 * "luff help plugin list" and "luff plugin help list" become "luff plugin list --help". Throws AppError "usage" for a word
 * behind them.
 */
function askHelp(words: readonly string[]): readonly string[] {
  const [first, second, ...more] = words;
  const isGroup = first === "plugin" && second === "help" && more.length > 0;
  if (!isGroup && (first !== "help" || second === undefined || !isCommandWord(second))) return words;
  const asked = isGroup ? [first, ...more] : words.slice(1);
  requirePathAlone(asked);
  return [...asked, "--help"];
}
