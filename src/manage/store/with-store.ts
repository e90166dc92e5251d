import { AppError } from "../../errors/app-error.ts";
import { DIED_OF_SIGNAL } from "../../errors/exit-statuses.ts";
import type { FileLock } from "../../host/disk.ts";
import type { SignalWatch } from "../../host/signals.ts";
import { storeFailure } from "./file-failure.ts";
import { describeDisplaced } from "./describe-displaced.ts";
import { recover, type Recovered } from "./recover.ts";
import type { ManageContext } from "../manage-context.ts";
import { describeOwner, markLock, ownerText, ownToken, TOKEN_VARIABLE, type LockMark } from "./lock-owner.ts";
import { newId } from "./new-id.ts";
import { pluginStore, type PluginStore } from "./plugin-store.ts";

/**
 * Times of waiting for another luff, in milliseconds: at most, until a message, and between two checks for a signal.
 */
const MOST_PATIENCE = 600_000;
const QUIET = 1000;
const STEP = 200;

/** A plugins folder that is locked for changes. */
export interface OpenStore extends PluginStore {
  /** Variables for hooks, besides Helm's. */
  readonly hookVariables: Readonly<Record<string, string>>;
  /** Throws AppError "interrupted" if a signal asks luff to stop. */
  requireNoSignal(): Promise<void>;
}

/**
 * Runs an action under the lock of a plugins folder, which it creates if it is missing. First undoes changes of a luff
 * that was killed. The action must check for signals itself. Throws AppError "lock-held",
 * "interrupted" if a signal comes while it waits for the lock, "state-unknown" for a journal that it cannot read, and "file-failed"; a
 * HostError of the action too is "file-failed".
 */
export async function withStore<T>(
  context: ManageContext,
  directory: string,
  action: (store: OpenStore) => Promise<T>,
): Promise<T> {
  const { host } = context;
  const store = pluginStore(host.os, directory);
  const watch = host.signals.watch();
  const requireNoSignal = guardOf(watch);
  let lock: FileLock | undefined;
  let mark: LockMark | undefined;
  try {
    for (const folder of [store.journal, store.work, store.receipts, store.fileLists]) host.disk.makeFolders(folder);
    const inherited = ownToken(host, store);
    const token = inherited ?? newId(host);
    // If the luff that runs the hook was killed, its lock is free, and what it left has to be undone.
    lock =
      inherited === undefined
        ? await takeLock(context, store, token, watch)
        : host.disk.lock(store.lock, ownerText(context, token), 0);
    if (lock !== undefined) {
      reportRecovered(context, recover(host, store));
      mark = markLock(host, store, token);
    }
    return await action({ ...store, hookVariables: { [TOKEN_VARIABLE]: token }, requireNoSignal });
  } catch (error) {
    throw storeFailure(error, host, directory);
  } finally {
    mark?.remove();
    lock?.release();
    watch.end();
  }
}

/**
 * Runs an action on a plugins folder in which luff's own folders cannot be made. It has no lock and no journal, and must check for signals
 * itself. A HostError of the action is AppError "file-failed".
 */
export async function withoutStore<T>(
  { host }: ManageContext,
  directory: string,
  action: (store: OpenStore) => Promise<T>,
): Promise<T> {
  const watch = host.signals.watch();
  try {
    return await action({ ...pluginStore(host.os, directory), hookVariables: {}, requireNoSignal: guardOf(watch) });
  } catch (error) {
    throw storeFailure(error, host, directory);
  } finally {
    watch.end();
  }
}

/** Throws AppError "interrupted" where a signal came. */
export function guardOf(watch: SignalWatch): () => Promise<void> {
  return async () => requireNone(await watch.received());
}

function requireNone(signal: number | undefined): void {
  if (signal === undefined) return;
  throw new AppError("interrupted", "stopped by a signal; nothing has changed", {
    exitCode: DIED_OF_SIGNAL + signal,
  });
}

async function takeLock(
  context: ManageContext,
  store: PluginStore,
  token: string,
  watch: SignalWatch,
): Promise<FileLock> {
  const { host } = context;
  for (let waited = 0; waited < MOST_PATIENCE; waited += STEP) {
    const lock = host.disk.lock(store.lock, ownerText(context, token), waited === 0 ? 0 : STEP);
    if (lock !== undefined) return lock;
    requireNone(await watch.received());
    if (waited === QUIET) context.note(`waiting for ${describeOwner(host, store)}`);
  }
  throw new AppError("lock-held", `${describeOwner(host, store)} has held ${store.lock} for too long`, {
    hint: "Check what that process is doing, and end it if it hangs. Its lock ends with it.",
  });
}

function reportRecovered({ note }: ManageContext, { undone, displaced }: Recovered): void {
  for (const { place, wasThere } of undone) {
    const what = wasThere
      ? `the plugin in ${place} is as it was before the change`
      : `nothing was installed into ${place}`;
    note(`an interrupted change was undone; ${what}`);
  }
  for (const one of displaced) note(`an interrupted change was undone; ${describeDisplaced(one)}`);
}
