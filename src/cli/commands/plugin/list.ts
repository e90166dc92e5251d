import { Command, Option } from "clipanion";
import { isEnum } from "typanion";
import { sanitiseText } from "../../../text/sanitise-text.ts";
import { OUTPUT_FORMATS, renderStructured, type OutputFormat } from "../../../output/structured.ts";
import { renderTable } from "../../../output/table.ts";
import type { InstalledPlugin } from "../../../plugin/installed-plugin.ts";
import { listPlugins } from "../../../plugin/list-plugins.ts";
import type { CommandContext } from "../../command-context.ts";
import { reportProblems } from "../../report-problems.ts";

/** `luff plugin list`. */
export class PluginListCommand extends Command<CommandContext> {
  static override paths = [
    ["plugin", "list"],
    ["plugin", "ls"],
  ];
  static override usage = Command.Usage({
    category: "Plugins",
    description: "List the installed plugins",
    details:
      "Lists every plugin in the folders of HELM_PLUGINS. What is wrong with a plugin, and a name that two plugins " +
      "claim, is told on stderr and leaves the others as they are.",
    examples: [
      ["List them for reading", "$0 plugin list"],
      ["Print the names alone", "$0 plugin list -o json | jq -r '.[].name'"],
    ],
  });

  output: OutputFormat = Option.String("-o,--output", "table", {
    description: "table, json or yaml",
    validator: isEnum(OUTPUT_FORMATS),
  });
  type = Option.String("--type", { description: "only plugins of a type, such as cli/v1 or getter/v1" });

  override async execute(): Promise<number> {
    const { host, cache, directories, paths } = this.context.luff;
    const found = await listPlugins({ host, cache }, { directories, byDefault: paths.pluginsByDefault });
    const rows = found.installed
      .filter(({ plugin }) => this.type === undefined || plugin.type === this.type)
      .map(describe);
    host.terminal.write("stdout", this.output === "table" ? table(rows) : await renderStructured(this.output, rows));
    reportProblems(this.context.luff, found);
    return 0;
  }
}

type Row = ReturnType<typeof describe>;

function describe({ plugin, folder }: InstalledPlugin) {
  const { name, version, type, runtime, shortHelp, longHelp } = plugin;
  return { name, version, type, runtime: runtime.kind, description: longHelp || shortHelp, folder };
}

function table(rows: readonly Row[]): string {
  const header = ["NAME", "VERSION", "TYPE", "RUNTIME", "DESCRIPTION"];
  const cells = rows.map(({ name, version, type, runtime, description }) =>
    [name, version, type, runtime, description.split("\n", 1)[0] ?? ""].map(sanitiseText),
  );
  return renderTable([header, ...cells]);
}
