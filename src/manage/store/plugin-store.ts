import { pathStyle } from "../../platform/path-style.ts";

/**
 * The folder in a plugins folder for luff's own files about plugins. Helm looks for `plugin.yaml` one level down, so it
 * does not see them.
 */
export const STATE_FOLDER = ".luff";

/** The paths of a plugins folder and of luff's own files in it. */
export interface PluginStore {
  /** The plugins folder. */
  readonly directory: string;
  /** The lock that a process holds while it changes anything here. */
  readonly lock: string;
  /** A file for each started change. */
  readonly journal: string;
  /** A folder for each change: the new and the old plugin, on the plugins' own volume. */
  readonly work: string;
  /** Plugins that could not be put back. */
  readonly kept: string;
  readonly receipts: string;
  /** Lists of the files that were installed. */
  readonly fileLists: string;
  /** The path of a plugin's folder. */
  folder(name: string): string;
}

/** The store of a plugins folder. Reads and creates nothing. */
export function pluginStore(os: string, directory: string): PluginStore {
  const { join, separator } = pathStyle(os);
  const state = join(directory, STATE_FOLDER) + separator;
  return {
    directory,
    lock: `${state}lock`,
    journal: `${state}journal`,
    work: `${state}work`,
    kept: `${state}kept`,
    receipts: `${state}receipts`,
    fileLists: `${state}files`,
    folder: (name) => join(directory, name),
  };
}
