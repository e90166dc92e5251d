import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The variable of a process that is isolated. */
const ISOLATED = "LUFF_MUTATE_ISOLATED";
/** The shell reaps processes that children left behind. */
const UNSHARE = ["unshare", "--pid", "--fork", "--kill-child", "--mount-proc", "sh", "-c", '"$@"; exit "$?"', "sh"];
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Starts this program again where it sees no processes but its own, and returns its exit status: a mutant may send a signal to
 * all processes, or set the limits of another one. Undefined where that has been done, or cannot be: not on Linux, or without
 * the right to it, and then a mutant has no right to harm others either.
 */
export async function runIsolated(): Promise<number | undefined> {
  if (process.platform !== "linux" || process.env[ISOLATED] !== undefined || !canIsolate()) return undefined;
  const command = [...UNSHARE, process.execPath, ...process.argv.slice(1)];
  // Files of killed processes are removed with the folder.
  const folder = mkdtempSync(join(tmpdir(), "luff-mutate-"));
  const env = { ...process.env, [ISOLATED]: "1", TMPDIR: folder };
  const run = Bun.spawn(command, { env, stdio: ["ignore", "inherit", "inherit"] });
  for (const signal of SIGNALS) process.on(signal, () => run.kill("SIGKILL"));
  const status = await run.exited;
  rmSync(folder, { recursive: true, force: true });
  return status;
}

function canIsolate(): boolean {
  return Bun.which("unshare") !== null && Bun.spawnSync([...UNSHARE, "true"]).exitCode === 0;
}
