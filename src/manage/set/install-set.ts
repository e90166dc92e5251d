import type { UnpackLimits } from "../../archive/unpack-limits.ts";
import type { AppError } from "../../errors/app-error.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { installAll, type InstallRequest } from "../change/install-plugin.ts";
import type { ManageContext } from "../manage-context.ts";
import { changesOfInstalled } from "../change/local-changes.ts";
import type { FileDifferences } from "../receipt/file-list.ts";
import type { EntryPlan } from "./plan-set.ts";
import type { SetEntry } from "./plugin-set.ts";
import type { Origin } from "../receipt/receipt.ts";
import type { ResolvedEntry } from "./resolve-entry.ts";
import { requireEntry, stagingOf } from "./stage-entry.ts";
import type { ConnectionWishes } from "../stage/connection.ts";
import { stoppedAmong, stoppedBefore } from "../store/stopped-before.ts";
import { connectionFor } from "../stage/connection-for.ts";
import type { StageContext } from "../stage/stage-context.ts";
import type { Staged } from "../stage/staged.ts";
import type { Staging } from "../stage/staging.ts";

/** What was done for an entry of a set. */
export interface EntryOutcome {
  readonly plan: EntryPlan;
  readonly installed: InstalledPlugin;
  readonly origin: Origin | undefined;
  /** Whether the plugin has replaced a pinned one, and is pinned too. */
  readonly pinned: boolean;
  /** The changes in its folder that went with the plugin that it has replaced. */
  readonly lost?: FileDifferences;
}

export interface SetWish {
  readonly runHooks: boolean;
  /** Undefined: archives may come to any size. */
  readonly limits: UnpackLimits | undefined;
  /** For the entries that have a use for it. */
  readonly connection: ConnectionWishes;
}

export interface SetWatcher {
  /** Is told of each entry when it is done. */
  readonly done: (outcome: EntryOutcome) => void;
  /** Is told why an entry failed; the others go on. */
  readonly failed: (entry: SetEntry, error: AppError) => void;
}

/**
 * Installs or changes the plugins of a set that need it: several are fetched at once, and put into their places one after another. Throws
 * AppError "interrupted" where a signal wants luff to stop.
 */
export async function installSet(
  context: ManageContext,
  plans: readonly EntryPlan[],
  wish: SetWish,
  watcher: SetWatcher,
): Promise<void> {
  const needed: EntryPlan[] = [];
  for (const plan of plans) {
    const { kind, present } = plan;
    if (kind !== "keep" || present === undefined) needed.push(plan);
    else watcher.done({ plan, installed: present.installed, origin: present.origin, pinned: false });
  }
  if (needed.length === 0) return;
  let tried = 0;
  const lost = new Map<EntryPlan, FileDifferences>();
  const requests = needed.map((plan) => async (staging: StageContext) => {
    if (plan.present !== undefined) lost.set(plan, await changesOfInstalled(context, plan.present.installed));
    return requestFor(staging, plan, wish);
  });
  try {
    await installAll(context, requests, {
      done(index, outcome) {
        tried = index + 1;
        const plan = needed[index] as EntryPlan;
        const { origin, pinned } = outcome.kind === "put" ? outcome : { origin: undefined, pinned: false };
        const changes = lost.get(plan);
        watcher.done({ plan, installed: outcome.installed, origin, pinned, ...(changes && { lost: changes }) });
      },
      failed(index, error) {
        tried = index + 1;
        watcher.failed((needed[index] as EntryPlan).entry, error);
      },
    });
  } catch (error) {
    throw stoppedIn(needed.slice(tried), error);
  }
}

/** Says at which plugin a signal came, if the error is that of one. `left` begins with it. */
function stoppedIn([plan, ...left]: readonly EntryPlan[], error: unknown): unknown {
  if (plan === undefined) return error;
  const undone = plan.present === undefined ? "installed" : "changed";
  const named = stoppedBefore(error, `plugin "${plan.entry.name}" was not ${undone}`);
  return stoppedAmong(
    named,
    left.map(({ entry }) => entry.name),
  );
}

/** How a set's wish is to be fulfilled for an entry. */
export function wishesFor(
  { source }: ResolvedEntry,
  { limits, connection }: Omit<SetWish, "runHooks">,
): Pick<Staging, "limits" | "connection"> {
  return { ...connectionFor(source, connection), ...(limits !== undefined && { limits }) };
}

async function requestFor(context: StageContext, plan: EntryPlan, wish: SetWish): Promise<InstallRequest> {
  const { runHooks } = wish;
  const staging = await stagingOf(context, plan, wishesFor(plan, wish));
  const accept = (staged: Staged, { plugin }: InstalledPlugin): void => requireEntry(plan, staged, plugin);
  return { ...staging, ifPresent: "change", runHooks, accept };
}
