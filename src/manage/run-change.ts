import { HostError } from "../host/host-error.ts";
import {
  beginChange,
  commitChange,
  describeChange,
  undoChange,
  workplaceOf,
  type Change,
  type Workplace,
} from "./journal.ts";
import type { ManageContext } from "./manage-context.ts";
import { newId } from "./new-id.ts";
import type { OpenStore } from "./with-store.ts";

/** Runs an action as one change of a plugins folder: what goes is out of the way, and comes back where anything fails. */
export async function runChange<T>(
  context: ManageContext,
  store: OpenStore,
  { comes, goes }: Pick<Change, "comes" | "goes">,
  action: (work: Workplace) => Promise<T>,
): Promise<T> {
  const { host } = context;
  await store.requireNoSignal();
  const change = describeChange(host, store, { id: newId(host), comes, goes });
  try {
    beginChange(host, store, change);
    const result = await action(workplaceOf(host.os, store, change.id));
    await store.requireNoSignal();
    commitChange(host, store, change.id);
    return result;
  } catch (error) {
    tryUndo(context, store, change);
    throw error;
  }
}

/** The error that led here is the one to report. */
function tryUndo({ host, note }: ManageContext, store: OpenStore, change: Change): void {
  try {
    undoChange(host, store, change);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    note(`the former state cannot be brought back yet (${error.message}); the next change of a plugin tries it again`);
  }
}
