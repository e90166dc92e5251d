import type { Environment } from "../environment.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

/** The environment of this process. */
export function createEnvironment(os: string): Environment {
  const variables = process.env;
  // Otherwise "constructor" would be a variable: process.env inherits the properties that every object has.
  const get = (name: string): string | undefined => {
    const value: unknown = variables[name];
    return typeof value === "string" ? value : undefined;
  };
  let directory: string | undefined;
  return {
    get,
    // Loaded only here: the start of a program in luff's place does not need it.
    all: () => (require("./start/raw-variables.ts") as typeof import("./start/raw-variables.ts")).ownVariables(),
    // Asked only when it is needed, and once.
    get workingDirectory() {
      return (directory ??= currentDirectory(get));
    },
    home: (os === "windows" ? get("USERPROFILE") : get("HOME")) ?? "",
    get executable() {
      return process.execPath;
    },
    get ownCommand(): [string, ...string[]] {
      return isCompiled() ? [process.execPath] : [process.execPath, Bun.main];
    },
    get processId() {
      return process.pid;
    },
    get temporaryDirectory() {
      return temporaryDirectory();
    },
  };
}

/** Whether this is an executable: its modules are in its own virtual file system. */
function isCompiled(): boolean {
  return Bun.main.includes("$bunfs") || Bun.main.includes("~BUN");
}

/** A working directory that was removed has no name any more, but PWD still has its old one. */
function currentDirectory(get: (name: string) => string | undefined): string {
  try {
    return process.cwd();
  } catch {
    return get("PWD") ?? ".";
  }
}
