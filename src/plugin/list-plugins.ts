import type { BrokenPlugin, InstalledPlugin } from "./installed-plugin.ts";
import { namesakeRank } from "./namesake-rank.ts";
import { candidateFolders } from "./plugin-folders.ts";
import { readPlugin, type PluginReading } from "./read-plugin.ts";

/** Two plugins of one name, of which only one can be called by it. */
export interface NameConflict {
  readonly name: string;
  /** The folder of the plugin that runs. */
  readonly used: string;
  readonly unused: string;
}

export interface PluginList {
  /** In the order in which they are found; plugins that lost their name to another one are left out. */
  readonly installed: readonly InstalledPlugin[];
  readonly broken: readonly BrokenPlugin[];
  readonly conflicts: readonly NameConflict[];
}

/**
 * Reads every plugin in the plugin directories. A bad one is reported beside the others and never disables them; a name
 * conflict is decided as `findPlugin` decides it.
 */
export async function listPlugins(reading: PluginReading, directories: readonly string[]): Promise<PluginList> {
  const byName = new Map<string, InstalledPlugin>();
  const broken: BrokenPlugin[] = [];
  const conflicts: NameConflict[] = [];
  for (const directory of directories) {
    const found = await readDirectory(reading, directory, broken);
    for (const plugin of preferNamesakes(reading, found)) {
      const { name } = plugin.plugin;
      const first = byName.get(name);
      if (first === undefined) byName.set(name, plugin);
      else conflicts.push({ name, used: first.folder, unused: plugin.folder });
    }
  }
  return { installed: [...byName.values()], broken, conflicts };
}

async function readDirectory(
  reading: PluginReading,
  directory: string,
  broken: BrokenPlugin[],
): Promise<InstalledPlugin[]> {
  const installed: InstalledPlugin[] = [];
  for (const folder of candidateFolders(reading.host, directory)) {
    const read = await readPlugin(reading, folder);
    if (read?.kind === "installed") installed.push(read);
    else if (read?.kind === "broken") broken.push(read);
  }
  return installed;
}

/** Of plugins with one name the one that is looked at first takes the place of the earliest. */
function preferNamesakes({ host }: PluginReading, found: readonly InstalledPlugin[]): InstalledPlugin[] {
  const rank = ({ folder, plugin }: InstalledPlugin): number => namesakeRank(host.os, folder, plugin.name);
  const winners = new Map<string, InstalledPlugin>();
  for (const each of found) {
    const best = winners.get(each.plugin.name);
    if (best === undefined || rank(each) < rank(best)) winners.set(each.plugin.name, each);
  }
  const order = new Set(found.map((each) => winners.get(each.plugin.name) ?? each));
  return [...order, ...found.filter((each) => !order.has(each))];
}
