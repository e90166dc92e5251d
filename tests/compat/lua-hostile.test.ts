import { expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { type HostileScript, readHostileScripts } from "../helpers/lua-hostile.ts";
import { type LuaRun, luffLua, runLua } from "../helpers/lua-program.ts";
import { testsBinary, testsEmulated } from "../helpers/program-under-test.ts";
import { runPool } from "../helpers/run-pool.ts";

/** The memory that the program itself may use in addition to a script's limit. From source this includes Bun's transpiler. */
const OWN_BYTES = (testsBinary() ? 64 : 96) * 2 ** 20;
/**
 * How long a script may compute after its time limit, in multiples of an empty script's processor time: an emulator slows both.
 * A busy machine gives a script less processor time, never more.
 */
const STARTS_TO_END = 300;
const LEAST_GRACE_MS = 20_000;
/** Luff computes in several threads. */
const THREADS = availableParallelism();

/** Small programs that report peak memory and end a hanging run; Bun's own figure is never below this process's peak. */
const GNU_TIME = "/usr/bin/time";
const WATCHED = existsSync(GNU_TIME) && Bun.which("timeout") !== null && !testsEmulated();
const UNWATCHED = testsEmulated() ? "an emulator's memory would be in it" : "there is no time or timeout";
const without = WATCHED ? "" : ` (skipped: ${UNWATCHED})`;

const luff = luffLua();
const graceMs = await measureGrace();
/** A script without a limit of its own must end by itself; these only keep a hanging one from hanging the suite. */
const PATIENCE_MS = 10 * graceMs;
const HANGS_AFTER_MS = 2 * PATIENCE_MS;
/** A test may wait for the runs before its own. */
setDefaultTimeout(10 * HANGS_AFTER_MS);
const scripts = readHostileScripts(join(import.meta.dir, "../lua/hostile"));
const runs = runPool(scripts, 2, runHostile);

interface HostileRun extends LuaRun {
  /** Bytes; absent where nothing measures it. */
  readonly peakBytes: number | undefined;
}

async function measureGrace(): Promise<number> {
  const cwd = mkdtempSync(join(tmpdir(), "luff-empty-"));
  try {
    writeFileSync(join(cwd, "empty.lua"), "");
    const { cpuMs } = await runLua(luff, { path: "./empty.lua", cwd, killAfterMs: 600_000 });
    return Math.max(LEAST_GRACE_MS, Math.ceil(STARTS_TO_END * cpuMs));
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

async function runHostile(script: HostileScript): Promise<HostileRun> {
  const cwd = mkdtempSync(join(tmpdir(), "luff-hostile-"));
  const peak = join(cwd, "peak");
  const watch = [
    GNU_TIME,
    "--quiet",
    "-f",
    "%M",
    "-o",
    peak,
    "timeout",
    "-s",
    "KILL",
    String(Math.ceil(HANGS_AFTER_MS / 1000)),
  ];
  const program = WATCHED ? { ...luff, command: [...watch, ...luff.command] } : luff;
  try {
    writeFileSync(join(cwd, "script.lua"), script.source);
    const limits = { timeMs: PATIENCE_MS, ...script.limits };
    const run = await runLua(program, { path: "./script.lua", cwd, limits, killAfterMs: 2 * HANGS_AFTER_MS });
    const kilobytes = WATCHED ? Number(readFileSync(peak, "utf8").trim().split("\n").at(-1)) : undefined;
    return { ...run, peakBytes: kilobytes === undefined ? undefined : kilobytes * 1024 };
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

for (const [script, ended] of runs) {
  test(`${script.name} ends with ${script.statuses.join(" or ")}`, async () => {
    const run = await ended;
    const { timeMs = PATIENCE_MS } = script.limits;

    expect(script.statuses, run.stderr.slice(0, 2000)).toContain((run.signal ?? run.exitCode) as number);
    if (script.stderr !== undefined) expect(run.stderr).toMatch(script.stderr);
    if (script.stdout !== undefined) expect(run.stdout).toMatch(script.stdout);
    expect(run.stderr).not.toMatch(/^ +at /m);
    expect(run.cpuMs).toBeGreaterThan(0);
    expect(run.cpuMs).toBeLessThan(THREADS * timeMs + graceMs);
  });

  const { memoryBytes } = script.limits;
  if (memoryBytes === undefined) continue;
  test.skipIf(!WATCHED)(`${script.name} keeps to its memory limit${without}`, async () => {
    const { peakBytes } = await ended;
    expect(peakBytes).toBeGreaterThan(0);
    expect(peakBytes).toBeLessThan(memoryBytes + OWN_BYTES);
  });
}

test("has at least 40 scripts", () => {
  expect(scripts.length).toBeGreaterThanOrEqual(40);
});
