import { AppError } from "../errors/app-error.ts";
import { OPEN_READ } from "../host/descriptors.ts";
import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import { shownPath } from "../platform/shown-path.ts";
import { DEVICE_HINT, DEVICE_NAME, isDeviceName } from "../platform/windows-names.ts";
import { requireOpenable } from "../plugin/require-openable.ts";
import { wideEncoding } from "../program/wide-encoding.ts";
import { nearestFileHint } from "./nearest-file.ts";
import { joinChunks } from "../text/join-chunks.ts";

/** The most bytes of a script. */
const MOST_BYTES = 64 * 1024 * 1024;

type ScriptHost = Pick<Host, "os" | "files" | "descriptors">;

/**
 * The bytes of a Lua script. `asker` is the prefix of a message: "" or `plugin "total": `. Throws AppError
 * "script-not-found", "too-many-files", and "script-invalid" for what cannot be read, for more than 64 MiB, and for
 * text in UTF-16 or UTF-32, for which Lua's message would only be "unexpected symbol".
 */
export function readScript(host: ScriptHost, script: string, asker: string): Uint8Array {
  const source = readBytes(host, script, asker);
  const encoding = wideEncoding(source);
  if (encoding === undefined) return source;
  throw new AppError("script-invalid", `${asker}the Lua script ${script} is ${encoding} text; expected UTF-8`, {
    hint: "Save it as UTF-8. Editors offer this when they save; in PowerShell use -Encoding utf8.",
  });
}

function readBytes(host: ScriptHost, script: string, asker: string): Uint8Array {
  refuseDeviceScript(host.os, script, asker);
  try {
    const stat = host.files.stat(script);
    if (stat?.kind === "file" && stat.size > MOST_BYTES) throw tooLong(script, asker);
    return (stat?.kind === "other" ? readStream(host, script, asker) : undefined) ?? host.files.read(script);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    requireOpenable(host.os, error, asker);
    const isAbsent = error.kind === "not-found" || error.kind === "not-a-directory";
    const code = isAbsent ? "script-not-found" : "script-invalid";
    const near = isAbsent ? nearestFileHint(host, script) : undefined;
    throw new AppError(code, `${asker}cannot read the Lua script ${script}: ${error.detail}`, {
      cause: error,
      ...(near !== undefined && { hint: `Look for another name: ${near}.` }),
    });
  }
}

/** What a pipe or a device gives, which may have no end; undefined if it cannot be read in this way. */
function readStream({ descriptors }: ScriptHost, script: string, asker: string): Uint8Array | undefined {
  const descriptor = descriptors.open(new TextEncoder().encode(script), OPEN_READ, 0);
  if (descriptor < 0) return undefined;
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const part = new Uint8Array(65_536);
      const count = descriptors.read(descriptor, part, 0, part.length);
      if (count < 0) throw new AppError("script-invalid", `${asker}cannot read the Lua script ${script} to its end`);
      if (count === 0) return joinChunks(parts);
      parts.push(part.subarray(0, count));
      length += count;
      if (length > MOST_BYTES) throw tooLong(script, asker);
    }
  } finally {
    descriptors.close(descriptor);
  }
}

function tooLong(script: string, asker: string): AppError {
  return new AppError("script-invalid", `${asker}the Lua script ${script} is longer than 64 MiB`, {
    hint: "Check that it is a script. Keep large data in files of their own.",
  });
}

/** Reading such a file of Windows could wait for the keyboard. */
function refuseDeviceScript(os: string, script: string, asker: string): void {
  if (os !== "windows" || !isDeviceName(pathStyle(os).base(script))) return;
  throw new AppError("script-invalid", `${asker}no script can have the name ${shownPath(os, script)}: ${DEVICE_NAME}`, {
    hint: DEVICE_HINT,
  });
}
