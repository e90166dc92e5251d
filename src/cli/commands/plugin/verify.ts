import { Command, Option } from "clipanion";
import { FAILURE } from "../../../errors/exit-statuses.ts";
import type { Host } from "../../../host/host.ts";
import type { FileDifferences } from "../../../manage/receipt/file-list.ts";
import { findOrigin } from "../../../manage/receipt/find-origin.ts";
import { verifyPlugin } from "../../../manage/receipt/verify-plugin.ts";
import type { InstalledPlugin } from "../../../plugin/installed-plugin.ts";
import { installLine } from "../../plugin/install-line.ts";
import { renderStructured } from "../../../output/structured.ts";
import { terminalLine } from "../../../text/terminal-line.ts";
import type { CommandContext } from "../../command-context.ts";
import { summaryOf } from "../../commands.ts";
import { outputOption } from "../../flags/output-option.ts";
import { stderrNote } from "../../notes/stderr-note.ts";
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
    const differences = await verifyPlugin(host, installed).catch((error: unknown) => {
      // A change that was stopped may be the reason.
      warnPending(this.context.luff);
      throw error;
    });
    const lines = Object.entries(differences).flatMap(([kind, paths]: [string, readonly string[]]) =>
      paths.map((path) => `${kind.padEnd(7)}  ${path}`),
    );
    const text = (lines.length === 0 ? [`Plugin ${this.name} has not changed since it was installed`] : lines)
      .map((line) => `${terminalLine(line)}\n`)
      .join("");
    host.terminal.write("stdout", this.output === "table" ? text : await renderStructured(this.output, differences));
    if (lines.length > 0 && this.output === "table") {
      stderrNote(host)(`${howMany(lines.length)} from what was installed; ${remedyFor(host, installed, differences)}`);
    }
    warnPending(this.context.luff);
    return lines.length === 0 ? 0 : FAILURE;
  }
}

function howMany(count: number): string {
  return count === 1 ? "1 file differs" : `${count} files differ`;
}

/** What brings the installed files back. */
function remedyFor(host: Host, { plugin: { name }, folder }: InstalledPlugin, differences: FileDifferences): string {
  const { changed, missing, added } = differences;
  const found = findOrigin(host, folder);
  const isOnlyMissing = missing.length > 0 && changed.length === 0 && added.length === 0;
  if (isOnlyMissing && found?.receipt?.pinned !== true) return `this brings them back: luff plugin update ${name}`;
  const line = found && installLine(host, found.origin);
  return line === undefined
    ? `'luff plugin install --force SOURCE' installs ${name} anew ('luff plugin info ${name}' shows its source)`
    : `this installs ${name} anew: ${line}`;
}
