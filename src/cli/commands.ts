/** One of luff's own commands, without its code, which lists and help do not need. */
export interface CommandEntry {
  /** The words that call it. They are also the path of its file below commands/. */
  readonly path: readonly string[];
  /** Other names for the last word of the path. */
  readonly aliases: readonly string[];
  /** The words behind it, as the first line of its help has them: `…` where there may be several, brackets around what may be missing. */
  readonly words: string;
  /** One line for lists. */
  readonly summary: string;
  /** Whether an installed plugin with this name runs instead. */
  readonly givesWay?: true;
  /** Whether all arguments are for a program that it runs, even if they look like Helm's flags. */
  readonly takesAll?: true;
}

/** luff's own commands, in the order of lists. */
export const COMMANDS = [
  { path: ["completion"], words: "SHELL", aliases: [], summary: "Print a script that completes words in a shell" },
  {
    path: ["doctor"],
    words: "",
    aliases: [],
    summary: "Check this computer for problems",
    givesWay: true,
  },
  { path: ["env"], words: "[NAME]", aliases: [], summary: "Print the variables that plugins get" },
  { path: ["get"], words: "URL", aliases: [], summary: "Get a file by its URL", givesWay: true },
  { path: ["help"], words: "[NAME…]", aliases: [], summary: "Print help for luff, a command, a plugin or a topic" },
  {
    path: ["plugin", "bundle", "load"],
    words: "FILE [NAME…]",
    aliases: [],
    summary: "Install plugins from a bundle, without a network",
  },
  {
    path: ["plugin", "bundle", "save"],
    words: "-o FILE [SOURCE…]",
    aliases: [],
    summary: "Pack plugins into one file for a machine without a network",
  },
  { path: ["plugin", "create"], words: "NAME", aliases: [], summary: "Create a new plugin" },
  {
    path: ["plugin", "index"],
    words: "-o FILE DIR|ARCHIVE…",
    aliases: [],
    summary: "Make an index of plugins' archives",
  },
  { path: ["plugin", "info"], words: "NAME", aliases: [], summary: "Print facts about an installed plugin" },
  { path: ["plugin", "install"], words: "[SOURCE]", aliases: ["add"], summary: "Install a plugin" },
  {
    path: ["plugin", "lint"],
    words: "[DIR]",
    aliases: [],
    summary: "Check a plugin for problems with luff and with Helm",
  },
  { path: ["plugin", "list"], words: "", aliases: ["ls"], summary: "List the installed plugins" },
  {
    path: ["plugin", "migrate"],
    words: "[DIR]",
    aliases: [],
    summary: "Rewrite a plugin's manifest in Helm 4's format",
  },
  { path: ["plugin", "package"], words: "[DIR]", aliases: [], summary: "Pack a plugin into an archive" },
  { path: ["plugin", "search"], words: "[WORD…]", aliases: [], summary: "Find plugins by words" },
  { path: ["plugin", "test"], words: "[DIR|FILE…]", aliases: [], summary: "Run the specs of a Lua plugin" },
  { path: ["plugin", "types"], words: "[DIR]", aliases: [], summary: "Let editors know the modules of Lua scripts" },
  { path: ["plugin", "uninstall"], words: "NAME…", aliases: ["rm", "remove"], summary: "Remove installed plugins" },
  { path: ["plugin", "update"], words: "[NAME…]", aliases: ["up"], summary: "Update installed plugins" },
  {
    path: ["plugin", "verify"],
    words: "NAME",
    aliases: [],
    summary: "Check a plugin's files for changes since the install",
  },
  {
    path: ["post-render"],
    words: "NAME|--exec PROGRAM [ARG…]",
    aliases: [],
    summary: "Run a post-renderer on standard input",
    givesWay: true,
    takesAll: true,
  },
  { path: ["version"], words: "", aliases: [], summary: "Print luff's version" },
] as const satisfies readonly CommandEntry[];

/** The words that call one of luff's own commands, with spaces between them. */
export type CommandWords = WordsOf<(typeof COMMANDS)[number]["path"]>;

type WordsOf<Path extends readonly string[]> = Path extends readonly [infer First extends string, ...infer Rest]
  ? Rest extends readonly [string, ...string[]]
    ? `${First} ${WordsOf<Rest>}`
    : First
  : never;

/** The line about one of luff's own commands, for its help too. */
export function summaryOf(words: CommandWords): string {
  return COMMANDS.find(({ path }) => path.join(" ") === words)?.summary ?? "";
}

/** Whether a word begins one of luff's own commands. */
export function isCommandWord(word: string): boolean {
  return commandBeginning(word) !== undefined;
}

/** Whether a word begins one of luff's own commands, and calls a plugin of that name if there is one. */
export function givesWay(word: string): boolean {
  return commandBeginning(word)?.givesWay === true;
}

/** Whether a word begins one of luff's own commands that reads no flags behind it. */
export function takesAll(word: string): boolean {
  return commandBeginning(word)?.takesAll === true;
}

/** Whether a plugin with this name can only be run by its folder. */
export function hidesPlugin(word: string): boolean {
  return isCommandWord(word) && !givesWay(word);
}

function commandBeginning(word: string): CommandEntry | undefined {
  for (const command of COMMANDS) if (command.path[0] === word) return command;
  return undefined;
}
