import { AppError } from "../../errors/app-error.ts";
import { findPlugin } from "../../plugin/find-plugin.ts";
import type { CliContext } from "../context.ts";

/**
 * Calls `use`, which wants the folder of a plugin. Where there is none at that place, and `word` is the name of an installed plugin, the
 * error's hint names its folder.
 */
export async function withFolderHint<Result>(
  { host, cache, directories }: CliContext,
  { word, command }: { readonly word: string; readonly command: string },
  use: () => Promise<Result>,
): Promise<Result> {
  try {
    return await use();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "not-a-plugin-folder") throw error;
    const { installed } = await findPlugin({ host, cache }, directories, word);
    if (installed === undefined) throw error;
    const hint = `The command wants a folder. That of the installed plugin: ${command} ${installed.folder}`;
    throw new AppError(error.code, error.message, { hint, cause: error });
  }
}
