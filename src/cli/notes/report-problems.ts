import { renderFault } from "../../manifest/render-fault.ts";
import { HostError } from "../../host/host-error.ts";
import { pathStyle } from "../../platform/path-style.ts";
import type { BrokenPlugin, InstalledPlugin } from "../../plugin/installed-plugin.ts";
import type { PluginList } from "../../plugin/list-plugins.ts";
import { describeBreakage } from "../../plugin/broken-plugin-error.ts";
import { hidesPlugin } from "../commands.ts";
import type { CliContext } from "../context.ts";
import { writeWarnings } from "./write-warnings.ts";

/**
 * Reports on stderr what is wrong with the plugins: folders and plugins that cannot be used, name conflicts, manifest
 * warnings.
 */
export function reportProblems({ host }: Pick<CliContext, "host">, found: PluginList): void {
  const lines = [
    ...describeUnusable(found),
    ...found.conflicts.map(
      ({ name, used, unused }) => `two plugins claim the name "${name}": ${used} is used, ${unused} is not`,
    ),
    ...found.installed
      .filter(({ plugin }) => hidesPlugin(plugin.name))
      .map(
        ({ plugin, folder }) =>
          `plugin "${plugin.name}" in ${folder} is hidden by luff's own command; run it by its folder`,
      ),
    ...found.installed.flatMap((installed) => describeLack(host, installed)),
    ...found.installed.flatMap(({ manifestPath, warnings }) =>
      warnings.map((fault) => renderFault(manifestPath, fault)),
    ),
  ];
  writeWarnings(host.terminal, lines);
}

/** What cannot be used in the folders of HELM_PLUGINS: a line for each reason. */
export function describeUnusable({ unusable, broken }: Pick<PluginList, "unusable" | "broken">): string[] {
  const directories = unusable.map(({ directory, reason }) => `the plugins folder ${directory} ${reason}`);
  return [...directories, ...broken.flatMap(describeBroken)];
}

/** Why a `lua/v1` plugin cannot run, if its script cannot be used. */
function describeLack({ os, files }: CliContext["host"], { plugin, folder }: InstalledPlugin): string[] {
  if (plugin.runtime.kind !== "lua") return [];
  const { script } = plugin.runtime;
  const failure = `plugin "${plugin.name}" in ${folder} cannot run: its script ${script}`;
  try {
    return files.stat(pathStyle(os).join(folder, script)) === undefined ? [`${failure} is missing`] : [];
  } catch (error) {
    if (error instanceof HostError) return [`${failure} cannot be read: ${error.detail}`];
    throw error;
  }
}

function describeBroken({ folder, manifestPath, breakage }: BrokenPlugin): string[] {
  const reasons = describeBreakage(manifestPath, breakage);
  return reasons.map((reason) => `the plugin in ${folder} cannot be used: ${reason}`);
}
