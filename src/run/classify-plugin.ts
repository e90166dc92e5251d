import { pluginVariables } from "../helm/plugin-variables.ts";
import type { PluginRuntime, PluginType } from "../manifest/plugin.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import { planRun, type PlannedRun } from "./plan-run.ts";

export interface PluginClass {
  /** What the plugin can be used as; its main type comes first. */
  readonly types: readonly [PluginType, ...PluginType[]];
  /** What runs it on this computer. */
  readonly runtime: PluginRuntime["kind"];
}

/** What a plugin is, by its manifest and the files beside it. Nothing is started. `run` is what planPlain makes of it. */
export function classifyPlugin(
  host: Parameters<typeof planRun>[0],
  installed: InstalledPlugin,
  run = planPlain(host, installed),
): PluginClass {
  const { plugin } = installed;
  const isGetterToo = plugin.type === "cli/v1" && plugin.getters.length > 0;
  const type = plugin.type === "getter/v1" && whyNotCommand(installed, run) === undefined ? "cli/v1" : plugin.type;
  return {
    types: isGetterToo || type !== plugin.type ? [type, "getter/v1"] : [type],
    runtime: plugin.runtime.kind === "subprocess" && run.kind === "lua" ? "lua" : plugin.runtime.kind,
  };
}

/**
 * Why `luff NAME` does not run the plugin, which only Helm uses; undefined if it does, even if it has no command for
 * this computer.
 * Without apiVersion a getter with a main.lua is also a command; a post-renderer can be run by hand.
 */
export function whyNotCommand({ plugin }: InstalledPlugin, run: PlannedRun): "getter" | "test" | undefined {
  if (plugin.type === "test/v1") return "test";
  if (plugin.type !== "getter/v1") return undefined;
  return plugin.format === "legacy" && run.kind !== "none" ? undefined : "getter";
}

/** What running the plugin without arguments comes to. */
export function planPlain(host: Parameters<typeof planRun>[0], installed: InstalledPlugin): PlannedRun {
  const { name } = installed.plugin;
  return planRun(host, installed, { args: [], variables: pluginVariables(name, installed.folder) });
}
