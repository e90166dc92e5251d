import { replaceProcess, runChild, variable, type NativeEnd } from "qjs:host";
import type { Processes } from "../processes.ts";
import { rawArguments } from "./raw-arguments.ts";
import { hostError } from "./system-error.ts";
import { toText } from "./text.ts";

/** Programs with inherited streams: on POSIX in this process's place, on Windows as a child. */
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

/** A variable that has its value already is not touched, since its bytes may be no UTF-8. */
function changedVariables(variables: Readonly<Record<string, string>>): string[] {
  return Object.entries(variables)
    .filter(([name, value]) => !hasValue(name, value))
    .map(([name, value]) => `${name}=${value}`);
}

function hasValue(name: string, value: string): boolean {
  const present = variable(name);
  return present !== undefined && toText(present) === value;
}
