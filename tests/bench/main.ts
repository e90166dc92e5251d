import { cpus, release } from "node:os";
import { parseArgs } from "node:util";
import { interleave } from "./interleave.ts";
import { CAN_MEASURE_MEMORY } from "./measure.ts";
import { renderScenario, renderVerdicts } from "./report.ts";
import { roundsFor, type Scenario, type ScenarioResult } from "./scenario.ts";
import { EXECUTABLE_PLUGIN } from "./scenarios/executable-plugin.ts";
import { FIRST_LINE } from "./scenarios/first-line.ts";
import { HELP } from "./scenarios/help.ts";
import { INSTALLED_PLUGINS } from "./scenarios/installed-plugins.ts";
import { judgeTargets } from "./targets.ts";
import { openWorkshop, type Workshop } from "./workshop.ts";

const SCENARIOS: readonly Scenario[] = [EXECUTABLE_PLUGIN, INSTALLED_PLUGINS, HELP, FIRST_LINE];

const USAGE = `bun run bench [-- --quick] [--json] [names…]

Measures luff beside Helm on this machine and tells which targets are reached.
  --quick   fewer rounds
  --json    everything that was measured, for programs
  names     some of: ${SCENARIOS.map((scenario) => scenario.name).join(", ")}
LUFF_BINARY names another luff than the one that is compiled here.`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { quick: { type: "boolean" }, json: { type: "boolean" }, help: { type: "boolean" } },
    allowPositionals: true,
  });
  const names = SCENARIOS.map((scenario) => scenario.name);
  const unknown = positionals.filter((name) => !names.includes(name));
  if (values.help === true || unknown.length > 0) {
    console.log(USAGE);
    process.exitCode = unknown.length > 0 ? 1 : 0;
    return;
  }
  const chosen = SCENARIOS.filter((scenario) => positionals.length === 0 || positionals.includes(scenario.name));
  if (!CAN_MEASURE_MEMORY) console.error("without peak memory: that needs GNU time at /usr/bin/time");
  using workshop = await openWorkshop();
  const results: ScenarioResult[] = [];
  for (const scenario of chosen) results.push(await measure(workshop, scenario, values.quick ?? false));
  print(results, values.json ?? false);
}

async function measure(workshop: Workshop, scenario: Scenario, quick: boolean): Promise<ScenarioResult> {
  console.error(`measuring ${scenario.name} …`);
  const measured = await interleave(scenario.commands(workshop, quick), roundsFor(scenario, quick));
  const { name, title, reference, untilFirstOutput = false } = scenario;
  return { name, title, reference, untilFirstOutput, measured };
}

function print(results: readonly ScenarioResult[], json: boolean): void {
  const verdicts = judgeTargets(results);
  if (json) {
    console.log(JSON.stringify({ machine: machine(), results, verdicts }, undefined, 2));
    return;
  }
  console.log(`${machine()}\n`);
  for (const result of results) console.log(renderScenario(result));
  if (verdicts.length > 0) console.log(renderVerdicts(verdicts));
}

function machine(): string {
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  return `${process.platform} ${release()}, ${process.arch}, ${cpus().length} × ${model}, Bun ${Bun.version}`;
}

await main();
