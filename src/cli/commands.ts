import type { CommandClass } from "clipanion";
import type { CommandContext } from "./command-context.ts";

export interface CommandEntry {
  /** The words that call it, the file's path below commands/. */
  readonly path: readonly string[];
  /** Other words for the last one of the path. */
  readonly aliases: readonly string[];
  /** One line for lists, so that they need not load the command. */
  readonly summary: string;
  readonly load: () => Promise<CommandClass<CommandContext>>;
}

/** luff's own commands; each is loaded when it is called and not before. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    path: ["env"],
    aliases: [],
    summary: "Print the variables that plugins get",
    load: async () => (await import("./commands/env.ts")).EnvCommand,
  },
  {
    path: ["help"],
    aliases: [],
    summary: "Print help for luff, a command or a plugin",
    load: async () => (await import("./commands/help.ts")).HelpCommand,
  },
  {
    path: ["plugin", "list"],
    aliases: ["ls"],
    summary: "List the installed plugins",
    load: async () => (await import("./commands/plugin/list.ts")).PluginListCommand,
  },
  {
    path: ["version"],
    aliases: [],
    summary: "Print luff's version",
    load: async () => (await import("./commands/version.ts")).VersionCommand,
  },
];

/** Whether a word begins one of luff's own commands. */
export function isCommandWord(word: string): boolean {
  return COMMANDS.some(({ path }) => path[0] === word);
}
