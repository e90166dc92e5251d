import { cpus, loadavg, release } from "node:os";
import { parseArgs } from "node:util";
import { interleave } from "./interleave.ts";
import { type LuaReport, measureLua } from "./lua/measure-lua.ts";
import { judgeLua, renderLuaReport } from "./lua/report-lua.ts";
import { CAN_MEASURE_MEMORY } from "./measure.ts";
import { renderScenario, renderVerdicts } from "./report.ts";
import { roundsFor, type Scenario, type ScenarioResult } from "./scenario.ts";
import { COMPACT } from "./scenarios/compact.ts";
import { EXECUTABLE_PLUGIN } from "./scenarios/executable-plugin.ts";
import { FIRST_LINE } from "./scenarios/first-line.ts";
import { HELP } from "./scenarios/help.ts";
import { INSTALLED_PLUGINS } from "./scenarios/installed-plugins.ts";
import { judgeTargets } from "./targets.ts";
import { openWorkshop, type Workshop } from "./workshop.ts";

const SCENARIOS: readonly Scenario[] = [EXECUTABLE_PLUGIN, INSTALLED_PLUGINS, HELP, FIRST_LINE, COMPACT];

/** The name under which Lua is measured: programs, streams and single steps, beside lua5.4 and fengari. */
const LUA = "lua";

const NAMES = [...SCENARIOS.map((scenario) => scenario.name), LUA];

const USAGE = `bun run bench [-- --quick] [--json] [names…]

Measures luff beside Helm on this machine and tells which targets are reached.
  --quick   fewer rounds
  --json    everything that was measured, for programs
  names     some of: ${NAMES.join(", ")}
LUFF_BINARY names another luff than the one that is compiled here.`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { quick: { type: "boolean" }, json: { type: "boolean" }, help: { type: "boolean" } },
    allowPositionals: true,
  });
  const unknown = positionals.filter((name) => !NAMES.includes(name));
  if (values.help === true || unknown.length > 0) {
    console.log(USAGE);
    process.exitCode = unknown.length > 0 ? 1 : 0;
    return;
  }
  const chosen = (name: string): boolean => positionals.length === 0 || positionals.includes(name);
  const quick = values.quick ?? false;
  if (!CAN_MEASURE_MEMORY) console.error("without peak memory: that needs GNU time at /usr/bin/time");
  warnWhereBusy();
  using workshop = await openWorkshop();
  const results: ScenarioResult[] = [];
  for (const scenario of SCENARIOS.filter(({ name }) => chosen(name))) {
    results.push(await measure(workshop, scenario, quick));
  }
  if (chosen(LUA)) console.error(`measuring ${LUA} …`);
  const lua = chosen(LUA) ? await measureLua(workshop, quick) : undefined;
  if (values.json === true) printJson(results, lua);
  else printTables(results, lua);
}

async function measure(workshop: Workshop, scenario: Scenario, quick: boolean): Promise<ScenarioResult> {
  console.error(`measuring ${scenario.name} …`);
  const measured = await interleave(scenario.commands(workshop, quick), roundsFor(scenario, quick));
  const { name, title, reference, untilFirstOutput = false } = scenario;
  return { name, title, reference, untilFirstOutput, measured };
}

function printJson(results: readonly ScenarioResult[], lua: LuaReport | undefined): void {
  const targets = [...judgeTargets(results), ...(lua === undefined ? [] : judgeLua(lua))];
  console.log(JSON.stringify({ machine: machine(), results, lua, targets }, undefined, 2));
}

function printTables(results: readonly ScenarioResult[], lua: LuaReport | undefined): void {
  console.log(`${machine()}\n`);
  for (const result of results) console.log(renderScenario(result));
  const verdicts = judgeTargets(results);
  if (verdicts.length > 0) console.log(renderVerdicts(verdicts));
  if (lua !== undefined) console.log(renderLuaReport(lua));
}

function machine(): string {
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  return `${process.platform} ${release()}, ${process.arch}, ${cpus().length} × ${model}, Bun ${Bun.version}`;
}

/** Others that run at the same time lengthen what takes a few milliseconds more than what takes many. */
function warnWhereBusy(): void {
  const [load = 0] = loadavg();
  if (load < cpus().length) return;
  console.error(
    `this machine is busy (load ${load.toFixed(1)} on ${cpus().length} processors): wall times are of little worth`,
  );
}

await main();
