import { hidesQuery } from "../../http/address.ts";
import type { Host } from "../../host/host.ts";
import { findOrigin } from "../../manage/receipt/find-origin.ts";
import type { SetEntry } from "../../manage/set/plugin-set.ts";
import { firstOrigin } from "../../manage/receipt/packed-origin.ts";
import type { Origin } from "../../manage/receipt/receipt.ts";
import { renderStructured } from "../../output/structured.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { parseGitUrl } from "../../source/parse-git-url.ts";
import { describeSource } from "./describe-origin.ts";
import { writeWarnings } from "../notes/write-warnings.ts";

/** Prints plugins as a set, which `luff plugin install -f` reads, and warns of those whose source is not known. */
export async function printSet(host: Host, plugins: readonly InstalledPlugin[]): Promise<void> {
  const entries: Partial<SetEntry>[] = [];
  const unknown: string[] = [];
  for (const { plugin, folder } of plugins) {
    const found = findOrigin(host, folder)?.origin;
    const origin = found && firstOrigin(found);
    // The archive that a bundle was made of is on another machine.
    if (origin === undefined || isUnrepeatable(origin) || (origin !== found && origin.kind === "archive")) {
      unknown.push(
        `luff does not know a source from which it can install plugin "${plugin.name}" again: it is not in the set`,
      );
    } else {
      entries.push({ name: plugin.name, ...sourceOf(origin) });
    }
  }
  host.terminal.write("stdout", await renderStructured("yaml", { plugins: entries }));
  writeWarnings(host.terminal, unknown);
}

/** A bundle that does not say where a plugin came from holds several plugins, and a query, which may be secret, is not kept. */
function isUnrepeatable(origin: Origin): boolean {
  return origin.kind === "bundle" || (origin.kind === "http" && hidesQuery(origin.url));
}

function sourceOf(origin: Origin): Partial<SetEntry> {
  if (origin.kind !== "git") {
    if (origin.kind !== "github") return { url: describeSource(origin) };
    const { constraint: version, pattern: asset } = origin;
    return { url: describeSource(origin), ...(version !== "" && { version }), ...(asset !== undefined && { asset }) };
  }
  const { subfolder, constraint } = origin;
  const url = subfolder === "" ? origin.url : `${origin.url}//${subfolder}`;
  // An address that does not look like a repository's was given with this prefix.
  const marked = parseGitUrl(url) === undefined ? `git+${url}` : url;
  return { url: marked, ...(constraint !== "" && { version: constraint }) };
}
