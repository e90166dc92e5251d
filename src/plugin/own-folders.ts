import { pathStyle } from "../platform/path-style.ts";

/** The folder in Helm's folders for data and for caches that has a folder for each plugin's own files. */
export const OWN_FILES = "plugin-data";

/** The folders in which a plugin of a name may keep files of its own below one of Helm's folders. */
export function ownFolders(os: string, home: string, name: string): readonly string[] {
  const { join } = pathStyle(os);
  // The second is what luff's manual named before; no function of the library makes it.
  return [join(home, OWN_FILES, name), join(home, "luff", "plugins", name)];
}
