import { renderFault } from "../manifest/render-fault.ts";
import type { BrokenPlugin } from "../plugin/installed-plugin.ts";
import type { PluginList } from "../plugin/list-plugins.ts";
import { isCommandWord } from "./commands.ts";
import type { CliContext } from "./context.ts";

/** Tells on stderr what is wrong with the plugins that were found: broken ones, name conflicts, manifest warnings. */
export function reportProblems({ host }: Pick<CliContext, "host">, found: PluginList): void {
  const lines = [
    ...found.broken.flatMap(describeBroken),
    ...found.conflicts.map(
      ({ name, used, unused }) => `two plugins claim the name "${name}": ${used} is used, ${unused} is not`,
    ),
    ...found.installed
      .filter(({ plugin }) => isCommandWord(plugin.name))
      .map(
        ({ plugin, folder }) =>
          `plugin "${plugin.name}" in ${folder} is hidden by luff's own command; run it by its folder`,
      ),
    ...found.installed.flatMap(({ manifestPath, warnings }) =>
      warnings.map((fault) => renderFault(manifestPath, fault)),
    ),
  ];
  for (const line of lines) host.terminal.write("stderr", `Warning: ${line}\n`);
}

/** The reasons why a plugin cannot be used, a line each. */
export function describeBroken({ folder, manifestPath, faults, unreadable }: BrokenPlugin): string[] {
  if (unreadable !== "") return [`the plugin in ${folder} is left out: cannot read ${manifestPath}: ${unreadable}`];
  return faults.map((fault) => `the plugin in ${folder} is left out: ${renderFault(manifestPath, fault)}`);
}
