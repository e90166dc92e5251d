import * as native from "qjs:host";
import type { ChildProcesses } from "../child-processes.ts";
import { cmdLine } from "../cmd-line.ts";
import { rawVariables } from "./raw-variables.ts";
import { toBytes, toText } from "./text.ts";

/** Children of the system's command interpreter, started and waited for in C. */
export const childProcesses: ChildProcesses = {
  available: native.hasShell,
  execute: (command, environment, { rawVariables: set } = {}) =>
    native.runShell(shellCommand(command), rawVariables(environment, set)),
  open(command, direction, environment, { withoutDescriptors = false, rawVariables: set } = {}) {
    const stream = direction === "read" ? 1 : 0;
    const variables = rawVariables(environment, set);
    const opened = native.openShell(shellCommand(command), stream, variables, withoutDescriptors);
    if (typeof opened === "number") return opened;
    const [descriptor, child] = opened;
    return { descriptor, wait: () => native.wait(child) };
  },
};

/** The arguments of the shell. On POSIX the C code adds the others. */
function shellCommand(command: Uint8Array): Uint8Array {
  return native.os === "windows" ? toBytes(cmdLine(toText(command))) : command;
}
