import type { BrokenPlugin } from "./installed-plugin.ts";
import type { PluginList } from "./list-plugins.ts";
import { namesakeFolders } from "./namesake-rank.ts";

interface NamedPlaces {
  readonly os: string;
  readonly directories: readonly string[];
  readonly name: string;
}

/** The first of the listed plugins that cannot be used whose folder has a name; undefined if there is none. */
export function brokenNamesake(
  { broken }: Pick<PluginList, "broken">,
  { os, directories, name }: NamedPlaces,
): BrokenPlugin | undefined {
  const folders = name === "" ? [] : directories.flatMap((directory) => namesakeFolders(os, directory, name));
  return broken.find(({ folder }) => folders.includes(folder));
}
