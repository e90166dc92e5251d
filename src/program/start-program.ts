import { HostError } from "../host/host-error.ts";
import type { ProgramStart } from "../host/processes.ts";
import { shownPath } from "../platform/shown-path.ts";
import type { Obstacle } from "./execution-obstacle.ts";
import { failureOf, startFailed, type ProgramCall, type ProgramHost } from "./program-call.ts";
import { requireNoNul } from "./require-no-nul.ts";
import { requireProgram } from "./require-program.ts";

/**
 * Runs a program with the user's own streams, or as a child with others, and returns its exit status. It can run `sh
 * -c TEXT`, and on Windows scripts, which the system does not start. Throws AppError "start-failed", or
 * "interpreter-not-found" if nothing on Windows runs the script. A HostError is about the file that was to take the output.
 */
export async function startProgram(host: ProgramHost, call: ProgramCall): Promise<number> {
  const found = host.os === "windows" ? await startOnWindows(host, call) : await startOf(host, call);
  requireNoNulInArguments(host, call);
  requireNoNul(failureOf(host, call), call.variables);
  if (typeof found === "function") return found();
  const start = { ...found, ...(call.without !== undefined && { without: call.without }) };
  try {
    if (call.childOutput === undefined) return await host.processes.run(start);
    const { childOutput: stdout, childErrorFile, childHasInput, childWithoutHangup, withoutDescriptors } = call;
    return await host.processes.runChild({
      ...start,
      stdout,
      ...(childErrorFile !== undefined && { errorFile: childErrorFile }),
      ...(childHasInput && { hasInput: true }),
      ...(childWithoutHangup && { withoutHangup: true }),
      ...(withoutDescriptors && { withoutDescriptors }),
    });
  } catch (error) {
    if (!(error instanceof HostError) || isAboutOutput(call, error)) throw error;
    const { explainFailure } = await import("./explain-failure.ts");
    const obstacle = await namingFile(host, call, start.file, explainFailure(host, start.file, error));
    throw startFailed(host, call, { ...obstacle, cause: error });
  }
}

async function startOf(host: ProgramHost, call: ProgramCall): Promise<ProgramStart> {
  const { word, args, variables } = call;
  return { file: await requireProgram(host, call), name: word, args, variables };
}

async function startOnWindows(host: ProgramHost, call: ProgramCall): Promise<ProgramStart | (() => Promise<number>)> {
  const { windowsStart } = await import("./windows-start.ts");
  return windowsStart(host, call);
}

/** Whether the file for the output, which the caller chose, is the reason. */
function isAboutOutput({ childOutput, childErrorFile }: ProgramCall, { path }: HostError): boolean {
  return (typeof childOutput === "object" && childOutput.file === path) || childErrorFile === path;
}

/** On Windows what does not start may be the interpreter of a script, or a file whose ending the command leaves out. */
async function namingFile(
  host: ProgramHost,
  { word }: ProgramCall,
  file: string,
  obstacle: Obstacle,
): Promise<Obstacle> {
  if (host.os !== "windows" || file === word) return obstacle;
  const { cureOfShell } = await import("./find-shell.ts");
  const hint = cureOfShell(host, file) ?? obstacle.hint;
  const reason = `${shownPath(host.os, file)} does not start: ${obstacle.reason}`;
  return { reason, ...(hint !== undefined && { hint }) };
}

/** The system ends an argument at a NUL, so the program would get only a part of it. */
function requireNoNulInArguments(host: ProgramHost, call: ProgramCall): void {
  for (let index = 0; index < call.args.length; index++) {
    if (call.args[index]?.includes("\0") !== true) continue;
    throw startFailed(host, call, {
      reason: `argument ${index + 1} contains a NUL character, which the system does not allow`,
    });
  }
}
