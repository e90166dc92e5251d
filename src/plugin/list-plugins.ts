import { findIncomplete } from "./explain-missing-manifest.ts";
import {
  distinctDirectories,
  findDirectoryProblem,
  identityOf,
  namesOrError,
  type UnusableDirectory,
} from "./inspect-directory.ts";
import type { BrokenPlugin, InstalledPlugin, ReadPlugin, RecordedPlugin } from "./installed-plugin.ts";
import { namesakeRank } from "./namesake-rank.ts";
import { candidateFolders } from "./plugin-folders.ts";
import { readPlugins, type PluginReading } from "./read-plugin.ts";

/** Two plugins with the same name, of which only one can be called by it. */
export interface NameConflict {
  readonly name: string;
  /** The folder of the plugin that runs. */
  readonly used: string;
  readonly unused: string;
}

export interface PluginList {
  /** In the order of the search, without the plugins that lost their name to another one. */
  readonly installed: readonly InstalledPlugin[];
  readonly broken: readonly BrokenPlugin[];
  readonly conflicts: readonly NameConflict[];
  readonly unusable: readonly UnusableDirectory[];
}

/** The directories to search, and the default one among them, which need not exist. */
export interface PluginPlaces {
  readonly directories: readonly string[];
  readonly byDefault: string;
  /** What luff has put into a folder that has no manifest; undefined if nothing. */
  readonly recordOf?: (folder: string) => RecordedPlugin | undefined;
}

/**
 * Reads every plugin in the plugin directories. It reports broken plugins beside the others, which keep working. It
 * decides name conflicts as `findPlugin` does. A plugin that can be reached in several ways is listed once, by the
 * first of them.
 */
export async function listPlugins(
  reading: PluginReading,
  { directories, byDefault, recordOf }: PluginPlaces,
): Promise<PluginList> {
  const broken = new Map<string, BrokenPlugin>();
  const claims = new Map<string, InstalledPlugin[]>();
  const unusable: UnusableDirectory[] = [];
  for (const directory of distinctDirectories(reading.host, directories)) {
    const names = namesOrError(reading.host, directory);
    const problem = findDirectoryProblem(reading.host, directory, { byDefault, names });
    if (problem !== undefined) unusable.push(problem);
    const folders = candidateFolders(reading.host, directory, names);
    const read = await readFolders(reading, folders, { explain: problem === undefined, recordOf });
    for (const each of read) {
      if (each.kind === "broken") addDistinct(reading, broken, each);
    }
    const installed = read.filter((each) => each.kind === "installed");
    for (const each of preferNamesakes(reading, installed)) {
      claims.set(each.plugin.name, [...(claims.get(each.plugin.name) ?? []), each]);
    }
  }
  return {
    installed: [...claims.values()].flatMap(([first]) => first ?? []),
    broken: [...broken.values()],
    conflicts: [...claims.values()].flatMap((claimants) => conflictsAmong(reading, claimants)),
    unusable,
  };
}

/** With `explain`, also reports folders that have no manifest but look like a plugin's. */
async function readFolders(
  reading: PluginReading,
  folders: readonly string[],
  { explain, recordOf }: { readonly explain: boolean; readonly recordOf: PluginPlaces["recordOf"] | undefined },
): Promise<readonly ReadPlugin[]> {
  const read = await readPlugins(reading, folders);
  return read.flatMap((each, index) => {
    const folder = folders[index] ?? "";
    const found = each ?? (explain ? findIncomplete(reading.host, folder, recordOf?.(folder)) : undefined);
    return found === undefined ? [] : [found];
  });
}

function addDistinct({ host }: PluginReading, known: Map<string, BrokenPlugin>, found: BrokenPlugin): void {
  const identity = identityOf(host, found.folder);
  if (!known.has(identity)) known.set(identity, found);
}

/** Finds plugins with the same name. One folder under several paths is not a conflict. */
function conflictsAmong({ host }: PluginReading, claimants: readonly InstalledPlugin[]): NameConflict[] {
  const [first, ...others] = claimants;
  if (first === undefined || others.length === 0) return [];
  const known = new Set([identityOf(host, first.folder)]);
  return others.flatMap(({ folder, plugin }) => {
    const identity = identityOf(host, folder);
    if (known.has(identity)) return [];
    known.add(identity);
    return [{ name: plugin.name, used: first.folder, unused: folder }];
  });
}

/** Of plugins with the same name, moves the one that the search prefers to the place of the first. */
function preferNamesakes({ host }: PluginReading, found: readonly InstalledPlugin[]): InstalledPlugin[] {
  if (new Set(found.map(({ plugin }) => plugin.name)).size === found.length) return [...found];
  const rank = ({ folder, plugin }: InstalledPlugin): number => namesakeRank(host.os, folder, plugin.name);
  const winners = new Map<string, InstalledPlugin>();
  for (const each of found) {
    const best = winners.get(each.plugin.name);
    if (best === undefined || rank(each) < rank(best)) winners.set(each.plugin.name, each);
  }
  const order = new Set(found.map((each) => winners.get(each.plugin.name) ?? each));
  return [...order, ...found.filter((each) => !order.has(each))];
}
