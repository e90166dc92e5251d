import { AppError } from "../errors/app-error.ts";
import { findNearestWord } from "../text/nearest-word.ts";
import { listPlugins } from "../plugin/list-plugins.ts";
import { COMMANDS } from "./commands.ts";
import type { CliContext } from "./context.ts";
import { describeBroken } from "./report-problems.ts";

/** The error for a word that is no command and no plugin: with the nearest word that is one, and plugins left out. */
export async function unknownCommand({ host, cache, callable }: CliContext, word: string): Promise<AppError> {
  const { installed, broken } = await listPlugins({ host, cache }, callable);
  for (const line of broken.flatMap(describeBroken)) host.terminal.write("stderr", `Warning: ${line}\n`);
  const known = [...COMMANDS.map(({ path }) => path[0] ?? ""), ...installed.map(({ plugin }) => plugin.name)];
  const nearest = findNearestWord(word, known);
  const hint =
    nearest === undefined ? "Run 'luff help' for the commands and the installed plugins." : `Did you mean ${nearest}?`;
  return new AppError("unknown-command", `unknown command ${JSON.stringify(word)}`, { hint });
}
