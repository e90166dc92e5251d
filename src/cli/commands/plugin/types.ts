import { Command, Option } from "clipanion";
import { planTypes, writeTypes, type TypesPlan } from "../../../author/types/write-types.ts";
import { renderStructured } from "../../../output/structured.ts";
import { terminalLine } from "../../../text/terminal-line.ts";
import type { CommandContext } from "../../command-context.ts";
import { readTypes } from "../../plugin/read-types.ts";
import { summaryOf } from "../../commands.ts";
import { absolutePath } from "../../files/absolute-path.ts";
import { withFolderHint } from "../../plugin/with-folder-hint.ts";
import { outputOption } from "../../flags/output-option.ts";

/** `luff plugin types`. */
export class PluginTypesCommand extends Command<CommandContext> {
  static override paths = [["plugin", "types"]];
  static override usage = Command.Usage({
    category: "Plugins",
    description: summaryOf("plugin types"),
    details:
      "Writes the types of luff's modules into .luff/types of a folder with Lua scripts (by default the working folder), and " +
      "adds them to its .luarc.json. Editors with the Lua language server then complete names and check calls. A .luarc.json " +
      "with comments stays as it is; then the command prints what to add.",
    examples: [
      ["Let editors know luff's modules in a plugin", "$0 plugin types ./my-plugin"],
      ["Print what would be written", "$0 plugin types --dry-run ./my-plugin"],
    ],
  });

  folder = Option.String({ name: "DIR", required: false });
  dryRun = Option.Boolean("--dry-run", false, { description: "change nothing, and print what would be written" });
  output = outputOption();

  override async execute(): Promise<number> {
    const { luff } = this.context;
    const { host } = luff;
    const word = this.folder ?? ".";
    const definitions = await readTypes(host);
    const plan = await withFolderHint(luff, { word, command: "luff plugin types" }, async () =>
      planTypes(host, absolutePath(host, word), definitions),
    );
    if (!this.dryRun) writeTypes(host, plan);
    const text =
      this.output === "table"
        ? describe(plan, this.dryRun)
        : await renderStructured(this.output, structure(plan, this.dryRun));
    host.terminal.write("stdout", text);
    return 0;
  }
}

function structure({ typesFolder, files, settingsPath, settings }: TypesPlan, dryRun: boolean) {
  const { kind, missing, kept } = settings;
  return {
    types: typesFolder,
    files: files.map(({ path }) => path),
    settings: { file: settingsPath, result: kind, [kind === "by-hand" ? "missing" : "added"]: missing, kept },
    result: dryRun ? "would-write" : "written",
  };
}

function describe({ typesFolder, files, settingsPath, settings }: TypesPlan, dryRun: boolean): string {
  const lines = [
    `${dryRun ? "Would write" : "Wrote"} the types of ${files.length} modules: ${typesFolder}`,
    ...settingsLines(settingsPath, settings, dryRun),
    ...settings.kept.map((name) => `${settingsPath} has its own ${name}, which stays`),
  ];
  return lines.map((line) => `${terminalLine(line)}\n`).join("");
}

function settingsLines(path: string, { kind, missing }: TypesPlan["settings"], dryRun: boolean): readonly string[] {
  switch (kind) {
    case "created":
      return [`${dryRun ? "Would create" : "Created"} ${path}`];
    case "changed":
      return [`${dryRun ? "Would add" : "Added"} to ${path}: ${Object.keys(missing).join(", ")}`];
    case "unchanged":
      return [`${path} already has the settings`];
    case "by-hand":
      return [
        `${path} is not changed, because it has comments or is no JSON. Add these settings to it:`,
        ...Object.entries(missing).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},`),
      ];
  }
}
