import { replaceProcess } from "qjs:host";
import type { Processes } from "../processes.ts";
import { hostError } from "./system-error.ts";

/** Programs with inherited streams: on POSIX in this process's place, on Windows as a child. */
export const processes: Processes = {
  async run(program) {
    const set = Object.entries(program.variables).map(([name, value]) => `${name}=${value}`);
    const end = replaceProcess(program.file, [program.name, ...program.args], set);
    if (typeof end === "number") throw hostError(end, program.file);
    return end.kind === "signal" ? 128 + end.code : end.code;
  },
};
