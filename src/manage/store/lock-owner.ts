import type { Host } from "../../host/host.ts";
import { HostError } from "../../host/host-error.ts";
import { pathStyle } from "../../platform/path-style.ts";
import type { ManageContext } from "../manage-context.ts";
import { readBoundedText } from "../receipt/receipt.ts";
import type { PluginStore } from "./plugin-store.ts";
import { removeIfPossible } from "./remove-tree.ts";

/** The variable that tells a luff in a hook that it works under the lock of the luff that runs the hook. */
export const TOKEN_VARIABLE = "LUFF_LOCK";

/** Far more than luff writes. */
const MOST_OWNER_BYTES = 4096;

/** The holder of a lock, as recorded in the lock's file. */
interface Owner {
  readonly pid: number;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly token: string;
  /** The version of luff. */
  readonly luff: string;
}

/** The token of the lock under which this luff already works as part of a hook; undefined if it needs a lock of its own. */
export function ownToken(host: Host, store: PluginStore): string | undefined {
  const token = host.environment.get(TOKEN_VARIABLE);
  if (token === undefined || token === readOwner(host, store)?.token) return token;
  return /^[0-9a-f]+$/.test(token) && host.disk.entry(markPath(host, store, token)) !== undefined ? token : undefined;
}

/** What `markLock` has made. */
export interface LockMark {
  remove(): void;
}

/**
 * Makes sure that a luff in a hook knows its token. A full disk has no room for the text in the lock's file, but usually for the name of
 * an empty one; without that, the luff in the hook waits for the lock. A recovery removes the marks of luffs that were killed.
 */
export function markLock(host: Host, store: PluginStore, token: string): LockMark | undefined {
  if (readOwner(host, store)?.token === token) return undefined;
  const path = markPath(host, store, token);
  try {
    host.disk.create(path, 0o644).close();
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
  }
  return { remove: () => removeIfPossible(host, path) };
}

function markPath({ os }: Host, store: PluginStore, token: string): string {
  return pathStyle(os).join(store.journal, token);
}

/** Undefined if nobody holds the lock, while its file is being written, and if there was no room for its text. */
function readOwner(host: Host, store: PluginStore): Owner | undefined {
  try {
    return JSON.parse(readBoundedText(host, store.lock, MOST_OWNER_BYTES) ?? "") as Owner;
  } catch {
    return undefined;
  }
}

/** What the lock's file says about this luff. */
export function ownerText({ host, luffVersion }: ManageContext, token: string): string {
  const owner: Owner = { pid: host.environment.processId, since: host.clock.now(), token, luff: luffVersion };
  return JSON.stringify(owner);
}

/** Who holds the lock, for messages. */
export function describeOwner(host: Host, store: PluginStore): string {
  const owner = readOwner(host, store);
  if (owner === undefined) return `another luff, which changes plugins in ${store.directory}`;
  const seconds = Math.max(0, Math.round((host.clock.now() - owner.since) / 1000));
  return `another luff (process ${owner.pid}), which has been changing plugins in ${store.directory} for ${seconds} s`;
}
