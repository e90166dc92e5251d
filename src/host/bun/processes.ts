import type { Processes } from "../processes.ts";
import { replaceProcess } from "./start/replace-process.ts";
import { runAsChild, runWithoutInput } from "./start/run-as-child.ts";

/** Programs with inherited streams: by taking this process's place where the system can do that, as a child otherwise. */
export const processes: Processes = {
  async run(program) {
    // Comes back only where the system cannot do that.
    if (process.platform !== "win32") replaceProcess(program);
    // Only there does Bun not start a file by its very path.
    else if (!/\.[^.\\/]+$/.test(program.file)) {
      const { runDirectly } = await import("./start/run-directly.ts");
      return runDirectly(program);
    }
    return runAsChild(program);
  },
  runChild: runWithoutInput,
};
