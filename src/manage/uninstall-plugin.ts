import { AppError } from "../errors/app-error.ts";
import { pathStyle } from "../platform/path-style.ts";
import { findPlugin } from "../plugin/find-plugin.ts";
import type { BrokenPlugin, InstalledPlugin } from "../plugin/installed-plugin.ts";
import { namesakeFolders } from "../plugin/namesake-rank.ts";
import { readPlugin } from "../plugin/read-plugin.ts";
import type { ManageContext } from "./manage-context.ts";
import { newId } from "./new-id.ts";
import { removeTree } from "./remove-tree.ts";
import { runChange } from "./run-change.ts";
import { runEvent } from "./run-event.ts";
import { withStore, type OpenStore } from "./with-store.ts";

export interface UninstallRequest {
  readonly name: string;
  readonly runHooks: boolean;
  /** Whether the plugin goes although its delete hook fails. */
  readonly force: boolean;
}

/** A plugin that can be removed: one that works, or what is left of one in a folder of the name. */
export type Removable =
  | { readonly kind: "installed"; readonly folder: string; readonly installed: InstalledPlugin }
  | { readonly kind: "broken"; readonly folder: string; readonly broken?: BrokenPlugin };

/**
 * Removes the plugin of a name from the plugins folder in which it is, whoever installed it. Its delete hook runs while the
 * files are there. Returns what was removed. Throws AppError; the plugin is as it was then.
 */
export async function uninstallPlugin(context: ManageContext, request: UninstallRequest): Promise<Removable> {
  const { host } = context;
  const { directory, base } = pathStyle(host.os);
  const { folder } = await requireRemovable(context, request.name);
  return withStore(context, directory(folder), async (store) => {
    // Another luff may have changed something while this one waited for it.
    const removable = await requireRemovable(context, request.name);
    if (removable.kind === "installed" && request.runHooks) {
      await runDeleteHook(context, store, { request, installed: removable.installed });
    }
    await store.requireNoSignal();
    await runChange(context, store, { id: newId(host), goes: base(removable.folder), comes: null }, async () => {});
    if (removable.kind === "installed") removeTarball(context, store, removable.installed);
    return removable;
  });
}

/** What would be removed by a name. Throws AppError "plugin-not-found". */
export async function requireRemovable(context: ManageContext, name: string): Promise<Removable> {
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

interface DeleteHook {
  readonly request: UninstallRequest;
  readonly installed: InstalledPlugin;
}

async function runDeleteHook(
  context: ManageContext,
  store: OpenStore,
  { request, installed }: DeleteHook,
): Promise<void> {
  try {
    await runEvent(context, store, installed, "delete");
  } catch (error) {
    const isForced = request.force && error instanceof AppError && error.code !== "interrupted";
    if (!isForced) throw error;
    context.note(`${error.message}; the plugin is removed anyway`);
  }
}

/** Helm 4 keeps the archive of a plugin and its provenance beside the plugins, and removes them with the plugin. */
function removeTarball({ host }: ManageContext, store: OpenStore, { plugin }: InstalledPlugin): void {
  if (!/^[\w.+-]+$/.test(plugin.version)) return;
  const archive = store.folder(`${plugin.name}-${plugin.version}.tgz`);
  for (const path of [archive, `${archive}.prov`]) {
    if (host.disk.entry(path)?.kind === "file") removeTree(host, path);
  }
}
