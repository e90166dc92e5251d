import { findProgram } from "./find-program.ts";
import { startFailed, type ProgramCall, type ProgramHost } from "./program-call.ts";

/**
 * The file for a call's word, which may have been searched already. Throws AppError "start-failed". The code that
 * explains an error is loaded only if there is one.
 */
export async function requireProgram(
  host: ProgramHost,
  call: ProgramCall,
  found = findProgram(host, call.word),
): Promise<string> {
  if (found.kind === "found") return found.file;
  const { explainNotFound } = await import("./explain-not-found.ts");
  throw startFailed(host, call, explainNotFound(host, call, found));
}
