import { HostError } from "../host/host-error.ts";
import { pathStyle } from "../platform/path-style.ts";
import { shownPath } from "../platform/shown-path.ts";
import { DEVICE_HINT, DEVICE_NAME, isDeviceName } from "../platform/windows-names.ts";
import type { Obstacle } from "./execution-obstacle.ts";
import { FIRST_LINE_BYTES } from "./first-line.ts";
import { unreadEncoding } from "./inspect-file.ts";
import type { Interpreter } from "./interpreters.ts";
import { isOnShare, namedScript } from "./named-script.ts";
import { startFailed, type ProgramCall, type ProgramHost } from "./program-call.ts";
import { isFile } from "./search-path.ts";

/** Throws AppError "start-failed" for the name of a device: reading such a file could wait for the keyboard. */
export function refuseDevice(host: ProgramHost, call: ProgramCall, path: string): void {
  if (!isDeviceName(pathStyle(host.os).base(path))) return;
  const which = path === call.word ? "this name" : `the name ${shownPath(host.os, path)}`;
  throw startFailed(host, call, { reason: `no file can have ${which}: ${DEVICE_NAME}`, hint: DEVICE_HINT });
}

/**
 * The script of an interpreter that a command names. Throws AppError "start-failed" if it is a device, or in an encoding that the
 * interpreter does not read.
 */
export function requireScript(
  host: ProgramHost,
  call: ProgramCall,
  { args, interpreter }: { readonly args: readonly string[]; readonly interpreter: Interpreter | undefined },
): string | undefined {
  const script = namedScript(host, args, interpreter);
  if (script === undefined) return undefined;
  refuseDevice(host, call, script);
  const unread = interpreter === undefined ? undefined : unreadScript(host, script, interpreter);
  if (unread === undefined) return script;
  const reason = unread.reason.replace(/^it is/, `the script ${shownPath(host.os, script)} is`);
  throw startFailed(host, call, { ...unread, reason });
}

/** What is wrong with the encoding of a script; undefined if nothing is, or if only the interpreter can look at it. */
function unreadScript(host: ProgramHost, script: string, interpreter: Interpreter): Obstacle | undefined {
  if (isOnShare(script) || !isFile(host, script)) return undefined;
  try {
    return unreadEncoding(host.files.read(script, FIRST_LINE_BYTES), interpreter);
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}
