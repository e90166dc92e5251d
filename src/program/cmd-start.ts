import type { ProgramStart } from "../host/processes.ts";
import { breaksLine, callOfBatchFile, callOfCmd, LINE_BREAK_HINT, LONGEST_LINE } from "./batch-file.ts";
import { failureOf, startFailed, type ProgramCall, type ProgramHost } from "./program-call.ts";
import { systemFolder } from "./search-path.ts";
import { isBatchFile } from "./windows-endings.ts";

/** Starts cmd, which treats parts of its own arguments as syntax. Throws AppError "start-failed". */
export async function cmdStart(host: ProgramHost, call: ProgramCall, program: ProgramStart): Promise<ProgramStart> {
  const line = await call.windows?.cmdArguments(failureOf(host, call));
  if (line === undefined) return program;
  const start = callOfCmd({ ...program, args: line.args, variables: { ...call.variables, ...line.variables } });
  requireFittingLine(host, call, start);
  return start;
}

/** The cmd of Windows itself. */
export function cmdOf(host: ProgramHost): string {
  return `${systemFolder(host)}\\System32\\cmd.exe`;
}

/** Starts a batch file through cmd, and any other program as it is. Throws AppError "start-failed". */
export function throughCmd(host: ProgramHost, call: ProgramCall, program: ProgramStart): ProgramStart {
  if (!isBatchFile(program.file)) return program;
  if (program.args.some(breaksLine)) {
    throw startFailed(host, call, {
      reason: "an argument contains a line break, which a batch file cannot receive",
      hint: LINE_BREAK_HINT,
    });
  }
  const start = callOfBatchFile(program, cmdOf(host));
  requireFittingLine(host, call, start);
  return start;
}

/** Throws AppError "start-failed" if the line, which is the last argument, is too long for cmd. */
function requireFittingLine(host: ProgramHost, call: ProgramCall, { args }: ProgramStart): void {
  if ((args.at(-1) ?? "").length <= LONGEST_LINE) return;
  throw startFailed(host, call, {
    reason: `the arguments are longer than the ${LONGEST_LINE} characters that cmd takes`,
    hint: "Pass them in a file, or use a program in the place of the batch file.",
  });
}
