import type { UnpackLimits } from "../../archive/unpack-limits.ts";
import { AppError } from "../../errors/app-error.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import type { ChosenRef } from "../git/git-refs.ts";
import { installAll, type InstallRequest } from "../change/install-plugin.ts";
import type { ManageContext } from "../manage-context.ts";
import type { EntryPlan } from "./plan-set.ts";
import type { SetEntry } from "./plugin-set.ts";
import type { Origin } from "../receipt/receipt.ts";
import { isLocked, type LockedEntry } from "./set-lock.ts";
import { showUrl } from "../stage/show-url.ts";
import { findRef } from "../stage/find-ref.ts";
import type { StageContext } from "../stage/stage-context.ts";
import type { Staged } from "../stage/stage-source.ts";

/** What was done for an entry of a set. */
export interface EntryOutcome {
  readonly plan: EntryPlan;
  readonly installed: InstalledPlugin;
  readonly origin: Origin | undefined;
}

export interface SetWish {
  readonly runHooks: boolean;
  /** Undefined: archives may come to any size. */
  readonly limits: UnpackLimits | undefined;
}

export interface SetWatcher {
  /** Is told of each entry when it is done. */
  readonly done: (outcome: EntryOutcome) => void;
  /** Is told why an entry failed; the others go on. */
  readonly failed: (error: AppError) => void;
}

/** Installs or changes the plugins of a set that need it: several are fetched at once, and put into their places one after another. */
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
    else watcher.done({ plan, installed: present.installed, origin: present.origin });
  }
  if (needed.length === 0) return;
  await installAll(
    context,
    needed.map((plan) => (staging: StageContext) => requestFor(staging, plan, wish)),
    {
      done(index, outcome) {
        const plan = needed[index] as EntryPlan;
        const origin = outcome.kind === "put" ? outcome.origin : undefined;
        watcher.done({ plan, installed: outcome.installed, origin });
      },
      failed: (_index, error) => watcher.failed(error),
    },
  );
}

async function requestFor(
  context: StageContext,
  plan: EntryPlan,
  { runHooks, limits }: SetWish,
): Promise<InstallRequest> {
  const { entry, source, locked } = plan;
  const accept = (staged: Staged, { plugin }: InstalledPlugin): void => {
    if (plugin.name !== entry.name) throw otherName(entry, plugin.name);
    if (locked !== undefined && !isLocked(staged.origin, locked)) throw otherContent(entry);
  };
  const request: InstallRequest = {
    source,
    ifPresent: "replace",
    runHooks,
    accept,
    ...(limits !== undefined && { limits }),
    ...(locked?.sha256 !== undefined && { known: locked.sha256 }),
  };
  if (source.kind !== "git") return entry.version === "" ? request : { ...request, version: entry.version };
  const ref = locked?.commit === undefined ? undefined : await lockedRef(context, source.url, locked);
  return { ...request, version: entry.version, ...(ref !== undefined && { ref }) };
}

/** A tag or a branch is fetched without its history, if it is still at the locked commit. */
async function lockedRef(context: StageContext, url: string, locked: LockedEntry): Promise<ChosenRef> {
  const { ref = "", commit = "" } = locked;
  const found = await findRef(context, url, { version: ref, connection: undefined }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "version-not-found") return undefined;
    throw error;
  });
  return found?.commit === commit ? found : { kind: "commit", name: commit, commit };
}

function otherName({ name, url }: SetEntry, actual: string): AppError {
  const shown = showUrl(url);
  return new AppError("set-invalid", `the set says that ${shown} is plugin "${name}", but it is "${actual}"`, {
    hint: `Write name: ${actual} into the set.`,
  });
}

function otherContent({ name, url }: SetEntry): AppError {
  const message = `plugin "${name}" from ${showUrl(url)} is not what the lock file has`;
  return new AppError("lock-mismatch", message, {
    hint: "Find out why its source has changed. With --lock luff locks what the source has now.",
  });
}
