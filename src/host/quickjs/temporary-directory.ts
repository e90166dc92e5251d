import { os, variable } from "qjs:host";
import { toText } from "./text.ts";

/** The folder that C's tmpfile and Lua's os.tmpname use, with a separator at its end. As they do, it ignores TMPDIR. */
export function temporaryDirectory(): string {
  if (os !== "windows") return "/tmp/";
  const value = variable("TEMP") ?? variable("TMP");
  const directory = value === undefined ? "C:\\Windows\\Temp" : toText(value);
  return directory.endsWith("\\") ? directory : `${directory}\\`;
}
