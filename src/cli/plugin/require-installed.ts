import { AppError } from "../../errors/app-error.ts";
import { brokenError } from "../../manage/link-removal.ts";
import { findPlugin } from "../../plugin/find-plugin.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { listKnown } from "../../manage/list-known.ts";
import type { CliContext } from "../context.ts";
import { findBroken } from "./find-broken.ts";

/** The installed plugin of a name, be plugins hidden or not. Throws AppError "plugin-not-found", or why it cannot be used. */
export async function requireInstalled(context: CliContext, name: string): Promise<InstalledPlugin> {
  const { host, cache, directories, paths } = context;
  const { installed, broken } = await findPlugin({ host, cache }, directories, name);
  if (installed !== undefined) return installed;
  const first =
    broken[0] ??
    findBroken(host, await listKnown({ host, cache }, { directories, byDefault: paths.pluginsByDefault }), {
      directories,
      name,
    });
  if (first !== undefined) throw await brokenError(context, first);
  throw new AppError("plugin-not-found", `plugin "${name}" is not installed`, {
    hint: "Run 'luff plugin list' for the installed plugins.",
  });
}
