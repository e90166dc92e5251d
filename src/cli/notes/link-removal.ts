import type { Host } from "../../host/host.ts";
import { statOf } from "../../host/stat-of.ts";
import { recordedName } from "../../manage/receipt/find-recorded.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { isPluginName } from "../../plugin/find-plugin.ts";

/** How to get rid of a plugin's folder that is a link which leads nowhere; undefined if it is none. */
export function linkRemoval(host: Host, folder: string): string | undefined {
  if (host.disk.entry(folder)?.kind !== "link" || statOf(host, folder) !== undefined) return undefined;
  const name = removableName(host, folder);
  return isPluginName(name) ? `'luff plugin uninstall ${name}' removes the link` : "remove the link";
}

/** The name by which a plugin that cannot be used is removed: the one that luff wrote down, or that of its folder. */
export function removableName(host: Host, folder: string): string {
  return recordedName(host, folder) ?? pathStyle(host.os).base(folder);
}
