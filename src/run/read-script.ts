import { AppError } from "../errors/app-error.ts";
import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import { shownPath } from "../platform/shown-path.ts";
import { DEVICE_HINT, DEVICE_NAME, isDeviceName } from "../platform/windows-names.ts";
import { requireOpenable } from "../plugin/require-openable.ts";

const HASH = 0x23;
const ESCAPE = 0x1b;

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
  requireNoDevice(host.os, script, asker);
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
function requireNoDevice(os: string, script: string, asker: string): void {
  if (os !== "windows" || !isDeviceName(pathStyle(os).base(script))) return;
  throw new AppError("script-invalid", `${asker}no script can have the name ${shownPath(os, script)}: ${DEVICE_NAME}`, {
    hint: DEVICE_HINT,
  });
}

/**
 * Whether the text is UTF-16 or UTF-32: it has a byte order mark, or a zero beside the first ASCII character. No Lua
 * script begins so.
 */
function wideEncoding([a, b, c, d]: Uint8Array): "UTF-16" | "UTF-32" | undefined {
  const isLittleMark = a === 0xff && b === 0xfe;
  if ((isLittleMark && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff)) return "UTF-32";
  if (isLittleMark || (a === 0xfe && b === 0xff)) return "UTF-16";
  if (isAscii(a) && b === 0) return c === 0 && d === 0 ? "UTF-32" : "UTF-16";
  if (a !== 0) return undefined;
  if (isAscii(b)) return "UTF-16";
  return b === 0 && c === 0 && isAscii(d) ? "UTF-32" : undefined;
}

/**
 * A character that can begin a Lua script. Lua skips a first line that is a comment; a binary chunk begins differently.
 */
function isAscii(byte: number | undefined): boolean {
  return byte !== undefined && byte > 0 && byte < 0x80 && byte !== ESCAPE && byte !== HASH;
}
