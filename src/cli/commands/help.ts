import { Command, Option } from "clipanion";
import { AppError } from "../../errors/app-error.ts";
import type { Host } from "../../host/host.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import type { PluginList } from "../../plugin/list-plugins.ts";
import { listKnown } from "../../manage/list-known.ts";
import { planPlain, whyNotCommand } from "../../run/classify-plugin.ts";
import type { CommandContext } from "../command-context.ts";
import { summaryOf } from "../commands.ts";
import type { CliContext } from "../context.ts";
import { overview, pluginHelp } from "../call/help-text.ts";
import { isPathWord, readPath } from "../call/read-path.ts";
import { reportProblems } from "../notes/report-problems.ts";
import { tableWidth } from "../notes/table-width.ts";
import { wantsColor } from "../notes/wants-color.ts";
import { wherePlugins } from "../notes/where-plugins.ts";
import { requireNoMore } from "../call/require-no-more.ts";
import { requirePluginIn, seekPlugin } from "../call/require-plugin.ts";

/** `luff help [NAME…]`. `luff help COMMAND` becomes `luff COMMAND --help` in read-call.ts. */
export class HelpCommand extends Command<CommandContext> {
  static override paths = [["help"]];
  static override usage = Command.Usage({
    description: summaryOf("help"),
    details:
      "NAME is one of luff's commands; or a plugin: its name, the first word of its usage line, or the path of its folder; or a topic of the manual, or the code that an error line ends with, or an exit status. Behind the topic lua can stand a module of the library, or a function of one; helm.fs and helm.fs.read alone are the same, and so is the whole name of another module, such as lfs. The word library lists the modules. HELM_NO_PLUGINS=1 hides a plugin that has a topic's name.",
    examples: [
      ["What luff can do, and the installed plugins", "$0 help"],
      ["One of luff's commands", "$0 help plugin list"],
      ["An installed plugin", "$0 help diff"],
      ["A plugin by its folder", "$0 help ./my-plugin"],
      ["A topic of the manual", "$0 help exit-codes"],
      ["A module of the library for Lua, and one of its functions", "$0 help lua fs"],
      ["What an error code means", "$0 help plugin-not-found"],
      ["What an exit status means", "$0 help 127"],
    ],
  });

  words = Option.Rest();

  override async execute(): Promise<number> {
    const { luff } = this.context;
    const [word, ...more] = this.words;
    await (word === undefined ? printOverview(luff) : printHelpOf(luff, word, more));
    return 0;
  }
}

async function printOverview(luff: CliContext): Promise<void> {
  const { host, cache, callable, paths } = luff;
  const found = await listKnown({ host, cache }, { directories: callable, byDefault: paths.pluginsByDefault });
  const commands = found.installed.filter((installed) => isCommand(host, installed));
  host.terminal.write(
    "stdout",
    overview(commands, { whyNone: whyNone(luff, found), width: tableWidth(host.terminal), styled: wantsColor(host) }),
  );
  await reportProblems(luff, { ...found, installed: [] });
}

function whyNone(luff: CliContext, { installed, broken }: PluginList): string {
  if (luff.hidesPlugins) return "HELM_NO_PLUGINS=1 hides them";
  return installed.length + broken.length === 0 ? wherePlugins(luff) : "no plugin that was found is a command";
}

/** A plugin comes before a topic of its name. */
async function printHelpOf(luff: CliContext, word: string, more: readonly string[]): Promise<void> {
  const { host } = luff;
  const path = isPathWord(host.os, word) ? requireFolder(host, word) : undefined;
  const installed = path === undefined ? await seekPlugin(luff, word) : await requirePluginIn(luff, path);
  if (installed === undefined) return printDocument(luff, [word, ...more]);
  requireNoMore(word, more);
  host.terminal.write(
    "stdout",
    pluginHelp({ installed, path, isCommand: isCommand(host, installed), styled: wantsColor(host) }),
  );
}

async function printDocument(luff: CliContext, words: readonly string[]): Promise<void> {
  const { findDocument } = await import("../manual/find-document.ts");
  const document = await findDocument(luff, words);
  const { printPage } = await import("../notes/print-page.ts");
  await printPage(luff.host, document);
}

function isCommand(host: Host, installed: InstalledPlugin): boolean {
  return whyNotCommand(installed, planPlain(host, installed)) === undefined;
}

function requireFolder(host: Host, word: string): string {
  const { kind, path } = readPath(host, word);
  if (kind === "folder") return path;
  throw new AppError("usage", `luff has no help for the Lua script ${path}`, {
    hint: `Run 'luff ${path} --help' if the script has its own help.`,
  });
}
