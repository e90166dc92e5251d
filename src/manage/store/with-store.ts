import { AppError } from "../../errors/app-error.ts";
import { DIED_OF_SIGNAL } from "../../errors/exit-statuses.ts";
import type { FileLock } from "../../host/disk.ts";
import type { Host } from "../../host/host.ts";
import type { SignalWatch } from "../../host/signals.ts";
import { storeFailure } from "./file-failure.ts";
import { describeDisplaced } from "./describe-displaced.ts";
import { recover, type Recovered } from "./recover.ts";
import type { ManageContext } from "../manage-context.ts";
import { newId } from "./new-id.ts";
import { pluginStore, type PluginStore } from "./plugin-store.ts";
import { readText } from "../receipt/receipt.ts";

/** The variable that tells a luff in a hook that it works under the lock of the luff that runs the hook. */
const TOKEN_VARIABLE = "LUFF_LOCK";

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

/** The holder of a lock, as recorded in the lock's file. */
interface Owner {
  readonly pid: number;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly token: string;
  /** The version of luff. */
  readonly luff: string;
}

/**
 * Runs an action under the lock of a plugins folder, which it creates if it is missing. First undoes changes of a luff
 * that was killed. The action must check for signals itself. Throws AppError "lock-held",
 * "interrupted" if a signal comes while it waits for the lock, "state-unknown" for the journal of another luff, and "file-failed"; a
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
  try {
    for (const folder of [store.journal, store.work, store.receipts, store.fileLists]) host.disk.makeFolders(folder);
    const inherited = ownToken(host, store);
    const token = inherited ?? newId(host);
    // If the luff that runs the hook was killed, its lock is free, and what it left has to be undone.
    lock =
      inherited === undefined
        ? await takeLock(context, store, token, watch)
        : host.disk.lock(store.lock, ownerText(context, token), 0);
    if (lock !== undefined) reportRecovered(context, recover(host, store));
    return await action({ ...store, hookVariables: { [TOKEN_VARIABLE]: token }, requireNoSignal });
  } catch (error) {
    throw storeFailure(error, host, directory);
  } finally {
    lock?.release();
    watch.end();
  }
}

/** Throws AppError "interrupted" where a signal came. */
export function guardOf(watch: SignalWatch): () => Promise<void> {
  return async () => requireNone(await watch.received());
}

function requireNone(signal: number | undefined): void {
  if (signal === undefined) return;
  throw new AppError("interrupted", "stopped by a signal; this plugin has not changed", {
    exitCode: DIED_OF_SIGNAL + signal,
  });
}

/** The token of the lock under which this luff already works as part of a hook. */
function ownToken(host: Host, store: PluginStore): string | undefined {
  const token = host.environment.get(TOKEN_VARIABLE);
  if (token === undefined) return undefined;
  // On a full disk the lock's file is empty.
  return token === readOwner(host, store)?.token || readText(host, store.lock) === "" ? token : undefined;
}

function readOwner(host: Host, store: PluginStore): Owner | undefined {
  try {
    return JSON.parse(readText(host, store.lock) ?? "") as Owner;
  } catch {
    return undefined; // Nobody holds it, or it is being written.
  }
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

/** What the lock's file says about this luff. */
function ownerText({ host, luffVersion }: ManageContext, token: string): string {
  const owner: Owner = { pid: host.environment.processId, since: host.clock.now(), token, luff: luffVersion };
  return JSON.stringify(owner);
}

function describeOwner(host: Host, store: PluginStore): string {
  const owner = readOwner(host, store);
  if (owner === undefined) return `another luff, which changes plugins in ${store.directory}`;
  const seconds = Math.max(0, Math.round((host.clock.now() - owner.since) / 1000));
  return `another luff (process ${owner.pid}), which has been changing plugins in ${store.directory} for ${seconds} s`;
}

function reportRecovered({ note }: ManageContext, { count, displaced }: Recovered): void {
  if (count > displaced.length) note("an interrupted change was undone; its plugin is as it was before the change");
  for (const one of displaced) note(`an interrupted change was undone; ${describeDisplaced(one)}`);
}
