import type { CommandSet } from "../manifest/plugin.ts";
import type { Platform } from "../platform/platform.ts";
import { selectCommand } from "./select-command.ts";

/** The command of a set for a platform, as the manifest has it, in one text; undefined if there is none. */
export function describeCommand(set: CommandSet, platform: Platform): string | undefined {
  const selection = selectCommand(set, platform);
  switch (selection.kind) {
    case "entry":
      return [selection.entry.command, ...selection.entry.args.map(quoted)].join(" ");
    case "default":
      return selection.command;
    case "none":
      return undefined;
  }
}

function quoted(argument: string): string {
  return /^\S+$/.test(argument) ? argument : JSON.stringify(argument);
}
