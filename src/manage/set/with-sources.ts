import type { Host } from "../../host/host.ts";
import { lockUrl } from "./lock-url.ts";
import type { SetEntry } from "./plugin-set.ts";
import type { SetLock } from "./set-lock.ts";

/** A lock whose entries have the sources of the set, with their secrets, where they are about the same. */
export function withSources(host: Pick<Host, "digests">, lock: SetLock, entries: readonly SetEntry[]): SetLock {
  const found = new Map(lock);
  for (const { name, url } of entries) {
    const locked = lock.get(name);
    const stored = lockUrl(host, url);
    const isSame = locked?.url === stored.url && locked.queryMark === stored.queryMark;
    if (locked !== undefined && isSame) found.set(name, { ...locked, url });
  }
  return found;
}
