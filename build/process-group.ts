const WINDOWS = process.platform === "win32";
/** The signals that end this process, and all groups with it. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const running = new Set<number>();

export interface GroupOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The descriptor of the file that receives the program's output. */
  readonly output: number;
}

/**
 * Starts a program without input, in its own process group, so that `endGroup` also ends everything that it starts. An
 * interrupt of this process ends all such groups.
 */
export function startGroup(command: readonly string[], { cwd, env, output }: GroupOptions): Bun.Subprocess {
  if (running.size === 0) for (const signal of SIGNALS) process.once(signal, endAllGroups);
  const child = Bun.spawn([...command], { cwd, env, stdio: ["ignore", output, output], detached: !WINDOWS });
  running.add(child.pid);
  return child;
}

/** Ends what is left of the group that the program started. */
export function endGroup(pid: number): void {
  running.delete(pid);
  if (running.size === 0) for (const signal of SIGNALS) process.off(signal, endAllGroups);
  if (WINDOWS) {
    Bun.spawnSync(["taskkill", "/pid", String(pid), "/t", "/f"], { stdio: ["ignore", "ignore", "ignore"] });
    return;
  }
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // All of them have already ended.
  }
}

function endAllGroups(signal: NodeJS.Signals): void {
  for (const pid of [...running]) endGroup(pid);
  process.kill(process.pid, signal);
}
