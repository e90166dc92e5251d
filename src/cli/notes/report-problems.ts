import type { Host } from "../../host/host.ts";
import type { PresentContext } from "../../manage/find-present.ts";
import { linkRemoval } from "../../manage/link-removal.ts";
import type { BrokenPlugin } from "../../plugin/installed-plugin.ts";
import type { PluginList } from "../../plugin/list-plugins.ts";
import { describeBreakage, nextStep } from "../../plugin/broken-plugin-error.ts";
import { hidesPlugin } from "../commands.ts";
import type { CliContext } from "../context.ts";
import { writeWarnings } from "./write-warnings.ts";

/** Reports on stderr what is wrong with the plugins: folders and plugins that cannot be used, and name conflicts. */
export async function reportProblems(context: CliContext, found: PluginList): Promise<void> {
  const lines = [
    ...describeUnusable({ unusable: found.unusable, broken: [] }),
    ...(await describeWithSteps(context, found.broken)),
    ...found.conflicts.map(
      ({ name, used, unused }) => `two plugins claim the name "${name}": ${used} is used, ${unused} is not`,
    ),
    ...found.installed
      .filter(({ plugin }) => hidesPlugin(plugin.name))
      .map(
        ({ plugin, folder }) =>
          `plugin "${plugin.name}" in ${folder} is hidden by luff's own command; run it by its folder`,
      ),
  ];
  writeWarnings(context.host.terminal, lines);
}

/** What is wrong with plugins that cannot be used, and how what luff has put there is mended or removed: a line for each reason. */
export async function describeWithSteps(
  context: PresentContext,
  broken: readonly BrokenPlugin[],
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const each of broken) {
    const step = (await linkRemoval(context, each.folder)) ?? nextStep(each.breakage);
    lines.push(...describeBroken(each).map((line) => (step === undefined ? line : `${line}; ${step}`)));
  }
  return lines;
}

/** How many names a line has. */
const MOST_NAMES = 5;

/** Reports on stderr, in one line, which manifests have warnings. */
export function reportManifests(
  { terminal }: Pick<Host, "terminal">,
  { installed }: Pick<PluginList, "installed">,
): void {
  const names = installed.filter(({ warnings }) => warnings.length > 0).map(({ plugin }) => plugin.name);
  if (names.length === 0) return;
  const few = names.slice(0, MOST_NAMES).join(", ") + (names.length > MOST_NAMES ? ", …" : "");
  const count = names.length === 1 ? "1 manifest has warnings" : `${names.length} manifests have warnings`;
  writeWarnings(terminal, [`${count} (${few}): 'luff plugin lint FOLDER' prints them`]);
}

/** What cannot be used in the folders of HELM_PLUGINS: a line for each reason. */
export function describeUnusable({ unusable, broken }: Pick<PluginList, "unusable" | "broken">): string[] {
  const directories = unusable.map(({ directory, reason }) => `the plugins folder ${directory} ${reason}`);
  return [...directories, ...broken.flatMap(describeBroken)];
}

function describeBroken({ folder, manifestPath, breakage }: BrokenPlugin): string[] {
  const reasons = describeBreakage(manifestPath, breakage);
  return reasons.map((reason) => `the plugin in ${folder} cannot be used: ${reason}`);
}
