import { DIED_OF_SIGNAL } from "../../errors/exit-statuses.ts";
import type { Disk, InputFile } from "../../host/disk.ts";
import { HostError } from "../../host/host-error.ts";
import type { CompletionCommand } from "../../manifest/parse-completion.ts";
import { pathStyle } from "../../platform/path-style.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { findCompletionFile, runCompletion } from "../../run/run-completion.ts";
import { contextVariables, type CliContext } from "../context.ts";
import { takeFlags } from "../flags/global-flags.ts";
import { withSignals } from "../files/with-signals.ts";
import { withTemporaryFolder } from "../files/with-temporary-folder.ts";
import { completionOf, DIRECTIVES, FILES, type Candidate, type Completion } from "./completion.ts";
import { flagBeforeCursor, flagCandidates, GLOBAL_FLAGS, type FlagWords } from "./flag-words.ts";

/** A longer completion.yaml counts as absent, and of a longer output only the whole lines up to here and the last line are read. */
const MOST_BYTES = 1 << 20;
/** A plugin.complete that prints more is ended: otherwise one that never stops would block the shell. */
const MOST_OUTPUT = 16 << 20;
const SIGKILL = 9;
/** A last line with a directive is shorter. */
const LONGEST_DIRECTIVE = 32;

/** The words of a command line behind a plugin's name. */
export interface PluginWords {
  readonly before: readonly string[];
  /** The word at the cursor, up to the cursor; "" for a new word. */
  readonly last: string;
}

/**
 * What can stand behind a plugin's name, as Helm finds it: commands, flags and arguments in the plugin's completion.yaml, and what its
 * plugin.complete prints where that file names no commands.
 */
export async function completePlugin(
  context: CliContext,
  installed: InstalledPlugin,
  { before, last }: PluginWords,
): Promise<Completion> {
  if (flagBeforeCursor(GLOBAL_FLAGS, before) !== undefined) return FILES;
  const root = await readCompletionFile(context, installed.folder);
  const { command, path, rest } = findCommand(root, before);
  const dynamic = async (): Promise<Completion> =>
    askPlugin(context, installed, [...path, ...wordsFor(installed, rest, last)]);
  if (last.startsWith("-") && !last.includes("=") && !before.includes("--")) {
    const flags = completionOf(flagCandidates([...GLOBAL_FLAGS, ...flagsOf(command)]), last);
    return command.commands === undefined ? joined(flags, await dynamic()) : flags;
  }
  const { validArgs = [], commands = [] } = command;
  const named = rest.length > 0 ? [] : [...commands.map(({ name }) => name), ...validArgs];
  const given = completionOf(named.map(describe), last);
  if (validArgs.length > 0) return rest.length > 0 ? FILES : given;
  if (command.commands === undefined) return joined(given, await dynamic());
  return named.length > 0 ? given : FILES;
}

/** What the plugin says decides what the shell does with all candidates. */
function joined(given: Completion, { candidates, directive }: Completion): Completion {
  return { candidates: [...given.candidates, ...candidates], directive };
}

/** A plugin with `ignoreFlags` gets no words of the user's. */
function wordsFor({ plugin }: InstalledPlugin, rest: readonly string[], last: string): readonly string[] {
  return plugin.ignoreFlags ? [] : [...takeFlags({}, rest).args, last];
}

/** A file that is missing or that cannot be read or understood names nothing, as in Helm. */
async function readCompletionFile({ host, cache }: CliContext, folder: string): Promise<CompletionCommand> {
  const nothing: CompletionCommand = { name: "", flags: [] };
  try {
    const text = host.files.read(pathStyle(host.os).join(folder, "completion.yaml"), MOST_BYTES);
    const read = async (): Promise<CompletionCommand> => {
      // The YAML library, which the other questions at a Tab do not need.
      const { parseCompletion } = await import("../../manifest/parse-completion.ts");
      return parseCompletion(new TextDecoder().decode(text)) ?? nothing;
    };
    return await cache.get<CompletionCommand>("completion", text, read);
  } catch (error) {
    if (error instanceof HostError) return nothing;
    throw error;
  }
}

interface FoundCommand {
  readonly command: CompletionCommand;
  /** The names of the commands that lead to it, without the plugin's. */
  readonly path: readonly string[];
  /** The other words. */
  readonly rest: readonly string[];
}

/** The innermost command that the words name, as cobra finds it: of each command's words the first that is not a flag. */
function findCommand(root: CompletionCommand, words: readonly string[]): FoundCommand {
  let found: FoundCommand = { command: root, path: [], rest: words };
  for (;;) {
    const { command, path, rest } = found;
    const at = firstWord(rest, [...GLOBAL_FLAGS, ...flagsOf(command)]);
    const next = command.commands?.find(({ name }) => at >= 0 && name === rest[at]);
    if (next === undefined) return found;
    found = { command: next, path: [...path, next.name], rest: rest.toSpliced(at, 1) };
  }
}

/** The place of the first word that is not a flag or a flag's value; -1 without one. An unknown flag takes a value, as in cobra. */
function firstWord(words: readonly string[], flags: readonly FlagWords[]): number {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (word === "--") return -1;
    if (word !== "" && !word.startsWith("-")) return at;
    const known = flags.find(({ names }) => names.includes(word));
    const isOne = word.startsWith("--") || word.length === 2;
    if (isOne && !word.includes("=") && known?.takesValue !== false) at++;
  }
  return -1;
}

/** The flags that a completion.yaml names. As in Helm they take no value, and a short flag without a long one is long, too. */
function flagsOf({ flags }: CompletionCommand): readonly FlagWords[] {
  const longs = flags.filter((flag) => flag.length > 1);
  const shorts = flags.filter((flag) => flag.length === 1);
  const rows = longs.length >= shorts.length ? longs : shorts.map((short, index) => longs[index] ?? short);
  return rows.map((long, index) => {
    const short = shorts[index];
    return {
      names: short === undefined ? [`--${long}`] : [`--${long}`, `-${short}`],
      description: "",
      takesValue: false,
    };
  });
}

/** What a plugin's plugin.complete prints; nothing if there is none, or it fails. */
async function askPlugin(
  context: CliContext,
  installed: InstalledPlugin,
  args: readonly string[],
): Promise<Completion> {
  const { host, lua } = context;
  const file = findCompletionFile(host, installed);
  if (file === undefined) return FILES;
  const variables = await contextVariables(context);
  return withTemporaryFolder(host, async (path) => {
    const output = { file: path("candidates"), limit: MOST_OUTPUT };
    const call = { file, args, variables, lua, output, note: context.note };
    const status = await withSignals(host, "nothing is offered", () => runCompletion(host, installed, call));
    const said = `The completion of plugin "${installed.plugin.name}"`;
    const isEnded = canBeEnded(host.os, status) && (host.files.stat(output.file)?.size ?? 0) > MOST_OUTPUT;
    if (isEnded) host.terminal.write("stderr", `${said} was ended: it printed more than ${MOST_OUTPUT >> 20} MiB\n`);
    if (isEnded || status === 0) return readOutput(host.disk, output.file, isEnded);
    host.terminal.write("stderr", `${said} ended with status ${status}\n`);
    return FILES;
  });
}

/** Whether a status can be that of a program that the host ended because of its output's limit. One that prints more quickly may end by itself before that. */
function canBeEnded(os: string, status: number): boolean {
  return os === "windows" ? status !== 0 : status === DIED_OF_SIGNAL + SIGKILL;
}

/** A line for each candidate, with a description behind a tab. The last line may be ":" and a directive. */
function readOutput(disk: Disk, path: string, isEnded: boolean): Completion {
  const file = disk.open(path);
  try {
    return parseOutput(file.size <= MOST_BYTES ? textAt(file, 0, file.size) : longOutput(file, isEnded));
  } finally {
    file.close();
  }
}

/**
 * The whole lines at the beginning, and a directive in the last line, which decides what the shell does with them. The last line of a
 * program that was ended says nothing.
 */
function longOutput(file: InputFile, isEnded: boolean): string {
  const first = textAt(file, 0, MOST_BYTES);
  const end = isEnded ? "" : textAt(file, file.size - LONGEST_DIRECTIVE, LONGEST_DIRECTIVE).trimEnd();
  const last = end.slice(end.lastIndexOf("\n") + 1);
  return first.slice(0, first.lastIndexOf("\n") + 1) + (last.startsWith(":") ? last : "");
}

function textAt(file: InputFile, position: number, length: number): string {
  const bytes = new Uint8Array(length);
  let done = 0;
  for (let count = -1; count !== 0 && done < length; done += count) {
    count = file.readAt(position + done, bytes.subarray(done));
  }
  return new TextDecoder().decode(bytes.subarray(0, done));
}

function parseOutput(text: string): Completion {
  const lines = text.split("\n");
  const words = lines.map((line) => line.replace(/\r$/, "")).filter((line) => line !== "");
  const directive = /^:(-?\d{1,9})$/.exec(words.at(-1) ?? "")?.[1];
  const listed = directive === undefined ? words : words.slice(0, -1);
  const candidates = listed.map(describe).filter(({ word }) => word !== "");
  return { candidates, directive: Number(directive ?? 0) & ALL_DIRECTIVES };
}

const ALL_DIRECTIVES = Object.values(DIRECTIVES).reduce((sum, one) => sum | one, 0);

function describe(line: string): Candidate {
  const [word = "", ...description] = line.split("\t");
  return { word, description: description.join(" ") };
}
