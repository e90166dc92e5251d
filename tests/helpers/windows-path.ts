import { delimiter } from "node:path";
import type { Variables } from "./sandbox.ts";
import { testsWine } from "./program-under-test.ts";

/** A path of this machine as the Windows under test knows it: Wine shows the whole file system as drive Z. */
export function windowsPath(path: string): string {
  return testsWine() ? `Z:${path.replaceAll("/", "\\")}` : path;
}

/** The variables with which luff looks for programs in this folder of the machine before all others. */
export function windowsSearchPath(folder: string): Variables {
  // Wine makes its PATH from this variable and its own registry.
  if (testsWine()) return { WINEPATH: windowsPath(folder) };
  return { PATH: `${folder}${delimiter}${process.env["PATH"] ?? ""}` };
}
