import { AppError } from "../../errors/app-error.ts";
import { findPlugin, findPluginByUsage } from "../../plugin/find-plugin.ts";
import type { BrokenPlugin, InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { readPlugin } from "../../plugin/read-plugin.ts";
import { planPlain, whyNotCommand } from "../../run/classify-plugin.ts";
import { absolutePath } from "../files/absolute-path.ts";
import type { CliContext } from "../context.ts";

/**
 * The installed plugin that a word calls: by its name, otherwise by its usage line. Throws AppError
 * "unknown-command" if there is none, and what brokenPluginError makes if it cannot be used.
 */
export async function requirePlugin(context: CliContext, word: string): Promise<InstalledPlugin> {
  const installed = await seekPlugin(context, word);
  if (installed !== undefined) return installed;
  const { unknownCommand } = await import("./unknown-command.ts");
  throw await unknownCommand(context, word);
}

/** The same, but undefined if there is none. Throws what brokenPluginError makes if it cannot be used. */
export async function seekPlugin(context: CliContext, word: string): Promise<InstalledPlugin | undefined> {
  const found = await search(context, word);
  if (context.note === undefined) return found;
  const { noteSearch } = await import("../debug/note-search.ts");
  noteSearch(context, { word, found }, context.note);
  return found;
}

async function search(context: CliContext, word: string): Promise<InstalledPlugin | undefined> {
  const { host, cache, callable } = context;
  const { installed, broken } = await findPlugin({ host, cache }, callable, word);
  if (installed !== undefined) return installed;
  const [first] = broken;
  if (first !== undefined) throw await brokenPlugin(context, first);
  return findPluginByUsage({ host, cache }, callable, word);
}

/** Whether there is an installed plugin of a name that is a command. */
export async function isCallable({ host, cache, callable }: CliContext, name: string): Promise<boolean> {
  const { installed } = await findPlugin({ host, cache }, callable, name);
  return installed !== undefined && whyNotCommand(installed, planPlain(host, installed)) === undefined;
}

/** The plugin in a folder, installed or not. Throws AppError "plugin-not-found" if there is
 * none, and what brokenPluginError makes if it cannot be used. */
export async function requirePluginIn(context: CliContext, folder: string): Promise<InstalledPlugin> {
  const { host, cache, note } = context;
  note?.(`the plugin's folder is ${folder}, as the word says`);
  const read = await readPlugin({ host, cache }, absolutePath(host, folder));
  if (read?.kind === "installed") return read;
  if (read !== undefined) throw await brokenPlugin(context, read);
  throw new AppError("plugin-not-found", await whyNoPlugin(host, folder), {
    hint: "Name the folder that contains plugin.yaml, or a Lua script.",
  });
}

async function whyNoPlugin(host: CliContext["host"], folder: string): Promise<string> {
  const { isNowhere } = await import("../files/is-nowhere.ts");
  if (isNowhere(host, absolutePath(host, folder))) return `there is no folder ${folder}`;
  const { explainMissingManifest } = await import("../../plugin/explain-missing-manifest.ts");
  const reason = explainMissingManifest(host, folder);
  return reason === undefined
    ? `the folder ${folder} has no plugin.yaml`
    : `there is no usable plugin in the folder ${folder}: ${reason}`;
}

async function brokenPlugin(context: CliContext, plugin: BrokenPlugin): Promise<AppError> {
  const { brokenError } = await import("../../manage/link-removal.ts");
  return brokenError(context, plugin);
}
