import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { executionObstacle, type Obstacle } from "./execution-obstacle.ts";
import { binaryFormatOf, FORMAT_BYTES, type BinaryFormat } from "./binary-format.ts";
import { FIRST_LINE_BYTES, isFirstLineCut, TOO_LONG } from "./first-line.ts";
import { baseName } from "./interpreters.ts";
import { wideEncoding } from "./wide-encoding.ts";

type ProgramHost = Pick<Host, "os" | "arch" | "files">;

/** Why the system did not start a file that looked executable, found from its error and from the file's first line. */
export function explainFailure(host: ProgramHost, file: string, error: HostError): Obstacle {
  const head = readHead(host, file);
  const interpreter = interpreterIn(head);
  if (host.os === "windows") return explainOnWindows(host, interpreter, error);
  switch (error.kind) {
    case "not-found":
      return explainMissing(host, file, interpreter);
    case "denied":
      return explainDenial(host, file, interpreter) ?? { reason: error.detail };
    case "not-executable":
      return explainFormat(host, { head, interpreter }, error);
    default:
      return { reason: error.detail };
  }
}

interface Beginning {
  readonly head: Uint8Array;
  readonly interpreter: string | undefined;
}

function explainFormat({ os, arch }: ProgramHost, { head, interpreter }: Beginning, error: HostError): Obstacle {
  if (interpreter !== undefined) {
    return isFirstLineCut(head.subarray(0, FIRST_LINE_BYTES)) ? TOO_LONG : { reason: error.detail };
  }
  const encoding = wideEncoding(head);
  if (encoding !== undefined) return { reason: `it is ${encoding} text; expected UTF-8`, hint: SAVE_AS_UTF8 };
  if (MARKED.every((byte, index) => head[index] === byte)) {
    return { reason: "a byte order mark stands before the #! of its first line", hint: SAVE_AS_UTF8 };
  }
  return explainUnknown({ os, arch }, binaryFormatOf(head));
}

/** Why a system does not start a program in this format, or a file that is neither a program nor begins with `#!`. */
export function explainUnknown({ os, arch }: Pick<Host, "os" | "arch">, format: BinaryFormat | undefined): Obstacle {
  if (format !== undefined) {
    return {
      reason: `it is a program for ${format.os}${format.arch === undefined ? "" : `/${format.arch}`}`,
      hint: `Get the one for ${os}/${arch}.`,
    };
  }
  return {
    reason: "the system does not know its format",
    hint: `Its first line must be #! and an interpreter, or it must be a program for ${os}/${arch}.`,
  };
}

/** A byte order mark and #! in UTF-8. */
const MARKED = [0xef, 0xbb, 0xbf, 0x23, 0x21];
const SAVE_AS_UTF8 = "Save it as UTF-8 without a byte order mark.";

/** On Windows a script is started by its interpreter, so this file has the name of a program. */
function explainOnWindows({ arch }: ProgramHost, interpreter: string | undefined, error: HostError): Obstacle {
  if (error.kind !== "not-executable") return { reason: error.detail };
  if (interpreter !== undefined) {
    return {
      reason: `it is a script for ${interpreter.trimEnd()} by the name of a program`,
      hint: "Take the ending .exe away.",
    };
  }
  return { reason: "the system does not know its format", hint: `It must be a program for windows/${arch}.` };
}

/** Why a script or a program that is there is reported as missing. */
export function explainMissing({ os, arch }: ProgramHost, file: string, interpreter: string | undefined): Obstacle {
  if (interpreter === undefined) {
    return {
      reason: "the loader that it needs is missing",
      hint: `It was built for another system or C library: get the one for ${os}/${arch}.`,
    };
  }
  if (interpreter.endsWith("\r")) {
    return {
      reason: "its first line ends with a carriage return, as lines on Windows do",
      hint: `Remove the carriage returns: sed -i 's/\\r$//' '${file}'`,
    };
  }
  const asks = `its first line asks for ${interpreter}`;
  const hint = `Write its path on this system, or let env find it: #!/usr/bin/env ${baseName(interpreter)}`;
  if (/^[A-Za-z]:|\\/.test(interpreter)) return { reason: `${asks}, which is a path of Windows`, hint };
  if (!interpreter.startsWith("/")) {
    return { reason: `${asks}, which is not a whole path, and the system does not search PATH`, hint };
  }
  return { reason: `${asks}, which is missing`, hint: `Install ${interpreter}.` };
}

/**
 * If the system denies the interpreter, it reports that it denies the script. The script's own mode is not the reason:
 * this user is allowed to execute it. The mount may be: some systems report it only when the file is started.
 */
function explainDenial(host: ProgramHost, file: string, interpreter: string | undefined): Obstacle | undefined {
  const theirs = interpreter === undefined ? undefined : interpreterObstacle(host, interpreter);
  if (theirs === undefined) {
    return host.files.permissions(file)?.noexec === true ? executionObstacle(host, file) : undefined;
  }
  return { ...theirs, reason: `its first line asks for ${interpreter}, and ${theirs.reason}` };
}

/** This user may not be able to enter a folder on the interpreter's path. */
export function interpreterObstacle(host: ProgramHost, interpreter: string): Obstacle | undefined {
  try {
    return executionObstacle(host, interpreter);
  } catch (error) {
    if (error instanceof HostError) return { reason: `it cannot be reached: ${error.detail}` };
    throw error;
  }
}

/**
 * The interpreter in a script's `#!` line, with a carriage return if there is one, because the system reads it too.
 * Undefined without such a line.
 */
export function interpreterIn(head: Uint8Array): string | undefined {
  return /^#![ \t]*([^ \t\n\0]+)/.exec(new TextDecoder("latin1").decode(head))?.[1];
}

/** The beginning of a file; nothing of one that cannot be read. */
export function readHead(host: Pick<Host, "files">, file: string): Uint8Array {
  try {
    return host.files.read(file, FORMAT_BYTES);
  } catch {
    return new Uint8Array();
  }
}
