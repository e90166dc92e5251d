import { programUnderTest } from "./program-under-test.ts";
import type { Sandbox } from "./sandbox.ts";

/** Runs work/script.lua, or what other arguments name, sends luff the signal as soon as it prints, and returns what it prints and its exit status. */
export async function signalAtFirstOutput(
  sandbox: Sandbox,
  signal: NodeJS.Signals,
  args: readonly string[] = ["./script.lua"],
): Promise<{ readonly stdout: string; readonly stderr: string; readonly exitCode: number }> {
  const started = Bun.spawn([...programUnderTest(), ...args], {
    cwd: sandbox.work,
    env: sandbox.env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  for await (const chunk of started.stdout) {
    if (stdout === "") started.kill(signal);
    stdout += Buffer.from(chunk).toString();
  }
  return { stdout, exitCode: await started.exited, stderr: await started.stderr.text() };
}
