import type { Host } from "../../host/host.ts";
import { recordedName } from "../../manage/receipt/find-recorded.ts";
import { brokenNamesake } from "../../plugin/broken-namesake.ts";
import type { BrokenPlugin } from "../../plugin/installed-plugin.ts";
import type { PluginList } from "../../plugin/list-plugins.ts";

/** Of the listed plugins that cannot be used the one whose folder has a name, or of which luff wrote that name down; undefined if there is none. */
export function findBroken(
  host: Host,
  found: Pick<PluginList, "broken">,
  place: { readonly directories: readonly string[]; readonly name: string },
): BrokenPlugin | undefined {
  const namesake = brokenNamesake(found, { os: host.os, ...place });
  return namesake ?? found.broken.find(({ folder }) => recordedName(host, folder) === place.name);
}
