import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LuaCase } from "./lua-cases.ts";
import { type LuaProgram, runLua } from "./lua-program.ts";

/** The compared facts of a run: both streams, one character for each byte, and how it ended. */
export interface LuaOutcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | string | null;
}

const SCRIPT = "./case.lua";

/** Runs a case in a folder of its own. */
export async function runCase(program: LuaProgram, one: LuaCase): Promise<LuaOutcome> {
  const cwd = mkdtempSync(join(tmpdir(), "luff-case-"));
  try {
    for (const [name, content] of Object.entries(one.files)) writeFileSync(join(cwd, name), content);
    writeFileSync(join(cwd, SCRIPT), one.source);
    const { args, env } = one;
    const run = await runLua(program, { path: SCRIPT, cwd, args, env, ...(one.stdin && { stdin: one.stdin }) });
    return {
      stdout: withoutAddresses(run.stdout).replaceAll(cwd, "<cwd>"),
      stderr: normaliseError(withoutAddresses(run.stderr).replaceAll(cwd, "<cwd>")),
      status: run.signal ?? run.exitCode,
    };
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

/** Addresses differ between any two runs. */
function withoutAddresses(text: string): string {
  return text.replace(/\b(table|function|thread|userdata|file|builtin)(: | \()0x[0-9a-f]+/g, "$1$20x…");
}

/**
 * Takes the program's name off the front, and the traceback's frames from the main chunk outwards: below it there is
 * the interpreter's own `[C]: in ?`, or luff's way of calling `main`.
 */
function normaliseError(text: string): string {
  const unnamed = text.replace(/^(\S*\/)?(lua5\.4|lua|luff): /gm, "");
  return unnamed.replace(/\n\t[^\n]*: in (main chunk|function 'main')(\n\t[^\n]*)*/g, "\n\t<main>");
}
