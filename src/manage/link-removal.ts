import { AppError } from "../errors/app-error.ts";
import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { statOf } from "../host/stat-of.ts";
import { pathStyle } from "../platform/path-style.ts";
import { brokenPluginError } from "../plugin/broken-plugin-error.ts";
import { isPluginName } from "../plugin/find-plugin.ts";
import type { BrokenPlugin } from "../plugin/installed-plugin.ts";
import { findPresent, type PresentContext } from "./find-present.ts";
import { findRecorded, recordedName } from "./receipt/find-recorded.ts";

/** How to get rid of a plugin's folder that is a link which leads nowhere, as a clause; undefined if it is none. */
export async function linkRemoval(context: PresentContext, folder: string): Promise<string | undefined> {
  if (!isLink(context.host, folder) || statOf(context.host, folder) !== undefined) return undefined;
  const name = await removableName(context, folder);
  return name === undefined ? "remove the link by hand" : `'luff plugin uninstall ${name}' removes the link`;
}

/**
 * The name by which an uninstall removes the plugin in a folder that cannot be used: the one that luff wrote down, or that of its folder.
 * Undefined if both belong to other plugins, or are none that a command line takes for a name.
 */
export async function removableName(context: PresentContext, folder: string): Promise<string | undefined> {
  const { host } = context;
  for (const name of [recordedName(host, folder), pathStyle(host.os).base(folder)]) {
    if (name === undefined || !isPluginName(name) || name.startsWith("-")) continue;
    if ((await findPresent(context, name))?.folder === folder) return name;
  }
  return undefined;
}

/** The error for a plugin that cannot be used. If its folder is a link which leads nowhere, it says what to do. */
export async function brokenError(context: PresentContext, broken: BrokenPlugin): Promise<AppError> {
  const error = brokenPluginError(broken);
  const { host } = context;
  const { folder } = broken;
  if (!isLink(host, folder) || statOf(host, folder) !== undefined) return error;
  const name = await removableName(context, folder);
  const removal = name === undefined ? "remove the link by hand" : `remove the link: luff plugin uninstall ${name}`;
  const others = recordedName(host, folder) === undefined ? "," : ", install the plugin from where it is now,";
  const hint = `Put back what the link leads to${others} or ${removal}`;
  return new AppError(error.code, error.message, { hint, cause: error });
}

/** The folders of a plugin's own links that lead nowhere: links that luff made for a plugin of that name. */
export function findDeadLinks(host: Host, directory: string, name: string): readonly string[] {
  return findRecorded(host, directory, name).filter((folder) => isLink(host, folder) && leadsNowhere(host, folder));
}

function isLink({ disk }: Host, path: string): boolean {
  return disk.entry(path)?.kind === "link";
}

/** False if that cannot be known. */
function leadsNowhere({ files }: Host, path: string): boolean {
  try {
    return files.stat(path) === undefined;
  } catch (error) {
    if (error instanceof HostError) return false;
    throw error;
  }
}
