import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { CAN_MEASURE_MEMORY, type Command, peakMemory, timeFirstOutput } from "../measure.ts";
import type { Workshop } from "../workshop.ts";
import { type Engine, fengariEngine, findEngines, scriptCommand } from "./engines.ts";
import { takeTurns } from "./take-turns.ts";
import { PROGRAMS, SHAPES, STEPS } from "./workload.ts";

/** One thing that was done in several ways; every figure is a median, absent where that way was not measured. */
export interface LuaFigure {
  readonly name: string;
  readonly native: number | undefined;
  readonly luff: number | undefined;
  readonly fengari?: number | undefined;
}

export interface LuaReport {
  /** Milliseconds without the engine's own start. */
  readonly programs: readonly LuaFigure[];
  /** Milliseconds without the engine's own start, for `shapeBytes` bytes. */
  readonly shapes: readonly LuaFigure[];
  readonly shapeBytes: number;
  /** Microseconds. */
  readonly steps: readonly LuaFigure[];
  /** Milliseconds from the start to the first line, and of an empty program that the same Bun compiled. */
  readonly firstLine: LuaFigure & { readonly floor: number | undefined };
  /** Bytes of resident memory at the peak of a script that prints one line. */
  readonly memory: LuaFigure;
}

interface Plan {
  readonly workshop: Workshop;
  readonly engines: readonly Engine[];
  readonly quick: boolean;
  /** The median time of a script that does nothing, by engine. */
  readonly start: ReadonlyMap<string, number>;
}

/** Measures Lua in luff beside the reference interpreter and fengari. Full about 3 minutes, quick well below one. */
export async function measureLua(workshop: Workshop, quick: boolean): Promise<LuaReport> {
  const engines = findEngines(workshop);
  const everyone = [...engines, fengariEngine()];
  const idle = everyone.map((engine) => scriptCommand(workshop, engine, { path: "line.lua", args: [] }));
  const idleTimes = await takeTurns(idle, quick ? 5 : 11);
  const start = new Map(everyone.map((engine, at) => [engine.name, idleTimes[at]?.median ?? 0]));
  const plan: Plan = { workshop, engines, quick, start };
  const shapeBytes = quick ? 50e6 : 200e6;
  return {
    programs: await measurePrograms(plan),
    shapes: await measureShapes(plan, shapeBytes),
    shapeBytes,
    steps: await measureSteps(plan),
    firstLine: await measureFirstLine(plan),
    memory: await measureMemory(plan),
  };
}

async function measurePrograms(plan: Plan): Promise<LuaFigure[]> {
  const figures: LuaFigure[] = [];
  for (const { name, scale } of PROGRAMS) {
    const script = { path: `programs/${name}.lua`, args: [String(plan.quick ? Math.ceil(scale / 3) : scale)] };
    const times = await netTimes(plan, script, plan.quick ? 3 : 5);
    const [slow] = await takeTurns([scriptCommand(plan.workshop, fengariEngine(), script)], 1);
    figures.push({ name, ...times, fengari: (slow?.median ?? 0) - (plan.start.get("fengari") ?? 0) });
  }
  return figures;
}

async function measureShapes(plan: Plan, bytes: number): Promise<LuaFigure[]> {
  const file = join(plan.workshop.root, "large.txt");
  writeFileSync(file, Buffer.alloc(bytes, `${"0123456789".repeat(6)}abc\n`));
  const figures: LuaFigure[] = [];
  for (const { name, script, shell } of SHAPES) {
    const wrap = shell === undefined ? [] : ["/bin/sh", "-c", shell, file];
    const times = await netTimes(plan, { path: `shapes/${script}.lua`, args: [file, String(bytes)], wrap }, 3);
    figures.push({ name, ...times });
  }
  return figures;
}

async function measureSteps(plan: Plan): Promise<LuaFigure[]> {
  const count = plan.quick ? 100_000 : 300_000;
  const figures: LuaFigure[] = [];
  for (const { name, script, without } of STEPS) {
    const run = (step: string) => netTimes(plan, { path: `steps/${step}.lua`, args: [String(count)] }, 5);
    const [taken, empty] = [await run(script), await run(without)];
    const each = (of: "native" | "luff"): number | undefined => {
      const [all, rest] = [taken[of], empty[of]];
      return all === undefined || rest === undefined ? undefined : ((all - rest) * 1000) / count;
    };
    figures.push({ name, native: each("native"), luff: each("luff") });
  }
  return figures;
}

async function measureFirstLine(plan: Plan): Promise<LuaReport["firstLine"]> {
  const { workshop, quick } = plan;
  const lines = plan.engines.map((engine) => scriptCommand(workshop, engine, { path: "line.lua", args: [] }));
  const toFirstLine = async (command: Command): Promise<number> => (await timeFirstOutput(command)).wall;
  const figures = await takeTurns(lines, quick ? 7 : 21, toFirstLine);
  const [floor] = await takeTurns([workshop.command("an empty program", [workshop.floor])], quick ? 7 : 21);
  return { name: "to the first line", ...byEngine(plan, figures), floor: floor?.median };
}

async function measureMemory(plan: Plan): Promise<LuaFigure> {
  const name = "peak memory";
  if (!CAN_MEASURE_MEMORY) return { name, native: undefined, luff: undefined };
  const lines = plan.engines.map((engine) => scriptCommand(plan.workshop, engine, { path: "line.lua", args: [] }));
  return { name, ...byEngine(plan, await takeTurns(lines, 5, peakMemory)) };
}

async function netTimes(plan: Plan, script: Parameters<typeof scriptCommand>[2], rounds: number): Promise<Times> {
  const commands = plan.engines.map((engine) => scriptCommand(plan.workshop, engine, script));
  const times = byEngine(plan, await takeTurns(commands, rounds));
  const net = (name: string, time: number | undefined) =>
    time === undefined ? undefined : time - (plan.start.get(name) ?? 0);
  return { native: net("lua5.4", times.native), luff: net("luff", times.luff) };
}

type Times = Pick<LuaFigure, "native" | "luff">;

function byEngine(plan: Plan, figures: readonly { readonly median: number }[]): Times {
  const of = (name: string): number | undefined => figures[plan.engines.findIndex((one) => one.name === name)]?.median;
  return { native: of("lua5.4"), luff: of("luff") };
}
