import type { Host } from "../../host/host.ts";
import { mendHint } from "../../manage/receipt/mend-hint.ts";
import type { FoundOrigin } from "../../manage/receipt/find-origin.ts";
import { originFinder } from "../../manage/receipt/origin-finder.ts";
import { renderTable } from "../../output/table.ts";
import type { PluginClass } from "../../run/classify-plugin.ts";
import { readyPrograms, type PlannedPlugin } from "../../run/ready-programs.ts";
import type { StartProblem } from "../../run/start-problems.ts";
import { surelyRuns, whyNotHere } from "../../run/why-not-here.ts";
import { sanitiseText } from "../../text/sanitise-text.ts";
import { buildInfo } from "../build-info.ts";
import type { CliContext } from "../context.ts";
import { describeSource } from "./describe-origin.ts";

/** An installed plugin, what it is and what it runs. */
export type ListedPlugin = PluginClass & PlannedPlugin;

/** What `luff plugin list` prints of a plugin: what it is, whether it runs here, where it came from, and whether updates leave it alone. */
export type ListRow = ReturnType<typeof listRow>;

/** The rows of plugins, in their order. */
export async function listRows(
  { host, cache }: Pick<CliContext, "host" | "cache">,
  plugins: readonly ListedPlugin[],
): Promise<readonly ListRow[]> {
  const ready = await readyPrograms({ host, cache }, plugins);
  const { version } = buildInfo();
  const findOrigin = originFinder(host);
  const rows: ListRow[] = [];
  for (const each of plugins) {
    const origin = findOrigin(each.installed.folder);
    const known = { version, isReady: ready.has(each) };
    const problem = surelyRuns(each, known) ? undefined : await whyNotHere(host, each, known);
    rows.push(listRow(each, origin, problem && withMending(host, each, problem)));
  }
  return rows;
}

function withMending(host: Host, { installed }: ListedPlugin, problem: StartProblem): StartProblem {
  return { ...problem, hint: mendHint(host, installed, problem.reason) ?? problem.hint };
}

function listRow(listed: ListedPlugin, found: FoundOrigin | undefined, problem: StartProblem | undefined) {
  const { installed, types, runtime } = listed;
  const { plugin, folder } = installed;
  const { name, version, shortHelp, longHelp, getters } = plugin;
  return {
    name,
    version,
    type: types[0],
    types,
    runtime,
    runs: problem === undefined,
    startFailure: problem?.reason ?? null,
    startHint: problem?.hint ?? null,
    description: longHelp || shortHelp,
    protocols: getters.flatMap((getter) => getter.protocols),
    folder,
    origin: found?.origin ?? null,
    pinned: found?.receipt?.pinned ?? false,
  };
}

/** Why plugins do not run here and what to do, a line for each. */
export function describeFailures(rows: readonly ListRow[]): readonly string[] {
  return rows.flatMap(({ name, startFailure, startHint }) =>
    startFailure === null ? [] : [`plugin "${name}" does not run here: ${startFailure}. ${startHint ?? ""}`.trimEnd()],
  );
}

/** The table of rows, with a line for the headings, for a terminal of this width. */
export function renderRows(rows: readonly ListRow[], width: number): string {
  const header = ["NAME", "VERSION", "TYPE", "RUNTIME", "RUNS", "SOURCE", "DESCRIPTION"];
  const cells = rows.map(({ name, version, types, runtime, runs, origin, description }) =>
    [
      name,
      version,
      types.join(","),
      runtime,
      runs ? "yes" : "no",
      origin === null ? "" : describeSource(origin),
      description.split("\n", 1)[0] ?? "",
    ].map(sanitiseText),
  );
  const source = header.indexOf("SOURCE");
  return renderTable([header, ...cells], width, { whole: source, middle: source });
}
