import { HELM_FORMS } from "../../author/template-form.ts";
import { TEMPLATE_NAMES } from "../../author/template-names.ts";
import { PLUGIN_TYPES } from "../../manifest/shape.ts";
import { OUTPUT_FORMATS } from "../../output/structured.ts";
import { COMMANDS, type CommandEntry } from "../commands.ts";
import type { CliContext } from "../context.ts";
import { LIBRARY_TOPIC, TOPICS, type Topic } from "../manual/topics.ts";
import { SHELLS } from "./shells.ts";
import { completionOf, DIRECTIVES, FILES, FOLDERS, NOTHING, type Candidate, type Completion } from "./completion.ts";
import { flagBeforeCursor, flagCandidates, flagOfValue, GLOBAL_FLAGS, type FlagWords } from "./flag-words.ts";
import { listCallable, listGetters, listInstalled, listPostRenderers, listRemovable } from "./installed-words.ts";
import { listFlags } from "./list-flags.ts" with { type: "macro" };
import { ARGUMENTS } from "./own-arguments.ts";

/** The first words of luff's commands. */
export function commandCandidates(): readonly Candidate[] {
  return membersOf([]);
}

/** What can be the first word of a command line, each once. A plugin is in the place of a command that gives way to it. */
export async function firstWords(context: CliContext): Promise<readonly Candidate[]> {
  const plugins = await listCallable(context);
  const taken = new Set(plugins.map(({ word }) => word));
  return [...commandCandidates().filter(({ word }) => !taken.has(word)), ...plugins];
}

/** What can stand behind the words of one of luff's commands. `before` begins with such a word. */
export async function completeOwn(context: CliContext, before: readonly string[], last: string): Promise<Completion> {
  const command = COMMANDS.find((entry) => names(entry, before));
  if (command === undefined) return completionOf(membersOf(before), last);
  const name = command.path.join(" ") as keyof typeof ARGUMENTS;
  const given = before.slice(command.path.length);
  if ("takesAll" in command) return completeArguments(context, name, { given, last });
  const flags = [...((await listFlags())[name] ?? []), HELP, ...GLOBAL_FLAGS];
  const open = flagBeforeCursor(flags, given);
  if (open !== undefined) return completeValue(context, name, { flag: open, last });
  if (last.startsWith("-") && !given.includes("--")) {
    const flag = flagOfValue(flags, last);
    if (flag === undefined) return completionOf(flagCandidates(flags), last);
    const valueAt = last.indexOf("=") + 1;
    const { candidates, directive } = await completeValue(context, name, { flag, last: last.slice(valueAt) });
    return { candidates: candidates.map((each) => ({ ...each, word: last.slice(0, valueAt) + each.word })), directive };
  }
  return completeArguments(context, name, { given: withoutFlags(flags, given), last });
}

const HELP: FlagWords = { names: ["-h", "--help"], description: "print help for the command", takesValue: false };

/** Whether the first words call the command, by its name or by an alias. */
function names({ path, aliases }: CommandEntry, words: readonly string[]): boolean {
  return path.every((word, at) => word === words[at] || (at === path.length - 1 && aliases.includes(words[at] ?? "")));
}

/** The next words of the commands that begin with these, each once. */
function membersOf(words: readonly string[]): readonly Candidate[] {
  const members = new Map<string, string>();
  for (const { path, summary } of COMMANDS) {
    const next: string | undefined = path[words.length];
    if (next === undefined || !words.every((word, at) => word === path[at])) continue;
    const isGroup = path.length > words.length + 1;
    members.set(next, isGroup ? `Commands for ${[...words, next].join(" ")}s` : summary);
  }
  return [...members].map(([word, description]) => ({ word, description }));
}

interface Place {
  /** The arguments before the cursor, without flags and their values. */
  readonly given: readonly string[];
  readonly last: string;
}

async function completeArguments(
  context: CliContext,
  command: keyof typeof ARGUMENTS,
  { given, last }: Place,
): Promise<Completion> {
  const isFirst = given.length === 0;
  switch (ARGUMENTS[command]) {
    case "none":
      return NOTHING;
    case "files":
      return isFirst ? FILES : NOTHING;
    case "folders":
      return isFirst ? FOLDERS : NOTHING;
    case "plugins":
    case "removable": {
      const installed = ARGUMENTS[command] === "plugins" ? await listInstalled(context) : await listRemovable(context);
      return completionOf(
        installed.filter(({ word }) => !given.includes(word)),
        last,
      );
    }
    case "post-renderer":
      return isFirst ? completionOf(await listPostRenderers(context), last) : FILES;
    case "url": {
      if (!isFirst) return NOTHING;
      const { candidates, directive } = completionOf(await listGetters(context), last);
      return { candidates, directive: directive | DIRECTIVES.noSpace };
    }
    case "topic":
      return completionOf(await helpWords(context, given), last);
    case "shell":
      return isFirst ? completionOf(SHELLS.map(plain), last) : NOTHING;
  }
}

/** What can stand behind `luff help`: luff's documents have the least words. */
async function helpWords(context: CliContext, given: readonly string[]): Promise<readonly Candidate[]> {
  if (given.length === 0) {
    const words = await firstWords(context);
    const taken = new Set(words.map(({ word }) => word));
    return [...words, ...TOPICS.filter(({ name }) => !taken.has(name)).map(topicCandidate)];
  }
  if (given.length > 1 || given[0] !== LIBRARY_TOPIC) return membersOf(given);
  const { libraryModules } = await import("../manual/read-topic.ts");
  return (await libraryModules(context.host.compression)).map(plain);
}

function topicCandidate({ name }: Topic): Candidate {
  return { word: name, description: "a topic of the manual" };
}

/** What can be the value of a flag. */
async function completeValue(
  context: CliContext,
  command: string,
  { flag, last }: { readonly flag: FlagWords; readonly last: string },
): Promise<Completion> {
  switch (flag.names.at(-1)) {
    case "--output":
      return writesFile(command) ? FILES : completionOf(OUTPUT_FORMATS.map(plain), last);
    case "--type":
      return completionOf(PLUGIN_TYPES.map(plain), last);
    case "--template":
      return completionOf(TEMPLATE_NAMES.map(plain), last);
    case "--for":
      return completionOf(HELM_FORMS.map(plain), last);
    case "--as-installed":
      return completionOf(await listInstalled(context), last);
    case "--index":
      return FILES;
    case "--destination":
    case "--into":
    case "--repository-cache":
      return FOLDERS;
    default:
      return /file|config/.test(flag.names.join()) ? FILES : NOTHING;
  }
}

/** Whether the command's `-o` names a file. */
function writesFile(command: string): boolean {
  return command === "get" || command === "plugin bundle save" || command === "plugin index";
}

function withoutFlags(flags: readonly FlagWords[], words: readonly string[]): readonly string[] {
  const end = words.indexOf("--");
  const read = end < 0 ? words : words.slice(0, end);
  const kept = read.filter(
    (word, at) => !word.startsWith("-") && flagBeforeCursor(flags, read.slice(0, at)) === undefined,
  );
  return end < 0 ? kept : [...kept, ...words.slice(end + 1)];
}

function plain(word: string): Candidate {
  return { word, description: "" };
}
