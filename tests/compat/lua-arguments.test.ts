import { expect, setDefaultTimeout, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { findNativeLua, type LuaProgram, luffLua, runLua } from "../helpers/lua-program.ts";

setDefaultTimeout(600_000);

const SCRIPT = resolve(import.meta.dir, "../lua/arguments/wrong-arguments.lua");
const KEEP_BYTES = 64 << 20;
/** Lua 5.4.4 names the wrong argument here; later releases name the position's own. */
const OF_5_4_4 = "bad argument #1 to 'table.remove' (position out of bounds)";
const LATER = OF_5_4_4.replace("#1", "#2");

/** The result of each call, a line each, by the name of the function. */
async function callAll(program: LuaProgram): Promise<ReadonlyMap<string, readonly string[]>> {
  const cwd = mkdtempSync(join(tmpdir(), "luff-arguments-"));
  try {
    const run = await runLua(program, { path: SCRIPT, cwd, keepBytes: KEEP_BYTES });
    expect({ stderr: run.stderr, exitCode: run.exitCode }).toEqual({ stderr: "", exitCode: 0 });
    const lines = run.stdout.replaceAll(OF_5_4_4, LATER).split("\n");
    return Map.groupBy(lines, (line) => line.slice(0, Math.max(0, line.indexOf("("))));
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

const native = findNativeLua();
if (native === undefined) {
  test.skip("wrong arguments have the reference interpreter's messages (it is not installed)", () => {});
} else {
  test("wrong arguments of every function have the reference interpreter's messages", async () => {
    const [expected, actual] = [await callAll(native), await callAll(luffLua())];
    const different = [...expected].flatMap(([name, lines]) =>
      lines.flatMap((line, place) => {
        const found = actual.get(name)?.[place];
        return line === found ? [] : [{ expected: line, actual: found }];
      }),
    );

    expect(different.slice(0, 20)).toEqual([]);
    expect([...actual.keys()]).toEqual([...expected.keys()]);
    expect(expected.size).toBeGreaterThan(150);
    expect(actual.get("math.fmod")).toContain(
      "math.fmod(nil, nil) bad argument #2 to 'math.fmod' (number expected, got nil)",
    );
    expect(actual.get("table.remove")).toContain(`table.remove({}, -1) ${LATER}`);
  });
}
