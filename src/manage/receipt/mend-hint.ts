import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { findLostFiles } from "./find-lost-files.ts";
import { findOrigin } from "./find-origin.ts";

/** What to do if a plugin does not start because a file is missing that luff had installed, whose path the reason names; undefined if it is none. */
export function mendHint(host: Host, { plugin, folder }: InstalledPlugin, reason: string): string | undefined {
  const { join } = pathStyle(host.os);
  const slashed = (text: string): string => (host.os === "windows" ? text.replaceAll("\\", "/") : text);
  const said = slashed(reason);
  const found = findOrigin(host, folder);
  if (found?.receipt === undefined || found.isForeign || found.origin.kind === "link") return undefined;
  if (!findLostFiles(host, folder).some((name) => said.includes(slashed(join(folder, name))))) return undefined;
  const { name } = plugin;
  return `It was there after the install: 'luff plugin verify ${name}' lists what is missing, and 'luff plugin update ${name}' brings it back.`;
}
