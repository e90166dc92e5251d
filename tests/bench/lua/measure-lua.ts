import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { CAN_MEASURE_MEMORY, type Command, peakMemory, timeFirstOutput } from "../measure.ts";
import type { Workshop } from "../workshop.ts";
import { compactEngines, type Engine, fengariEngine, findEngines, type Script, scriptCommand } from "./engines.ts";
import { takeTurns } from "./take-turns.ts";
import { PROGRAMS, SHAPES, STEPS } from "./workload.ts";

/** One task that was done in several ways; every figure is a median, absent if that way was not measured. */
export interface LuaFigure {
  readonly name: string;
  readonly native: number | undefined;
  readonly luff: number | undefined;
  readonly fengari?: number | undefined;
  /** In the compact executables, this processor's own and that for 386. */
  readonly compact?: number | undefined;
  readonly compact386?: number | undefined;
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
}

const LINE: Script = { path: "line.lua", args: [] };
const SHAPE_BYTES = 200e6;

/** Measures Lua in luff beside the reference interpreter and fengari: about three minutes, with `quick` about one. */
export async function measureLua(workshop: Workshop, quick: boolean): Promise<LuaReport> {
  const plan: Plan = { workshop, engines: findEngines(workshop), quick };
  return {
    programs: await measurePrograms(plan),
    shapes: await measureShapes(plan),
    shapeBytes: SHAPE_BYTES,
    steps: await measureSteps(plan),
    firstLine: await measureFirstLine(plan),
    memory: await measureMemory(plan),
  };
}

async function measurePrograms(plan: Plan): Promise<LuaFigure[]> {
  const withCompact = { ...plan, engines: [...plan.engines, ...compactEngines(plan.workshop)] };
  const figures: LuaFigure[] = [];
  for (const { name, scale } of PROGRAMS) {
    const path = `programs/${name}.lua`;
    const times = await netTimes(withCompact, { path, args: [String(scale)] }, plan.quick ? 1 : 3);
    figures.push({ name, ...times, fengari: await fengariTime(plan, path, scale) });
  }
  return figures;
}

/** Fengari is given a part of the work, and the time for all of it is worked out, since it takes ten times as long. */
async function fengariTime({ workshop, quick }: Plan, path: string, scale: number): Promise<number> {
  const part = quick ? 1 : 2;
  const scripts: readonly Script[] = [{ path, args: [String(part)] }, LINE];
  const commands = scripts.map((script) => scriptCommand(workshop, fengariEngine(), script));
  const [busy, idle] = await takeTurns(commands, 1);
  return (((busy?.median ?? 0) - (idle?.median ?? 0)) * scale) / part;
}

async function measureShapes(plan: Plan): Promise<LuaFigure[]> {
  const file = join(plan.workshop.root, "large.txt");
  writeFileSync(file, Buffer.alloc(SHAPE_BYTES, `${"0123456789".repeat(6)}abc\n`));
  const figures: LuaFigure[] = [];
  for (const { name, script, shell } of SHAPES) {
    const wrap = shell === undefined ? [] : ["/bin/sh", "-c", shell, file];
    const busy = { path: `shapes/${script}.lua`, args: [file, String(SHAPE_BYTES)], wrap };
    figures.push({ name, ...(await netTimes(plan, busy, plan.quick ? 3 : 5)) });
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
  const lines = plan.engines.map((engine) => scriptCommand(workshop, engine, LINE));
  const toFirstLine = async (command: Command): Promise<number> => (await timeFirstOutput(command)).wall;
  const figures = await takeTurns(lines, quick ? 7 : 21, toFirstLine);
  const [floor] = await takeTurns([workshop.command("an empty program", [workshop.floor])], quick ? 7 : 21);
  return { name: "to the first line", ...byEngine(plan, figures), floor: floor?.median };
}

async function measureMemory(plan: Plan): Promise<LuaFigure> {
  const name = "peak memory";
  if (!CAN_MEASURE_MEMORY) return { name, native: undefined, luff: undefined };
  const lines = plan.engines.map((engine) => scriptCommand(plan.workshop, engine, LINE));
  return { name, ...byEngine(plan, await takeTurns(lines, 5, peakMemory)) };
}

/** Median times with those of a script that does nearly nothing taken off, all of them taken in turn. */
async function netTimes(plan: Plan, script: Script, rounds: number): Promise<Times> {
  const idle = { ...LINE, ...(script.wrap && { wrap: script.wrap }) };
  const commands = [script, idle].flatMap((one) =>
    plan.engines.map((engine) => scriptCommand(plan.workshop, engine, one)),
  );
  const times = await takeTurns(commands, rounds);
  const [busy, start] = [times.slice(0, plan.engines.length), times.slice(plan.engines.length)];
  return byEngine(
    plan,
    busy.map(({ median }, at) => ({ median: median - (start[at]?.median ?? 0) })),
  );
}

type Times = Pick<LuaFigure, "native" | "luff" | "compact" | "compact386">;

function byEngine(plan: Plan, figures: readonly { readonly median: number }[]): Times {
  const of = (name: string): number | undefined => figures[plan.engines.findIndex((one) => one.name === name)]?.median;
  return { native: of("lua5.4"), luff: of("luff"), compact: of("compact"), compact386: of("compact, 386") };
}
