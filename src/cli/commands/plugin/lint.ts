import { Command, Option } from "clipanion";
import type { Finding, Loader } from "../../../author/finding.ts";
import { lintPlugin, type LintReport } from "../../../author/lint-plugin.ts";
import { LOADER_NAMES } from "../../../author/manifest-findings.ts";
import { refusingHelm3 } from "../../../author/refusals.ts";
import { FAILURE } from "../../../errors/exit-statuses.ts";
import { renderStructured } from "../../../output/structured.ts";
import { wrapLine } from "../../../output/wrap-line.ts";
import { renderWrapped, type WrappedRow } from "../../../output/wrapped-rows.ts";
import { tableWidth } from "../../notes/table-width.ts";
import { terminalLine } from "../../../text/terminal-line.ts";
import { absolutePath } from "../../files/absolute-path.ts";
import type { CommandContext } from "../../command-context.ts";
import { summaryOf } from "../../commands.ts";
import { buildInfo } from "../../build-info.ts";
import { readTypes } from "../../plugin/read-types.ts";
import { withFolderHint } from "../../plugin/with-folder-hint.ts";
import { outputOption } from "../../flags/output-option.ts";

/** `luff plugin lint`. */
export class PluginLintCommand extends Command<CommandContext> {
  static override paths = [["plugin", "lint"]];
  static override usage = Command.Usage({
    category: "Plugins",
    description: summaryOf("plugin lint"),
    details:
      "Checks the plugin in a folder (by default the working folder), and reports whether luff, Helm 3 and Helm 4 load it, " +
      "and what does not work where. Its Lua files are checked with luacheck and the options of the plugin's .luacheckrc. " +
      "It runs nothing else of the plugin. The status is 1 if there is an error, with --strict also if there is a warning.",
    examples: [
      ["Check the plugin in a folder", "$0 plugin lint ./my-plugin"],
      ["Fail on warnings too", "$0 plugin lint --strict ./my-plugin"],
      ["Print all findings, with luacheck's codes, for programs", "$0 plugin lint -o json ./my-plugin"],
    ],
  });

  folder = Option.String({ name: "DIR", required: false });
  strict = Option.Boolean("--strict", false, { description: "warnings are errors" });
  output = outputOption();

  override async execute(): Promise<number> {
    const { luff } = this.context;
    const { host } = luff;
    const word = this.folder ?? ".";
    const found = await withFolderHint(luff, { word, command: "luff plugin lint" }, () =>
      lintPlugin(host, absolutePath(host, word), { readTypes: () => readTypes(host), version: buildInfo().version }),
    );
    const report = this.strict ? withoutWarnings(found) : found;
    const text =
      this.output === "table"
        ? describe(report, tableWidth(host.terminal))
        : await renderStructured(this.output, structure(report));
    host.terminal.write("stdout", text);
    return report.findings.some(({ severity }) => severity === "error") ? FAILURE : 0;
  }
}

/** The report with each warning as an error. */
function withoutWarnings(report: LintReport): LintReport {
  const findings = report.findings.map((finding): Finding =>
    finding.severity === "warning" ? { ...finding, severity: "error" } : finding,
  );
  return { ...report, findings };
}

function structure({ folder, manifestPath, plugin, loads, findings }: LintReport) {
  const { name, version, format, type, runtime } = plugin ?? {};
  const about = plugin === undefined ? null : { name, version, format, type, runtime: runtime?.kind };
  return { folder, manifest: manifestPath, plugin: about, loads, ...countOf(findings), findings };
}

function countOf(findings: readonly Finding[]): { readonly errors: number; readonly warnings: number } {
  const count = (wanted: Finding["severity"]): number => findings.filter(({ severity }) => severity === wanted).length;
  return { errors: count("error"), warnings: count("warning") };
}

function describe(report: LintReport, width: number): string {
  const { findings, folder, plugin } = report;
  const { errors, warnings } = countOf(findings);
  const name = plugin === undefined ? "The manifest cannot be used" : `${plugin.name} ${plugin.version}`.trim();
  const head = [
    `${name}: ${folder}`,
    (["luff", "helm3", "helm4"] as const).map((loader) => verdict(report, loader)).join(", "),
  ];
  const rows = findings.map((finding): WrappedRow => ({
    cells: [finding.severity, placeOf(report, finding), finding.code].map(terminalLine),
    texts: [textOf(finding), ...(finding.hint === undefined ? [] : [`→ ${finding.hint}`])].map(terminalLine),
  }));
  const counts = `${count(errors, "error")}, ${count(warnings, "warning")}`;
  const lines = head.flatMap((line) => wrapLine(terminalLine(line), { width, indent: 2 }));
  return `${lines.map((line) => `${line}\n`).join("")}${renderWrapped(rows, width)}${counts}\n`;
}

function verdict({ loads, findings }: LintReport, loader: Loader): string {
  const but = refusingHelm3(findings.map(({ code }) => code));
  if (loader === "helm3" && loads.helm3 && but !== undefined) return `Helm 3 loads it (${but} does not)`;
  return `${LOADER_NAMES[loader]} ${loads[loader] ? "loads" : "does not load"} it`;
}

function textOf({ path, message, luacheck }: Finding): string {
  const text = path === "" ? message : `${path}: ${message}`;
  return luacheck === undefined ? text : `${text} (${luacheck})`;
}

/** The file below the plugin's folder, with line and column where they are known. */
function placeOf({ folder }: LintReport, { file, line, column }: Finding): string {
  const below = file.startsWith(folder) ? file.slice(folder.length).replace(/^[/\\]/, "") : file;
  return line === 0 ? below : `${below}:${line}:${column}`;
}

function count(number: number, word: string): string {
  return `${number === 0 ? "no" : number} ${word}${number === 1 ? "" : "s"}`;
}
