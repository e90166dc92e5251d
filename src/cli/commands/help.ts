import { Command, Option } from "clipanion";
import { findPlugin } from "../../plugin/find-plugin.ts";
import { listPlugins } from "../../plugin/list-plugins.ts";
import type { CommandContext } from "../command-context.ts";
import { overview, pluginHelp } from "../help-text.ts";
import { reportProblems } from "../report-problems.ts";
import { unknownCommand } from "../unknown-command.ts";

/** `luff help [PLUGIN]`; `luff help COMMAND` is `luff COMMAND --help` (run.ts). */
export class HelpCommand extends Command<CommandContext> {
  static override paths = [["help"]];
  static override usage = Command.Usage({
    description: "Print help for luff, a command or a plugin",
    examples: [
      ["What luff can do, and the installed plugins", "$0 help"],
      ["One of luff's commands", "$0 help plugin list"],
      ["An installed plugin", "$0 help diff"],
    ],
  });

  words = Option.Rest();

  override async execute(): Promise<number> {
    const { luff } = this.context;
    const { host, cache, callable, paths } = luff;
    const [word] = this.words;
    if (word === undefined) {
      const found = await listPlugins({ host, cache }, { directories: callable, byDefault: paths.pluginsByDefault });
      host.terminal.write("stdout", overview(found.installed, luff.hidesPlugins));
      reportProblems(luff, { ...found, installed: [] });
      return 0;
    }
    const { installed } = await findPlugin({ host, cache }, callable, word);
    if (installed === undefined) throw await unknownCommand(luff, word);
    host.terminal.write("stdout", pluginHelp(installed));
    return 0;
  }
}
