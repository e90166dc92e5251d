import { AppError } from "../errors/app-error.ts";
import { INTERPRETER_NOT_FOUND, NOT_EXECUTABLE } from "../errors/exit-statuses.ts";
import { HostError } from "../host/host-error.ts";
import type { ProgramStart } from "../host/processes.ts";
import { pathStyle } from "../platform/path-style.ts";
import { isCmd } from "./batch-file.ts";
import {
  argumentsOfCall,
  chooseInterpreter,
  flagsForScript,
  interpreterOfCommand,
  scriptArguments,
  scriptFor,
  type AskedInterpreter,
  type ChosenInterpreter,
} from "./choose-interpreter.ts";
import { cmdOf, cmdStart, throughCmd } from "./cmd-start.ts";
import type { Obstacle } from "./execution-obstacle.ts";
import { describeStart, type TakenStart } from "./describe-start.ts";
import { findProgram, type FoundProgram } from "./find-program.ts";
import { inspectFile } from "./inspect-file.ts";
import { knownInterpreter, type Interpreter } from "./interpreters.ts";
import { failureOf, startFailed, type ProgramCall, type ProgramHost } from "./program-call.ts";
import { requireProgram } from "./require-program.ts";
import { refuseDevice, requireScript } from "./require-script.ts";
import { isOfMsys, shellStart, slashedVariables, toSlashes } from "./shell-start.ts";
import { lookupIn, type VariableLookup } from "./variable-lookup.ts";
import { isBatchFile, isProgramFile } from "./windows-endings.ts";

/** A program that the system starts, or a function that runs a Lua script in this process. */
type WindowsStart = ProgramStart | (() => Promise<number>);

/**
 * What to start on Windows for a call: the program itself, cmd with a batch file, or a
 * script's interpreter, because Windows ignores the script's first line. Throws AppError "start-failed" and
 * "interpreter-not-found".
 */
export async function windowsStart(host: ProgramHost, call: ProgramCall): Promise<WindowsStart> {
  const found = findProgram(host, call.word);
  const start = startOfFound(host, call, found);
  if (start === undefined) return programOf(call, await requireProgram(host, call, found));
  return "cmd" in start ? cmdStart(host, call, programOf(call, start.cmd)) : start;
}

/**
 * The same without waiting, for a program that was searched before, and a call without `windows`. Undefined if it was not
 * found.
 */
export function windowsStartAtOnce(
  host: ProgramHost,
  call: ProgramCall,
  found: FoundProgram,
): WindowsStart | undefined {
  const start = startOfFound(host, call, found);
  return start !== undefined && "cmd" in start ? programOf(call, start.cmd) : start;
}

/** Undefined if there is no program; the arguments of cmd need more work. */
function startOfFound(
  host: ProgramHost,
  call: ProgramCall,
  found: FoundProgram,
): WindowsStart | { readonly cmd: string } | undefined {
  const { word, args } = call;
  refuseDevice(host, call, call.word);
  const foundFile = found.kind === "found" ? found.file : undefined;
  const ask = (values: Values): AskedInterpreter | undefined =>
    interpreterOfCommand(host, { word, found: foundFile, ...values });
  const asked = ask({ args, lookup: lookupIn(host, call.variables) });
  if (asked !== undefined) return interpreterStart(host, call, { asked, ask });
  if (found.kind !== "found") return undefined;
  const { file } = found;
  if (isBatchFile(file)) return batchStart(host, call, file);
  if (!isProgramFile(file)) return scriptStart(host, call, file);
  const flags = flagsForScript(file, call.args);
  say(host, call, { file, flags });
  if (isCmd(file)) return { cmd: file };
  if (isShell(file)) return startOfShell(host, call, { shell: file, ask: asItIs });
  const program = programOf(call, file);
  return withTools(host, { ...program, args: [...flags, ...call.args] });
}

/** An interpreter of Git or Cygwin gets its arguments unchanged, and finds its tools, only if it is started like a shell. */
function withTools(host: ProgramHost, program: ProgramStart): ProgramStart {
  const { file: shell, args, variables } = program;
  return isOfMsys(host, shell) && knownInterpreter(shell) !== undefined
    ? shellStart(host, { shell, args, variables })
    : program;
}

/** Says which program is started, and for which script if it is an interpreter. Throws AppError "start-failed" for a device. */
function say(
  host: ProgramHost,
  call: ProgramCall,
  { file, flags }: { readonly file: string; readonly flags: readonly string[] },
): void {
  const isOwn = file === host.environment.ownCommand[0];
  const interpreter = knownInterpreter(file);
  const runsScripts = isOwn || isCmd(file) || interpreter !== undefined;
  const script = runsScripts ? requireScript(host, call, { args: call.args, interpreter }) : undefined;
  note(
    call,
    isOwn ? { program: undefined, script } : { program: file, args: flags, origin: originOf(host, call.word), script },
  );
}

function note({ asker, windows }: ProgramCall, taken: TakenStart): void {
  windows?.note?.(`${asker}: ${describeStart(taken)}`);
}

/** Where the file of a word was found. */
function originOf({ os }: ProgramHost, word: string): string {
  return pathStyle(os).hasSeparator(word) ? "by its path" : "on PATH";
}

function programOf({ word, args, variables }: ProgramCall, file: string): ProgramStart {
  return { file, name: word, args, variables };
}

/** What a command asks for that calls a shell by its path. */
function asItIs({ args }: Values): Pick<AskedInterpreter, "args" | "variables"> {
  return { args, variables: {} };
}

/** Whether a program that is called by its path is a shell. */
function isShell(file: string): boolean {
  return /\.exe$/i.test(file) && knownInterpreter(file)?.runner.kind === "shell";
}

function batchStart(host: ProgramHost, call: ProgramCall, file: string): ProgramStart {
  note(call, { program: cmdOf(host), script: file });
  return throughCmd(host, call, programOf(call, file));
}

/** A file whose ending the system does not know. */
function scriptStart(host: ProgramHost, call: ProgramCall, file: string): WindowsStart {
  const kind = inspect(host, call, file);
  switch (kind.kind) {
    case "program":
      note(call, { program: file, origin: "a program by its content" });
      return programOf(call, file);
    case "unknown":
      throw startFailed(host, call, {
        reason: kind.why.reason,
        hint:
          kind.why.hint ??
          `It must be a program for windows/${host.arch}, a batch file, ` +
            "or a script whose first line or ending names its interpreter.",
        ...(kind.why.isEmpty && { exitCode: NOT_EXECUTABLE }),
      });
    case "script": {
      const asked = kind.ask(lookupIn(host, call.variables));
      requireEnding(host, call, asked.interpreter, file);
      const script = { file, because: kind.because };
      return interpreterStart(host, call, { asked, ask: ({ lookup }) => kind.ask(lookup), script });
    }
  }
}

function inspect(host: ProgramHost, call: ProgramCall, file: string): ReturnType<typeof inspectFile> {
  try {
    return inspectFile(host, file);
  } catch (error) {
    if (error instanceof HostError) {
      throw startFailed(host, call, { reason: `it cannot be read: ${error.detail}`, cause: error });
    }
    throw error;
  }
}

/** PowerShell also checks the ending. */
function requireEnding(host: ProgramHost, call: ProgramCall, { name, endings }: Interpreter, file: string): void {
  if (name !== "PowerShell" || endings.some((ending) => file.toLowerCase().endsWith(ending))) return;
  throw startFailed(host, call, {
    reason: "its first line asks for PowerShell, which on Windows runs only files that end in .ps1",
    hint: "Rename it to end in .ps1.",
  });
}

/** What the arguments of a command or of a first line consist of. */
interface Values {
  readonly args: readonly string[];
  readonly lookup: VariableLookup;
}

interface Asking {
  readonly asked: AskedInterpreter;
  /** The same with other values. */
  readonly ask: (values: Values) => Pick<AskedInterpreter, "args" | "variables"> | undefined;
  /** Undefined if a command calls the interpreter itself. */
  readonly script?: { readonly file: string; readonly because: string };
}

function interpreterStart(host: ProgramHost, call: ProgramCall, asking: Asking): WindowsStart {
  const { asked, script } = asking;
  const chosen = chooseInterpreter(host, asked);
  if (chosen.kind === "none") throw interpreterNotFound(host, call, asking, chosen.obstacle);
  const runs = script?.file ?? requireScript(host, call, asked);
  const taken =
    chosen.kind === "luff" ? { program: undefined } : { program: chosen.file, origin: originOfChosen(host, chosen) };
  note(call, { ...taken, args: flagsOf(chosen, asking), script: runs });
  const given: ProgramCall = { ...call, variables: { ...call.variables, ...asked.variables } };
  switch (chosen.kind) {
    case "luff":
      return luffStart(host, given, asked, script?.file);
    case "shell":
      return startOfShell(host, call, { ...asking, shell: chosen.file });
    case "program": {
      const isMsys = isOfMsys(host, chosen.file);
      const args = programArguments(call, asking, chosen, isMsys);
      if (isMsys) return shellStart(host, { shell: chosen.file, args, variables: given.variables });
      return throughCmd(host, call, { ...programOf(given, chosen.file), name: chosen.file, args });
    }
  }
}

/** What luff itself puts before a script's path or a command's arguments. */
function flagsOf(chosen: ChosenInterpreter, { asked, script }: Asking): readonly string[] {
  if (chosen.kind !== "program") return [];
  if (script === undefined) return argumentsOfCall(asked.interpreter, chosen, asked.args);
  return [...chosen.args, ...scriptArguments(chosen, asked.args)];
}

/** The arguments of an interpreter that is not a shell. */
function programArguments(
  call: ProgramCall,
  { asked, script }: Asking,
  chosen: Extract<ChosenInterpreter, { kind: "program" }>,
  isMsys: boolean,
): readonly string[] {
  if (script === undefined) return [...argumentsOfCall(asked.interpreter, chosen, asked.args), ...asked.args];
  const path = isMsys ? toSlashes(script.file) : script.file;
  return [...chosen.args, ...asked.args, ...scriptArguments(chosen, asked.args), path, ...call.args];
}

/** Where an interpreter was found; if it is a batch file, also what runs that. */
function originOfChosen(
  host: ProgramHost,
  { file, origin }: Pick<ProgramStart, "file"> & { readonly origin: string },
): string {
  return isBatchFile(file) ? `${origin}, through ${cmdOf(host)}` : origin;
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

interface ShellAsking extends Pick<Asking, "ask" | "script"> {
  readonly shell: string;
}

/** A shell gets every path with slashes. */
function startOfShell(host: ProgramHost, call: ProgramCall, { shell, ask, script }: ShellAsking): ProgramStart {
  const own = slashedVariables(call.variables, call.windows?.pathVariables ?? []);
  const args = call.windows?.argumentsWith(own) ?? call.args;
  const { args: before = args, variables } = ask({ args, lookup: lookupIn(host, own) }) ?? {};
  const words = script === undefined ? before : [...before, toSlashes(script.file), ...args];
  return shellStart(host, { shell, variables: { ...own, ...variables }, args: words });
}

function interpreterNotFound(
  host: ProgramHost,
  call: ProgramCall,
  { asked, script }: Asking,
  { reason, hint }: Required<Obstacle>,
): AppError {
  const kind = script === undefined ? "" : scriptFor(asked.interpreter, script.because);
  return new AppError("interpreter-not-found", `${failureOf(host, call)}: ${kind}${reason}`, {
    hint,
    exitCode: INTERPRETER_NOT_FOUND,
  });
}
