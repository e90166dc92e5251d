import { Command, Option } from "clipanion";
import { FAILURE } from "../../../errors/exit-statuses.ts";
import { verifyPlugin } from "../../../manage/receipt/verify-plugin.ts";
import { renderStructured } from "../../../output/structured.ts";
import { terminalLine } from "../../../text/terminal-line.ts";
import type { CommandContext } from "../../command-context.ts";
import { summaryOf } from "../../commands.ts";
import { outputOption } from "../../flags/output-option.ts";
import { requireInstalled } from "../../plugin/require-installed.ts";
import { warnPending } from "../../plugin/warn-pending.ts";

/** `luff plugin verify`. */
export class PluginVerifyCommand extends Command<CommandContext> {
  static override paths = [["plugin", "verify"]];
  static override usage = Command.Usage({
    category: "Plugins",
    description: summaryOf("plugin verify"),
    details:
      "Prints the files that have been changed, added or removed since luff installed the plugin and its install hook ran. " +
      "The status is 1 if there are any. It does not check signatures.",
    examples: [
      ["Compare the files of a plugin", "$0 plugin verify diff"],
      ["Print the differences for a program", "$0 plugin verify diff -o json"],
    ],
  });

  name = Option.String({ name: "NAME" });
  output = outputOption();

  override async execute(): Promise<number> {
    const { host } = this.context.luff;
    const installed = await requireInstalled(this.context.luff, this.name);
    const differences = await verifyPlugin(host, installed);
    const lines = Object.entries(differences).flatMap(([kind, paths]: [string, readonly string[]]) =>
      paths.map((path) => `${kind.padEnd(7)}  ${path}`),
    );
    const text = (lines.length === 0 ? [`Plugin ${this.name} has not changed since it was installed`] : lines)
      .map((line) => `${terminalLine(line)}\n`)
      .join("");
    host.terminal.write("stdout", this.output === "table" ? text : await renderStructured(this.output, differences));
    warnPending(this.context.luff);
    return lines.length === 0 ? 0 : FAILURE;
  }
}
