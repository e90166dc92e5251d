import { runScript, UsageError } from "../../build/command-line.ts";
import { cpus, loadavg, release } from "node:os";
import { resolve } from "node:path";
import type { Comparison } from "./history.ts";
import { interleave } from "./interleave.ts";
import { type LuaReport, measureLua } from "./lua/measure-lua.ts";
import { judgeLua, type LuaVerdict, renderLuaReport } from "./lua/report-lua.ts";
import { CAN_MEASURE_MEMORY } from "./measure.ts";
import { commitOf, remember } from "./remember.ts";
import { renderComparisons, renderScenario, renderVerdicts } from "./report.ts";
import { roundsFor, type Scenario, type ScenarioResult } from "./scenario.ts";
import { COMPLETION } from "./scenarios/completion.ts";
import { COMPACT } from "./scenarios/compact.ts";
import { EXECUTABLE_PLUGIN } from "./scenarios/executable-plugin.ts";
import { FIRST_LINE } from "./scenarios/first-line.ts";
import { HELP } from "./scenarios/help.ts";
import { INSTALL_ARCHIVE, INSTALL_FOLDER, INSTALL_GIT, INSTALL_HTTP } from "./scenarios/install.ts";
import { INSTALL_LARGE } from "./scenarios/install-large.ts";
import { INSTALL_SET } from "./scenarios/install-set.ts";
import { INSTALLED_PLUGINS } from "./scenarios/installed-plugins.ts";
import { PORT_ENVS, PORT_GIT, PORT_SCHEMA } from "./scenarios/ports.ts";
import { LIBRARY_DATA } from "./scenarios/library-data.ts";
import { LIBRARY_CAT, LIBRARY_SHA256, LIBRARY_STARTS } from "./scenarios/library-programs.ts";
import { LIST } from "./scenarios/list.ts";
import { judgeTargets, type Verdict } from "./targets.ts";
import { openWorkshop, type Workshop } from "./workshop.ts";

const SCENARIOS: readonly Scenario[] = [
  EXECUTABLE_PLUGIN,
  INSTALLED_PLUGINS,
  HELP,
  COMPLETION,
  FIRST_LINE,
  COMPACT,
  INSTALL_FOLDER,
  INSTALL_ARCHIVE,
  INSTALL_HTTP,
  INSTALL_GIT,
  INSTALL_SET,
  INSTALL_LARGE,
  LIST,
  ...LIBRARY_DATA,
  LIBRARY_SHA256,
  LIBRARY_STARTS,
  LIBRARY_CAT,
  PORT_ENVS,
  PORT_SCHEMA,
  PORT_GIT,
];

/** The name under which Lua is measured: programs, streams and single steps, beside lua5.4 and fengari. */
const LUA = "lua";

const NAMES = [...SCENARIOS.map((scenario) => scenario.name), LUA];

/** Where the figures of each commit are kept, unless --history names another file. */
const HISTORY = resolve(import.meta.dir, "../../dist/bench-history.json");

const USAGE = `usage: bun run bench [-- --quick] [--json] [--history FILE] [names…]

Measures luff and Helm on this machine. Reports which goals luff reaches, and which figures changed since the commit that
was measured before. Does not keep the figures of a run on a busy machine.
  --quick         run fewer rounds
  --json          print all results as JSON
  --history FILE  keep the figures of each commit in FILE; by default dist/bench-history.json
  names           measure only these; any of: ${NAMES.join(", ")}
To measure another luff than the one compiled here, set LUFF_BINARY.`;

const COMMAND_LINE = {
  options: {
    quick: { type: "boolean" },
    json: { type: "boolean" },
    history: { type: "string", default: HISTORY },
  },
  allowPositionals: true,
} as const;

interface CommandLine {
  readonly values: { readonly quick?: boolean; readonly json?: boolean; readonly history: string };
  readonly positionals: readonly string[];
}

async function main({ values, positionals }: CommandLine): Promise<void> {
  const unknown = positionals.filter((name) => !NAMES.includes(name));
  if (unknown.length > 0) throw new UsageError(`nothing is called ${unknown.join(", ")}`);
  const chosen = (name: string): boolean => positionals.length === 0 || positionals.includes(name);
  const quick = values.quick ?? false;
  if (!CAN_MEASURE_MEMORY) console.error("without peak memory: it needs GNU time at /usr/bin/time");
  const busy = warnWhereBusy();
  using workshop = await openWorkshop();
  const results: ScenarioResult[] = [];
  for (const scenario of SCENARIOS.filter(({ name }) => chosen(name))) {
    results.push(await measure(workshop, scenario, quick));
  }
  if (chosen(LUA)) console.error(`measuring ${LUA} …`);
  const lua = chosen(LUA) ? await measureLua(workshop, quick) : undefined;
  const verdicts = judgeTargets(results);
  const luaVerdicts = lua === undefined ? [] : judgeLua(lua);
  const run = { commit: commitOf(workshop.luff), machine: processors(), verdicts, lua: luaVerdicts };
  const comparisons = busy ? [] : remember(values.history, run);
  const report: Report = { results, lua, verdicts, luaVerdicts, comparisons };
  if (values.json === true) printJson(report, run.commit);
  else printTables(report);
}

interface Report {
  readonly results: readonly ScenarioResult[];
  readonly lua: LuaReport | undefined;
  readonly verdicts: readonly Verdict[];
  readonly luaVerdicts: readonly LuaVerdict[];
  readonly comparisons: readonly Comparison[];
}

async function measure(workshop: Workshop, scenario: Scenario, quick: boolean): Promise<ScenarioResult> {
  console.error(`measuring ${scenario.name} …`);
  const measured = await interleave(scenario.commands(workshop, quick), roundsFor(scenario, quick));
  const { name, title, reference, untilFirstOutput = false } = scenario;
  const absent = scenario.absent?.(workshop) ?? [];
  return { name, title, reference, untilFirstOutput, measured, absent };
}

function printJson({ results, lua, verdicts, luaVerdicts, comparisons }: Report, commit: string): void {
  const targets = [...verdicts, ...luaVerdicts];
  console.log(JSON.stringify({ machine: machine(), commit, results, lua, targets, comparisons }, undefined, 2));
}

function printTables({ results, lua, verdicts, comparisons }: Report): void {
  console.log(`${machine()}\n`);
  for (const result of results) console.log(renderScenario(result));
  if (verdicts.length > 0) console.log(renderVerdicts(verdicts));
  if (lua !== undefined) console.log(`${renderLuaReport(lua)}\n`);
  if (comparisons.length > 0) console.log(renderComparisons(comparisons));
}

function machine(): string {
  return `${process.platform} ${release()}, ${processors()}, Bun ${Bun.version}`;
}

/** The machine that figures can be compared on: an update of the system or of Bun is a change like any other. */
function processors(): string {
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  return `${process.arch}, ${cpus().length} × ${model}`;
}

/** Other programs slow short measurements down more than long ones. */
function warnWhereBusy(): boolean {
  const [load = 0] = loadavg();
  if (load < cpus().length) return false;
  console.error(
    `this machine is busy (load ${load.toFixed(1)} on ${cpus().length} processors): wall times are unreliable, and are not stored`,
  );
  return true;
}

await runScript(USAGE, COMMAND_LINE, main);
