import { Command, Option } from "clipanion";
import type { Host } from "../../../host/host.ts";
import { AppError } from "../../../errors/app-error.ts";
import type { PluginType } from "../../../manifest/plugin.ts";
import { PLUGIN_TYPES } from "../../../manifest/shape.ts";
import { renderStructured } from "../../../output/structured.ts";
import type { InstalledPlugin } from "../../../plugin/installed-plugin.ts";
import { classifyPlugin, planPlain } from "../../../run/classify-plugin.ts";
import { findNearestWord } from "../../../text/nearest-word.ts";
import { listKnown } from "../../../manage/list-known.ts";
import type { CommandContext } from "../../command-context.ts";
import { summaryOf } from "../../commands.ts";
import { tableWidth } from "../../notes/table-width.ts";
import { stderrNote } from "../../notes/stderr-note.ts";
import { wherePlugins } from "../../notes/where-plugins.ts";
import { describeFailures, listRows, renderRows, type ListedPlugin } from "../../plugin/list-rows.ts";
import { listOutdated } from "../../plugin/list-outdated.ts";
import { readConnectionFlags } from "../../flags/connection-flags.ts";
import { caFileOption, timeoutOption } from "../../flags/connection-options.ts";
import { outputOption } from "../../flags/output-option.ts";
import { printSet } from "../../plugin/print-set.ts";
import { reportManifests, reportProblems } from "../../notes/report-problems.ts";
import { writeWarnings } from "../../notes/write-warnings.ts";
import { warnPending } from "../../plugin/warn-pending.ts";

/** `luff plugin list`. */
export class PluginListCommand extends Command<CommandContext> {
  static override paths = [
    ["plugin", "list"],
    ["plugin", "ls"],
  ];
  static override usage = Command.Usage({
    category: "Plugins",
    description: summaryOf("plugin list"),
    details:
      "Lists every plugin in the folders of HELM_PLUGINS, and whether it runs here. Reports on stderr why others do not run, " +
      "broken plugins and duplicate names. The other plugins keep working. With --outdated it lists those whose source has something newer, and downloads archives of servers for that: " +
      "AVAILABLE is what an update would install, LATEST the highest tag beyond the version that the plugin was installed with.",
    examples: [
      ["Print a table", "$0 plugin list"],
      ["Print what has a newer version", "$0 plugin list --outdated"],
      ["Ask a server with a certificate of a private authority", "$0 plugin list --outdated --ca-file authority.pem"],
      ["Write a set of plugins, for luff plugin install -f", "$0 plugin list --as-set > plugins.yaml"],
      ["Print only the names", "$0 plugin list -o json | jq -r '.[].name'"],
    ],
  });

  output = outputOption();
  type = Option.String("--type", {
    description: `only plugins of a type: ${PLUGIN_TYPES.join(", ")}`,
  });

  outdated = Option.Boolean("--outdated", false, {
    description: "only plugins whose source has something newer",
  });

  asSet = Option.Boolean("--as-set", false, { description: "as a set of plugins, for luff plugin install -f" });

  caFile = caFileOption();
  timeout = timeoutOption();

  override async execute(): Promise<number> {
    const { host, cache, directories, paths } = this.context.luff;
    const type = requireType(this.type ?? "");
    this.requireOneKind();
    const found = await listKnown({ host, cache }, { directories, byDefault: paths.pluginsByDefault });
    const chosen = found.installed
      .map((installed) => classify(host, installed))
      .filter(({ types }) => type === "" || types.includes(type));
    const plugins = chosen.map(({ installed }) => installed);
    let failures: readonly string[] = [];
    if (this.asSet) await printSet(host, plugins);
    else if (this.outdated) await this.listOutdated(plugins);
    else failures = await this.listAll(chosen);
    await reportProblems(this.context.luff, found);
    writeWarnings(host.terminal, failures);
    reportManifests(host, found);
    if (directories.length === 0 && this.output === "table" && !this.asSet) {
      stderrNote(host)(`no plugin is installed: ${wherePlugins(this.context.luff)}`);
    }
    warnPending(this.context.luff);
    return 0;
  }

  /** Returns why plugins do not run here, a line for each. */
  private async listAll(plugins: readonly ListedPlugin[]): Promise<readonly string[]> {
    const { host } = this.context.luff;
    const rows = await listRows(this.context.luff, plugins);
    const text =
      this.output === "table" ? renderRows(rows, tableWidth(host.terminal)) : await renderStructured(this.output, rows);
    host.terminal.write("stdout", text);
    return describeFailures(rows);
  }

  /** Several servers are asked, and none may get the password of another: users and passwords come from the netrc file. */
  private async listOutdated(plugins: readonly InstalledPlugin[]): Promise<void> {
    const { luff } = this.context;
    const { caFile, timeout } = this;
    const flags = { caFile, timeout, username: undefined, passwordStdin: false };
    const connection = await readConnectionFlags(luff.host, flags);
    await listOutdated(luff, plugins, { output: this.output, connection });
  }

  /** Throws AppError "usage" for flags that ask for two kinds of list. */
  private requireOneKind(): void {
    const hint = "Run 'luff help plugin list'.";
    const unused = !this.outdated && Object.entries({ "--ca-file": this.caFile, "--timeout": this.timeout });
    for (const [flag, value] of unused || []) {
      if (value === undefined) continue;
      throw new AppError("usage", `luff plugin list: ${flag} is for --outdated, which alone asks servers`, { hint });
    }
    if (this.asSet && this.outdated) {
      throw new AppError("usage", "luff plugin list: --outdated and --as-set cannot be used together", { hint });
    }
    if (this.asSet && this.output === "json") {
      throw new AppError("usage", "luff plugin list: --as-set prints YAML, and -o json asks for JSON", { hint });
    }
  }
}

/** The requested type, "" for all, as in Helm. Throws AppError "usage" for a type that no plugin can have. */
function requireType(text: string): PluginType | "" {
  const known = PLUGIN_TYPES.find((type) => type === text);
  if (known !== undefined || text === "") return known ?? "";
  const nearest = PLUGIN_TYPES.find((type) => type.startsWith(`${text}/`)) ?? findNearestWord(text, PLUGIN_TYPES);
  const message = `luff plugin list: unknown type ${JSON.stringify(text)}, expected one of ${PLUGIN_TYPES.join(", ")}`;
  throw new AppError("usage", message, {
    hint: nearest === undefined ? "Run 'luff help plugin list'." : `Did you mean ${nearest}?`,
  });
}

function classify(host: Host, installed: InstalledPlugin): ListedPlugin {
  const run = planPlain(host, installed);
  return { installed, run, ...classifyPlugin(host, installed, run) };
}
