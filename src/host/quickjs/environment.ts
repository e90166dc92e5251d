import * as native from "qjs:host";
import type { Environment } from "../environment.ts";
import { temporaryDirectory } from "./temporary-directory.ts";
import { toText } from "./text.ts";

/** The environment of this process. */
export function createEnvironment(os: string): Environment {
  return {
    get: getVariable,
    all: allVariables,
    workingDirectory: currentDirectory(),
    home: getVariable(os === "windows" ? "USERPROFILE" : "HOME") ?? "",
    executable: executablePath(),
    ownCommand: [executablePath()],
    processId: native.processId(),
    temporaryDirectory: temporaryDirectory(),
  };
}

function getVariable(name: string): string | undefined {
  const value = native.variable(name);
  return value === undefined ? undefined : toText(value);
}

function allVariables(): Record<string, string> {
  const all: Record<string, string> = Object.create(null);
  for (const bytes of native.variables()) {
    const text = toText(bytes);
    const end = text.indexOf("=", 1);
    all[text.slice(0, end)] = text.slice(end + 1);
  }
  return all;
}

/** A working directory that was removed has no name any more, but PWD still has its old one. */
function currentDirectory(): string {
  const path = native.workingDirectory();
  return typeof path === "number" ? (getVariable("PWD") ?? ".") : toText(path);
}

function executablePath(): string {
  const path = native.executable();
  return typeof path === "number" ? "" : toText(path);
}
