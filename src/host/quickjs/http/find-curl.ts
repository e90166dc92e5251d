import { os, variable } from "qjs:host";
import { HostError } from "../../host-error.ts";
import { files } from "../files.ts";
import { toText } from "../text.ts";

/** The path of the program curl: that of Windows itself, else the first in a folder of PATH with an absolute path. */
export function findCurl(): string | undefined {
  const isWindows = os === "windows";
  const folders = valueOf("PATH").split(isWindows ? ";" : ":");
  const candidates = isWindows
    ? [`${valueOf("SystemRoot")}\\System32`, ...folders].map((folder) => `${folder}\\curl.exe`)
    : folders.map((folder) => `${folder}/curl`);
  return candidates.find((path) => isAbsolute(path) && isProgram(path));
}

function valueOf(name: string): string {
  const value = variable(name);
  return value === undefined ? "" : toText(value);
}

/** A folder such as "." would let whoever wrote the user's files choose the program. */
function isAbsolute(path: string): boolean {
  return os === "windows" ? /^(?:[A-Za-z]:)?\\./.test(path) : path.startsWith("/");
}

/** A folder that cannot be looked at has nothing to run. */
function isProgram(path: string): boolean {
  try {
    const found = files.stat(path);
    return found?.kind === "file" && found.executable;
  } catch (error) {
    if (error instanceof HostError) return false;
    throw error;
  }
}
