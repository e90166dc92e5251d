import { AppError } from "../../errors/app-error.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { listFiles } from "../receipt/file-list.ts";
import type { ManageContext } from "../manage-context.ts";
import { recordReceipt } from "../receipt/own-receipt.ts";
import { fileListPath, hasRunHook, type Origin, type Receipt } from "../receipt/receipt.ts";
import { requireStaged } from "../stage/require-staged.ts";
import { requireCommandFile } from "./require-command-file.ts";
import { hookEventOf, runEvent } from "./run-event.ts";
import type { Ready } from "../stage/make-ready.ts";
import type { Staged } from "../stage/staged.ts";
import type { OpenStore } from "../store/with-store.ts";

export interface Activation {
  readonly staged: Staged;
  /** The name of the plugin's folder. */
  readonly comes: string;
  /** What is moved into its place. */
  readonly ready: Ready;
  readonly change: "install" | "update";
  readonly runHooks: boolean;
  /** Whether updates skip the plugin from now on. */
  readonly pinned: boolean;
  /** Is called after the hook, which may have made the plugin's folder anew. */
  readonly adopt: () => void;
}

/** A plugin in its place, and its new receipt. */
export interface Activated {
  readonly installed: InstalledPlugin;
  readonly receipt: Receipt;
}

/**
 * Puts a plugin into its place, writes its receipt and runs its hook: the action of a change. Throws AppError "plugin-exists" if
 * something has been put there meanwhile, "command-missing" if the hook did not make the command's file, and as `requireStaged` and
 * `runEvent`.
 */
export async function activate(context: ManageContext, store: OpenStore, wish: Activation): Promise<Activated> {
  const { host } = context;
  const { staged, ready, comes, pinned } = wish;
  const { origin } = ready;
  const folder = store.folder(comes);
  putInPlace(context, ready, folder);
  const installed = await requireStaged(context, { ...staged, folder });
  const place = { store, folder: comes, writing: "in a change" } as const;
  const fresh = recordReceipt(host, place, newReceipt(context, installed, origin, pinned));
  await store.requireNoSignal();
  const hook = { installed, origin, change: wish.change };
  const ran = wish.runHooks && (await runHookOf(context, store, hook).finally(wish.adopt));
  if (ran && origin.kind !== "link") requireCommandFile(host, installed);
  // A hook may have changed any file, and have made the folder anew.
  const receipt = ran ? recordReceipt(host, place, fresh) : fresh;
  if (origin.kind !== "link") {
    const files = ran || staged.files === undefined ? await listFiles(host, folder) : staged.files;
    host.disk.replace(fileListPath(host, store, comes), JSON.stringify(files));
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

/** What was packed as it was installed has already what its hook makes. */
async function runHookOf(context: ManageContext, store: OpenStore, wish: HookOf): Promise<boolean> {
  const { installed, origin, change } = wish;
  const { name, hooks } = installed.plugin;
  const event = hookEventOf(installed.plugin, change);
  if (!hasRunHook(origin)) return runEvent(context, store, { installed, event, change });
  if (hooks.some((hook) => hook.event === event)) {
    context.note(`plugin "${name}" was packed as it was installed, so its ${event} hook did not run`);
  }
  return false;
}

/** Moves a plugin into its place, which something that is not luff's may have taken since luff looked. Throws AppError "plugin-exists". */
function putInPlace({ host }: ManageContext, { path }: Ready, folder: string): void {
  // On POSIX a rename would replace an empty folder.
  if (host.disk.entry(folder) === undefined) return host.disk.rename(path, folder);
  throw new AppError("plugin-exists", `something else has been put into ${folder} in the meantime`, {
    hint: "Another program may have installed a plugin there: see what it is with 'luff plugin list', and try again.",
  });
}
