import { join } from "node:path";
import type { Command } from "../measure.ts";
import type { Workshop } from "../workshop.ts";

/** A way to run a script with a main function. */
export interface Engine {
  readonly name: "lua5.4" | "luff" | "fengari";
  readonly argv: readonly string[];
}

const RUN_MAIN = join(import.meta.dir, "run-main.lua");
const RUN_FENGARI = join(import.meta.dir, "fengari-run.ts");

/** The engines to compare: the reference interpreter first, where it is installed. */
export function findEngines(workshop: Workshop): readonly Engine[] {
  const native = workshop.lua === undefined ? [] : [{ name: "lua5.4", argv: [workshop.lua, RUN_MAIN] } as const];
  return [...native, { name: "luff", argv: [workshop.luff] }];
}

export function fengariEngine(): Engine {
  return { name: "fengari", argv: [process.execPath, RUN_FENGARI] };
}

/** What runs a script of this folder in an engine; `wrap` may lay a shell around it. */
export function scriptCommand(
  workshop: Workshop,
  engine: Engine,
  script: { readonly path: string; readonly args: readonly string[]; readonly wrap?: readonly string[] },
): Command {
  const argv = [...(script.wrap ?? []), ...engine.argv, join(import.meta.dir, script.path), ...script.args];
  return workshop.command(engine.name, argv);
}
