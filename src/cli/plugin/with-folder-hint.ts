import { AppError } from "../../errors/app-error.ts";
import type { ErrorCode } from "../../errors/error-codes.ts";
import { findPlugin, isPluginName } from "../../plugin/find-plugin.ts";
import type { CliContext } from "../context.ts";
import { absolutePath } from "../files/absolute-path.ts";
import { isNowhere } from "../files/is-nowhere.ts";

/** How errors say that a folder is no plugin's. */
const CODES: readonly ErrorCode[] = ["not-a-plugin-folder", "plugin-not-found"];

/**
 * Calls `use`, which wants the folder of a plugin. Where there is none at that place, the error's hint names the folder of the
 * installed plugin whose name `word` is, or says that there is none.
 */
export async function withFolderHint<Result>(
  { host, cache, directories }: CliContext,
  { word, command }: { readonly word: string; readonly command: string },
  use: () => Promise<Result>,
): Promise<Result> {
  try {
    return await use();
  } catch (error) {
    if (!(error instanceof AppError) || !CODES.includes(error.code)) throw error;
    const { installed } = await findPlugin({ host, cache }, directories, word);
    const isName = isPluginName(word) && isNowhere(host, absolutePath(host, word));
    if (installed === undefined && !isName) throw error;
    const hint =
      installed === undefined
        ? `No plugin named "${word}" is installed, either. ${error.hint ?? ""}`
        : `The command wants a folder. That of the installed plugin: ${command} ${installed.folder}`;
    throw new AppError(error.code, error.message, { hint, cause: error });
  }
}
