import { expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { findNativeLua, type LuaProgram, type LuaRun, luffLua, runLua } from "../helpers/lua-program.ts";

setDefaultTimeout(3_600_000);

/** LUFF_FUZZ_RUNS multiplies the rounds of each kind, for long runs by hand; LUFF_FUZZ_SEED sets another start. */
const TIMES = Number(process.env["LUFF_FUZZ_RUNS"] ?? "1");
const SEED = process.env["LUFF_FUZZ_SEED"] ?? "1";
const KINDS = [
  { kind: "random text", script: "chunks.lua", first: ["text"], rounds: 10_000 },
  { kind: "damaged binary chunks", script: "chunks.lua", first: ["binary"], rounds: 600 },
  { kind: "library calls with wild arguments", script: "calls.lua", first: [], rounds: 20_000 },
] as const;

const CHUNKS = resolve(import.meta.dir, "../lua/fuzz/chunks.lua");
const native = findNativeLua();
const LIMITS = { memoryBytes: 128 * 2 ** 20, timeMs: 2000 };
/** A run that has not ended by then counts as hung. It is not a measure of speed: a busy machine stays far below it. */
const HANGS_AFTER_MS = 480_000;
/** An uncaught error and the three limits: after such an end another run starts at the next round. */
const CLEAN_ENDS = [1, 122, 123, 124];
const MACHINE_FAULT = 125;

test.each(KINDS)("$kind never end luff without a message of its own", async ({ script, first, rounds }) => {
  const cwd = mkdtempSync(join(tmpdir(), "luff-fuzz-"));
  const findings: string[] = [];
  const last = rounds * TIMES;
  try {
    for (let from = 1; from <= last;) {
      const args = [...first, SEED, String(from), String(last), "progress"];
      const path = resolve(import.meta.dir, "../lua/fuzz", script);
      const run = await runLua(luffLua(), { path, cwd, args, limits: LIMITS, killAfterMs: HANGS_AFTER_MS });
      // On a busy machine the time may be over before the first round.
      const file = join(cwd, "progress");
      const progress = existsSync(file) ? readFileSync(file, "latin1").trim() : "";
      const round = Number(progress.slice(0, 10));
      const finding = judge(run);
      if (finding !== undefined) findings.push(`seed ${SEED}, round ${progress}: ${finding}`);
      if (run.exitCode === 0 && round !== last) findings.push(`ended early in round ${progress}`);
      from = run.exitCode === 0 ? last + 1 : Math.max(round, from) + 1;
    }
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }

  expect(findings).toEqual([]);
});

test.skipIf(native === undefined)(
  "random programs end in the same way as under the reference interpreter",
  async () => {
    const [expected, actual] = await Promise.all([native ?? luffLua(), luffLua()].map(printEnds));

    expect(actual?.length).toBe(3000 * TIMES);
    expect(actual).toEqual(expected);
  },
);

/** One line for each random program: its number, and the value or the error that it ended with. */
async function printEnds(program: LuaProgram): Promise<readonly string[]> {
  const cwd = mkdtempSync(join(tmpdir(), "luff-fuzz-"));
  try {
    const args = ["programs", SEED, "1", String(3000 * TIMES), "progress"];
    const run = await runLua(program, { path: CHUNKS, cwd, args, killAfterMs: 5 * HANGS_AFTER_MS * TIMES });
    return run.stdout.split("\n").filter((line) => /^\d/.test(line));
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

/** What is wrong with the end of a run; undefined if nothing is. */
function judge(run: LuaRun): string | undefined {
  const ending = run.stderr.slice(-600);
  // A chunk that broke the machine may never check for the end of its time; then luff reports that and is killed.
  if (run.signal !== null && run.stderr.includes("time limit reached")) return undefined;
  if (run.signal !== null) return `${run.signal} after ${Math.round(run.elapsedMs)} ms: ${ending}`;
  if (/^ +at .*[(/:]/m.test(run.stderr)) return `a JavaScript stack: ${ending}`;
  if (run.exitCode === 0 || CLEAN_ENDS.includes(run.exitCode ?? -1)) return undefined;
  if (run.exitCode === MACHINE_FAULT && run.stderr.includes("the Lua machine failed")) return undefined;
  return `status ${run.exitCode}: ${ending}`;
}
