import { AppError } from "../../errors/app-error.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { compareFiles, listFiles, readFileList, type FileDifferences } from "../receipt/file-list.ts";
import { askGit } from "../git/git.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { findKnown, type KnownPlugin } from "./known-plugin.ts";
import type { ManageContext } from "../manage-context.ts";
import { pluginStore, type PluginStore } from "../store/plugin-store.ts";
import { fileListPath } from "../receipt/receipt.ts";

const NONE: FileDifferences = { changed: [], missing: [], added: [] };

/**
 * The changes of a plugin's files since they were installed: by luff's own list, and for a clone that Helm made by git,
 * which knows only the files in the repository.
 */
export async function findLocalChanges(
  { host, note }: ManageContext,
  store: PluginStore,
  { folder, isForeign }: KnownPlugin,
): Promise<FileDifferences> {
  if (!isForeign) {
    const recorded = readFileList(host, fileListPath(host, store, pathStyle(host.os).base(folder)));
    return recorded === undefined ? NONE : compareFiles(recorded, await listFiles(host, folder));
  }
  try {
    const names = askGit(host, ["-C", folder, "diff", "--name-only", "-z", "HEAD"]);
    return { ...NONE, changed: names.split("\0").filter((name) => name !== "") };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    note(`it is not known which files in ${folder} were changed: ${error.message}`);
    return NONE;
  }
}

/** The same for an installed plugin that is about to be replaced; none if nothing is known of its files, or if they are the user's own. */
export async function changesOfInstalled(context: ManageContext, installed: InstalledPlugin): Promise<FileDifferences> {
  const { folder } = installed;
  const known = findKnown(context, { kind: "installed", folder, installed });
  if (known.kind !== "known") return NONE;
  return findLocalChanges(context, pluginStore(context.host.os, pathStyle(context.host.os).directory(folder)), known);
}
