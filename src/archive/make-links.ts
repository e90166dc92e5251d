import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import { archiveUnsafe } from "./archive-fault.ts";
import { copyEntry, type CopyCounter } from "./copy-tree.ts";
import { pathKey } from "./safe-path.ts";

/** A link that must still be made. */
export interface Link {
  readonly names: readonly string[];
  readonly target: string;
  /** Its target, from the root. */
  readonly leadsTo: readonly string[];
  readonly path: string;
}

/** Links to make in a folder, in which everything else is there. */
export interface LinksToMake {
  readonly host: Pick<Host, "os" | "disk" | "files">;
  readonly folder: string;
  readonly links: readonly Link[];
  readonly counter: CopyCounter;
}

/** Makes links, on Windows copies of what they lead to. Throws AppError "archive-unsafe" for one that cannot become a copy. */
export function makeLinks({ host, folder, links, counter }: LinksToMake): void {
  const { join } = pathStyle(host.os);
  if (host.os !== "windows") {
    for (const { names, target } of links) host.disk.makeLink(join(folder, ...names), target);
    return;
  }
  // Windows needs a privilege for links, so each one becomes a copy. A link to another link, or to a folder with links in it, waits for them.
  const waiting = new Waiting(host.os, links);
  for (let pending: readonly Link[] = links; pending.length > 0;) {
    const rest = pending.filter((link) => !copyTarget({ host, folder, counter }, link, waiting));
    const [stuck] = rest;
    if (rest.length === pending.length && stuck !== undefined) {
      const why = "which is not in the archive, or leads back to the link";
      throw archiveUnsafe(stuck.path, `is a link to ${JSON.stringify(stuck.target)}, ${why}`);
    }
    pending = rest;
  }
}

/** The links that are not copied yet, by the folders that they are in. */
class Waiting {
  readonly #os: string;
  readonly #counts = new Map<string, number>();

  constructor(os: string, links: readonly Link[]) {
    this.#os = os;
    for (const { names } of links) this.#add(names, 1);
  }

  /** Whether one is at a path or below it. */
  isIn(names: readonly string[]): boolean {
    return (this.#counts.get(pathKey(this.#os, names)) ?? 0) > 0;
  }

  end(names: readonly string[]): void {
    this.#add(names, -1);
  }

  #add(names: readonly string[], count: number): void {
    for (let depth = 0; depth <= names.length; depth++) {
      const key = pathKey(this.#os, names.slice(0, depth));
      this.#counts.set(key, (this.#counts.get(key) ?? 0) + count);
    }
  }
}

/** Copies a link's target to the link's place; false if the target, or one of the other links in it, does not exist yet. */
function copyTarget(
  { host, folder, counter }: Omit<LinksToMake, "links">,
  { names, leadsTo }: Link,
  waiting: Waiting,
): boolean {
  const { join } = pathStyle(host.os);
  // A link in the target may be this link itself: then it waits in vain.
  if (waiting.isIn(leadsTo) || host.disk.entry(join(folder, ...leadsTo)) === undefined) return false;
  copyEntry(host, join(folder, ...leadsTo), join(folder, ...names), counter);
  waiting.end(names);
  return true;
}
