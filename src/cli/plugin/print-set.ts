import { hidesQuery } from "../../http/address.ts";
import type { Host } from "../../host/host.ts";
import { findOrigin } from "../../manage/receipt/find-origin.ts";
import type { SetEntry } from "../../manage/set/plugin-set.ts";
import { firstOrigin } from "../../manage/receipt/packed-origin.ts";
import type { Origin } from "../../manage/receipt/receipt.ts";
import { renderStructured } from "../../output/structured.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { withoutPassword } from "../../source/parse-git-url.ts";
import { renderGit } from "../../source/render-git.ts";
import { writeWarnings } from "../notes/write-warnings.ts";

/** Prints plugins as a set, which `luff plugin install -f` reads, and warns of those whose source is not known. */
export async function printSet(host: Host, plugins: readonly InstalledPlugin[]): Promise<void> {
  const entries: Partial<SetEntry>[] = [];
  const unknown: string[] = [];
  for (const { plugin, folder } of plugins) {
    const found = findOrigin(host, folder)?.origin;
    const source = found && setSourceOf(host, found);
    if (source === undefined) {
      unknown.push(
        `luff does not know a source from which it can install plugin "${plugin.name}" again: it is not in the set`,
      );
    } else {
      entries.push({ name: plugin.name, ...source });
    }
  }
  host.terminal.write("stdout", await renderStructured("yaml", { plugins: entries }));
  writeWarnings(host.terminal, unknown);
}

/** What a set has of an origin besides the name; undefined if luff cannot install from it again. */
export function setSourceOf(host: Host, present: Origin): Partial<SetEntry> | undefined {
  const origin = firstOrigin(present);
  switch (origin.kind) {
    case "folder": // Its path is that of another machine.
    case "bundle": // It holds several plugins.
      return undefined;
    case "archive": // That of which a bundle was made is on another machine.
      return origin === present ? { url: origin.path } : undefined;
    case "http": // A query, which may be secret, is not kept.
      return hidesQuery(origin.url) ? undefined : { url: origin.url };
    case "link":
    case "copy":
      return { url: origin.path };
    case "github": {
      const { url, constraint: version, pattern: asset } = origin;
      return { url, ...(version !== "" && { version }), ...(asset !== undefined && { asset }) };
    }
    case "git": {
      const url = renderGit(host.os, { ...origin, url: withoutPassword(origin.url) });
      return url === undefined ? undefined : { url, ...(origin.constraint !== "" && { version: origin.constraint }) };
    }
  }
}
