import { cmdLine } from "../host/cmd-line.ts";
import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import { shownPath } from "../platform/shown-path.ts";
import { DEVICE_HINT, DEVICE_NAME, isDeviceName } from "../platform/windows-names.ts";
import { escapePercent, quoteForCmd } from "./batch-file.ts";
import {
  argumentsOfCall,
  chooseInterpreter,
  interpreterOfCommand,
  scriptArguments,
  scriptFor,
  type AskedInterpreter,
  type ChosenInterpreter,
} from "./choose-interpreter.ts";
import { splitLine, type LineCommand, type LineWord } from "./command-line.ts";
import { describeStart } from "./describe-start.ts";
import type { Obstacle } from "./execution-obstacle.ts";
import { findProgram } from "./find-program.ts";
import { isEnv } from "./first-line.ts";
import { innerCommand } from "./inner-command.ts";
import { inspectFile, type FileKind } from "./inspect-file.ts";
import { namedScript } from "./named-script.ts";
import { isFile } from "./search-path.ts";
import { isOfMsys, shellStart, toSlashes } from "./shell-start.ts";
import type { VariableLookup } from "./variable-lookup.ts";
import { isBatchFile, isProgramFile } from "./windows-endings.ts";

export type InterpretedLine =
  | { readonly kind: "unchanged" }
  | {
      readonly kind: "changed";
      readonly line: string;
      /** Whether the line is a single command, and a POSIX shell runs it. */
      readonly isShell: boolean;
      /** The variables that a shell in the line needs. */
      readonly variables: Readonly<Record<string, string>>;
      /** What is started for each changed command, a sentence each. */
      readonly notes: readonly string[];
    }
  /** Nothing can run a script in the line: a clause that says so, and what to install. */
  | { readonly kind: "none"; readonly reason: string; readonly hint: string };

type LineHost = Pick<Host, "os" | "files" | "environment">;

/**
 * Puts its interpreter before each command of a line for cmd that is a script. Everything else does not change: cmd's
 * own syntax and commands, programs and batch files.
 */
export function interpretLine(host: LineHost, line: string, lookup: VariableLookup): InterpretedLine {
  const bare = withoutOuterPair(line);
  const commands = splitLine(bare, lookup);
  const isAlone = commands.length === 1;
  const edits = commands.map((command) => editOf(host, command, { lookup, isAlone }));
  const failed = edits.find((edit) => edit?.kind === "none");
  if (failed?.kind === "none") return failed;
  const changes = edits.flatMap((edit) => (edit?.kind === "edit" ? [edit] : []));
  if (changes.length === 0) return { kind: "unchanged" };
  const replaced = changes.flatMap(({ words }) => words).toReversed();
  return {
    kind: "changed",
    line: replaced.reduce((text, { start, end, text: word }) => text.slice(0, start) + word + text.slice(end), bare),
    isShell: isAlone && changes[0]?.isShell === true,
    variables: Object.fromEntries(changes.flatMap(({ variables }) => Object.entries(variables))),
    notes: changes.map(({ note }) => note),
  };
}

/** The line without the quotes around the whole, which C's system requires. */
function withoutOuterPair(line: string): string {
  const text = line.trim();
  const isPaired = cmdLine(line).endsWith(text) && text.startsWith('"') && !/^"[^"]*"$/.test(text);
  return isPaired ? text.replace(/^"/, "").replace(/"([^"]*)$/, "$1") : line;
}

interface Edit {
  readonly kind: "edit";
  /** The replacements of words, in order. */
  readonly words: readonly (Pick<LineWord, "start" | "end"> & { readonly text: string })[];
  readonly isShell: boolean;
  readonly variables: Readonly<Record<string, string>>;
  readonly note: string;
}

interface Surroundings {
  readonly lookup: VariableLookup;
  /** Whether the line has no other command. */
  readonly isAlone: boolean;
}

type Refusal = Extract<InterpretedLine, { kind: "none" }>;

/** The edit for a command; undefined if the command does not change. */
function editOf(host: LineHost, command: LineCommand, { lookup, isAlone }: Surroundings): Edit | Refusal | undefined {
  const { words, callStart } = innerCommand(command);
  const [first] = words as readonly [LineWord];
  const refuse = ({ reason, hint }: Required<Obstacle>, kind = ""): Refusal => {
    return { kind: "none", reason: `cannot start "${shownPath(host.os, first.value)}": ${kind}${reason}`, hint };
  };
  const called = calledBy(host, words, lookup);
  if (called === undefined) return undefined;
  if (called.kind === "unread") return refuse(called.obstacle);
  const { asked, script, rest } = called;
  const chosen = chooseInterpreter(host, asked);
  if (chosen.kind === "none") {
    if (script !== undefined && isStarted(host, script.file)) return undefined;
    return refuse(chosen.obstacle, script === undefined ? "" : scriptFor(asked.interpreter, script.because));
  }
  if (!isAlone && Object.keys(asked.variables).length > 0) return refuse(VARIABLES_OF_ONE);
  const runs = script?.file ?? namedScript(host, [...asked.args, ...valuesOf(rest)], asked.interpreter);
  if (runs !== undefined && isDeviceName(pathStyle(host.os).base(runs))) {
    const reason = `no file can have the name ${shownPath(host.os, runs)}: ${DEVICE_NAME}`;
    return refuse({ reason, hint: DEVICE_HINT });
  }
  const { before, flags, path, isShell, isMsys } = writtenFor(host, called, chosen);
  const end = words[words.length - rest.length - 1]?.end ?? first.end;
  const text = [
    ...before.map(quote),
    ...asked.args.map((each) => quoteForCmd(each)),
    ...[...flags, ...path].map(quote),
  ];
  return {
    kind: "edit",
    words: [
      { start: callStart ?? first.start, end, text: text.join(" ") },
      ...(isShell && script === undefined ? scriptArgument(rest) : []),
    ],
    isShell,
    variables: {
      ...asked.variables,
      ...(isMsys && shellStart(host, { shell: before[0] ?? "", args: [], variables: {} }).variables),
    },
    note: describeStart({
      ...(chosen.kind === "luff" ? { program: undefined } : { program: chosen.file, origin: chosen.origin }),
      args: chosen.kind === "program" ? [...chosen.args, ...flags] : [],
      script: runs,
    }),
  };
}

const VARIABLES_OF_ONE: Required<Obstacle> = {
  reason: "it sets variables by env, which luff does only for a command that is alone in its line",
  hint: "Start it in a line of its own, or put the line into a script for sh.",
};

/** What a command of a line calls: an interpreter, or a script, which an interpreter runs. */
type Called =
  | {
      readonly kind: "called";
      readonly asked: AskedInterpreter;
      /** Undefined if the command names the interpreter. */
      readonly script: { readonly file: string; readonly because: string } | undefined;
      /** The words behind those that name the interpreter or the script. */
      readonly rest: LineCommand;
    }
  /** A script in an encoding that its interpreter does not read. */
  | { readonly kind: "unread"; readonly obstacle: Required<Obstacle> };

/** Undefined for everything that cmd starts, and for what nothing starts. */
function calledBy(host: LineHost, words: LineCommand, lookup: VariableLookup): Called | undefined {
  const [{ value: word }, ...args] = words as readonly [LineWord, ...LineWord[]];
  const found = findFile(host, word);
  // Only env's first arguments say what it starts.
  for (let count = 0; count <= (isEnv(word) ? args.length : 0); count++) {
    const asked = interpreterOfCommand(host, { word, args: valuesOf(args.slice(0, count)), found, lookup });
    if (asked !== undefined) return { kind: "called", asked, script: undefined, rest: args.slice(count) };
  }
  return found === undefined ? undefined : calledScript(host, { file: found, args, lookup });
}

interface CalledFile {
  readonly file: string;
  readonly args: LineCommand;
  readonly lookup: VariableLookup;
}

function calledScript(host: LineHost, { file, args, lookup }: CalledFile): Called | undefined {
  if (isProgramFile(file) || isBatchFile(file) || isDeviceName(pathStyle(host.os).base(file))) return undefined;
  const kind = inspectOrNothing(host, file);
  if (kind?.kind === "script") {
    return { kind: "called", asked: kind.ask(lookup), script: { file, because: kind.because }, rest: args };
  }
  if (kind?.kind !== "unknown" || kind.why.hint === undefined) return undefined;
  return { kind: "unread", obstacle: { reason: kind.why.reason, hint: kind.why.hint } };
}

function inspectOrNothing(host: LineHost, file: string): FileKind | undefined {
  try {
    return inspectFile(host, file);
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}

interface Written {
  /** The interpreter, and the arguments that it always gets. */
  readonly before: readonly string[];
  /** What it needs before a script's path, behind the arguments of the first line. */
  readonly flags: readonly string[];
  /** The script's path, if a word of the line names the script. */
  readonly path: readonly string[];
  readonly isShell: boolean;
  readonly isMsys: boolean;
}

function writtenFor(
  host: LineHost,
  { asked, script, rest }: Extract<Called, { kind: "called" }>,
  chosen: Exclude<ChosenInterpreter, { kind: "none" }>,
): Written {
  const isShell = chosen.kind === "shell";
  const isMsys = isShell || (chosen.kind === "program" && isOfMsys(host, chosen.file));
  const path = script === undefined ? [] : [isMsys ? toSlashes(script.file) : script.file];
  const common = { path, isShell, isMsys };
  if (chosen.kind !== "program") {
    return { ...common, before: chosen.kind === "luff" ? host.environment.ownCommand : [chosen.file], flags: [] };
  }
  const flags =
    script === undefined
      ? argumentsOfCall(asked.interpreter, chosen, [...asked.args, ...valuesOf(rest)]).slice(chosen.args.length)
      : scriptArguments(chosen, asked.args);
  return { ...common, before: [chosen.file, ...chosen.args], flags };
}

function valuesOf(words: LineCommand): readonly string[] {
  return words.map(({ value }) => value);
}

/** The file for a command's first word. cmd searches the working folder before PATH. */
function findFile(host: LineHost, word: string): string | undefined {
  const { hasSeparator, join } = pathStyle(host.os);
  const here = join(host.environment.workingDirectory, word);
  if (!hasSeparator(word) && word.includes(".") && isFile(host, here)) return here;
  const found = findProgram(host, word);
  return found.kind === "found" ? found.file : undefined;
}

/** Whether cmd starts files with this extension in its own way, such as .js. */
function isStarted({ environment }: LineHost, file: string): boolean {
  const known = (environment.get("PATHEXT") ?? "").toLowerCase().split(";");
  return known.includes(file.slice(file.lastIndexOf(".")).toLowerCase());
}

/** The script that a shell is called with by its name, if it is named by a Windows path. */
function scriptArgument(words: LineCommand): Edit["words"] {
  // Behind -c (also in -ec) is not a path but a script's text.
  const word = words.find(({ value }) => !value.startsWith("-") || /^-\w*c/.test(value));
  if (word === undefined || word.value.startsWith("-") || !word.value.includes("\\")) return [];
  return [{ ...word, text: quote(toSlashes(word.value)) }];
}

function quote(word: string): string {
  return /^[\w.:/\\-]+$/.test(word) ? word : `"${escapePercent(word)}"`;
}
