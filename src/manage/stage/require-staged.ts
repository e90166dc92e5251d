import { AppError } from "../../errors/app-error.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { brokenPluginError } from "../../plugin/broken-plugin-error.ts";
import { explainMissingManifest } from "../../plugin/explain-missing-manifest.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { MANIFEST_NAME, readPlugin } from "../../plugin/read-plugin.ts";
import type { ManageContext } from "../manage-context.ts";
import type { Origin } from "../receipt/receipt.ts";
import type { Staged } from "./staged.ts";

/**
 * Reads the plugin of a folder that is to be installed. Throws AppError
 * "plugin-not-found" if there is none, and what brokenPluginError makes of an unusable one: messages name the source, and
 * not the folder where luff has made it ready.
 */
export async function requireStaged(
  { host, cache }: Pick<ManageContext, "host" | "cache">,
  { folder, origin }: Pick<Staged, "folder" | "origin">,
): Promise<InstalledPlugin> {
  const read = await readPlugin({ host, cache }, folder);
  if (read?.kind === "installed") return read;
  const shown = showSource(origin);
  if (read !== undefined) {
    throw brokenPluginError(origin.kind === "link" ? read : { ...read, folder: shown, manifestPath: MANIFEST_NAME });
  }
  const reason = explainMissingManifest(host, folder) ?? `it has no ${MANIFEST_NAME}`;
  // A path in the reason is one below the source.
  const clause =
    origin.kind === "link" ? reason : reason.replace(pathStyle(host.os).join(folder, "x").slice(0, -1), "");
  throw new AppError("plugin-not-found", `${shown} is not a plugin: ${clause}`, { hint: hintOf(origin) });
}

/** A source for people; for a folder, its path. */
export function showSource(origin: Origin): string {
  switch (origin.kind) {
    case "git":
      return origin.subfolder === "" ? origin.url : `${origin.url}//${origin.subfolder}`;
    case "http":
    case "github":
      return origin.url;
    default:
      return origin.kind === "link" ? `the folder ${origin.path}` : origin.path;
  }
}

function hintOf(origin: Origin): string {
  if (origin.kind === "git") {
    return `If the plugin is in a folder of the repository, write that folder behind //: ${origin.url}//FOLDER`;
  }
  return `Name the folder that contains ${MANIFEST_NAME}.`;
}
