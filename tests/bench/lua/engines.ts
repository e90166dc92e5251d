import { join } from "node:path";
import type { Command } from "../measure.ts";
import type { Workshop } from "../workshop.ts";

/** A way to run a script with a main function. */
export interface Engine {
  readonly name: "lua5.4" | "luff" | "fengari" | Workshop["compact"][number]["name"];
  readonly argv: readonly string[];
}

const RUN_MAIN = join(import.meta.dir, "run-main.lua");
const RUN_FENGARI = join(import.meta.dir, "fengari-run.ts");

/** The engines to compare: the reference interpreter first, where it is installed. */
export function findEngines(workshop: Workshop): readonly Engine[] {
  const native = workshop.lua === undefined ? [] : [{ name: "lua5.4", argv: [workshop.lua, RUN_MAIN] } as const];
  return [...native, { name: "luff", argv: [workshop.luff] }];
}

/** The compact executables that exist here. */
export function compactEngines(workshop: Workshop): readonly Engine[] {
  return workshop.compact.map(({ name, path }) => ({ name, argv: [path] }));
}

export function fengariEngine(): Engine {
  return { name: "fengari", argv: [process.execPath, RUN_FENGARI] };
}

/** A script of this folder; `wrap` can put a shell around the engine. */
export interface Script {
  readonly path: string;
  readonly args: readonly string[];
  readonly wrap?: readonly string[];
}

/** The command that runs a script in an engine. */
export function scriptCommand(workshop: Workshop, engine: Engine, { path, args, wrap = [] }: Script): Command {
  return workshop.command(engine.name, [...wrap, ...engine.argv, join(import.meta.dir, path), ...args]);
}
