import { Command, Option } from "clipanion";
import type { ManageContext } from "../../../manage/manage-context.ts";
import { findOwnFolders, purgePlugin } from "../../../manage/change/purge-plugin.ts";
import { requirePresent, type PresentPlugin } from "../../../manage/find-present.ts";
import { uninstallPlugin } from "../../../manage/change/uninstall-plugin.ts";
import { terminalLine } from "../../../text/terminal-line.ts";
import type { CommandContext } from "../../command-context.ts";
import { summaryOf } from "../../commands.ts";
import { createManageContext } from "../../plugin/create-manage-context.ts";
import { hookLines, previewHook, type HookPreview } from "../../plugin/preview-hook.ts";
import { listPlugins } from "../../../plugin/list-plugins.ts";
import { forEachOf } from "../../plugin/for-each-of.ts";

/** `luff plugin uninstall`. */
export class PluginUninstallCommand extends Command<CommandContext> {
  static override paths = [
    ["plugin", "uninstall"],
    ["plugin", "rm"],
    ["plugin", "remove"],
  ];
  static override usage = Command.Usage({
    category: "Plugins",
    description: summaryOf("plugin uninstall"),
    details:
      "Removes plugins from the folders of HELM_PLUGINS, also those that Helm installed. A plugin's delete hook runs while " +
      "its files are there; if it fails, the plugin stays. If a plugin is a link, only the link is removed. If several folders have a plugin of the " +
      "name, the one that runs is removed, and the others are named.",
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
    const manage = createManageContext(this.context.luff, "stdout");
    const wishes = [...new Set(this.names)].map((name) => ({ name }));
    await forEachOf(wishes, "plugins could not be removed", async ({ name }) => {
      const others = await this.othersOf(name);
      const removed = await this.remove(manage, name);
      const word = this.dryRun ? "Would uninstall" : "Uninstalled";
      const where = this.dryRun || others.length > 0 ? ` in ${removed.folder}` : "";
      const purged = this.purge ? this.purged(name) : [];
      const lines = [
        `${word} plugin: ${name}${where}`,
        ...hookLines(this.hookOf(removed)),
        ...purged.map((folder) => `${this.dryRun ? "Would remove" : "Removed"} ${folder}`),
      ];
      this.context.luff.host.terminal.write("stdout", lines.map((line) => `${terminalLine(line)}\n`).join(""));
      for (const folder of others) manage.note(`another plugin that is called "${name}" stays in ${folder}`);
    });
    return 0;
  }

  /** The folders that a plugin keeps for itself, which are removed unless it is a dry run. */
  private purged(name: string): readonly string[] {
    const { host, paths } = this.context.luff;
    return this.dryRun ? findOwnFolders(host, paths, name) : purgePlugin(host, paths, name);
  }

  /** The folders of the other plugins that claim a name. */
  private async othersOf(name: string): Promise<readonly string[]> {
    const { host, cache, directories, paths } = this.context.luff;
    const places = { directories, byDefault: paths.pluginsByDefault };
    const { conflicts } = await listPlugins({ host, cache }, places);
    return conflicts.filter((conflict) => conflict.name === name).map(({ unused }) => unused);
  }

  /** The hook that a dry run has found. */
  private hookOf(removed: PresentPlugin): HookPreview | null {
    if (!this.dryRun || this.noHooks || removed.kind !== "installed") return null;
    return previewHook(this.context.luff.host, removed.installed.plugin, "delete");
  }

  private async remove(manage: ManageContext, name: string): Promise<PresentPlugin> {
    if (this.dryRun) return requirePresent(manage, name);
    return uninstallPlugin(manage, { name, force: this.force, runHooks: !this.noHooks });
  }
}
