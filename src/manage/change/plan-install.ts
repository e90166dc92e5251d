import { AppError } from "../../errors/app-error.ts";
import type { Plugin } from "../../manifest/plugin.ts";
import { pathStyle } from "../../platform/path-style.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { MANIFEST_NAME, readPlugin } from "../../plugin/read-plugin.ts";
import { findInstalled } from "../find-installed.ts";
import { findDeadLinks } from "../link-removal.ts";
import type { ManageContext } from "../manage-context.ts";
import { recordedName, recordOf } from "../receipt/find-recorded.ts";
import type { Origin } from "../receipt/receipt.ts";
import { STATE_FOLDER } from "../store/plugin-store.ts";

/**
 * What to do if a plugin with the name is already installed. "replace" also replaces whatever else is in the way, but for another plugin;
 * "change" only what luff has put there for a plugin of this name.
 */
export type IfPresent = "fail" | "keep" | "replace" | "change";

export interface InstallWish {
  /** The plugins folder. */
  readonly directory: string;
  readonly plugin: Plugin;
  /** The name for the plugin's folder. */
  readonly folderName: string;
  readonly ifPresent: IfPresent;
  readonly source: Origin["kind"];
}

export type InstallPlan =
  /** The plugin is installed and stays as it is. */
  | { readonly kind: "keep"; readonly present: InstalledPlugin }
  /** Names of folders: the new one, and the old one; null if there is none. */
  | {
      readonly kind: "put";
      readonly comes: string;
      readonly goes: string | null;
      /** The path of the plugin's own link that goes because it leads nowhere. */
      readonly deadLink?: string;
    };

/** Decides what an install does, and changes nothing. Throws AppError "plugin-exists", or "source-unsupported" for a folder that cannot be a plugin's. */
export async function planInstall(context: ManageContext, wish: InstallWish): Promise<InstallPlan> {
  const present = await findInstalled(context, wish.plugin.name);
  if (present !== undefined && wish.ifPresent === "keep") return { kind: "keep", present };
  if (present !== undefined && wish.ifPresent === "fail") throw alreadyInstalled(present);
  requireFolderName(context, wish.folderName);
  if (present === undefined) return planNew(context, wish);
  const goes = requireInDirectory(context, wish.directory, present);
  const isTaken = wish.folderName !== goes && (await requireReplaceable(context, wish));
  if (isTaken) throw twoInTheWay(context, wish, goes);
  return { kind: "put", comes: wish.folderName, goes };
}

/** Of a plugin that is not there. Its own link, of which the folder is gone, is nothing to keep. */
async function planNew(context: ManageContext, wish: InstallWish): Promise<InstallPlan> {
  const { directory, folderName: comes, plugin } = wish;
  const { base, join } = pathStyle(context.host.os);
  const dead = findDeadLinks(context.host, directory, plugin.name);
  const inPlace = dead.find((folder) => folder === join(directory, comes));
  if (inPlace === undefined && (await requireReplaceable(context, wish))) return { kind: "put", comes, goes: comes };
  const deadLink = inPlace ?? dead[0];
  if (deadLink === undefined) return { kind: "put", comes, goes: null };
  return { kind: "put", comes, goes: base(deadLink), deadLink };
}

/** A source such as `..` names no folder among the plugins, and luff's own folder is not a plugin's. */
function requireFolderName({ host }: ManageContext, name: string): void {
  const isPlain = !/^\.*$/.test(name) && pathStyle(host.os).base(name) === name;
  if (isPlain && name.toLowerCase() !== STATE_FOLDER) return;
  throw new AppError("source-unsupported", `a plugin cannot be installed into a folder named ${JSON.stringify(name)}`, {
    hint: "The last part of the source names the folder: rename the source.",
  });
}

/** Only one folder can go: the other one would keep the plugin's name, and then Helm finds no plugin at all. */
function twoInTheWay({ host }: ManageContext, { directory, plugin, folderName }: InstallWish, goes: string): AppError {
  const { join } = pathStyle(host.os);
  const message = `plugin "${plugin.name}" is in ${join(directory, goes)}, and its new folder ${join(directory, folderName)} is taken`;
  return new AppError("plugin-exists", message, {
    hint: `Check what is in the second folder and move it away, or remove the plugin first: luff plugin uninstall ${plugin.name}`,
  });
}

function alreadyInstalled({ plugin, folder }: InstalledPlugin): AppError {
  const version = plugin.version === "" ? "no version" : `version ${plugin.version}`;
  return new AppError("plugin-exists", `plugin "${plugin.name}" is already installed: ${version}, in ${folder}`, {
    advice: "replace-plugin",
  });
}

/** A plugin can be replaced only in the first plugins folder. */
function requireInDirectory({ host }: ManageContext, directory: string, { plugin, folder }: InstalledPlugin): string {
  const { base, join } = pathStyle(host.os);
  const name = base(folder);
  if (join(folder) === join(directory, name)) return name;
  throw new AppError("plugin-exists", `plugin "${plugin.name}" is already installed in another folder: ${folder}`, {
    hint: `Remove it there first: luff plugin uninstall ${plugin.name}`,
  });
}

const RENAME_FOLDER = "Or rename the source's folder.";
const RENAME_ARCHIVE = "Or rename the archive: its name is that of the folder.";
const RENAME_REPOSITORY = "The folder has the name of the repository, or of the plugin's folder in it.";

/** How a plugin gets into another folder, by what it comes from. */
const OTHER_NAMES: Readonly<Record<Origin["kind"], string>> = {
  link: RENAME_FOLDER,
  copy: RENAME_FOLDER,
  archive: RENAME_ARCHIVE,
  bundle: RENAME_ARCHIVE,
  http: "Or download the archive to a file of another name, and install that file: luff get -o FILE URL",
  github: RENAME_REPOSITORY,
  git: RENAME_REPOSITORY,
};

/** Whether something in the way may be replaced because it is not another plugin; false if nothing is in the way. */
async function requireReplaceable({ host, cache }: ManageContext, wish: InstallWish): Promise<boolean> {
  const path = pathStyle(host.os).join(wish.directory, wish.folderName);
  if (host.disk.entry(path) === undefined) return false;
  const read = await readPlugin({ host, cache }, path);
  if (read?.kind === "installed") {
    const message = `the folder ${path} is taken by another plugin, "${read.plugin.name}"`;
    throw new AppError("plugin-exists", message, {
      hint: `Remove that one first: luff plugin uninstall ${read.plugin.name}. ${OTHER_NAMES[wish.source]}`,
    });
  }
  if (wish.ifPresent === "replace") return true;
  if (wish.ifPresent === "change" && recordedName(host, path) === wish.plugin.name) return true;
  const recorded = recordOf(host, path);
  if (recorded !== undefined && !recorded.isLink) {
    const { name } = recorded;
    const message = `the folder ${path} is that of plugin "${name}", which has lost its ${MANIFEST_NAME}`;
    throw new AppError("plugin-exists", message, {
      hint: `'luff plugin update ${name}' installs it anew from its source.`,
      advice: "replace-present",
    });
  }
  throw new AppError("plugin-exists", `something that is not a plugin is in the way: ${path}`, {
    ...(wish.ifPresent === "change" ? { hint: "Check what it is, and move it away." } : { advice: "replace-folder" }),
  });
}
