import { showPlatform } from "../../platform/platform-text.ts";
import type { Platform } from "../../platform/platform.ts";
import type { ManageContext } from "../manage-context.ts";
import { firstOrigin } from "../receipt/packed-origin.ts";
import type { FirstOrigin, Origin } from "../receipt/receipt.ts";
import { requireStaged } from "../stage/require-staged.ts";
import { fileFailure } from "../store/file-failure.ts";
import { previewChange } from "../store/prepare-change.ts";
import { explainInEntry } from "./in-entry.ts";
import { wishesFor, type EntryOutcome, type SetWish } from "./install-set.ts";
import type { EntryPlan } from "./plan-set.ts";
import { tryRead } from "./plugin-set.ts";
import type { LoadedSet } from "./load-set.ts";
import { requireEntry, stagingOf } from "./stage-entry.ts";
import { contentFor, contentOf, differsByPlatform, fits, isLockedFor, pins, renderSetLock } from "./set-lock.ts";
import type { LockedContent, LockedEntry, SetLock } from "./set-lock.ts";

/** What a lock file is written for. */
export interface LockKeeping {
  readonly set: LoadedSet;
  /** Whether it is written although there is none, or it is in line with the set. */
  readonly always: boolean;
  /** The platforms that are locked besides this one. */
  readonly platforms: readonly Platform[];
  readonly wish: SetWish;
  readonly outcomes: readonly LockedOutcome[];
}

/** What a lock file says of an entry: what there is now. */
type LockedOutcome = Pick<EntryOutcome, "plan" | "origin">;

/**
 * Writes the lock file of a set that was installed, or keeps one that is there in line with the set. For other platforms it prepares the
 * sources that have other files for them. Throws AppError "file-failed", and as `stagingOf`,
 * `stageSource` and `requireEntry`. Returns whether it wrote the file.
 */
export async function keepLock(context: ManageContext, keeping: LockKeeping): Promise<boolean> {
  const { set, always, outcomes } = keeping;
  if (!always && (set.lock === undefined || isInLine(context, set.lock, outcomes))) return false;
  const locked: LockedEntry[] = [];
  for (const outcome of outcomes) {
    const entry = await lockEntry(context, keeping, outcome).catch((error: unknown) => {
      throw explainInEntry(set, outcome.plan.entry, error);
    });
    locked.push(entry);
  }
  try {
    context.host.files.writeAtomically(set.lockPath, await renderSetLock(context.host, locked));
    return true;
  } catch (error) {
    throw fileFailure(error, `write the lock file ${set.lockPath}`);
  }
}

/** What `keepLock` would do with the lock file of a set by its plans; undefined if there is none and would be none. No server is asked. */
export async function previewLock(
  context: ManageContext,
  keeping: Omit<LockKeeping, "outcomes">,
  plans: readonly EntryPlan[],
): Promise<"write" | "keep" | undefined> {
  const { set, always, platforms } = keeping;
  const outcomes = plans.map((plan) => ({ plan, origin: plan.present?.origin }));
  if (!always) return set.lock && (isInLine(context, set.lock, outcomes) ? "keep" : "write");
  if (platforms.length > 0 || !outcomes.every(isKnown)) return "write";
  const locked = await Promise.all(outcomes.map((outcome) => lockEntry(context, { ...keeping, outcomes }, outcome)));
  return tryRead(context.host, set.lockPath) === (await renderSetLock(context.host, locked)) ? "keep" : "write";
}

/** Whether what is locked of an outcome is known without its source. */
function isKnown({ plan, origin }: LockedOutcome): boolean {
  return plan.kind === "keep" && origin !== undefined && !differsByPlatform(firstOrigin(origin));
}

/** Whether a lock has exactly the entries of a set, each with what pins it on this platform. */
function isInLine({ host }: ManageContext, lock: SetLock, outcomes: readonly LockedOutcome[]): boolean {
  const here = showPlatform(host);
  const isKept = ({ plan: { entry, source } }: LockedOutcome): boolean => {
    const locked = lock.get(entry.name);
    return fits(entry, locked) && isLockedFor(locked, here) && pins(source.kind, contentFor(locked, here));
  };
  return lock.size === outcomes.length && outcomes.every(isKept);
}

async function lockEntry(
  context: ManageContext,
  keeping: LockKeeping,
  { plan, origin: present }: LockedOutcome,
): Promise<LockedEntry> {
  const { entry } = plan;
  if (present === undefined) return entry;
  const origin = firstOrigin(present);
  if (!differsByPlatform(origin)) return { ...entry, ...contentOf(origin) };
  const { set, platforms } = keeping;
  const here = showPlatform(context.host);
  const former = set.lock?.get(entry.name);
  const found: Record<string, LockedContent> = fits(entry, former) ? { ...former.platforms } : {};
  found[here] = contentOf(origin);
  for (const platform of platforms.filter((each) => showPlatform(each) !== here)) {
    found[showPlatform(platform)] = contentOf(await originFor(context, keeping, { plan, origin, platform }));
  }
  const inOrder = Object.entries(found).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return { ...entry, platforms: Object.fromEntries(inOrder) };
}

interface Elsewhere {
  readonly plan: EntryOutcome["plan"];
  /** Of this platform. */
  readonly origin: FirstOrigin;
  readonly platform: Platform;
}

/** What a source has for another platform, at the tag that this one got. */
async function originFor(
  context: ManageContext,
  { wish }: LockKeeping,
  { plan, origin, platform }: Elsewhere,
): Promise<Origin> {
  const { ref } = contentOf(origin);
  const { locked: _, ...bare } = plan;
  const resolved = ref === undefined ? bare : { ...bare, locked: { ref } };
  const guarded = { ...context, guard: async () => {} };
  const staging = await stagingOf(guarded, resolved, { ...wishesFor(plan, wish), platform });
  return previewChange(context, staging, async (staged) => {
    requireEntry(resolved, staged, (await requireStaged(context, staged)).plugin);
    return staged.origin;
  });
}
