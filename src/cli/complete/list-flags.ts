import { COMMANDS } from "../commands.ts";
import { loadCommand } from "../call/load-command.ts";
import type { FlagWords } from "./flag-words.ts";

/**
 * The flags of luff's commands, by the words that call them, read from the code of the commands. It is a macro: Bun runs it when it
 * bundles luff, because it loads clipanion and every command.
 */
export async function listFlags(): Promise<Record<string, readonly FlagWords[]>> {
  const { Cli } = await import("clipanion");
  const listed: Record<string, readonly FlagWords[]> = {};
  for (const entry of COMMANDS) {
    const cli = Cli.from(await loadCommand(entry));
    const options = cli.definitions().flatMap((definition) => definition.options);
    listed[entry.path.join(" ")] = options.map(({ definition, description = "" }) => {
      const [names = "", value] = definition.split(" ");
      return { names: names.split(","), description, takesValue: value !== undefined };
    });
  }
  return listed;
}
