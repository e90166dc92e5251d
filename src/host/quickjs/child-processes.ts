import * as native from "qjs:host";
import type { ChildProcesses } from "../child-processes.ts";

/** Children of the system's command interpreter, started and awaited in C. */
export const childProcesses: ChildProcesses = {
  available: native.hasShell,
  execute: (command, environment) => native.runShell(command, settings(environment)),
  open(command, direction, environment) {
    const opened = native.openShell(command, direction === "read" ? 1 : 0, settings(environment));
    if (typeof opened === "number") return opened;
    const [descriptor, child] = opened;
    return { descriptor, wait: () => native.wait(child) };
  },
};

function settings(environment: Readonly<Record<string, string>>): string[] {
  return Object.entries(environment).map(([name, value]) => `${name}=${value}`);
}
