import { findPlugin } from "../plugin/find-plugin.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import type { ManageContext } from "./manage-context.ts";

/** The plugin that has a name in any of the plugins folders. Two of one name would make Helm lose all plugins. */
export async function findInstalled(context: ManageContext, name: string): Promise<InstalledPlugin | undefined> {
  const { host, cache, directories } = context;
  return (await findPlugin({ host, cache }, directories, name)).installed;
}
