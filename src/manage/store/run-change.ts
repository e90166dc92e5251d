import { HostError } from "../../host/host-error.ts";
import { describeDisplaced } from "./describe-displaced.ts";
import {
  beginChange,
  commitChange,
  describeChange,
  recordChange,
  recordLink,
  undoChange,
  type Change,
} from "./journal.ts";
import type { ManageContext } from "../manage-context.ts";
import type { OpenStore } from "./with-store.ts";

/** A change before it begins. */
export interface PlannedChange extends Omit<Change, "records" | "placed" | "former"> {
  /** The path of what will be moved into the place of the new folder; undefined if nothing comes. */
  readonly ready?: string;
}

/**
 * Runs an action as one change of a plugins folder: moves the old folder aside, and restores it if anything fails. The action calls
 * `adopt` when what is in the place of the new folder is luff's although luff did not put it there: a hook may have made it anew.
 */
export async function runChange<T>(
  context: ManageContext,
  store: OpenStore,
  { id, comes, goes, ready }: PlannedChange,
  action: (adopt: () => void) => Promise<T>,
): Promise<T> {
  const { host } = context;
  const placed = ready === undefined ? null : host.disk.entryIdentity(ready);
  let change = describeChange(host, store, { id, comes, goes, placed });
  const isLink = ready !== undefined && host.disk.entry(ready)?.kind === "link";
  if (isLink && goes === null) recordLink(host, store, change);
  else recordChange(host, store, change);
  const adopt = (): void => {
    const path = comes === null ? undefined : store.folder(comes);
    if (path === undefined || host.disk.entry(path) === undefined) return;
    const found = host.disk.entryIdentity(path);
    if (found === change.placed) return;
    change = { ...change, placed: found };
    recordChange(host, store, change);
  };
  try {
    beginChange(host, store, change);
    const result = await action(adopt);
    await store.requireNoSignal();
    commitChange(host, store, change);
    return result;
  } catch (error) {
    tryUndo(context, store, change);
    throw error;
  }
}

/** The earlier error is the one to report. */
function tryUndo({ host, note }: ManageContext, store: OpenStore, change: Change): void {
  try {
    const displaced = undoChange(host, store, change);
    if (displaced !== undefined) note(describeDisplaced(displaced));
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    note(`the previous state cannot be restored yet (${error.message}); the next change of a plugin tries again`);
  }
}
