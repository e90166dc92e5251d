import type { Host } from "../../host/host.ts";
import type { ManageContext } from "../../manage/manage-context.ts";
import { recordedName } from "../../manage/receipt/find-recorded.ts";
import { pathStyle } from "../../platform/path-style.ts";
import type { BrokenPlugin } from "../../plugin/installed-plugin.ts";
import type { PluginList } from "../../plugin/list-plugins.ts";
import { listKnown } from "../../manage/list-known.ts";

/** The plugins in the plugins folders. */
export type FoundPlugins = Pick<PluginList, "installed" | "broken">;

/** Reads the plugins in the plugins folders. */
export async function findPlugins(manage: ManageContext): Promise<FoundPlugins> {
  const { host, cache, directories, byDefault } = manage;
  return listKnown({ host, cache }, { directories, byDefault });
}

/** A plugin to update. */
export interface UpdateWish {
  readonly name: string;
  /** Why the plugin cannot be used, which an update may mend. */
  readonly broken?: BrokenPlugin;
  /** Whether its folder's name is that of another plugin, so that it cannot be named. */
  readonly isHidden?: boolean;
}

/** All plugins by their names; those that cannot be used by the names that luff wrote down, or their folders' names. */
export function wishesForAll(host: Host, { installed, broken }: FoundPlugins): readonly UpdateWish[] {
  const names = new Set(installed.map(({ plugin }) => plugin.name));
  const wishes: UpdateWish[] = [...names].map((name) => ({ name }));
  for (const each of broken) {
    const name = recordedName(host, each.folder) ?? pathStyle(host.os).base(each.folder);
    wishes.push({ name, broken: each, isHidden: names.has(name) });
    names.add(name);
  }
  return wishes;
}
