import type { ChildStart, Processes, ProgramStart } from "../processes.ts";
import { replaceProcess } from "./start/replace-process.ts";

/**
 * Starts programs with inherited streams. They take this process's place if the system supports that, otherwise they
 * are children.
 */
export const processes: Processes = {
  async run(program) {
    // Returns only if the system cannot do that.
    if (process.platform !== "win32") replaceProcess(program);
    if (startsByAnotherName(program.file)) return runDirectly(program);
    return (await import("./start/run-as-child.ts")).runAsChild(program);
  },
  async runChild(program) {
    if (startsByAnotherName(program.file)) return runDirectly(program);
    return (await import("./start/run-as-child.ts")).runWithStreams(program);
  },
};

/** Whether Bun looks for the file under other names: on Windows, where it has no ending. */
function startsByAnotherName(file: string): boolean {
  return process.platform === "win32" && !/\.[^.\\/]+$/.test(file);
}

async function runDirectly(program: ProgramStart | ChildStart): Promise<number> {
  return (await import("./start/run-directly.ts")).runDirectly(program);
}
