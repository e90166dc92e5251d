import { Command, Option } from "clipanion";
import { AppError } from "../../../errors/app-error.ts";
import type { ManageContext } from "../../../manage/manage-context.ts";
import { requireRemovable, uninstallPlugin, type Removable } from "../../../manage/uninstall-plugin.ts";
import { terminalLine } from "../../../text/terminal-line.ts";
import type { CommandContext } from "../../command-context.ts";
import { createManageContext } from "../../create-manage-context.ts";

/** `luff plugin uninstall`. */
export class PluginUninstallCommand extends Command<CommandContext> {
  static override paths = [
    ["plugin", "uninstall"],
    ["plugin", "rm"],
    ["plugin", "remove"],
  ];
  static override usage = Command.Usage({
    category: "Plugins",
    description: "Remove installed plugins",
    details:
      "Removes plugins from the folders of HELM_PLUGINS, also those that Helm installed. A plugin's delete hook runs while " +
      "its files are there; if it fails, the plugin stays. If a plugin is a link, only the link is removed.",
    examples: [
      ["Remove a plugin", "$0 plugin uninstall diff"],
      ["Remove two, even if their delete hooks fail", "$0 plugin uninstall --force diff secrets"],
      ["Print what would be removed", "$0 plugin uninstall --dry-run diff"],
    ],
  });

  names = Option.Rest({ name: "NAME", required: 1 });
  force = Option.Boolean("--force", false, { description: "remove a plugin even if its delete hook fails" });
  noHooks = Option.Boolean("--no-hooks", false, { description: "do not run the plugins' hooks" });
  dryRun = Option.Boolean("--dry-run", false, { description: "change nothing, and print what would be done" });

  override async execute(): Promise<number> {
    const manage = await createManageContext(this.context.luff, "stdout");
    const failures: AppError[] = [];
    for (const name of new Set(this.names)) {
      try {
        const removed = await this.remove(manage, name);
        const word = this.dryRun ? "Would uninstall" : "Uninstalled";
        const line = terminalLine(`${word} plugin: ${name}${this.dryRun ? ` in ${removed.folder}` : ""}`);
        this.context.luff.host.terminal.write("stdout", `${line}\n`);
      } catch (error) {
        if (!(error instanceof AppError) || error.code === "interrupted") throw error;
        failures.push(error);
      }
    }
    if (failures.length > 0) throw joinFailures(failures);
    return 0;
  }

  private async remove(manage: ManageContext, name: string): Promise<Removable> {
    if (this.dryRun) return requireRemovable(manage, name);
    return uninstallPlugin(manage, { name, force: this.force, runHooks: !this.noHooks });
  }
}

/** One error for all plugins that could not be removed; the others are. */
function joinFailures(failures: readonly AppError[]): AppError {
  const [first] = failures as readonly [AppError, ...AppError[]];
  if (failures.length === 1) return first;
  const messages = failures.map(({ message, hint }) => (hint === undefined ? message : `${message}\n  ${hint}`));
  return new AppError(first.code, `${failures.length} plugins could not be removed:\n${messages.join("\n")}`);
}
