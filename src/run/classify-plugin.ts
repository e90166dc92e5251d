import { pluginVariables } from "../helm/plugin-variables.ts";
import type { PluginRuntime, PluginType } from "../manifest/plugin.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import { planRun, type PlannedRun } from "./plan-run.ts";

export interface PluginClass {
  /** What the plugin can be used as; its main type comes first. */
  readonly types: readonly [PluginType, ...PluginType[]];
  /** What runs it on this machine. */
  readonly runtime: PluginRuntime["kind"];
}

/** What a plugin is, by its manifest and the files beside it. Nothing is started. */
export function classifyPlugin(host: Parameters<typeof planRun>[0], installed: InstalledPlugin): PluginClass {
  const { plugin, folder } = installed;
  const run = planRun(host, installed, { args: [], variables: pluginVariables(plugin.name, folder) });
  const isGetterToo = plugin.type === "cli/v1" && plugin.getters.length > 0;
  const type = isCommand(installed, run) && plugin.type === "getter/v1" ? "cli/v1" : plugin.type;
  return {
    types: isGetterToo || type !== plugin.type ? [type, "getter/v1"] : [type],
    runtime: plugin.runtime.kind === "subprocess" && run.kind === "lua" ? "lua" : plugin.runtime.kind,
  };
}

/** Whether luff runs the plugin, even if it has no command for this machine. Otherwise only Helm uses it. */
export function isCallable(host: Parameters<typeof planRun>[0], installed: InstalledPlugin): boolean {
  const [type] = classifyPlugin(host, installed).types;
  return type === "cli/v1" || type === "postrenderer/v1";
}

/**
 * Whether `luff NAME` runs the plugin. Without apiVersion a getter with a main.lua is also a command; a post-renderer
 * can be run by hand.
 */
export function isCommand({ plugin }: InstalledPlugin, run: PlannedRun): boolean {
  if (plugin.type === "getter/v1") return plugin.format === "legacy" && run.kind !== "none";
  return plugin.type !== "test/v1";
}
