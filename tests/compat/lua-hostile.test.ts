import { expect, setDefaultTimeout, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type HostileScript, readHostileScripts } from "../helpers/lua-hostile.ts";
import { type LuaRun, luffLua, runLua } from "../helpers/lua-program.ts";
import { runPool } from "../helpers/run-pool.ts";

setDefaultTimeout(600_000);

/** What the program itself may take beside the memory that a script is granted. */
const OWN_BYTES = 64 * 2 ** 20;
/** How long after its time limit a script may still be seen, on a machine that is busy with other things. */
const GRACE_MS = 20_000;
/** A script without a limit of its own must end by itself; this only keeps a hanging one from hanging the suite. */
const PATIENCE_MS = 60_000;

const luff = luffLua();
const scripts = readHostileScripts(join(import.meta.dir, "../lua/hostile"));
const runs = runPool(scripts, 2, runHostile);

async function runHostile(script: HostileScript): Promise<LuaRun> {
  const cwd = mkdtempSync(join(tmpdir(), "luff-hostile-"));
  try {
    const source = luff.plain ? script.source : `function main(...) ${script.source}\nend\n`;
    writeFileSync(join(cwd, "script.lua"), source);
    const limits = { timeMs: PATIENCE_MS, ...script.limits };
    return await runLua(luff, { path: "./script.lua", cwd, limits, keepBytes: 1 << 16, killAfterMs: 2 * PATIENCE_MS });
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

for (const [script, ended] of runs) {
  test(`${script.name} ends with ${script.statuses.join(" or ")}`, async () => {
    const run = await ended;
    const { memoryBytes } = script.limits;

    expect(script.statuses, run.stderr.slice(0, 2000)).toContain((run.signal ?? run.exitCode) as number);
    if (script.stderr !== undefined) expect(run.stderr.slice(0, 2000)).toMatch(script.stderr);
    if (script.stdout !== undefined) expect(run.stdout.slice(0, 2000)).toMatch(script.stdout);
    expect(run.stderr).not.toMatch(/^ +at /m);
    expect(run.elapsedMs).toBeLessThan((script.limits.timeMs ?? PATIENCE_MS) + GRACE_MS);
    if (memoryBytes !== undefined) expect(run.peakBytes).toBeLessThan(memoryBytes + OWN_BYTES);
  });
}

test("has at least 40 scripts", () => {
  expect(scripts.length).toBeGreaterThanOrEqual(40);
});
