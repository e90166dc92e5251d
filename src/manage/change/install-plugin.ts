import { AppError } from "../../errors/app-error.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { activate } from "./activate.ts";
import { requireStaged } from "../stage/require-staged.ts";
import { fileFailure } from "../store/file-failure.ts";
import { findInstalled } from "../find-installed.ts";
import type { ManageContext } from "../manage-context.ts";
import { planInstall, type IfPresent, type InstallPlan } from "./plan-install.ts";
import { stoppedBefore } from "../store/stopped-before.ts";
import { prepareChange, previewChange, type Prepared } from "../store/prepare-change.ts";
import { findOrigin } from "../receipt/find-origin.ts";
import type { Origin } from "../receipt/receipt.ts";
import { runChange } from "../store/run-change.ts";
import type { StageContext } from "../stage/stage-context.ts";
import type { Staged } from "../stage/staged.ts";
import type { Staging } from "../stage/staging.ts";
import { withStore, type OpenStore } from "../store/with-store.ts";

export interface InstallRequest extends Staging {
  readonly ifPresent: IfPresent;
  readonly runHooks: boolean;
  /** Looks at what was made ready, and throws AppError if it is not what was asked for. */
  readonly accept?: (staged: Staged, installed: InstalledPlugin) => void;
}

export type InstallOutcome =
  | { readonly kind: "kept"; readonly installed: InstalledPlugin }
  | {
      readonly kind: "put";
      readonly installed: InstalledPlugin;
      readonly origin: Origin;
      /** Whether updates skip it, because they skipped the plugin that it has replaced. */
      readonly pinned: boolean;
    };

/**
 * Installs a plugin into the first plugins folder: reads it, moves it into its place, and runs its install hook there.
 * If anything fails, it restores the former state. Throws AppError "plugins-folder-missing", and as `planInstall`, `stageSource`,
 * `activate` and `withStore`.
 */
export async function installPlugin(context: ManageContext, request: InstallRequest): Promise<InstallOutcome> {
  let former: InstalledPlugin | undefined;
  try {
    return await withStore(context, requireDirectory(context), async (store) => {
      const prepared = await prepareChange(context, store, request, async (staged) => {
        const installed = await examine(context, request, staged);
        former = await findInstalled(context, installed.plugin.name);
        return installed;
      });
      return putPrepared(context, store, request, prepared);
    });
  } catch (error) {
    const state = former && `plugin "${former.plugin.name}" is as it was (${former.plugin.version || "no version"})`;
    throw stoppedBefore(error, state ?? "nothing was installed");
  }
}

/** Takes what comes of several installs, by their indices. */
export interface InstallWatcher {
  readonly done: (index: number, outcome: InstallOutcome) => void;
  readonly failed: (index: number, error: AppError) => void;
}

/** How many plugins are fetched at once. */
const AT_ONCE = 4;

/**
 * Installs several plugins under one lock: some are fetched at once, and each is put into its place by a change of its own, in their
 * order. If one fails, the others go on. Throws AppError "interrupted".
 */
export async function installAll(
  given: ManageContext,
  requests: readonly ((context: StageContext) => Promise<InstallRequest>)[],
  watcher: InstallWatcher,
): Promise<void> {
  // Archives of one server often lie in one folder, with one file of checksums.
  const context = { ...given, checksumTexts: new Map() };
  await withStore(context, requireDirectory(context), async (store) => {
    const guarded = { ...context, guard: () => store.requireNoSignal() };
    const fetching = startLimited(requests, AT_ONCE, async (request) => {
      const wish = await request(guarded);
      return { wish, prepared: await prepare(context, store, wish) };
    });
    let begun = 0;
    try {
      for (const [index, fetched] of fetching.entries()) {
        try {
          const { wish, prepared } = await fetched;
          begun = index + 1;
          watcher.done(index, await putPrepared(context, store, wish, prepared));
        } catch (caught) {
          const error = fileFailure(caught, "install a plugin");
          if (!(error instanceof AppError) || error.code === "interrupted") throw error;
          watcher.failed(index, error);
        }
      }
    } finally {
      // What is still being fetched must not be left behind when the lock is free.
      for (const fetched of await Promise.allSettled(fetching.slice(begun))) {
        if (fetched.status === "fulfilled") fetched.value.prepared.discard();
      }
    }
  });
}

/** Starts an action for each, at most so many at once, in their order. */
function startLimited<T, R>(all: readonly T[], limit: number, action: (one: T) => Promise<R>): Promise<R>[] {
  const started: Promise<R>[] = [];
  for (const one of all) {
    const before = started.length < limit ? undefined : started[started.length - limit];
    const after = before === undefined ? Promise.resolve() : before.then(ignore, ignore);
    started.push(after.then(() => action(one)));
  }
  // A failure that comes before anybody waits for it is not lost: who waits later gets it.
  for (const each of started) each.catch(ignore);
  return started;
}

function ignore(): void {}

type PreparedInstall = Prepared<InstalledPlugin>;

function prepare(context: ManageContext, store: OpenStore, request: InstallRequest): Promise<PreparedInstall> {
  return prepareChange(context, store, request, (staged) => examine(context, request, staged));
}

/** The plugin that was made ready, if the request accepts it. */
async function examine(context: ManageContext, request: InstallRequest, staged: Staged): Promise<InstalledPlugin> {
  const installed = await requireStaged(context, staged);
  request.accept?.(staged, installed);
  return installed;
}

async function putPrepared(
  context: ManageContext,
  store: OpenStore,
  request: InstallRequest,
  { id, staged, ready, discard, found }: PreparedInstall,
): Promise<InstallOutcome> {
  const { ifPresent, runHooks } = request;
  const wish = {
    directory: store.directory,
    plugin: found.plugin,
    folderName: staged.name,
    ifPresent,
    source: staged.origin.kind,
  };
  const plan = await planInstall(context, wish).catch((error: unknown) => {
    discard();
    throw error;
  });
  if (plan.kind === "keep") {
    discard();
    return { kind: "kept", installed: plan.present };
  }
  // From here on, the change's folder also holds the former plugin, and belongs to the journal.
  const { comes, goes, deadLink } = plan;
  const gone = deadLink === undefined ? undefined : `${deadLink}, which led to ${context.host.disk.readLink(deadLink)}`;
  const former = goes === null ? undefined : findOrigin(context.host, store.folder(goes))?.receipt;
  const pinned = former?.pinned ?? false;
  const { installed, receipt } = await runChange(context, store, { id, comes, goes, ready: ready.path }, (adopt) =>
    activate(context, store, { staged, ready, comes, change: "install", runHooks, pinned, adopt }),
  );
  if (gone !== undefined) context.note(`the plugin replaces its broken link ${gone}`);
  return { kind: "put", installed, origin: receipt.origin, pinned };
}

/**
 * Returns what an install would do, and changes nothing. Throws the errors that an install throws before it changes
 * anything.
 */
export async function previewInstall(context: ManageContext, request: InstallRequest): Promise<InstallPreview> {
  const directory = requireDirectory(context);
  return previewChange(context, request, async (staged) => {
    const coming = await examine(context, request, staged);
    const { ifPresent } = request;
    const wish = { directory, plugin: coming.plugin, folderName: staged.name, ifPresent, source: staged.origin.kind };
    const plan = await planInstall(context, wish);
    return { plan, installed: plan.kind === "keep" ? plan.present : coming, directory };
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
