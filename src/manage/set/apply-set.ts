import { AppError } from "../../errors/app-error.ts";
import type { Platform } from "../../platform/platform.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { listPlugins } from "../../plugin/list-plugins.ts";
import { uninstallPlugin } from "../change/uninstall-plugin.ts";
import type { ManageContext } from "../manage-context.ts";
import { hasPendingChange } from "../store/journal.ts";
import { pluginStore } from "../store/plugin-store.ts";
import { withStore } from "../store/with-store.ts";
import { fileFailure } from "../store/file-failure.ts";
import { stoppedAmong, stoppedBefore } from "../store/stopped-before.ts";
import { inEntry } from "./in-entry.ts";
import { installSet, type EntryOutcome, type SetWatcher, type SetWish } from "./install-set.ts";
import { keepLock } from "./keep-lock.ts";
import type { LoadedSet } from "./load-set.ts";
import type { SetEntry } from "./plugin-set.ts";
import { planEntry, type EntryPlan } from "./plan-set.ts";

export interface SetRequest extends SetWish {
  /** Whether the plugins that are not in the set go. */
  readonly prune: boolean;
  /** Whether the lock file is written anew, must fit, or is kept in line if there is one. */
  readonly lock: "write" | "require" | "keep";
  /** The platforms that are locked besides this one. */
  readonly platforms: readonly Platform[];
}

export interface ApplyWatcher extends Pick<SetWatcher, "done"> {
  /** Is told why an entry failed, with the entry's place in the file; the others go on. */
  readonly failed: (error: AppError, entry: SetEntry) => void;
  /** Is told of the lock file that was written. */
  readonly wrote: (lockPath: string) => void;
  /** Is told of each plugin that is removed, or would be. */
  readonly pruned: (installed: InstalledPlugin) => void;
}

/**
 * Waits for a change of another luff that has not ended, and undoes one that was stopped: what a set needs is only known after that. Throws
 * AppError as `withStore` does.
 */
export async function settleChanges(context: ManageContext): Promise<void> {
  const [directory] = context.directories;
  if (directory === undefined || !hasPendingChange(context.host, pluginStore(context.host.os, directory))) return;
  await withStore(context, directory, async () => {});
}

/** What each entry of a set needs. `failed` is told of those whose source is none, and the others go on. */
export async function planSet(
  context: ManageContext,
  set: LoadedSet,
  failed: ApplyWatcher["failed"],
): Promise<readonly EntryPlan[]> {
  const plans: EntryPlan[] = [];
  for (const entry of set.entries) {
    try {
      plans.push(await planEntry(context, entry, set));
    } catch (caught) {
      const error = fileFailure(caught, `look at plugin "${entry.name}"`);
      if (!(error instanceof AppError)) throw error;
      failed(inEntry(set, entry, error), entry);
    }
  }
  return plans;
}

/**
 * Brings the installed plugins in line with a set, by its plans. The lock file is written, and other plugins are removed, only if nothing
 * failed. Throws AppError "interrupted" where a signal wants luff to stop, and "file-failed" if the lock file cannot be written.
 */
export async function applySet(
  context: ManageContext,
  { set, plans }: { readonly set: LoadedSet; readonly plans: readonly EntryPlan[] },
  request: SetRequest,
  watcher: ApplyWatcher,
): Promise<void> {
  const outcomes: EntryOutcome[] = [];
  let hasFailed = plans.length < set.entries.length;
  await installSet(context, plans, request, {
    done(outcome) {
      outcomes.push(outcome);
      watcher.done(outcome);
    },
    failed(entry, error) {
      hasFailed = true;
      watcher.failed(inEntry(set, entry, error), entry);
    },
  });
  if (hasFailed) return;
  const { lock, platforms, runHooks } = request;
  if (lock !== "require") {
    const inOrder = set.entries.flatMap(({ name }) => outcomes.find(({ plan }) => plan.entry.name === name) ?? []);
    const keeping = { set, always: lock === "write", platforms, wish: request, outcomes: inOrder };
    const isWritten = await keepLock(context, keeping).catch((error: unknown) => {
      throw stoppedBefore(error, `the lock file ${set.lockPath} was not written`);
    });
    if (isWritten) watcher.wrote(set.lockPath);
  }
  if (!request.prune) return;
  const all = await findSurplus(context, set);
  const names = all.map(({ plugin }) => plugin.name);
  for (const [index, surplus] of all.entries()) {
    await uninstallPlugin(context, { name: surplus.plugin.name, runHooks, force: false }).catch((error: unknown) => {
      throw stoppedAmong(error, names.slice(index + 1));
    });
    watcher.pruned(surplus);
  }
}

/** What the first plugins folder has and a set has not. Throws AppError "set-invalid" for an empty set. */
export async function findSurplus(
  { host, cache, directories, byDefault, flagNames }: ManageContext,
  { path, entries }: LoadedSet,
): Promise<readonly InstalledPlugin[]> {
  if (entries.length === 0) throw nothingToKeep(path, flagNames.prune);
  const [directory = ""] = directories;
  const { installed } = await listPlugins({ host, cache }, { directories: [directory], byDefault });
  const kept = new Set(entries.map(({ name }) => name));
  return installed.filter(({ plugin }) => !kept.has(plugin.name));
}

/** An empty set is more often the mistake of a template than the wish to lose all plugins. */
function nothingToKeep(path: string, prune: string): AppError {
  return new AppError("set-invalid", `${path} names no plugins, so ${prune} would remove every plugin`, {
    hint: "Check the file. To remove all plugins, use 'luff plugin uninstall' with their names.",
  });
}
