import { copyTree } from "../archive/copy-tree.ts";
import { AppError } from "../errors/app-error.ts";
import { HostError } from "../host/host-error.ts";
import { pathStyle } from "../platform/path-style.ts";
import { brokenPluginError } from "../plugin/broken-plugin-error.ts";
import { explainMissingManifest } from "../plugin/explain-missing-manifest.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import { readPlugin } from "../plugin/read-plugin.ts";
import { listFiles } from "./file-list.ts";
import { fileFailure } from "./file-failure.ts";
import type { ManageContext } from "./manage-context.ts";
import { removeIfPossible, workplaceOf } from "./journal.ts";
import { newId } from "./new-id.ts";
import { planInstall, type IfPresent, type InstallPlan } from "./plan-install.ts";
import { fileListPath, writeReceipt, type Origin } from "./receipt.ts";
import { requireCommandFile } from "./require-command-file.ts";
import { runChange } from "./run-change.ts";
import { runEvent } from "./run-event.ts";
import { stageSource, type Staged, type Staging } from "./stage-source.ts";
import { withStore, type OpenStore } from "./with-store.ts";

export interface InstallRequest extends Staging {
  readonly ifPresent: IfPresent;
  readonly runHooks: boolean;
}

export type InstallOutcome =
  | { readonly kind: "kept"; readonly installed: InstalledPlugin }
  | { readonly kind: "put"; readonly installed: InstalledPlugin; readonly origin: Origin };

/**
 * Installs a plugin into the first plugins folder: reads it, moves it into its place, and runs its install hook there. Where
 * anything fails, the former state is back. Throws AppError.
 */
export async function installPlugin(context: ManageContext, request: InstallRequest): Promise<InstallOutcome> {
  return withStore(context, requireDirectory(context), async (store) => {
    const id = newId(context.host);
    const { folder, staged: spare } = workplaceOf(context.host.os, store, id);
    const { staged, plan } = await prepare(context, store, { request, spare }).catch((error: unknown) => {
      removeIfPossible(context.host, folder);
      throw error;
    });
    if (plan.kind === "keep") {
      removeIfPossible(context.host, folder);
      return { kind: "kept", installed: plan.present };
    }
    const { comes, goes } = plan;
    const done = await runChange(context, store, { id, comes, goes }, () =>
      activate(context, store, { staged, comes, spare, runHooks: request.runHooks }),
    );
    return { kind: "put", ...done };
  });
}

/** All that can fail before anything is changed. */
async function prepare(
  context: ManageContext,
  store: OpenStore,
  { request, spare }: { readonly request: InstallRequest; readonly spare: string },
): Promise<{ readonly staged: Staged; readonly plan: InstallPlan }> {
  const staged = await stageSource(context.host, request, spare, context.note);
  const plan = await planStaged(context, store.directory, { request, staged });
  await store.requireNoSignal();
  return { staged, plan };
}

/** What an install would do, with nothing changed. Throws what it would throw before it changes anything. */
export async function previewInstall(context: ManageContext, request: InstallRequest): Promise<InstallPreview> {
  const { host, note } = context;
  const directory = requireDirectory(context);
  const { temporaryDirectory } = host.environment;
  const spare = host.disk.makeUniqueFolder(pathStyle(host.os).join(temporaryDirectory, "luff-"));
  try {
    const staged = await stageSource(host, request, pathStyle(host.os).join(spare, "staged"), note);
    const plan = await planStaged(context, directory, { request, staged });
    const installed = plan.kind === "keep" ? plan.present : await requireStaged(context, staged);
    return { plan, installed, directory };
  } catch (error) {
    throw fileFailure(error, "look at the plugin");
  } finally {
    removeIfPossible(host, spare);
  }
}

export interface InstallPreview {
  readonly plan: InstallPlan;
  /** The plugin that comes, where it is read from, or the one that stays. */
  readonly installed: InstalledPlugin;
  readonly directory: string;
}

/** The first plugins folder, into which plugins are installed. */
function requireDirectory({ directories }: ManageContext): string {
  const [first] = directories;
  if (first !== undefined) return first;
  throw new AppError("plugins-folder-missing", "there is no plugins folder to install into: HELM_PLUGINS is empty", {
    hint: "Unset HELM_PLUGINS for the default folder, or set it to a folder.",
  });
}

interface StagedRequest {
  readonly request: InstallRequest;
  readonly staged: Staged;
}

async function planStaged(
  context: ManageContext,
  directory: string,
  { request, staged }: StagedRequest,
): Promise<InstallPlan> {
  const { plugin } = await requireStaged(context, staged);
  return planInstall(context, { directory, plugin, folderName: staged.name, ifPresent: request.ifPresent });
}

/** The plugin in a folder that is to be installed. Throws AppError where there is none, or one that cannot be used. */
async function requireStaged({ host, cache }: ManageContext, { folder }: Staged): Promise<InstalledPlugin> {
  const read = await readPlugin({ host, cache }, folder);
  if (read?.kind === "installed") return read;
  if (read !== undefined) throw brokenPluginError(read);
  const reason = explainMissingManifest(host, folder) ?? "it has no plugin.yaml";
  throw new AppError("plugin-not-found", `the folder ${folder} is not a plugin: ${reason}`, {
    hint: "Name the folder that contains plugin.yaml.",
  });
}

interface Activation {
  readonly staged: Staged;
  readonly comes: string;
  /** Where a copy is made before it is moved. */
  readonly spare: string;
  readonly runHooks: boolean;
}

/** Puts a plugin into its place, writes its receipt and runs its hook. */
async function activate(
  context: ManageContext,
  store: OpenStore,
  { staged, comes, spare, runHooks }: Activation,
): Promise<{ readonly installed: InstalledPlugin; readonly origin: Origin }> {
  const { host, luffVersion } = context;
  const folder = store.folder(comes);
  const origin = putInPlace(context, { staged, folder, spare });
  const installed = await requireStaged(context, { ...staged, folder });
  const { name, version } = installed.plugin;
  const now = new Date(host.clock.now()).toISOString();
  writeReceipt(host, store, comes, { name, version, origin, installed: now, luff: luffVersion });
  await store.requireNoSignal();
  if (runHooks && (await runEvent(context, store, installed, "install")) && origin.kind !== "link") {
    requireCommandFile(host, installed);
  }
  if (origin.kind !== "link") {
    host.files.writeAtomically(fileListPath(host, store, comes), JSON.stringify(await listFiles(host, folder)));
  }
  return { installed, origin };
}

interface Placement extends Pick<Activation, "staged" | "spare"> {
  readonly folder: string;
}

/** A folder of the user's is linked, and copied where the system refuses a link; what was unpacked is moved. */
function putInPlace({ host }: ManageContext, { staged, folder, spare }: Placement): Origin {
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

/** Whether an error says that the system makes no such link here. */
function isLinkRefused(error: unknown): boolean {
  return error instanceof HostError && error.kind !== "exists" && error.kind !== "not-found";
}
