import { AppError } from "../../errors/app-error.ts";
import { statOf } from "../../host/stat-of.ts";
import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { MANIFEST_NAME } from "../../plugin/read-plugin.ts";
import type { PluginList } from "../../plugin/list-plugins.ts";
import { listKnown } from "../../manage/list-known.ts";
import { namesakeFolders } from "../../plugin/namesake-rank.ts";
import { usageWord } from "../../plugin/usage-word.ts";
import { findNearestWord } from "../../text/nearest-word.ts";
import { brokenError } from "../../manage/link-removal.ts";
import { COMMANDS } from "../commands.ts";
import type { CliContext } from "../context.ts";
import { describeUnusable } from "../notes/report-problems.ts";
import { findBroken } from "../plugin/find-broken.ts";
import { wherePlugins } from "../notes/where-plugins.ts";

/**
 * The error for a word that is neither a command nor a plugin. If a folder has the plugin's name but cannot be used,
 * the error says why; otherwise it suggests the nearest known word. Its warnings report what else cannot be used. `asked` says what
 * the word was for, if not for a call.
 */
export async function unknownCommand(
  context: CliContext,
  word: string,
  asked: AskedFor = { command: "luff", others: [] },
): Promise<AppError> {
  const { host, cache, callable, paths } = context;
  const found = await listKnown({ host, cache }, { directories: callable, byDefault: paths.pluginsByDefault });
  const namesakes = word === "" ? [] : callable.flatMap((directory) => namesakeFolders(host.os, directory, word));
  const broken = findBroken(host, found, { directories: callable, name: word });
  if (broken !== undefined) return brokenError({ host, cache, directories: context.directories }, broken);
  return new AppError("unknown-command", `unknown command ${JSON.stringify(word)}`, {
    hint: hintFor(context, found, { word, asked }),
    warnings: [...describeUnusable(found), ...namesakes.flatMap((folder) => describeOther(host, found, folder))],
  });
}

interface AskedFor {
  /** The words of the command line before it. */
  readonly command: string;
  /** Words that are known besides commands and plugins. */
  readonly others: readonly string[];
  /** The words to write instead, where they are known. */
  readonly instead?: string | undefined;
}

interface UnknownWord {
  readonly word: string;
  readonly asked: AskedFor;
}

function hintFor(context: CliContext, { installed, broken }: PluginList, { word, asked }: UnknownWord): string {
  const { host, hidesPlugins } = context;
  const words = installed.flatMap(({ plugin }) => [plugin.name, usageWord(plugin)]);
  const known = [...COMMANDS.map(({ path }) => path[0] ?? ""), ...words.filter((each) => each !== ""), ...asked.others];
  const whole = COMMANDS.find(({ path }) => path.length > 1 && path.at(-1) === word)?.path.join(" ");
  const nearest = whole ?? asked.instead ?? findNearestWord(word, known);
  const advice = [
    ...(nearest === undefined ? pathAdvice(host, word) : [`Did you mean ${asked.command} ${nearest}?`]),
    ...(hidesPlugins ? ["HELM_NO_PLUGINS=1 hides the installed plugins: unset it to run one."] : []),
  ];
  if (advice.length > 0) return advice.join(" ");
  const none = installed.length + broken.length === 0 ? ` No plugin is installed: ${wherePlugins(context)}.` : "";
  return `Run 'luff help' for the commands and the installed plugins.${none}`;
}

/** What to write if the working directory has a plugin's folder or a file of this name. */
function pathAdvice(host: Host, word: string): string[] {
  const { join, separator } = pathStyle(host.os);
  const isScript = /\.lua$/i.test(word) || !/\.\w+$/.test(word);
  const isThere =
    (isScript && statOf(host, word)?.kind === "file") || statOf(host, join(word, MANIFEST_NAME))?.kind === "file";
  return word !== "" && isThere ? [`To run ${word} in the current folder, write .${separator}${word}.`] : [];
}

/** What a folder of this name contains, if it is not a plugin of this name. */
function describeOther(host: Host, { installed }: PluginList, folder: string): string[] {
  const other = installed.find((each) => each.folder === folder);
  if (other !== undefined) return [`the plugin in ${folder} is named "${other.plugin.name}"`];
  // If the file system ignores case, the folder may belong to a plugin whose name is spelled differently.
  const isEmpty =
    statOf(host, folder)?.kind === "directory" &&
    statOf(host, pathStyle(host.os).join(folder, MANIFEST_NAME)) === undefined;
  return isEmpty ? [`the folder ${folder} has no ${MANIFEST_NAME}`] : [];
}
