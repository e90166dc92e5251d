import { replaceProcess, runChild, variable, type NativeEnd } from "qjs:host";
import type { Processes } from "../processes.ts";
import { rawArguments } from "./raw-arguments.ts";
import { hostError } from "./system-error.ts";
import { toText } from "./text.ts";

/** Starts programs with inherited streams: on POSIX they replace this process, on Windows they are children. */
export const processes: Processes = {
  async run({ file, name, args, variables, verbatim = false }) {
    const end = replaceProcess(file, rawArguments([name, ...args]), changedVariables(variables), verbatim);
    return statusOf(end, file);
  },
  async runChild({ file, name, args, variables, verbatim = false, stdout }) {
    const argv = rawArguments([name, ...args]);
    const how = { verbatim, toStderr: stdout === "stderr" };
    return statusOf(runChild(file, argv, changedVariables(variables), how), file);
  },
};

function statusOf(end: NativeEnd | number, file: string): number {
  if (typeof end === "number") throw hostError(end, file);
  return end.kind === "signal" ? 128 + end.code : end.code;
}

/** Skips a variable that already has its value: the bytes of that value may not be UTF-8. */
function changedVariables(variables: Readonly<Record<string, string>>): string[] {
  return Object.entries(variables)
    .filter(([name, value]) => !hasValue(name, value))
    .map(([name, value]) => `${name}=${value}`);
}

function hasValue(name: string, value: string): boolean {
  const present = variable(name);
  return present !== undefined && toText(present) === value;
}
