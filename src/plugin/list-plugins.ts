import type { BrokenPlugin, InstalledPlugin } from "./installed-plugin.ts";
import { candidateFolders } from "./plugin-folders.ts";
import { readPlugin, type PluginReading } from "./read-plugin.ts";

/** Two plugins of one name: the first in the order of the plugin directories is the one that runs. */
export interface NameConflict {
  readonly name: string;
  readonly used: string;
  readonly unused: string;
}

export interface PluginList {
  /** In the order in which they are found; plugins that lost their name to an earlier one are left out. */
  readonly installed: readonly InstalledPlugin[];
  readonly broken: readonly BrokenPlugin[];
  readonly conflicts: readonly NameConflict[];
}

/** Reads every plugin in the plugin directories. A bad one is reported beside the others and never disables them. */
export async function listPlugins(reading: PluginReading, directories: readonly string[]): Promise<PluginList> {
  const byName = new Map<string, InstalledPlugin>();
  const broken: BrokenPlugin[] = [];
  const conflicts: NameConflict[] = [];
  for (const folder of candidateFolders(reading.host, directories)) {
    const read = await readPlugin(reading, folder);
    if (read === undefined) continue;
    if (read.kind === "broken") {
      broken.push(read);
      continue;
    }
    const { name } = read.plugin;
    const first = byName.get(name);
    if (first === undefined) byName.set(name, read);
    else conflicts.push({ name, used: first.folder, unused: folder });
  }
  return { installed: [...byName.values()], broken, conflicts };
}
