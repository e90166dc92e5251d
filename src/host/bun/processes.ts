import type { Processes, ProgramStart } from "../processes.ts";
import { replaceProcess } from "./replace-process.ts";
import { hostError } from "./system-error.ts";

const FORWARDED_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const;

/** Programs with inherited streams: by taking this process's place where the system can do that, as a child otherwise. */
export const processes: Processes = {
  async run(program) {
    // Comes back only where the system cannot or the start failed; the child's start then tells why.
    if (process.platform !== "win32") replaceProcess(program);
    return runAsChild(program);
  },
};

async function runAsChild(program: ProgramStart): Promise<number> {
  const child = startChild(program);
  for (const signal of FORWARDED_SIGNALS) process.on(signal, () => child.kill(signal));
  await child.exited;
  return child.signalCode === null ? (child.exitCode ?? 1) : 128 + signalNumber(child.signalCode);
}

function startChild(program: ProgramStart): Bun.Subprocess {
  try {
    return Bun.spawn([program.file, ...program.args], {
      argv0: program.name,
      env: { ...process.env, ...program.variables },
      stdio: ["inherit", "inherit", "inherit"],
    });
  } catch (error) {
    throw hostError(error, program.file);
  }
}

/** node:os is loaded for this alone, since it costs every start otherwise. */
function signalNumber(name: NodeJS.Signals | number): number {
  if (typeof name === "number") return name;
  const { constants } = require("node:os") as typeof import("node:os");
  return constants.signals[name];
}
