import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findNativeLua, type LuaProgram, luffLua, runLua } from "../helpers/lua-program.ts";

setDefaultTimeout(120_000);

const LUA = join(import.meta.dir, "../lua");
const RUNNER = join(LUA, "run-specs.lua");
const MODULES = ["basic", "coroutine", "debug", "io", "math", "os", "package", "string", "table", "utf8"] as const;

/** Titles of the checks of a module's specs, those that fail with their message. */
interface SpecResult {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  readonly exitCode: number | null;
}

async function runSpecs(program: LuaProgram, module: string): Promise<SpecResult> {
  const specs = readdirSync(join(LUA, module)).map((name) => join(LUA, module, name));
  const cwd = mkdtempSync(join(tmpdir(), "luff-spec-"));
  try {
    const run = await runLua(program, { path: RUNNER, cwd, args: specs, env: { LUFF_TEST_PLAIN: "0" } });
    const lines = `${run.stdout}\n${run.stderr}`.split("\n").filter((line) => line !== "");
    const passed = lines.filter((line) => line.startsWith("ok\t")).map((line) => line.slice(3));
    return { passed, failed: lines.filter((line) => !line.startsWith("ok\t")), exitCode: run.exitCode };
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

const native = findNativeLua();
const programs = [luffLua(), ...(native === undefined ? [] : [native])];

describe.each(programs)("$name", (program) => {
  test.each(MODULES)("passes the specs of %s", async (module) => {
    const { passed, failed, exitCode } = await runSpecs(program, module);

    expect(failed).toEqual([]);
    expect(exitCode).toBe(0);
    expect(passed.length).toBeGreaterThan(4);
  });
});

async function listFunctions(program: LuaProgram): Promise<readonly string[]> {
  const listing = join(LUA, "list-functions.lua");
  const run = await runLua(program, { path: listing, cwd: tmpdir() });
  return run.stdout.trim().split("\n");
}

test("every function of the core libraries is named in a check", async () => {
  const results = await Promise.all(MODULES.map((module) => runSpecs(luffLua(), module)));
  const titles = results.flatMap(({ passed }) => passed).join(" ");
  const functions = await listFunctions(luffLua());

  expect(functions.length).toBeGreaterThan(120);
  expect(functions.filter((name) => !new RegExp(`(^|[ ,])${name.replace(".", "\\.")}($|[ ,])`).test(titles))).toEqual(
    [],
  );
});

if (native === undefined) {
  test.skip("the core libraries have the functions of the reference interpreter (it is not installed)", () => {});
} else {
  test("the core libraries have the functions of the reference interpreter", async () => {
    expect(await listFunctions(luffLua())).toEqual(await listFunctions(native));
  });
}
