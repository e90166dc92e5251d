import { AppError } from "../../errors/app-error.ts";
import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { DEVICE_HINT, DEVICE_NAME, isDeviceName } from "../../platform/windows-names.ts";

/** Throws AppError "file-failed" if Windows has a device in the place of the file that is to be written. */
export function requireNoDevice({ os }: Pick<Host, "os">, path: string): void {
  if (os !== "windows" || !isDeviceName(pathStyle(os).base(path))) return;
  throw new AppError("file-failed", `cannot write ${path}: a file cannot have this name: ${DEVICE_NAME}`, {
    hint: DEVICE_HINT,
  });
}
