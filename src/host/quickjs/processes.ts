import { replaceProcess, variable } from "qjs:host";
import type { Processes } from "../processes.ts";
import { rawArguments } from "./raw-arguments.ts";
import { hostError } from "./system-error.ts";
import { toText } from "./text.ts";

/** Programs with inherited streams: on POSIX in this process's place, on Windows as a child. */
export const processes: Processes = {
  async run({ file, name, args, variables, verbatim = false }) {
    const end = replaceProcess(file, rawArguments([name, ...args]), changedVariables(variables), verbatim);
    if (typeof end === "number") throw hostError(end, file);
    return end.kind === "signal" ? 128 + end.code : end.code;
  },
};

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
