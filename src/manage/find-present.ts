import { AppError } from "../errors/app-error.ts";
import { pathStyle } from "../platform/path-style.ts";
import { findIncomplete } from "../plugin/explain-missing-manifest.ts";
import { findPlugin } from "../plugin/find-plugin.ts";
import type { BrokenPlugin, InstalledPlugin } from "../plugin/installed-plugin.ts";
import { namesakeFolders } from "../plugin/namesake-rank.ts";
import { readPlugin } from "../plugin/read-plugin.ts";
import { findRecorded, recordOf } from "./receipt/find-recorded.ts";
import type { ManageContext } from "./manage-context.ts";

/** A plugin that can be removed or replaced: a usable one, or an unusable one in a folder of that name. */
export type PresentPlugin =
  | { readonly kind: "installed"; readonly folder: string; readonly installed: InstalledPlugin }
  | { readonly kind: "broken"; readonly folder: string; readonly broken?: BrokenPlugin };

/**
 * The plugin of a name under the lock of a plugins folder. Another luff may have changed something before. Throws AppError
 * "plugin-not-found", also if the plugin is in another plugins folder now.
 */
export async function requirePresentIn(
  context: ManageContext,
  name: string,
  directory: string,
): Promise<PresentPlugin> {
  const present = await requirePresent(context, name);
  const now = pathStyle(context.host.os).directory(present.folder);
  if (now === directory) return present;
  throw new AppError("plugin-not-found", `plugin "${name}" is no longer in ${directory}: it is in ${now} now`, {
    hint: "Another process has changed the plugins. Run the same command again.",
  });
}

/** What is needed to find a plugin, usable or not. */
export type PresentContext = Pick<ManageContext, "host" | "cache" | "directories">;

/** The plugin of a name, as `findPresent` finds it. Throws AppError "plugin-not-found". */
export async function requirePresent(context: PresentContext, name: string): Promise<PresentPlugin> {
  const present = await findPresent(context, name);
  if (present !== undefined) return present;
  throw new AppError("plugin-not-found", `plugin "${name}" is not installed`, {
    hint: "Run 'luff plugin list' for the installed plugins.",
  });
}

/**
 * The plugin of a name in the plugins folders, usable or not. Where no manifest has the name, it is that of the folder, or the one that luff
 * wrote down. Undefined if there is none.
 */
export async function findPresent(context: PresentContext, name: string): Promise<PresentPlugin | undefined> {
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
    if (read === undefined && host.disk.entry(folder)?.kind === "link") {
      const incomplete = findIncomplete(host, folder, recordOf(host, folder));
      return { kind: "broken", folder, ...(incomplete?.kind === "broken" && { broken: incomplete }) };
    }
  }
  for (const folder of directories.flatMap((directory) => findRecorded(host, directory, name))) {
    const read = (await readPlugin(reading, folder)) ?? findIncomplete(host, folder, recordOf(host, folder));
    if (read?.kind !== "installed") return { kind: "broken", folder, ...(read !== undefined && { broken: read }) };
  }
  return undefined;
}
