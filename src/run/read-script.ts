import { AppError } from "../errors/app-error.ts";
import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import { shownPath } from "../platform/shown-path.ts";
import { DEVICE_HINT, DEVICE_NAME, isDeviceName } from "../platform/windows-names.ts";
import { requireOpenable } from "../plugin/require-openable.ts";
import { wideEncoding } from "../program/wide-encoding.ts";

/**
 * The bytes of a Lua script. `asker` is the prefix of a message: "" or `plugin "total": `. Throws AppError
 * "script-not-found", "too-many-files", and "script-invalid" for text in UTF-16 or UTF-32, for which Lua's message
 * would only be "unexpected symbol".
 */
export function readScript(host: Pick<Host, "os" | "files">, script: string, asker: string): Uint8Array {
  const source = readBytes(host, script, asker);
  const encoding = wideEncoding(source);
  if (encoding === undefined) return source;
  throw new AppError("script-invalid", `${asker}the Lua script ${script} is ${encoding} text; expected UTF-8`, {
    hint: "Save it as UTF-8. Editors offer this when they save; in PowerShell use -Encoding utf8.",
  });
}

function readBytes(host: Pick<Host, "os" | "files">, script: string, asker: string): Uint8Array {
  refuseDeviceScript(host.os, script, asker);
  try {
    return host.files.read(script);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    requireOpenable(host.os, error, asker);
    throw new AppError("script-not-found", `${asker}cannot read the Lua script ${script}: ${error.detail}`, {
      cause: error,
    });
  }
}

/** Reading such a file of Windows could wait for the keyboard. */
function refuseDeviceScript(os: string, script: string, asker: string): void {
  if (os !== "windows" || !isDeviceName(pathStyle(os).base(script))) return;
  throw new AppError("script-invalid", `${asker}no script can have the name ${shownPath(os, script)}: ${DEVICE_NAME}`, {
    hint: DEVICE_HINT,
  });
}
