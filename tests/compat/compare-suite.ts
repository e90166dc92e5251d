import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { findNativeLua, luffLua, type LuaProgram } from "../helpers/lua-program.ts";

const RUN_FILE = resolve(import.meta.dir, "../lua/suite/run-file.lua");

/** all.lua runs the others; main.lua is about the program `lua` and its options; heavy.lua fills the machine's memory. */
const LEFT_OUT: ReadonlySet<string> = new Set(["all.lua", "main.lua", "heavy.lua"]);

/** A file that has not ended by then counts as hung. The slowest takes a minute. */
const HANGS_AFTER_MS = 3_600_000;

/** How one file of the suite ended: "passed", or the last line of the file that the error message names. */
interface Outcome {
  readonly passed: boolean;
  readonly text: string;
}

/**
 * Runs Lua's own test suite under the native interpreter and luff, file by file, and prints both outcomes:
 *   bun tests/compat/compare-suite.ts FOLDER
 * FOLDER is that of the suite, with its libraries in C built in `libs`; it is copied for each run. `LUFF_BINARY` names the
 * executable, as for the other suites. The exit status is 1 where a file passes under the native interpreter alone.
 */
async function main([folder]: readonly string[]): Promise<number> {
  const native = findNativeLua();
  if (folder === undefined || native === undefined) throw new Error("expected the suite's folder, and lua5.4");
  const files = readdirSync(folder).filter((name) => name.endsWith(".lua") && !LEFT_OUT.has(name));
  if (files.length === 0) throw new Error(`${folder}: no file of the suite`);
  const luff = luffLua();
  let worse = 0;
  for (const file of files.toSorted()) {
    const expected = await runFile(native, folder, file);
    const found = await runFile(luff, folder, file);
    if (expected.passed && !found.passed) worse++;
    console.log(`${file.padEnd(16)} native ${expected.text.padEnd(32)} luff ${found.text}`);
  }
  console.log(`\n${files.length} files, ${worse} of them pass under the native interpreter alone`);
  return worse === 0 ? 0 : 1;
}

async function runFile(program: LuaProgram, suite: string, file: string): Promise<Outcome> {
  const cwd = mkdtempSync(join(tmpdir(), "lua suite "));
  try {
    cpSync(suite, cwd, { recursive: true });
    const child = Bun.spawn([...program.command, RUN_FILE, file], {
      cwd,
      env: { ...process.env, LUFF_TEST_LUA: Bun.which("lua5.4") ?? "lua", ...program.env },
      // The suite expects a standard input that cannot seek.
      stdio: ["pipe", "ignore", "pipe"],
      timeout: HANGS_AFTER_MS,
      killSignal: "SIGKILL",
    });
    await child.stdin.end();
    const [stderr] = await Promise.all([child.stderr.text(), child.exited]);
    const place = stderr.match(/\w+\.lua:\d+/)?.[0];
    const failed = child.signalCode ?? place ?? `exit status ${child.exitCode}`;
    return child.exitCode === 0 ? { passed: true, text: "passed" } : { passed: false, text: `failed, ${failed}` };
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

process.exitCode = await main(process.argv.slice(2));
