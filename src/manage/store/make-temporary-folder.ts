import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { fileFailure } from "./file-failure.ts";

/** Makes a new folder in the one for temporary files, and returns its path. Throws AppError "file-failed". */
export function makeTemporaryFolder({ os, disk, environment }: Pick<Host, "os" | "disk" | "environment">): string {
  try {
    return disk.makeUniqueFolder(pathStyle(os).join(environment.temporaryDirectory, "luff-"));
  } catch (error) {
    const hint = "Set TMPDIR (on Windows TEMP) to a folder that you may write to.";
    throw fileFailure(error, "make a temporary folder", hint);
  }
}
