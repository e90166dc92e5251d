import { HostError } from "../../host/host-error.ts";
import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { findLostFiles } from "./find-lost-files.ts";
import { findOrigin } from "./find-origin.ts";

/**
 * What to do if a plugin does not start because a file is missing that luff had installed, whose path the reason names; undefined if it is
 * none, or if luff cannot find that out.
 */
export function mendHint(host: Host, installed: InstalledPlugin, reason: string): string | undefined {
  try {
    return hintFor(host, installed, reason);
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}

function hintFor(host: Host, { plugin, folder }: InstalledPlugin, reason: string): string | undefined {
  const { join } = pathStyle(host.os);
  const slashed = (text: string): string => (host.os === "windows" ? text.replaceAll("\\", "/") : text);
  const said = slashed(reason);
  const found = findOrigin(host, folder);
  if (found?.receipt === undefined || found.isForeign || found.origin.kind === "link") return undefined;
  if (!findLostFiles(host, folder).some((name) => names(said, slashed(join(folder, name))))) return undefined;
  const { name } = plugin;
  const begin = `It was there after the install: 'luff plugin verify ${name}' lists what is missing`;
  // An update leaves a pinned plugin alone.
  return found.receipt.pinned === true
    ? `${begin}, and says how it comes back.`
    : `${begin}, and 'luff plugin update ${name}' brings it back.`;
}

/** Whether a text names a path, and not one that only begins with it. */
function names(text: string, path: string): boolean {
  for (let at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1)) {
    if (!/^(?:[\w/-]|\.\w)/.test(text.slice(at + path.length))) return true;
  }
  return false;
}
