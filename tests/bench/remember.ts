import type { LuaVerdict } from "./lua/report-lua.ts";
import { compareWithHistory, readHistory, writeHistory, type Comparison } from "./history.ts";
import type { Estimate } from "./statistics.ts";
import type { Verdict } from "./targets.ts";

/** A run of the benchmarks: which luff was measured, on which machine, and what came of it. */
export interface Run {
  /** The commit that the measured luff was made from, "" where it does not know it. */
  readonly commit: string;
  readonly machine: string;
  readonly verdicts: readonly Verdict[];
  readonly lua: readonly LuaVerdict[];
}

/** Lua's figures are of few rounds and have no range of their own: a change of less than a tenth may be chance. */
const LUA_RANGE = 0.05;

/** Compares a run with the history in a file and then adds it there. A run of an unknown commit is neither compared nor kept. */
export function remember(path: string, { commit, machine, verdicts, lua }: Run): Comparison[] {
  if (commit === "") return [];
  const history = readHistory(path);
  const figures = Object.fromEntries([...verdicts.map(figureOf), ...lua.flatMap(luaFigureOf)]);
  const record = { commit, machine, time: new Date().toISOString(), figures };
  writeHistory(path, history, record);
  return compareWithHistory(history, record);
}

function figureOf({ text, measured, range }: Verdict): [string, Estimate] {
  return [text, { value: measured, ...range }];
}

function luaFigureOf({ text, measured }: LuaVerdict): [string, Estimate][] {
  if (measured === undefined) return [];
  return [[text, { value: measured, low: measured * (1 - LUA_RANGE), high: measured * (1 + LUA_RANGE) }]];
}

/** The commit that a luff was made from, as `luff version` reports it; "" where it does not know. */
export function commitOf(luff: string): string {
  const { stdout, stderr, exitCode } = Bun.spawnSync([luff, "version", "-o", "json"]);
  if (exitCode !== 0) throw new Error(`${luff} version: exit status ${exitCode}\n${stderr.toString()}`);
  return (JSON.parse(stdout.toString()) as { readonly commit: string }).commit;
}
