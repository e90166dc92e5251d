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
  const unfinished = new Set(links);
  const queue = [...links];
  // Links that need not wait any longer come behind those that are there now.
  for (const link of queue) {
    const { names, leadsTo } = link;
    if (waiting.delays(link)) continue;
    if (host.disk.entry(join(folder, ...leadsTo)) === undefined) continue;
    copyEntry(host, join(folder, ...leadsTo), join(folder, ...names), counter);
    unfinished.delete(link);
    for (const next of waiting.end(link)) queue.push(next);
  }
  for (const { path, target } of unfinished) {
    const why = "which is not in the archive, or leads back to the link";
    throw archiveUnsafe(path, `is a link to ${JSON.stringify(target)}, ${why}`);
  }
}

/** The links that are not copied yet. Each link that has to wait is looked at again when one path has no such link any more: twice at most. */
class Waiting {
  readonly #os: string;
  /** How many are at a path or below it. */
  readonly #counts = new Map<string, number>();
  /** The paths of the links themselves. */
  readonly #places = new Set<string>();
  /** The links that wait until no other link is at a path or below it. */
  readonly #delayed = new Map<string, Link[]>();

  constructor(os: string, links: readonly Link[]) {
    this.#os = os;
    for (const { names } of links) {
      this.#places.add(pathKey(os, names.join("/")));
      for (const key of this.#around(names)) this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    }
  }

  /** Whether a link has to wait for another one. `end` returns it later; never if it leads to itself. */
  delays(link: Link): boolean {
    const key = this.#keyToWaitFor(link.leadsTo);
    if (key === undefined) return false;
    const others = this.#delayed.get(key);
    if (others === undefined) this.#delayed.set(key, [link]);
    else others.push(link);
    return true;
  }

  /** A link has been copied. Returns the links that waited for that. */
  end({ names }: Link): readonly Link[] {
    const free: Link[] = [];
    this.#places.delete(pathKey(this.#os, names.join("/")));
    for (const key of this.#around(names)) {
      const count = (this.#counts.get(key) ?? 0) - 1;
      this.#counts.set(key, count);
      if (count > 0) continue;
      for (const link of this.#delayed.get(key) ?? []) free.push(link);
      this.#delayed.delete(key);
    }
    return free;
  }

  /** A target is complete when no link is in it, and is there when no link is above it. */
  #keyToWaitFor(leadsTo: readonly string[]): string | undefined {
    const keys = this.#around(leadsTo);
    const own = keys.at(-1) ?? "";
    if ((this.#counts.get(own) ?? 0) > 0) return own;
    return keys.find((key) => this.#places.has(key));
  }

  /** The keys of the folders around a path, and its own. */
  #around(names: readonly string[]): readonly string[] {
    return Array.from({ length: names.length + 1 }, (_, depth) => pathKey(this.#os, names.slice(0, depth).join("/")));
  }
}
