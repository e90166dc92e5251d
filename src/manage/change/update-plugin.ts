import type { UnpackLimits } from "../../archive/unpack-limits.ts";
import { AppError } from "../../errors/app-error.ts";
import { changedError } from "../../errors/changed-error.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { brokenPluginError } from "../../plugin/broken-plugin-error.ts";
import { brokenError } from "../link-removal.ts";
import type { BrokenPlugin, InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { activate, newReceipt } from "./activate.ts";
import { requireStaged } from "../stage/require-staged.ts";
import type { FileDifferences } from "../receipt/file-list.ts";
import { sourceFailure } from "../store/file-failure.ts";
import { findInstalled } from "../find-installed.ts";
import { requirePresent, requirePresentIn, type PresentPlugin } from "../find-present.ts";
import { findKnown, type KnownPlugin } from "./known-plugin.ts";
import { findLocalChanges } from "./local-changes.ts";
import type { ManageContext } from "../manage-context.ts";
import { pluginStore } from "../store/plugin-store.ts";
import { stoppedBefore } from "../store/stopped-before.ts";
import { prepareChange, previewChange } from "../store/prepare-change.ts";
import { findLostFiles } from "../receipt/find-lost-files.ts";
import { recordReceipt } from "../receipt/own-receipt.ts";
import { fileListPath, type Receipt } from "../receipt/receipt.ts";
import { removeTree } from "../store/remove-tree.ts";
import { runChange } from "../store/run-change.ts";
import type { ConnectionWishes } from "../stage/connection.ts";
import type { StageContext } from "../stage/stage-context.ts";
import type { Staged } from "../stage/staged.ts";
import type { Staging } from "../stage/staging.ts";
import { findNewest, isSameOrigin } from "./update-source.ts";
import { withStore, type OpenStore } from "../store/with-store.ts";

export interface UpdateRequest {
  readonly name: string;
  /** A version that replaces the one that the plugin was installed with. */
  readonly version?: string;
  /** Whether updates skip the plugin from now on; absent: no change. */
  readonly pinned?: boolean;
  readonly runHooks: boolean;
  readonly limits?: UnpackLimits;
  /** How servers are reached, as far as the user said; a source that has no use for it ignores it. */
  readonly connection?: ConnectionWishes;
}

export type UpdateOutcome =
  /** Nothing was done: the folder is the user's. */
  | { readonly kind: "linked"; readonly path: string }
  /** Nothing was done: the plugin is pinned. */
  | { readonly kind: "pinned"; readonly receipt: Receipt }
  /** It is already what its source has; only the receipt may have changed, and then the plugin may be pinned no longer. */
  | { readonly kind: "current"; readonly receipt: Receipt; readonly isUnpinned: boolean }
  | UpdatedPlugin;

export interface UpdatedPlugin {
  readonly kind: "updated";
  readonly from: Receipt;
  readonly to: Receipt;
  /** In a dry run, the plugin is in the folder where it was read. */
  readonly installed: InstalledPlugin;
  /** The user's changes to the plugin's files, which the update has replaced. */
  readonly lost: FileDifferences;
  /** Whether its source has what was installed, and files of it were missing. */
  readonly isMended: boolean;
}

type UpdatePlan = Exclude<UpdateOutcome, UpdatedPlugin> | FetchPlan;

interface FetchPlan {
  readonly kind: "fetch";
  readonly known: KnownPlugin;
  readonly staging: Staging;
  readonly pinned: boolean;
  readonly isDamaged: boolean;
}

/**
 * Updates the plugin of a name in its plugins folder to the current version of its source. If anything fails, even its
 * update hook, it restores the old version. Throws AppError "plugin-not-found", "receipt-missing" if nobody knows the source, "usage" for a
 * version of a pinned plugin, why a plugin that cannot be used stays as it is, "plugin-exists" if it has got another plugin's name, and as `findNewest`, `stageSource`, `activate` and
 * `withStore`.
 */
export async function updatePlugin(context: ManageContext, request: UpdateRequest): Promise<UpdateOutcome> {
  const { host } = context;
  const { folder } = await requirePresent(context, request.name);
  try {
    return await withStore(context, pathStyle(host.os).directory(folder), async (store) => {
      const present = await requirePresentIn(context, request.name, store.directory);
      const guarded = { ...context, guard: () => store.requireNoSignal() };
      const plan = requireUse(present, await planUpdate(guarded, { present, request }));
      if (plan.kind === "current") recordCurrent(context, store, present, plan.receipt);
      if (plan.kind !== "fetch") return plan;
      return replace(context, store, { present, request, plan });
    });
  } catch (error) {
    throw stoppedBefore(error, `plugin "${request.name}" was not updated`);
  }
}

/**
 * Returns what an update would do, and changes nothing. Throws the errors that an update throws before it changes
 * anything.
 */
export async function previewUpdate(context: ManageContext, request: UpdateRequest): Promise<UpdateOutcome> {
  const { host } = context;
  const present = await requirePresent(context, request.name);
  const store = pluginStore(host.os, pathStyle(host.os).directory(present.folder));
  const plan = await planUpdate({ ...context, guard: async () => {} }, { present, request }).catch((error: unknown) => {
    throw sourceFailure(error, request.name);
  });
  if (plan.kind !== "fetch") return requireUse(present, plan);
  const { known, pinned, isDamaged } = plan;
  return previewChange(context, plan.staging, async (staged) => {
    const installed = await requireUpdate(context, staged, present);
    const isSame = isSameOrigin(known.receipt.origin, staged.origin);
    if (isSame && !isDamaged) {
      return requireUse(present, currentAt(known.receipt, staged, pinned));
    }
    const to = newReceipt(context, installed, staged.origin, pinned);
    const lost = await findLocalChanges(context, store, known);
    return { kind: "updated", from: known.receipt, to, installed, lost, isMended: isSame };
  });
}

interface UpdateOf {
  readonly present: PresentPlugin;
  readonly request: UpdateRequest;
}

async function planUpdate(context: ManageContext & StageContext, { present, request }: UpdateOf): Promise<UpdatePlan> {
  const known = findKnown(context, present);
  const broken = present.kind === "broken" ? present.broken : undefined;
  if (known.kind === "linked") {
    if (broken !== undefined) throw await brokenError(context, broken);
    return known;
  }
  if (known.kind === "unknown") throw whyUnknown(broken, request.name);
  const { receipt, origin, remote } = known;
  const damage = damageOf(context, present, known);
  const isDamaged = damage !== undefined;
  if (receipt.pinned === true && request.pinned === undefined) {
    if (request.version !== undefined) throw pinnedAt(receipt, request.version);
    if (isDamaged) throw damagedAndPinned(receipt, damage);
    return { kind: "pinned", receipt };
  }
  const pinned = request.pinned ?? false;
  const isUnpinned = receipt.pinned === true && !pinned;
  if (pinned && request.version === undefined) {
    return { kind: "current", receipt: { ...receipt, pinned }, isUnpinned };
  }
  const newest = await findNewest(context, {
    name: request.name,
    origin,
    isDamaged,
    ...(remote !== undefined && { remote }),
    ...(request.version !== undefined && { version: request.version }),
    ...(request.connection !== undefined && { connection: request.connection }),
  });
  if (newest.kind === "same") {
    return { kind: "current", receipt: { ...receipt, origin: newest.origin, pinned }, isUnpinned };
  }
  const limits = request.limits === undefined ? {} : { limits: request.limits };
  return { kind: "fetch", known, staging: { ...newest.staging, ...limits }, pinned, isDamaged };
}

/** What a plugin has lost, as the end of a sentence; undefined if nothing is known to be missing. */
function damageOf(
  { host }: ManageContext,
  present: PresentPlugin,
  { folder, isForeign }: KnownPlugin,
): string | undefined {
  const [first, ...more] = isForeign ? [] : findLostFiles(host, folder);
  const others = more.length === 0 ? "" : ` and ${more.length} more of its files`;
  if (first !== undefined) return `it lacks ${first}${others}`;
  const breakage = present.kind === "broken" ? present.broken?.breakage : undefined;
  return breakage?.kind === "incomplete" ? `it cannot be used: ${breakage.reason}` : undefined;
}

/** Its files must come from its source, which may have another version now. */
function damagedAndPinned({ name, version }: Receipt, damage: string): AppError {
  return new AppError("plugin-incomplete", `plugin "${name}" is pinned at version ${version}, and ${damage}`, {
    advice: "unpin-to-mend",
  });
}

/** What was planned. A plugin that cannot be used, and that its source cannot mend, must not end as a success. */
function requireUse<T extends UpdatePlan | UpdateOutcome>(present: PresentPlugin, plan: T): T {
  if (present.kind !== "broken" || present.broken === undefined) return plan;
  if (plan.kind !== "current" && plan.kind !== "pinned") return plan;
  const error = brokenPluginError(present.broken);
  throw changedError(error, error.message, { advice: "install-again" });
}

/** A version that was asked for and is not installed must not end as a success. */
function pinnedAt({ name, version }: Receipt, wanted: string): AppError {
  return new AppError("usage", `plugin "${name}" is pinned at version ${version}, so it was not updated to ${wanted}`, {
    advice: "unpin",
  });
}

/** Of a plugin whose manifest cannot be read, nothing shows the source. */
function whyUnknown(broken: BrokenPlugin | undefined, name: string): AppError {
  if (broken?.breakage.kind === "unreadable") return brokenPluginError(broken);
  return new AppError("receipt-missing", `luff does not know where plugin "${name}" came from`, {
    advice: "install-again",
  });
}

interface Replacement extends UpdateOf {
  readonly plan: FetchPlan;
}

async function replace(
  context: ManageContext,
  store: OpenStore,
  { present, request, plan }: Replacement,
): Promise<UpdateOutcome> {
  const { known, pinned, isDamaged } = plan;
  const prepared = await prepareChange(context, store, plan.staging, async (staged) => {
    await requireUpdate(context, staged, present);
    return findLocalChanges(context, store, known);
  });
  const { id, staged, ready, found: lost } = prepared;
  const folder = pathStyle(context.host.os).base(present.folder);
  const isSame = isSameOrigin(known.receipt.origin, staged.origin);
  if (isSame && !isDamaged) {
    prepared.discard();
    const current = requireUse(present, currentAt(known.receipt, staged, pinned));
    recordCurrent(context, store, present, current.receipt);
    return current;
  }
  const { runHooks } = request;
  const { installed, receipt: to } = await runChange(
    context,
    store,
    { id, comes: folder, goes: folder, ready: ready.path },
    (adopt) => activate(context, store, { staged, ready, comes: folder, change: "update", runHooks, pinned, adopt }),
  );
  return { kind: "updated", from: known.receipt, to, installed, lost, isMended: isSame };
}

/** Writes down what is known of a plugin that stays as it is. luff's list of files, if there is one, is not that of another program's. */
function recordCurrent({ host }: ManageContext, store: OpenStore, { folder }: PresentPlugin, receipt: Receipt): void {
  const name = pathStyle(host.os).base(folder);
  const { stamp: _former, ...rest } = receipt;
  recordReceipt(host, { store, folder: name, writing: "durably" }, rest);
  if (receipt.foreign === true) removeTree(host, fileListPath(host, store, name));
}

function currentAt(
  receipt: Receipt,
  { origin }: Staged,
  pinned: boolean,
): UpdateOutcome & { readonly kind: "current" } {
  const isUnpinned = receipt.pinned === true && !pinned;
  return { kind: "current", receipt: { ...receipt, origin, pinned }, isUnpinned };
}

/** The new plugin. Its name may differ from the old one's, but must not be a third plugin's. */
async function requireUpdate(
  context: ManageContext,
  staged: Staged,
  { folder }: PresentPlugin,
): Promise<InstalledPlugin> {
  const comes = await requireStaged(context, staged);
  const { name } = comes.plugin;
  const namesake = await findInstalled(context, name);
  if (namesake === undefined || namesake.folder === folder) return comes;
  throw new AppError("plugin-exists", `the update is called "${name}", as the plugin in ${namesake.folder} is`, {
    hint: `Remove that one first: luff plugin uninstall ${name}`,
  });
}
