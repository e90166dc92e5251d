import { afterEach, beforeEach, describe, expect, setDefaultTimeout, test } from "bun:test";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

setDefaultTimeout(120_000);

const GUARD = resolve(import.meta.dir, "../../../../../src/host/bun/wasm/guard-module.ts");
const HEAD = `
import { guardModule } from ${JSON.stringify(GUARD)};
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
const folder = process.env.FOLDER;
`;

let outer: string;
beforeEach(() => void (outer = mkdtempSync(join(tmpdir(), "luff-guard-"))));
afterEach(() => rmSync(outer, { recursive: true }));

/** Runs a program that guards a folder, and says how it ended and what is left. */
async function guarded(program: string) {
  mkdirSync(join(outer, "in"));
  const script = join(outer, "script.ts");
  await Bun.write(script, HEAD + program);
  const env = { ...process.env, FOLDER: join(outer, "in", "folder") };
  const child = Bun.spawn([process.execPath, script], { env, stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text()]);
  await child.exited;
  return { exitCode: child.exitCode, signal: child.signalCode, stdout, stderr, left: readdirSync(join(outer, "in")) };
}

describe("the guard of a module", () => {
  test("lets nobody go on when the time was over first", async () => {
    const program = `
      const COUNT = 3000;
      const makeFolder = () => {
        mkdirSync(folder);
        for (let index = 0; index < COUNT; index++) writeFileSync(folder + "/" + index, "");
        return folder;
      };
      const run = guardModule({ time: { milliseconds: 1, lastWords: "" }, makeFolder });
      const count = () => { try { return readdirSync(folder).length; } catch { return 0; } };
      while (count() === COUNT) {}
      run.end();
      console.log("went on");
      process.exit(0);
    `;
    expect(await guarded(program)).toEqual({ exitCode: 124, signal: null, stdout: "", stderr: "", left: [] });
  });

  test("removes the folder for a signal that comes when it has just been made", async () => {
    const program = `
      guardModule({ time: undefined, makeFolder: () => {
        mkdirSync(folder);
        process.kill(process.pid, "SIGTERM");
        return folder;
      } });
      Bun.sleepSync(100_000);
    `;
    expect(await guarded(program)).toEqual({ exitCode: null, signal: "SIGTERM", stdout: "", stderr: "", left: [] });
  });

  test("removes the folder at the end, and lets signals go again", async () => {
    const program = `
      const run = guardModule({ time: undefined, makeFolder: () => (mkdirSync(folder), folder) });
      run.end();
      console.log(existsSync(folder));
      process.kill(process.pid, "SIGTERM");
      Bun.sleepSync(100_000);
    `;
    expect(await guarded(program)).toEqual({
      exitCode: null,
      signal: "SIGTERM",
      stdout: "false\n",
      stderr: "",
      left: [],
    });
  });
});
