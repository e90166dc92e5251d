import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { noteCrash } from "./note-crash.ts";

const RUNNER = resolve(import.meta.dir, "run-lua.ts");

export interface LuaSourceRun {
  readonly args?: readonly string[];
  /** Arguments of the runner, before the script. */
  readonly options?: readonly string[];
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** More files of the script's folder. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Called with the child after its first output on stdout. */
  readonly atFirstOutput?: (child: { kill(signal: NodeJS.Signals): void }) => void;
}

export interface LuaSourceResult {
  readonly status: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script named script.lua, in a folder of its own, in a process of luff's engine; the script has a main. */
export async function runLuaSource(source: string | Uint8Array, run: LuaSourceRun = {}): Promise<LuaSourceResult> {
  const cwd = fs.mkdtempSync(join(tmpdir(), "luff-lua-"));
  try {
    for (const [name, content] of Object.entries({ ...run.files, "script.lua": source })) {
      fs.writeFileSync(join(cwd, name), content);
    }
    return await runIn(cwd, run);
  } finally {
    fs.rmSync(cwd, { recursive: true, force: true });
  }
}

async function runIn(cwd: string, run: LuaSourceRun): Promise<LuaSourceResult> {
  const command = [process.execPath, RUNNER, ...(run.options ?? []), "script.lua", ...(run.args ?? [])];
  const child = Bun.spawn(command, {
    cwd,
    // Otherwise Bun leaves transpiled copies in the temporary folder.
    env: { PATH: process.env["PATH"] ?? "", TZ: "UTC", BUN_RUNTIME_TRANSPILER_CACHE_PATH: "0", ...run.env },
    stdin: run.stdin === undefined ? "ignore" : Buffer.from(run.stdin, "latin1"),
    stdout: "pipe",
    stderr: "pipe",
  });
  const stderr = new Response(child.stderr).text();
  let stdout = "";
  for await (const chunk of child.stdout) {
    if (stdout === "") run.atFirstOutput?.(child);
    stdout += Buffer.from(chunk).toString("latin1");
  }
  await child.exited;
  noteCrash(command.slice(1), child);
  const signal = child.signalCode as string | null;
  return { status: signal === null ? child.exitCode : null, signal, stdout, stderr: await stderr };
}
