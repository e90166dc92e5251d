import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import { shownPath } from "../platform/shown-path.ts";
import type { Obstacle } from "./execution-obstacle.ts";
import { isEnv, parseEnv, type FirstLine } from "./first-line.ts";
import { findShell, gitToolPlaces, type Place } from "./find-shell.ts";
import {
  baseName,
  interpreterByName,
  knownInterpreter,
  type Interpreter,
  type InterpreterProgram,
  type ProgramsRunner,
} from "./interpreters.ts";
import { firstFile, isFile, searchFolders } from "./search-path.ts";
import type { VariableLookup } from "./variable-lookup.ts";
import { WINDOWS_ENDINGS } from "./windows-endings.ts";

/** The interpreter that is asked for, with its arguments. */
export interface AskedInterpreter {
  readonly interpreter: Interpreter;
  /** The requested name or path; "" if the file's ending asks for it. */
  readonly name: string;
  /** The arguments before the script's path. */
  readonly args: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  /** Why nothing can be started, whatever is installed. */
  readonly fault?: Required<Obstacle>;
}

export type ChosenInterpreter =
  /** `origin` says where it was found: "on PATH". */
  | { readonly kind: "shell"; readonly file: string; readonly origin: string }
  | ChosenProgram
  | { readonly kind: "luff" }
  | { readonly kind: "none"; readonly obstacle: Required<Obstacle> };

interface ChosenProgram extends Omit<InterpreterProgram, "name"> {
  readonly kind: "program";
  readonly file: string;
  readonly origin: string;
}

type InterpreterHost = Pick<Host, "os" | "files" | "environment">;

/** A command whose word may name an interpreter. */
export interface CalledWord {
  readonly word: string;
  readonly args: readonly string[];
  /** The file that the word leads to. */
  readonly found: string | undefined;
  readonly lookup: VariableLookup;
}

/**
 * The interpreter that a command calls by its name ("sh", "python3"), by a POSIX path ("/bin/bash") or through env,
 * with the rest of the command's arguments. Undefined if the word leads to another program.
 */
export function interpreterOfCommand(host: InterpreterHost, called: CalledWord): AskedInterpreter | undefined {
  const { word, args, lookup } = called;
  const isOfPosix = isPosixPath(word);
  const found = isOfPosix ? undefined : called.found;
  const isMissing = found === undefined && isInBin(word);
  if (!isOfPosix && !isMissing && pathStyle(host.os).hasSeparator(word)) return undefined;
  if (isEnv(word)) {
    const line = parseEnv(args, lookup);
    const isNothing = line === undefined || (line.interpreter === "" && line.fault === undefined);
    const asked = isNothing ? undefined : askedBy(line);
    // An env on PATH would start the first bash of PATH, which may be WSL's, and would get paths with backslashes.
    return found === undefined || asked?.interpreter.runner.kind === "shell" ? asked : undefined;
  }
  const interpreter = isOfPosix ? interpreterByName(word) : knownInterpreter(word);
  if (interpreter === undefined || interpreter.runner.kind === "luff") return undefined;
  // A bash on PATH may be WSL's, and a python may only open the store.
  const isTaken = found !== undefined && interpreter.runner.kind === "programs" && !isStoreStub(host, found);
  return isTaken ? undefined : { interpreter, name: word, args, variables: {} };
}

/** The program that runs scripts of an interpreter on this computer. */
export function chooseInterpreter(
  host: InterpreterHost,
  { interpreter, name, fault }: AskedInterpreter,
): ChosenInterpreter {
  const { runner } = interpreter;
  if (fault !== undefined) return { kind: "none", obstacle: fault };
  if (interpreter.name === "") return { kind: "none", obstacle: NOTHING_NAMED };
  if (runner.kind === "programs" && pathStyle(host.os).isAbsolute(name) && isFile(host, name)) {
    const known = runner.programs.find((each) => each.name === baseName(name).toLowerCase());
    return { kind: "program", file: name, args: [], scriptArgs: known?.scriptArgs ?? [], origin: "by its path" };
  }
  switch (runner.kind) {
    case "luff":
      return { kind: "luff" };
    case "shell": {
      const found = findShell(host, runner.shell, name);
      if (found.kind === "found") return { ...found, kind: "shell" };
      const obstacle = found.kind === "refused" ? found.obstacle : noneOf(interpreter, found.passed);
      return { kind: "none", obstacle };
    }
    case "programs":
      return (
        findPrograms(host, runner) ?? {
          kind: "none",
          obstacle: noneOf(interpreter, passedPrograms(host, runner, name)),
        }
      );
  }
}

/**
 * The program's own arguments directly before a script's path, such as -File. None if the arguments of the script's first
 * line, which are given, already end with them, if only in a short form (-f).
 */
export function scriptArguments({ scriptArgs }: ChosenProgram, args: readonly string[]): readonly string[] {
  const last = args.at(-1)?.toLowerCase() ?? "";
  return last.length > 1 && scriptArgs.some((each) => each.toLowerCase().startsWith(last)) ? [] : scriptArgs;
}

/**
 * The arguments before those of a command that calls the interpreter, if the first of these is a script, and no flag: all that a
 * script needs. Otherwise those without which the interpreter does not start.
 */
export function argumentsOfCall(
  interpreter: Interpreter,
  program: Pick<InterpreterProgram, "args" | "scriptArgs">,
  given: readonly string[],
): readonly string[] {
  const first = given[0]?.toLowerCase() ?? "";
  const isScript = interpreter.endings.some((ending) => first.endsWith(ending));
  return isScript ? [...program.args, ...program.scriptArgs] : program.args;
}

/**
 * The arguments that PowerShell needs before a script that a command names without a flag: a stock Windows runs no unsigned script,
 * and without -File reads its path as code. None for other programs and other arguments.
 */
export function flagsForScript(file: string, given: readonly string[]): readonly string[] {
  const interpreter = knownInterpreter(file);
  if (interpreter?.runner.kind !== "programs") return [];
  const program = interpreter.runner.programs.find(({ name }) => name === baseName(file).toLowerCase());
  if (program === undefined || program.scriptArgs.length === 0) return [];
  const args = argumentsOfCall(interpreter, program, given);
  return args.length > program.args.length ? args : [];
}

/** What a first line, or the arguments of env, ask for. */
export function askedBy({ interpreter, ...line }: FirstLine): AskedInterpreter {
  return { ...line, interpreter: interpreterByName(interpreter), name: interpreter };
}

/** A path such as "/usr/bin/perl", which Windows does not have. */
function isPosixPath(word: string): boolean {
  return /^\/(?:usr\/|usr\/local\/|opt\/\w+\/)?bin\/[^/\\]+$/.test(word);
}

/** A path such as "/nix/store/x/bin/bash", which Windows may have. */
function isInBin(word: string): boolean {
  return /^\/[^/\\][^\\]*\/bin\/[^/\\]+$/.test(word);
}

function findPrograms(host: InterpreterHost, { programs, isInGit }: ProgramsRunner): ChosenInterpreter | undefined {
  const onPath = searchFolders(host).map((folder) => ({ folder, origin: "on PATH" }));
  return findIn(host, programs, onPath) ?? (isInGit ? findIn(host, programs, [...gitToolPlaces(host)]) : undefined);
}

function findIn(
  host: InterpreterHost,
  programs: readonly InterpreterProgram[],
  places: readonly Place[],
): ChosenInterpreter | undefined {
  for (const { name, args, scriptArgs } of programs) {
    for (const { folder, origin } of places) {
      const file = firstFile(host, folder, withEndings(name));
      if (file === undefined || isStoreStub(host, file)) continue;
      return { kind: "program", file, args, scriptArgs, origin };
    }
  }
  return undefined;
}

function withEndings(name: string): readonly string[] {
  return WINDOWS_ENDINGS.map((ending) => name + ending);
}

/** Clauses about what a script asks for and what is on PATH, if that is no use. */
function passedPrograms(host: InterpreterHost, runner: ProgramsRunner, name: string): readonly string[] {
  const isMissing = pathStyle(host.os).isAbsolute(name);
  return [...(isMissing ? [`there is no file ${shownPath(host.os, name)}`] : []), ...storeStubs(host, runner)];
}

/** The programs on PATH that only open Windows's store, a clause for each. */
function storeStubs(host: InterpreterHost, { programs }: ProgramsRunner): readonly string[] {
  const files = searchFolders(host).flatMap((folder) =>
    programs.flatMap(({ name }) => firstFile(host, folder, withEndings(name)) ?? []),
  );
  return [...new Set(files)]
    .filter((file) => isStoreStub(host, file))
    .map((file) => `${file} only opens the Microsoft Store`);
}

/**
 * Whether a program only opens Windows's store. Windows has such programs named python. A Python from the store puts
 * one with its version in the same folder: python3.12.exe.
 */
function isStoreStub({ os, files }: InterpreterHost, file: string): boolean {
  const { base, directory } = pathStyle(os);
  const folder = directory(file);
  if (!/^python\d?\.exe$/i.test(base(file)) || !/\\microsoft\\windowsapps$/i.test(folder)) return false;
  try {
    return !files.list(folder).some((name) => /^python\d\.\d+\.exe$/i.test(name));
  } catch (error) {
    if (error instanceof HostError) return true;
    throw error;
  }
}

/** `passed`: clauses about programs that are no use. */
function noneOf({ name, hint }: Interpreter, passed: readonly string[]): Required<Obstacle> {
  const why = passed.length === 0 ? "" : ` (${passed.join("; ")})`;
  return { reason: `no ${name} was found${why}`, hint };
}

const NOTHING_NAMED: Required<Obstacle> = {
  reason: "its first line names no interpreter",
  hint: "Write the interpreter behind it, such as #!/usr/bin/env bash",
};

/** The beginning of a message about a script that nothing runs: for which interpreter it is, and what says so. */
export function scriptFor({ name }: Interpreter, because: string): string {
  return name === "" ? "" : `it is a script for ${name} (${because}); `;
}
