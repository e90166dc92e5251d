import { AppError } from "../errors/app-error.ts";
import { findPlugin } from "../plugin/find-plugin.ts";
import type { BrokenPlugin, InstalledPlugin } from "../plugin/installed-plugin.ts";
import { namesakeFolders } from "../plugin/namesake-rank.ts";
import { readPlugin } from "../plugin/read-plugin.ts";
import type { ManageContext } from "./manage-context.ts";

/** A plugin that can be removed or replaced: a usable one, or an unusable one in a folder of that name. */
export type PresentPlugin =
  | { readonly kind: "installed"; readonly folder: string; readonly installed: InstalledPlugin }
  | { readonly kind: "broken"; readonly folder: string; readonly broken?: BrokenPlugin };

/** The plugin of a name in the plugins folders, usable or not. Throws AppError "plugin-not-found". */
export async function requirePresent(context: ManageContext, name: string): Promise<PresentPlugin> {
  const { host, cache, directories } = context;
  const reading = { host, cache };
  const { installed, broken } = await findPlugin(reading, directories, name);
  if (installed !== undefined) return { kind: "installed", folder: installed.folder, installed };
  const [claiming] = broken;
  if (claiming !== undefined) return { kind: "broken", folder: claiming.folder, broken: claiming };
  const namesakes = directories.flatMap((directory) => namesakeFolders(host.os, directory, name));
  for (const folder of namesakes) {
    if (!/^[A-Za-z0-9_-]+$/.test(name) || host.disk.entry(folder) === undefined) continue;
    const read = await readPlugin(reading, folder);
    if (read?.kind === "broken") return { kind: "broken", folder, broken: read };
    if (read === undefined && host.disk.entry(folder)?.kind === "link") return { kind: "broken", folder };
  }
  throw new AppError("plugin-not-found", `plugin "${name}" is not installed`, {
    hint: "Run 'luff plugin list' for the installed plugins.",
  });
}
