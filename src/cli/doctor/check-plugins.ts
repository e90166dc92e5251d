import type { Host } from "../../host/host.ts";
import { linkRemoval } from "../../manage/link-removal.ts";
import { hasPendingChange } from "../../manage/store/journal.ts";
import { pluginStore } from "../../manage/store/plugin-store.ts";
import { nextStep } from "../../plugin/broken-plugin-error.ts";
import type { BrokenPlugin, InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { listKnown } from "../../manage/list-known.ts";
import { classifyPlugin, planPlain } from "../../run/classify-plugin.ts";
import type { CliContext } from "../context.ts";
import { describeUnusable } from "../notes/report-problems.ts";
import { describeHelm3 } from "../plugin/warn-helm3.ts";
import { listRows } from "../plugin/list-rows.ts";
import { fine, note, problem, type Finding } from "./finding.ts";

/** Looks at the installed plugins: which are broken, hidden by another one, do not run here, or keep a Helm 3 from running any, and whether a change was interrupted. */
export async function checkPlugins(luff: CliContext): Promise<readonly Finding[]> {
  const { host, cache, directories, paths } = luff;
  const found = await listKnown({ host, cache }, { directories, byDefault: paths.pluginsByDefault });
  const listed = found.installed.map((installed) => {
    const run = planPlain(host, installed);
    return { installed, run, ...classifyPlugin(host, installed, run) };
  });
  const rows = await listRows(luff, listed);
  return [
    plugins(rows.length),
    ...(await Promise.all(found.broken.map((broken) => unusable(luff, broken)))).flat(),
    ...found.conflicts.map(({ name, used, unused }) =>
      note("plugins", `two plugins claim the name "${name}": ${used} is used, ${unused} is not`, "Remove one of them."),
    ),
    ...rows.flatMap(({ name, startFailure, startHint }) =>
      startFailure === null
        ? []
        : [problem("plugins", `plugin "${name}" does not run here: ${startFailure}`, startHint ?? "")],
    ),
    ...(await refusedByHelm3(host, found.installed)),
    ...directories
      .filter((directory) => hasPendingChange(host, pluginStore(host.os, directory)))
      .map((directory) => note("plugins", `a change of the plugins in ${directory} has not ended`, UNDO)),
  ];
}

async function refusedByHelm3(host: Host, installed: readonly InstalledPlugin[]): Promise<readonly Finding[]> {
  const said = await Promise.all(installed.map((each) => describeHelm3(host, each.plugin.name, each)));
  return said.flatMap((each) => (each === undefined ? [] : [problem("plugins", each.text, each.hint)]));
}

async function unusable(luff: CliContext, broken: BrokenPlugin): Promise<readonly Finding[]> {
  const step = (await linkRemoval(luff, broken.folder)) ?? nextStep(broken.breakage);
  const hint = step === undefined ? LINT : `${step.charAt(0).toUpperCase()}${step.slice(1)}.`;
  return describeUnusable({ unusable: [], broken: [broken] }).map((text) => problem("plugins", text, hint));
}

const LINT = "'luff plugin lint FOLDER' says more.";
const UNDO =
  "Another luff is at work, or it was stopped: then the next install, update or uninstall undoes the change.";

function plugins(count: number): Finding {
  return fine("plugins", count === 1 ? "1 plugin can be read" : `${count} plugins can be read`);
}
