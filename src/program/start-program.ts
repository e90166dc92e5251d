import { AppError } from "../errors/app-error.ts";
import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import type { ProgramStart } from "../host/processes.ts";
import { pathStyle } from "../platform/path-style.ts";
import { findProgram } from "./find-program.ts";
import { breaksLine, callOfBatchFile, callOfInterpreter, isBatchFile, isInterpreter } from "./batch-file.ts";
import { requireNoNul } from "./require-no-nul.ts";

export interface ProgramCall {
  /** What asked for it, for messages: `plugin "diff"`. */
  readonly asker: string;
  /** The command word: a path, or a name that is looked for on PATH. */
  readonly word: string;
  readonly args: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  /** What Windows's command interpreter is given in place of `args` where the word leads to it; undefined: `args` will do. */
  readonly interpreterArguments?: (failure: string) => Promise<InterpreterArguments | undefined>;
}

/** The arguments of Windows's command interpreter, which make its line as they stand, and variables that the line needs. */
export interface InterpreterArguments {
  readonly args: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

type ProgramHost = Pick<Host, "os" | "arch" | "files" | "environment" | "processes">;

/** Runs a program with the user's own streams and answers its exit status. Throws AppError "start-failed". */
export async function startProgram(host: ProgramHost, call: ProgramCall): Promise<number> {
  const file = requireProgram(host, call);
  requireNoNulInArguments(call);
  requireNoNul(failureOf(call), call.variables);
  try {
    return await host.processes.run(await programStart(host, call, file));
  } catch (error) {
    if (error instanceof HostError) throw explainFailure(host, call, file, error);
    throw error;
  }
}

/** Windows starts a batch file through its command interpreter, which takes a part of its own arguments for syntax. */
async function programStart(host: ProgramHost, call: ProgramCall, file: string): Promise<ProgramStart> {
  const program = { file, name: call.word, args: call.args, variables: call.variables };
  if (host.os !== "windows") return program;
  if (isInterpreter(file)) {
    const line = await call.interpreterArguments?.(failureOf(call));
    if (line === undefined) return program;
    return callOfInterpreter({ ...program, args: line.args, variables: { ...call.variables, ...line.variables } });
  }
  if (!isBatchFile(file)) return program;
  if (call.args.some(breaksLine)) {
    throw startFailed(call, "an argument holds a line break, which no batch file can be given");
  }
  const system = host.environment.get("SystemRoot") ?? "C:\\Windows";
  return callOfBatchFile(program, `${system}\\System32\\cmd.exe`);
}

function requireProgram(host: ProgramHost, call: ProgramCall): string {
  const found = findProgram(host, call.word);
  switch (found.kind) {
    case "found":
      return found.file;
    case "missing":
      throw missing(host, call);
    case "not-executable":
      throw refused(host, call, found.file);
    case "relative":
      throw startFailed(
        call,
        `PATH leads to ${found.file} in the working directory, which is not run for safety`,
        "Give the command a path, such as $HELM_PLUGIN_DIR/name, or remove the empty or relative element from PATH.",
      );
  }
}

/** The system ends an argument at a NUL, so the program would be given half of it. */
function requireNoNulInArguments(call: ProgramCall): void {
  const index = call.args.findIndex((text) => text.includes("\0"));
  if (index >= 0) throw startFailed(call, `argument ${index + 1} holds a NUL character, which no argument can`);
}

function refused(host: ProgramHost, call: ProgramCall, file: string): AppError {
  const kind = host.files.stat(file)?.kind;
  if (kind === "directory") return startFailed(call, "it is a folder", "Name the program in it.");
  if (kind === "other") return startFailed(call, "it is no regular file");
  return startFailed(call, "it is not marked as executable", `Make it executable: chmod +x '${file}'`);
}

function missing(host: ProgramHost, call: ProgramCall): AppError {
  const { word } = call;
  if (!pathStyle(host.os).hasSeparator(word)) {
    return startFailed(call, "no such file was found", `Install ${word}, or add its folder to PATH.`);
  }
  try {
    host.files.stat(word);
  } catch (error) {
    if (error instanceof HostError) return startFailed(call, error.detail, undefined, error);
    throw error;
  }
  const hint = "The plugin's install hook may not have run or have failed: install the plugin again.";
  return startFailed(call, "no such file was found", hint);
}

function explainFailure(host: ProgramHost, call: ProgramCall, file: string, error: HostError): AppError {
  const interpreter = readInterpreter(host, file);
  if (error.kind === "not-found" && interpreter?.endsWith("\r") === true) {
    const hint = `Take the carriage returns away: sed -i 's/\\r$//' '${file}'`;
    return startFailed(call, "its first line ends in a carriage return, as lines do on Windows", hint, error);
  }
  if (error.kind === "not-found" && interpreter !== undefined) {
    return startFailed(
      call,
      `its first line asks for ${interpreter}, which is missing`,
      `Install ${interpreter}.`,
      error,
    );
  }
  if (error.kind === "not-found") {
    const hint = `It is made for another system or C library: get the one for ${host.os}/${host.arch}.`;
    return startFailed(call, "the loader that it asks for is missing", hint, error);
  }
  if (error.kind === "not-executable" && interpreter === undefined) {
    const hint = `Its first line must be #! and an interpreter, or it must be a program for ${host.os}/${host.arch}.`;
    return startFailed(call, "the system does not know its format", hint, error);
  }
  return startFailed(call, error.detail, undefined, error);
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

function startFailed(call: ProgramCall, reason: string, hint?: string, cause?: unknown): AppError {
  const options = { ...(hint === undefined ? {} : { hint }), ...(cause === undefined ? {} : { cause }) };
  return new AppError("start-failed", `${failureOf(call)}: ${reason}`, options);
}

function failureOf({ asker, word }: ProgramCall): string {
  return `${asker}: cannot start "${word}"`;
}
