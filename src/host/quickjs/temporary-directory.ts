import { os, variable } from "qjs:host";
import { toText } from "./text.ts";

/** The user's folder for temporary files, as luff uses it. A variable that is empty counts as one that is not set. */
export function temporaryDirectory(): string {
  if (os !== "windows") return variableText("TMPDIR") || "/tmp";
  return variableText("TMP") || variableText("TEMP") || variableText("USERPROFILE") || "C:\\Windows";
}

/** The folder that C's tmpfile and Lua's os.tmpname use, with a separator at its end. On POSIX they ignore TMPDIR. */
export function luaTemporaryFolder(): string {
  return os === "windows" ? temporaryDirectory().replace(/\\?$/, "\\") : "/tmp/";
}

function variableText(name: string): string | undefined {
  const value = variable(name);
  return value === undefined ? undefined : toText(value);
}
