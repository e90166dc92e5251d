/** Runs a program to its end and returns its stdout. If it fails, throws with its stderr. */
export function runProgram(
  command: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): string {
  const { exitCode, stdout, stderr } = Bun.spawnSync([...command], {
    cwd: options.cwd ?? process.cwd(),
    env: { ...process.env, ...options.env },
  });
  if (exitCode !== 0) throw new Error(`${command.join(" ")}: exit status ${exitCode}\n${stderr.toString()}`);
  return stdout.toString();
}
