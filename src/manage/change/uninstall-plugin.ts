import { AppError } from "../../errors/app-error.ts";
import type { Host } from "../../host/host.ts";
import { HostError } from "../../host/host-error.ts";
import { pathStyle } from "../../platform/path-style.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { requirePresent, requirePresentIn, type PresentPlugin } from "../find-present.ts";
import type { ManageContext } from "../manage-context.ts";
import { removeUnrecorded } from "../store/journal.ts";
import { newId } from "../store/new-id.ts";
import { pluginStore } from "../store/plugin-store.ts";
import { removeTree } from "../store/remove-tree.ts";
import { stoppedBefore } from "../store/stopped-before.ts";
import { runChange } from "../store/run-change.ts";
import { runEvent } from "./run-event.ts";
import { withoutStore, withStore, type OpenStore } from "../store/with-store.ts";

export interface UninstallRequest {
  readonly name: string;
  readonly runHooks: boolean;
  /** Whether to remove the plugin even if its delete hook fails. */
  readonly force: boolean;
}

/**
 * Removes the plugin of a name from its plugins folder, whoever installed it. Its delete hook runs while the files
 * exist. Returns what was removed. Throws AppError "plugin-not-found",
 * and as `runEvent` and `withStore`, and then the plugin is unchanged.
 */
export async function uninstallPlugin(context: ManageContext, request: UninstallRequest): Promise<PresentPlugin> {
  const { host } = context;
  const { directory: parentOf, base } = pathStyle(host.os);
  const { folder } = await requirePresent(context, request.name);
  const directory = parentOf(folder);
  let isOpen = false;
  try {
    return await withStore(context, directory, (store) => {
      isOpen = true;
      return uninstall(context, store, request, (removable) => remove(context, store, base(removable)));
    });
  } catch (error) {
    if (isOpen || !lacksRoomForStore(host, directory, error)) throw notRemoved(error, request);
    return withoutStore(context, directory, (store) =>
      uninstall(context, store, request, async (removable) => removeInPlace(host, removable)),
    ).catch((later: unknown) => {
      throw notRemoved(later, request);
    });
  }
}

function notRemoved(error: unknown, { name }: UninstallRequest): unknown {
  return stoppedBefore(error, `plugin "${name}" was not removed`);
}

/** `removeFolder` gets the path of the plugin's folder. */
async function uninstall(
  context: ManageContext,
  store: OpenStore,
  request: UninstallRequest,
  removeFolder: (folder: string) => Promise<void>,
): Promise<PresentPlugin> {
  const removable = await requirePresentIn(context, request.name, store.directory);
  if (removable.kind === "installed" && request.runHooks) {
    await runDeleteHook(context, store, { request, installed: removable.installed });
  }
  await store.requireNoSignal();
  await removeFolder(removable.folder);
  if (removable.kind === "installed") removeTarball(context, store, removable.installed);
  return removable;
}

/** Whether a full disk has no room for luff's own folders. Without a lock no other luff is at work there. */
function lacksRoomForStore(host: Host, directory: string, error: unknown): boolean {
  const cause = error instanceof AppError ? error.cause : undefined;
  const isFull = cause instanceof HostError && cause.kind === "no-space";
  return isFull && host.disk.entry(pluginStore(host.os, directory).lock) === undefined;
}

/** Removes a plugin, or a link to one. Without its manifest it is no plugin for any Helm or luff: that comes first, and makes it final. */
function removeInPlace(host: Host, folder: string): void {
  const manifest = pathStyle(host.os).join(folder, "plugin.yaml");
  const isLink = host.disk.entry(folder)?.kind !== "directory";
  if (!isLink && host.disk.entry(manifest) !== undefined) host.disk.remove(manifest);
  removeTree(host, folder);
}

/** A full disk may have no room for the record of a change; a removal makes some. */
async function remove(context: ManageContext, store: OpenStore, name: string): Promise<void> {
  const { host } = context;
  const id = newId(host);
  try {
    await runChange(context, store, { id, goes: name, comes: null }, async () => {});
  } catch (error) {
    if (!(error instanceof HostError) || error.kind !== "no-space") throw error;
    removeUnrecorded(host, store, { id, name });
  }
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
    await runEvent(context, store, { installed, event: "delete" });
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
