import { Command, Option } from "clipanion";
import { applyMigration, planMigration, type MigrationPlan } from "../../../author/migrate-plugin.ts";
import { AppError } from "../../../errors/app-error.ts";
import { FAILURE } from "../../../errors/exit-statuses.ts";
import { MANIFEST_NAME } from "../../../plugin/read-plugin.ts";
import { renderStructured } from "../../../output/structured.ts";
import { pathStyle } from "../../../platform/path-style.ts";
import { terminalLine } from "../../../text/terminal-line.ts";
import { absolutePath } from "../../files/absolute-path.ts";
import type { CommandContext } from "../../command-context.ts";
import { summaryOf } from "../../commands.ts";
import { withFolderHint } from "../../plugin/with-folder-hint.ts";
import { outputOption } from "../../flags/output-option.ts";
import { stderrNote } from "../../notes/stderr-note.ts";

/** `luff plugin migrate`. */
export class PluginMigrateCommand extends Command<CommandContext> {
  static override paths = [["plugin", "migrate"]];
  static override usage = Command.Usage({
    category: "Plugins",
    description: summaryOf("plugin migrate"),
    details:
      "Rewrites the plugin.yaml of a folder (by default the working folder) to apiVersion: v1, which Helm 3 does not " +
      "read. Comments and the order of fields stay. A plugin that is a command and a getter becomes two plugins in a new " +
      "folder, because in Helm 4 a plugin cannot be both; the old plugin stays.",
    examples: [
      ["Print what would be written", "$0 plugin migrate --dry-run ./my-plugin"],
      ["Rewrite the manifest", "$0 plugin migrate ./my-plugin"],
      ["Fail if there is something to migrate", "$0 plugin migrate --check ./my-plugin"],
    ],
  });

  folder = Option.String({ name: "DIR", required: false });
  check = Option.Boolean("--check", false, {
    description: "change nothing; the status is 1 if there is something to migrate",
  });
  dryRun = Option.Boolean("--dry-run", false, { description: "change nothing, and print the new manifest" });
  into = Option.String("--into", { description: "folder for the two plugins of a split one (by default DIR-v1)" });
  output = outputOption();

  override async execute(): Promise<number> {
    const { luff } = this.context;
    const { host } = luff;
    if (this.check && this.dryRun) {
      throw new AppError("usage", "luff plugin migrate: --check and --dry-run cannot be used together", {
        hint: "--check sets the status, --dry-run prints the manifest.",
      });
    }
    const word = this.folder ?? ".";
    const into = this.into === undefined ? undefined : absolutePath(host, this.into);
    const plan = await withFolderHint(luff, { word, command: "luff plugin migrate" }, async () =>
      planMigration(host, absolutePath(host, word), into),
    );
    if (plan.kind === "rewrite" && into !== undefined) throw staysOne(plan.plugins[0].plugin.name);
    if (!this.check && !this.dryRun) applyMigration(host, plan);
    const files = filesOf(host.os, plan);
    const table = this.dryRun ? manifests(plan, files) : lines(plan, files, this.check);
    const text = this.output === "table" ? table : await renderStructured(this.output, this.structure(plan, files));
    host.terminal.write("stdout", text);
    if (plan.kind === "current") return 0;
    const notes = this.output === "table" ? plan.notes : [];
    notes.forEach(stderrNote(host));
    return this.check ? FAILURE : 0;
  }

  private structure(plan: MigrationPlan, files: readonly string[]): unknown {
    const { folder, kind } = plan;
    if (plan.kind === "current") return { folder, result: "current", plugins: [], changes: [], notes: [] };
    const { changes, notes } = plan;
    const plugins = plan.plugins.map(({ plugin: { name, version, type }, text }, index) => {
      return { name, version, type, manifest: files[index], text };
    });
    const done = kind === "split" ? "split" : "rewritten";
    const planned = kind === "split" ? "would-split" : "would-rewrite";
    return { folder, result: this.check || this.dryRun ? planned : done, plugins, changes, notes };
  }
}

/** Whoever names another folder expects that the old manifest stays. */
function staysOne(name: string): AppError {
  return new AppError(
    "usage",
    `luff plugin migrate: --into is for a plugin that becomes two, and "${name}" stays one`,
    {
      hint: "Copy the plugin's folder, and migrate the copy.",
    },
  );
}

/** The manifests that are written. */
function filesOf(os: string, plan: MigrationPlan): readonly string[] {
  const { join } = pathStyle(os);
  switch (plan.kind) {
    case "current":
      return [];
    case "rewrite":
      return [plan.manifestPath];
    case "split":
      return plan.plugins.map(({ plugin }) => join(plan.into, plugin.name, MANIFEST_NAME));
  }
}

function lines(plan: MigrationPlan, files: readonly string[], isCheck: boolean): string {
  if (plan.kind === "current") return `${terminalLine(plan.folder)} has apiVersion: v1 already\n`;
  const text = [
    ...files.map((file) => `${isCheck ? "Would write" : "Wrote"} ${file}`),
    ...plan.changes.map((change) => `  ${change}`),
  ];
  return text.map((line) => `${terminalLine(line)}\n`).join("");
}

function manifests(plan: MigrationPlan, files: readonly string[]): string {
  if (plan.kind === "current") return lines(plan, files, true);
  const several = plan.plugins.length > 1;
  return plan.plugins
    .map(({ text }, index) => {
      const shown = text.split(/\r?\n/).map(terminalLine).join("\n");
      return several ? `# ${terminalLine(files[index] ?? "")}\n${shown}` : shown;
    })
    .join("---\n");
}
