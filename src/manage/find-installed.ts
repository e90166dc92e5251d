import { listPlugins } from "../plugin/list-plugins.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import type { ManageContext } from "./manage-context.ts";

/** The plugin that has a name in any of the plugins folders. Two of one name would make Helm lose all plugins. */
export async function findInstalled(context: ManageContext, name: string): Promise<InstalledPlugin | undefined> {
  const { host, cache, directories, byDefault } = context;
  const found = await listPlugins({ host, cache }, { directories, byDefault });
  return found.installed.find(({ plugin }) => plugin.name === name);
}
