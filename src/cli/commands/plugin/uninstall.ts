import { Command, Option } from "clipanion";
import type { ManageContext } from "../../../manage/manage-context.ts";
import { findOwnFolders, purgePlugin } from "../../../manage/change/purge-plugin.ts";
import { requirePresent, type PresentPlugin } from "../../../manage/find-present.ts";
import { uninstallPlugin } from "../../../manage/change/uninstall-plugin.ts";
import { terminalLine } from "../../../text/terminal-line.ts";
import type { CommandContext } from "../../command-context.ts";
import { createManageContext } from "../../create-manage-context.ts";
import { forEachOf } from "../../for-each-of.ts";

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
      ["Print what would be removed, data included", "$0 plugin uninstall --dry-run --purge diff"],
    ],
  });

  names = Option.Rest({ name: "NAME", required: 1 });
  force = Option.Boolean("--force", false, { description: "remove a plugin even if its delete hook fails" });
  purge = Option.Boolean("--purge", false, { description: "remove the plugin's data and its cache too" });
  noHooks = Option.Boolean("--no-hooks", false, { description: "do not run the plugins' hooks" });
  dryRun = Option.Boolean("--dry-run", false, { description: "change nothing, and print what would be done" });

  override async execute(): Promise<number> {
    const manage = await createManageContext(this.context.luff, "stdout");
    await forEachOf(new Set(this.names), "plugins could not be removed", async (name) => {
      const removed = await this.remove(manage, name);
      const word = this.dryRun ? "Would uninstall" : "Uninstalled";
      const line = terminalLine(`${word} plugin: ${name}${this.dryRun ? ` in ${removed.folder}` : ""}`);
      const purged = this.purge ? this.purged(name) : [];
      const lines = [
        line,
        ...purged.map((folder) => terminalLine(`${this.dryRun ? "Would remove" : "Removed"} ${folder}`)),
      ];
      this.context.luff.host.terminal.write("stdout", `${lines.join("\n")}\n`);
    });
    return 0;
  }

  /** The folders that a plugin keeps for itself, which are removed unless it is a dry run. */
  private purged(name: string): readonly string[] {
    const { host, paths } = this.context.luff;
    return this.dryRun ? findOwnFolders(host, paths, name) : purgePlugin(host, paths, name);
  }

  private async remove(manage: ManageContext, name: string): Promise<PresentPlugin> {
    if (this.dryRun) return requirePresent(manage, name);
    return uninstallPlugin(manage, { name, force: this.force, runHooks: !this.noHooks });
  }
}
