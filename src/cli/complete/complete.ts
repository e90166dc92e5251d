import { AppError } from "../../errors/app-error.ts";
import { HostError } from "../../host/host-error.ts";
import type { GlobalFlags } from "../../helm/helm-settings.ts";
import { sanitiseText } from "../../text/sanitise-text.ts";
import { terminalLine } from "../../text/terminal-line.ts";
import { givesWay, isCommandWord } from "../commands.ts";
import { createContext, type Caller } from "../context.ts";
import { isLuaOption, takeFlags, takeLeadingFlags, type LeadingFlags } from "../flags/global-flags.ts";
import { isPathWord, readPath } from "../call/read-path.ts";
import { isCallable, requirePlugin, requirePluginIn } from "../call/require-plugin.ts";
import { completeLuaWords } from "./complete-lua-words.ts";
import { commandCandidates, completeOwn, firstWords } from "./complete-own.ts";
import { completePlugin } from "./complete-plugin.ts";
import { completionOf, DIRECTIVES, FILES, NOTHING, type Completion } from "./completion.ts";
import { flagBeforeCursor, flagCandidates, flagOfValue, GLOBAL_FLAGS, LEADING_FLAGS, LUA_FLAGS } from "./flag-words.ts";

export interface CompletionRequest {
  /** The words behind "luff" up to the cursor; the last one is at the cursor. */
  readonly words: readonly string[];
  readonly withDescriptions: boolean;
  /** Helm's flags before the request itself, such as `--debug`. */
  readonly flags: GlobalFlags;
}

/**
 * Prints what can stand at the cursor of a command line, in cobra's format: a line for each candidate, with a description behind a tab,
 * and a last line with ":" and the directive. A line on stderr says the directive in words, as cobra does. Returns 0: a shell can do
 * nothing with an error.
 */
export async function printCompletion(caller: Caller, request: CompletionRequest): Promise<number> {
  const { host } = caller;
  const { withDescriptions } = request;
  const { candidates, directive } = await complete(caller, request);
  const lines = candidates.map(({ word, description }) => {
    const text = withDescriptions ? oneLine(description.split("\n", 1)[0] ?? "").trim() : "";
    return text === "" ? `${oneLine(word)}\n` : `${oneLine(word)}\t${text}\n`;
  });
  host.terminal.write("stdout", `${lines.join("")}:${directive}\n`);
  host.terminal.write("stderr", `Completion ended with directive: ${directiveNames(directive)}\n`);
  return 0;
}

/** Most texts are plain, and there may be tens of thousands of them. */
function oneLine(text: string): string {
  return /^[ -~]*$/.test(text) ? text : sanitiseText(text);
}

async function complete(caller: Caller, { words, flags }: CompletionRequest): Promise<Completion> {
  const before = words.slice(0, -1);
  const last = words.at(-1) ?? "";
  try {
    return await completeAfter(caller, { before, last, flags });
  } catch (error) {
    if (!(error instanceof AppError || error instanceof HostError)) throw error;
    if (error instanceof AppError && error.code === "interrupted") throw error;
    // The shell's completion drops it; an author who asks by hand sees it.
    const lines = [error.message, ...(error instanceof AppError ? error.details : [])];
    caller.host.terminal.write("stderr", lines.map((line) => `${terminalLine(line)}\n`).join(""));
    return FILES;
  }
}

interface AskedWords {
  readonly before: readonly string[];
  readonly last: string;
  readonly flags: GlobalFlags;
}

async function completeAfter(caller: Caller, { before, last, flags }: AskedWords): Promise<Completion> {
  const { host } = caller;
  const all = [...LEADING_FLAGS, ...GLOBAL_FLAGS];
  const leading = readLeading(before, flags);
  // The last word is a flag that still needs its value.
  if (leading === undefined) return flagBeforeCursor(all, before) === undefined ? NOTHING : FILES;
  const { word, rest, passed } = leading;
  if (word === undefined) {
    if (leading.request !== undefined) return NOTHING;
    if (last.startsWith("-") && !leading.ended) {
      return flagOfValue(all, last) === undefined ? completionOf(flagCandidates([...LUA_FLAGS, ...all]), last) : FILES;
    }
    if (isPathWord(host.os, last)) return FILES;
    const context = createContext(caller, leading.flags, leading.own);
    const words = leading.own["--builtin"] === undefined ? await firstWords(context) : commandCandidates();
    return completionOf(words, last);
  }
  if (isLuaOption(word) && !leading.ended) return completeLuaWords([word, ...rest], last);
  if (isPathWord(host.os, word)) {
    const called = readPath(host, word);
    if (called.kind === "script") return FILES;
    const context = createContext(caller, tolerantFlags(leading), leading.own);
    return completePlugin(context, await requirePluginIn(context, called.path), { before: [...passed, ...rest], last });
  }
  const context = createContext(caller, tolerantFlags(leading), leading.own);
  const isOwn =
    isCommandWord(word) && !(givesWay(word) && !("--builtin" in leading.own) && (await isCallable(context, word)));
  if (isOwn) return completeOwn(context, [word, ...rest], last);
  return completePlugin(context, await requirePlugin(context, word), { before: [...passed, ...rest], last });
}

function readLeading(before: readonly string[], given: GlobalFlags): LeadingFlags | undefined {
  try {
    const leading = takeLeadingFlags(before);
    return { ...leading, flags: { ...given, ...leading.flags } };
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** The settings from the flags on both sides of the word. A flag whose value is being typed sets nothing. */
function tolerantFlags({ flags, rest, ended }: LeadingFlags): LeadingFlags["flags"] {
  if (ended) return flags;
  try {
    return takeFlags(flags, rest).flags;
  } catch (error) {
    if (error instanceof AppError) return flags;
    throw error;
  }
}

const NAMES: Readonly<Record<keyof typeof DIRECTIVES, string>> = {
  error: "ShellCompDirectiveError",
  noSpace: "ShellCompDirectiveNoSpace",
  noFiles: "ShellCompDirectiveNoFileComp",
  fileEndings: "ShellCompDirectiveFilterFileExt",
  folders: "ShellCompDirectiveFilterDirs",
  keepOrder: "ShellCompDirectiveKeepOrder",
};

function directiveNames(directive: number): string {
  const set = Object.entries(DIRECTIVES).filter(([, bit]) => (directive & bit) !== 0);
  const names = set.map(([name]) => NAMES[name as keyof typeof DIRECTIVES]);
  return names.join(", ") || "ShellCompDirectiveDefault";
}
