import type { Command } from "clipanion";
import { AppError } from "../../errors/app-error.ts";
import { renderTable } from "../../output/table.ts";
import { findNearestWord } from "../../text/nearest-word.ts";
import { pageWidth } from "../../text/page-width.ts";
import type { CommandContext } from "../command-context.ts";
import { COMMANDS, type CommandEntry } from "../commands.ts";
import { bold } from "./bold.ts";
import { explainUsage } from "./explain-usage.ts";
import { requireOnce } from "./require-once.ts";
import { loadCommand } from "./load-command.ts";
import type { CliContext } from "../context.ts";
import { tableWidth } from "../notes/table-width.ts";
import { wantsColor } from "../notes/wants-color.ts";
import type { HelpStyle } from "./command-help.ts";
import type { QuickCli } from "./quick-cli.ts";
import { splitShortValues } from "../flags/split-short-values.ts";

/** Runs one of luff's own commands and returns its exit status. Throws AppError "usage" if the words match no command. */
export async function runCommand(context: CliContext, words: readonly string[]): Promise<number> {
  const group = groupOf(words);
  if (group !== undefined) {
    const { host } = context;
    const style = { width: tableWidth(host.terminal), styled: wantsColor(host) };
    host.terminal.write("stdout", groupHelp(group, style));
    return 0;
  }
  requireMember(words);
  const cli = await createCli(context, calledBy(COMMANDS, words));
  const command = parseWords(cli, context, askHelpAlone(words));
  return (await command.validateAndExecute()) ?? 0;
}

interface Group {
  readonly name: string;
  readonly members: readonly CommandEntry[];
}

/** The group of commands that the words only name: "luff plugin", "luff plugin bundle --help" and "luff plugin help". */
function groupOf(words: readonly string[]): Group | undefined {
  const last = words.at(-1) ?? "";
  const named = words.length > 1 && (isHelpFlag(last) || last === "help") ? words.slice(0, -1) : words;
  const members = COMMANDS.filter(({ path }) => named.every((word, at) => word === path[at]));
  const isGroup = members.length > 0 && members.every(({ path }) => path.length > named.length);
  return isGroup ? { name: named.join(" "), members } : undefined;
}

/** What `luff plugin` prints: the commands of a group. */
function groupHelp({ name, members }: Group, { width, styled }: HelpStyle): string {
  const rows = members.map(({ path, summary }) => [`  luff ${path.join(" ")}`, summary]);
  return `${bold(`Commands of luff ${name}:`, styled)}\n\n${renderTable(rows, width)}\nRun 'luff help ${name} COMMAND' for more about one of them.\n`;
}

/** The command and `--help` alone if help is asked for among other words, in which Clipanion would not read it. */
function askHelpAlone(words: readonly string[]): readonly string[] {
  const { topic } = calledCommand(words);
  const path = topic.split(" ");
  const given = words.slice(path.length);
  const end = given.indexOf("--");
  const asks = (end < 0 ? given : given.slice(0, end)).some(isHelpFlag);
  const entry = COMMANDS.find((each) => each.path.join(" ") === topic);
  return asks && entry !== undefined && !("takesAll" in entry) ? [...path, "--help"] : words;
}

function isHelpFlag(word: string): boolean {
  return word === "-h" || word === "--help";
}

async function createCli(context: CliContext, entries: readonly CommandEntry[]): Promise<QuickCli> {
  const quick = await import("./quick-cli.ts");
  const { host } = context;
  const style = (): HelpStyle => ({
    width: pageWidth(host.terminal.width("stdout")),
    styled: wantsColor(host),
  });
  const cli = new quick.QuickCli({ binaryName: "luff" }, style);
  for (const entry of entries) cli.register(await loadCommand(entry));
  return cli;
}

function parseWords(cli: QuickCli, luff: CliContext, words: readonly string[]): Command<CommandContext> {
  try {
    const split = splitShortValues(words, () => cli.flags());
    const command = cli.read(split, { luff, stdout: helpStream(luff) });
    requireOnce(calledCommand(words).name, split, cli.valued());
    command.cli = cli;
    return command;
  } catch (error) {
    throw usageError(error, words);
  }
}

/** Clipanion prints help by itself. This stream sends it where all other output goes. */
function helpStream({ host }: CliContext): CommandContext["stdout"] {
  const write = (text: string): void => host.terminal.write("stdout", text);
  return { write } as unknown as CommandContext["stdout"];
}

/** Clipanion marks its own errors. */
function usageError(error: unknown, words: readonly string[]): unknown {
  if (!(error instanceof Error) || !("clipanion" in error)) return error;
  const { reason, hint } = explainUsage(error.message, words);
  const { name, topic } = calledCommand(words);
  return new AppError("usage", `luff ${name}: ${reason}`, { hint: hint ?? `Run 'luff help ${topic}'.`, cause: error });
}

interface CalledCommand {
  readonly name: string;
  /** The words for `luff help`. */
  readonly topic: string;
}

/** The command that the words call, or the group if they name none of its commands. */
function calledCommand(words: readonly string[]): CalledCommand {
  const [first = "", second = ""] = words;
  const called = calledBy(COMMANDS, words);
  const isWhole = ({ path, aliases }: CommandEntry): boolean =>
    path.every(
      (word, index) => word === words[index] || (index === path.length - 1 && aliases.includes(words[index] ?? "")),
    );
  const command = called.find(isWhole);
  if (command !== undefined) return { name: command.path.join(" "), topic: command.path.join(" ") };
  return { name: called.length > 0 ? `${first} ${second}` : first, topic: first };
}

function calledBy(entries: readonly CommandEntry[], words: readonly string[]): readonly CommandEntry[] {
  return entries.filter(
    ({ path, aliases }) =>
      path[0] === words[0] && (path.length === 1 || [path[1], ...aliases].includes(words[1] ?? "")),
  );
}

/** What other programs call commands of luff. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  upgrade: "update",
  delete: "uninstall",
  show: "info",
  new: "create",
  check: "lint",
};

/** Throws AppError "unknown-command" if the word behind a group's words begins none of its commands. */
function requireMember(words: readonly string[]): void {
  for (let length = 1; length < words.length; length++) {
    const members = COMMANDS.filter(({ path }) => words.slice(0, length).every((word, at) => word === path[at]));
    if (members.length === 0 || members.some(({ path }) => path.length === length)) return;
    const next = words[length] ?? "";
    const names = members.flatMap((entry) => namesAt(entry, length));
    if (next.startsWith("-") || names.includes(next)) continue;
    const group = words.slice(0, length).join(" ");
    const nearest = names.find((name) => name === OTHER_WORDS[next]) ?? findNearestWord(next, names);
    throw new AppError("unknown-command", `luff ${group} has no command ${JSON.stringify(next)}`, {
      hint: nearest === undefined ? `Run 'luff help ${group}'.` : `Did you mean luff ${group} ${nearest}?`,
    });
  }
}

/** The words that a command has at a place of its path; the last one has aliases. */
function namesAt({ path, aliases }: CommandEntry, place: number): readonly string[] {
  return path.length === place + 1 ? [path[place] ?? "", ...aliases] : [path[place] ?? ""];
}
