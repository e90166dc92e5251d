import { copyTree } from "../../archive/copy-tree.ts";
import { AppError } from "../../errors/app-error.ts";
import { HostError } from "../../host/host-error.ts";
import { brokenPluginError } from "../../plugin/broken-plugin-error.ts";
import { explainMissingManifest } from "../../plugin/explain-missing-manifest.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { readPlugin } from "../../plugin/read-plugin.ts";
import { listFiles } from "../receipt/file-list.ts";
import type { ManageContext } from "../manage-context.ts";
import { fileListPath, writeReceipt, type Origin, type Receipt } from "../receipt/receipt.ts";
import { requireCommandFile } from "./require-command-file.ts";
import { runEvent } from "./run-event.ts";
import type { Staged } from "../stage/stage-source.ts";
import type { OpenStore } from "../store/with-store.ts";

export interface Activation {
  readonly staged: Staged;
  /** The name of the plugin's folder. */
  readonly comes: string;
  /** The path at which a copy is made before it is moved. */
  readonly spare: string;
  readonly change: "install" | "update";
  readonly runHooks: boolean;
  /** Whether updates skip the plugin from now on. */
  readonly pinned: boolean;
}

/** A plugin in its place, and its new receipt. */
export interface Activated {
  readonly installed: InstalledPlugin;
  readonly receipt: Receipt;
}

/** Puts a plugin into its place, writes its receipt and runs its hook: the action of a change. Throws AppError. */
export async function activate(context: ManageContext, store: OpenStore, wish: Activation): Promise<Activated> {
  const { host } = context;
  const { staged, comes, pinned } = wish;
  const folder = store.folder(comes);
  const origin = putInPlace(context, wish, folder);
  const installed = await requireStaged(context, { ...staged, folder });
  const receipt = newReceipt(context, installed, origin, pinned);
  writeReceipt(host, store, comes, receipt);
  await store.requireNoSignal();
  const ran = wish.runHooks && (await runHookOf(context, store, { installed, origin, change: wish.change }));
  if (ran && origin.kind !== "link") requireCommandFile(host, installed);
  if (origin.kind !== "link") {
    // A hook may have changed any file.
    const files = ran || staged.files === undefined ? await listFiles(host, folder) : staged.files;
    host.disk.writeDurably(fileListPath(host, store, comes), JSON.stringify(files));
  }
  return { installed, receipt };
}

/** The receipt of a plugin that luff has just put into its place. */
export function newReceipt(
  { host, luffVersion }: ManageContext,
  { plugin: { name, version } }: InstalledPlugin,
  origin: Origin,
  pinned: boolean,
): Receipt {
  const installed = new Date(host.clock.now()).toISOString();
  return { name, version, origin, ...(pinned && { pinned }), installed, luff: luffVersion };
}

interface HookOf {
  readonly installed: InstalledPlugin;
  readonly origin: Origin;
  readonly change: Activation["change"];
}

/**
 * An update is a clean copy: without an update hook of its own, a plugin needs what its install hook makes. What was packed as it was
 * installed has that already.
 */
async function runHookOf(context: ManageContext, store: OpenStore, wish: HookOf): Promise<boolean> {
  const { installed, origin, change } = wish;
  const { name, hooks } = installed.plugin;
  const has = (event: string): boolean => hooks.some((hook) => hook.event === event);
  const event = change === "update" && !has("update") ? "install" : change;
  const hasRun = origin.kind === "bundle" && origin.asInstalled === true;
  if (!hasRun) return runEvent(context, store, { installed, event, change });
  if (has(event)) context.note(`plugin "${name}" was packed as it was installed, so its ${event} hook did not run`);
  return false;
}

/** Reads the plugin of a folder that is to be installed. Throws AppError if there is none, or an unusable one. */
export async function requireStaged({ host, cache }: ManageContext, { folder }: Staged): Promise<InstalledPlugin> {
  const read = await readPlugin({ host, cache }, folder);
  if (read?.kind === "installed") return read;
  if (read !== undefined) throw brokenPluginError(read);
  const reason = explainMissingManifest(host, folder) ?? "it has no plugin.yaml";
  throw new AppError("plugin-not-found", `the folder ${folder} is not a plugin: ${reason}`, {
    hint: "Name the folder that contains plugin.yaml.",
  });
}

/** Links a folder of the user's, or copies it if the system refuses a link. Moves unpacked files. */
function putInPlace({ host }: ManageContext, { staged, spare }: Activation, folder: string): Origin {
  if (staged.origin.kind !== "link") {
    host.disk.rename(staged.folder, folder);
    return staged.origin;
  }
  try {
    host.disk.linkFolder(folder, staged.folder);
    return staged.origin;
  } catch (error) {
    if (!isLinkRefused(error)) throw error;
    copyTree(host, staged.folder, spare);
    host.disk.rename(spare, folder);
    return { kind: "copy", path: staged.folder };
  }
}

/** Whether an error says that the system cannot make such a link here. */
function isLinkRefused(error: unknown): boolean {
  return error instanceof HostError && error.kind !== "exists" && error.kind !== "not-found";
}
