import { pathStyle } from "../platform/path-style.ts";

/** Folders in which a plugin is looked for before any other of its directory: what its installers name them. */
const NAMESAKES: readonly ((name: string) => string)[] = [(name) => name, (name) => `helm-${name}`];

/** The folders of a plugin directory in which a plugin is looked for first, in that order. */
export function namesakeFolders(os: string, directory: string, name: string): string[] {
  return NAMESAKES.map((namesake) => pathStyle(os).join(directory, namesake(name)));
}

/** How early a folder is looked at for the plugin in it: 0 for its very name, 1 for helm-NAME, 2 for any other name. */
export function namesakeRank(os: string, folder: string, name: string): number {
  const base = pathStyle(os).base(folder);
  const rank = NAMESAKES.findIndex((namesake) => namesake(name) === base);
  return rank < 0 ? NAMESAKES.length : rank;
}
