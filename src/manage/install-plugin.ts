import { AppError } from "../errors/app-error.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import { activate, requireStaged } from "./activate.ts";
import type { ManageContext } from "./manage-context.ts";
import { planInstall, type IfPresent, type InstallPlan } from "./plan-install.ts";
import { prepareChange, previewChange } from "./prepare-change.ts";
import type { Origin } from "./receipt.ts";
import { runChange } from "./run-change.ts";
import type { Staged, Staging } from "./stage-source.ts";
import { withStore } from "./with-store.ts";

export interface InstallRequest extends Staging {
  readonly ifPresent: IfPresent;
  readonly runHooks: boolean;
}

export type InstallOutcome =
  | { readonly kind: "kept"; readonly installed: InstalledPlugin }
  | { readonly kind: "put"; readonly installed: InstalledPlugin; readonly origin: Origin };

/**
 * Installs a plugin into the first plugins folder: reads it, moves it into its place, and runs its install hook there.
 * If anything fails, it restores the former state. Throws AppError.
 */
export async function installPlugin(context: ManageContext, request: InstallRequest): Promise<InstallOutcome> {
  return withStore(context, requireDirectory(context), async (store) => {
    const prepared = await prepareChange(context, store, request, (staged) =>
      planStaged(context, store.directory, { request, staged }),
    );
    const { id, staged, spare, found: plan } = prepared;
    if (plan.kind === "keep") {
      prepared.discard();
      return { kind: "kept", installed: plan.present };
    }
    const { comes, goes } = plan;
    const { runHooks } = request;
    const { installed, receipt } = await runChange(context, store, { id, comes, goes }, () =>
      activate(context, store, { staged, comes, spare, change: "install", runHooks, pinned: false }),
    );
    return { kind: "put", installed, origin: receipt.origin };
  });
}

/**
 * Returns what an install would do, and changes nothing. Throws the errors that an install throws before it changes
 * anything.
 */
export async function previewInstall(context: ManageContext, request: InstallRequest): Promise<InstallPreview> {
  const directory = requireDirectory(context);
  return previewChange(context, request, async (staged) => {
    const plan = await planStaged(context, directory, { request, staged });
    const installed = plan.kind === "keep" ? plan.present : await requireStaged(context, staged);
    return { plan, installed, directory };
  });
}

export interface InstallPreview {
  readonly plan: InstallPlan;
  /** The new plugin in the place where it is read, or the one that stays. */
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
