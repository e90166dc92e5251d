import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { executionObstacle, type Obstacle } from "./execution-obstacle.ts";

type ProgramHost = Pick<Host, "os" | "arch" | "files">;

/** Why the system did not start a file that looked executable, from its error and from the file's first line. */
export function explainFailure(host: ProgramHost, file: string, error: HostError): Obstacle {
  const interpreter = readInterpreter(host, file);
  if (host.os === "windows") return explainOnWindows(host, interpreter, error);
  switch (error.kind) {
    case "not-found":
      return explainMissing(host, file, interpreter);
    case "denied":
      return explainDenial(host, file, interpreter) ?? { reason: error.detail };
    case "not-executable":
      return explainFormat(host, interpreter, error);
    default:
      return { reason: error.detail };
  }
}

function explainFormat({ os, arch }: ProgramHost, interpreter: string | undefined, error: HostError): Obstacle {
  if (interpreter !== undefined) return { reason: error.detail };
  return {
    reason: "the system does not know its format",
    hint: `Its first line must be #! and an interpreter, or it must be a program for ${os}/${arch}.`,
  };
}

/** A script has its interpreter on Windows, so this one has the name of a program. */
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

function explainMissing({ os, arch }: ProgramHost, file: string, interpreter: string | undefined): Obstacle {
  if (interpreter === undefined) {
    return {
      reason: "the loader that it asks for is missing",
      hint: `It is made for another system or C library: get the one for ${os}/${arch}.`,
    };
  }
  if (interpreter.endsWith("\r")) {
    return {
      reason: "its first line ends in a carriage return, as lines do on Windows",
      hint: `Take the carriage returns away: sed -i 's/\\r$//' '${file}'`,
    };
  }
  return { reason: `its first line asks for ${interpreter}, which is missing`, hint: `Install ${interpreter}.` };
}

/**
 * The system reports a denied interpreter as a denial of the script. The script's own mode is not the reason: this user was found to
 * be allowed to execute it. Its mount may be, where the system says so only when the file is started.
 */
function explainDenial(host: ProgramHost, file: string, interpreter: string | undefined): Obstacle | undefined {
  const theirs = interpreter === undefined ? undefined : interpreterObstacle(host, interpreter);
  if (theirs === undefined) {
    return host.files.permissions(file)?.noexec === true ? executionObstacle(host, file) : undefined;
  }
  return { ...theirs, reason: `its first line asks for ${interpreter}, and ${theirs.reason}` };
}

/** A folder on the way to the interpreter may not be one that this user can enter. */
function interpreterObstacle(host: ProgramHost, interpreter: string): Obstacle | undefined {
  try {
    return executionObstacle(host, interpreter);
  } catch (error) {
    if (error instanceof HostError) return { reason: `it cannot be reached: ${error.detail}` };
    throw error;
  }
}

/** The interpreter of a script's `#!` line, a carriage return included as the system has it; undefined where it has none. */
function readInterpreter(host: ProgramHost, file: string): string | undefined {
  try {
    const head = new TextDecoder("latin1").decode(host.files.read(file, 256));
    return /^#![ \t]*([^ \t\n]+)/.exec(head)?.[1];
  } catch {
    return undefined;
  }
}
