import { AppError } from "../errors/app-error.ts";
import { INTERPRETER_NOT_FOUND } from "../errors/exit-statuses.ts";
import { HostError } from "../host/host-error.ts";
import type { ProgramStart } from "../host/processes.ts";
import { breaksLine, callOfBatchFile, callOfCmd, isCmd } from "./batch-file.ts";
import {
  chooseInterpreter,
  inspectFile,
  interpreterOfCommand,
  scriptArguments,
  type AskedInterpreter,
} from "./choose-interpreter.ts";
import type { Obstacle } from "./execution-obstacle.ts";
import { findProgram } from "./find-program.ts";
import { isEnv, parseEnv } from "./first-line.ts";
import { knownInterpreter, type Interpreter } from "./interpreters.ts";
import { failureOf, startFailed, type ProgramCall, type ProgramHost } from "./program-call.ts";
import { requireProgram } from "./require-program.ts";
import { systemFolder } from "./search-path.ts";
import { shellStart, slashedVariables, toSlashes } from "./shell-start.ts";
import { isBatchFile, isProgramFile } from "./windows-endings.ts";

/** A program that the system starts, or a function that runs a Lua script in this process. */
type WindowsStart = ProgramStart | (() => Promise<number>);

/**
 * What to start on Windows for a call: the program itself, cmd with a batch file, or a
 * script's interpreter, because Windows ignores the script's first line. Throws AppError "start-failed" and
 * "interpreter-not-found".
 */
export async function windowsStart(host: ProgramHost, call: ProgramCall): Promise<WindowsStart> {
  const { word, args } = call;
  const found = findProgram(host, word);
  const foundFile = found.kind === "found" ? found.file : undefined;
  const named = interpreterOfCommand(host, { word, args, found: foundFile });
  if (named !== undefined) return interpreterStart(host, call, { asked: named });
  const file = await requireProgram(host, call, found);
  if (isCmd(file) || isBatchFile(file)) return batchStart(host, call, file);
  if (isShell(file)) return startOfShell(host, call, { shell: file, script: undefined, before: [] });
  if (isProgramFile(file)) return programOf(call, file);
  return scriptStart(host, call, file);
}

function programOf({ word, args, variables }: ProgramCall, file: string): ProgramStart {
  return { file, name: word, args, variables };
}

/** Whether a program that is called by its path is a POSIX shell. */
function isShell(file: string): boolean {
  return /\.exe$/i.test(file) && knownInterpreter(file)?.runner.kind === "shell";
}

/** cmd treats parts of its own arguments as syntax. */
async function batchStart(host: ProgramHost, call: ProgramCall, file: string): Promise<ProgramStart> {
  const program = programOf(call, file);
  if (isCmd(file)) {
    const line = await call.windows?.cmdArguments(failureOf(call));
    if (line === undefined) return program;
    return callOfCmd({ ...program, args: line.args, variables: { ...call.variables, ...line.variables } });
  }
  return throughCmd(host, call, program);
}

/** Starts a batch file through cmd. */
function throughCmd(host: ProgramHost, call: ProgramCall, program: ProgramStart): ProgramStart {
  if (!isBatchFile(program.file)) return program;
  if (program.args.some(breaksLine)) {
    throw startFailed(call, { reason: "an argument contains a line break, which a batch file cannot receive" });
  }
  return callOfBatchFile(program, `${systemFolder(host)}\\System32\\cmd.exe`);
}

/** A file whose ending the system does not know. */
function scriptStart(host: ProgramHost, call: ProgramCall, file: string): WindowsStart {
  const kind = inspect(host, call, file);
  switch (kind.kind) {
    case "program":
      return programOf(call, file);
    case "unknown":
      throw startFailed(call, {
        reason: "the system does not know its format",
        hint:
          `It must be a program for windows/${host.arch}, a batch file, ` +
          "or a script whose first line or ending names its interpreter.",
      });
    case "script":
      requireEnding(call, kind.interpreter, file);
      return interpreterStart(host, call, { asked: kind, script: { file, because: kind.because } });
  }
}

function inspect(host: ProgramHost, call: ProgramCall, file: string): ReturnType<typeof inspectFile> {
  try {
    return inspectFile(host, file);
  } catch (error) {
    if (error instanceof HostError) throw startFailed(call, { reason: `it cannot be read: ${error.detail}` }, error);
    throw error;
  }
}

/** PowerShell also checks the ending. */
function requireEnding(call: ProgramCall, { name, endings }: Interpreter, file: string): void {
  if (name !== "PowerShell" || endings.some((ending) => file.toLowerCase().endsWith(ending))) return;
  throw startFailed(call, {
    reason: "its first line asks for PowerShell, which on Windows runs only files that end in .ps1",
    hint: "Rename it to end in .ps1.",
  });
}

interface Asking {
  readonly asked: AskedInterpreter;
  /** Undefined if a command calls the interpreter itself. */
  readonly script?: { readonly file: string; readonly because: string };
}

function interpreterStart(host: ProgramHost, call: ProgramCall, asking: Asking): WindowsStart {
  const { asked, script } = asking;
  const chosen = chooseInterpreter(host, asked);
  if (chosen.kind === "none") throw interpreterNotFound(call, asking, chosen.obstacle);
  const taken = chosen.kind === "luff" ? "luff itself" : `${chosen.file} (${chosen.origin})`;
  call.windows?.note(`${call.asker}: ${taken} runs ${script?.file ?? call.word}`);
  const given: ProgramCall = { ...call, variables: { ...call.variables, ...asked.variables } };
  switch (chosen.kind) {
    case "luff":
      return luffStart(host, given, asked, script?.file);
    case "shell":
      return startOfShell(host, given, { shell: chosen.file, script: script?.file, before: asked.args });
    case "program": {
      const own = script === undefined ? [] : [...scriptArguments(chosen, asked.args), script.file, ...call.args];
      const args = [...chosen.args, ...asked.args, ...own];
      return throughCmd(host, call, { ...programOf(given, chosen.file), name: chosen.file, args });
    }
  }
}

/** A Lua script runs in this process, except if its first line has flags for luff or sets variables. */
function luffStart(host: ProgramHost, call: ProgramCall, asked: AskedInterpreter, script?: string): WindowsStart {
  const runHere = call.windows?.runLuaScript;
  const isPlain = asked.args.length === 0 && Object.keys(asked.variables).length === 0;
  if (script !== undefined && isPlain && runHere !== undefined) return () => runHere(script, call.args);
  const [file, ...own] = host.environment.ownCommand;
  const rest = script === undefined ? [] : [script, ...call.args];
  return { ...programOf(call, file), args: [...own, ...asked.args, ...rest] };
}

interface ShellScript {
  readonly shell: string;
  readonly script: string | undefined;
  /** The arguments before the script's path. */
  readonly before: readonly string[];
}

/** A POSIX shell gets every path with slashes. */
function startOfShell(host: ProgramHost, call: ProgramCall, { shell, script, before }: ShellScript): ProgramStart {
  const variables = slashedVariables(call.variables, call.windows?.pathVariables ?? []);
  const args = call.windows?.argumentsWith(variables) ?? call.args;
  const words = script === undefined ? behindEnv(call.word, args) : [...before, toSlashes(script), ...args];
  return shellStart(host, { shell, variables, args: words });
}

/** The arguments of the shell if a command calls it through env. */
function behindEnv(word: string, args: readonly string[]): readonly string[] {
  return isEnv(word) ? (parseEnv(args)?.args ?? args) : args;
}

function interpreterNotFound(call: ProgramCall, { asked, script }: Asking, { reason, hint = "" }: Obstacle): AppError {
  const kind = script === undefined ? "" : `it is a script for ${asked.interpreter.name} (${script.because}); `;
  return new AppError("interpreter-not-found", `${failureOf(call)}: ${kind}${reason}`, {
    ...(hint === "" ? {} : { hint }),
    exitCode: INTERPRETER_NOT_FOUND,
  });
}
