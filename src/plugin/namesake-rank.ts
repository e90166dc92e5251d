import { pathStyle } from "../platform/path-style.ts";

/** The folder names that installers give a plugin. luff looks there before it looks in the directory's other folders. */
function namesakes(name: string): readonly [string, string] {
  return [name, `helm-${name}`];
}

/** The folders of a plugin directory where luff looks first for a plugin, in order. */
export function namesakeFolders(os: string, directory: string, name: string): string[] {
  const { join } = pathStyle(os);
  const [plain, prefixed] = namesakes(name);
  return [join(directory, plain), join(directory, prefixed)];
}

/**
 * The rank of a folder in the search for a plugin: 0 if it has the plugin's name, 1 for helm-NAME, 2 for any other
 * name.
 */
export function namesakeRank(os: string, folder: string, name: string): number {
  const base = pathStyle(os).base(folder);
  const names = namesakes(name);
  const rank = names.indexOf(base);
  return rank < 0 ? names.length : rank;
}
