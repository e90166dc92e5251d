import { cmdLine } from "../host/cmd-line.ts";
import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import { shownPath } from "../platform/shown-path.ts";
import { DEVICE_HINT, DEVICE_NAME, isDeviceName } from "../platform/windows-names.ts";
import { escapePercent } from "./batch-file.ts";
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
import { findProgram } from "./find-program.ts";
import { inspectFile } from "./inspect-file.ts";
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
  const edits = commands.map((command) => editOf(host, command, lookup));
  const failed = edits.find((edit) => edit?.kind === "none");
  if (failed?.kind === "none") return failed;
  const changes = edits.flatMap((edit) => (edit?.kind === "edit" ? [edit] : []));
  if (changes.length === 0) return { kind: "unchanged" };
  const replaced = changes.flatMap(({ words }) => words).toReversed();
  return {
    kind: "changed",
    line: replaced.reduce((text, { start, end, text: word }) => text.slice(0, start) + word + text.slice(end), bare),
    isShell: commands.length === 1 && changes[0]?.isShell === true,
    variables: Object.assign({}, ...changes.map(({ variables }) => variables)) as Record<string, string>,
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

/** The edit for a command; undefined if the command does not change. */
function editOf(
  host: LineHost,
  command: LineCommand,
  lookup: VariableLookup,
): Edit | Extract<InterpretedLine, { kind: "none" }> | undefined {
  const [first] = command as readonly [LineWord];
  const file = findFile(host, first.value);
  const named = interpreterOfCommand(host, { word: first.value, args: [], found: file, lookup });
  const script = named === undefined && file !== undefined ? scriptOf(host, file, lookup) : undefined;
  const asked = named ?? script;
  if (asked === undefined || Object.keys(asked.variables).length > 0) return undefined;
  const chosen = chooseInterpreter(host, asked);
  if (chosen.kind === "none") {
    if (script !== undefined && isStarted(host, script.file)) return undefined;
    const kind = script === undefined ? "" : scriptFor(asked.interpreter, script.because);
    const { reason, hint } = chosen.obstacle;
    return { kind: "none", reason: `cannot start "${shownPath(host.os, first.value)}": ${kind}${reason}`, hint };
  }
  const runs = script?.file ?? namedScript(host, argumentsOf(command), asked.interpreter);
  if (runs !== undefined && isDeviceName(pathStyle(host.os).base(runs))) {
    const reason = `cannot start "${shownPath(host.os, first.value)}": no file can have the name ${shownPath(host.os, runs)}: ${DEVICE_NAME}`;
    return { kind: "none", reason, hint: DEVICE_HINT };
  }
  const program = programOf(host, chosen);
  const isShell = chosen.kind === "shell";
  const isMsys = isShell || (chosen.kind === "program" && isOfMsys(host, chosen.file));
  const path =
    script === undefined
      ? optionsOf(chosen, asked, command)
      : pathOf(chosen, asked, isMsys ? toSlashes(script.file) : script.file);
  const text = [...program, ...asked.args, ...path].map(quote).join(" ");
  const more = isShell && named !== undefined ? scriptArgument(command) : [];
  return {
    kind: "edit",
    words: [{ ...first, text }, ...more],
    isShell,
    variables: isMsys ? shellStart(host, { shell: chosen.file, args: [], variables: {} }).variables : {},
    note: describeStart({
      ...(chosen.kind === "luff" ? { program: undefined } : { program: chosen.file, origin: chosen.origin }),
      args:
        chosen.kind === "program"
          ? [...chosen.args, ...(script === undefined ? path : scriptArguments(chosen, asked.args))]
          : [],
      script: runs,
    }),
  };
}

function argumentsOf([, ...words]: LineCommand): readonly string[] {
  return words.map(({ value }) => value);
}

function programOf(host: LineHost, chosen: Exclude<ChosenInterpreter, { kind: "none" }>): readonly string[] {
  if (chosen.kind === "luff") return host.environment.ownCommand;
  return [chosen.file, ...(chosen.kind === "program" ? chosen.args : [])];
}

/** The path of a script for its interpreter, behind the arguments that it needs. */
function pathOf(chosen: ChosenInterpreter, { args }: AskedInterpreter, file: string): readonly string[] {
  return chosen.kind === "program" ? [...scriptArguments(chosen, args), file] : [file];
}

/** What a command's interpreter needs before a script that the command names without a flag. */
function optionsOf(
  chosen: ChosenInterpreter,
  { interpreter }: AskedInterpreter,
  command: LineCommand,
): readonly string[] {
  if (chosen.kind !== "program") return [];
  return argumentsOfCall(interpreter, chosen, argumentsOf(command)).slice(chosen.args.length);
}

/** The file for a command's first word. cmd searches the working folder before PATH. */
function findFile(host: LineHost, word: string): string | undefined {
  const { hasSeparator, join } = pathStyle(host.os);
  const here = join(host.environment.workingDirectory, word);
  if (!hasSeparator(word) && word.includes(".") && isFile(host, here)) return here;
  const found = findProgram(host, word);
  return found.kind === "found" ? found.file : undefined;
}

/** The interpreter of a script; undefined for files that cmd starts, or that nothing starts. */
function scriptOf(
  host: LineHost,
  file: string,
  lookup: VariableLookup,
): (AskedInterpreter & { readonly file: string; readonly because: string }) | undefined {
  if (isProgramFile(file) || isBatchFile(file) || isDeviceName(pathStyle(host.os).base(file))) return undefined;
  try {
    const kind = inspectFile(host, file);
    return kind.kind === "script" ? { ...kind.ask(lookup), because: kind.because, file } : undefined;
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}

/** Whether cmd starts files with this extension in its own way, such as .js. */
function isStarted({ environment }: LineHost, file: string): boolean {
  const known = (environment.get("PATHEXT") ?? "").toLowerCase().split(";");
  return known.includes(file.slice(file.lastIndexOf(".")).toLowerCase());
}

/** The script that a shell is called with by its name, if it is named by a Windows path. */
function scriptArgument([, ...words]: LineCommand): Edit["words"] {
  // Behind -c (also in -ec) is not a path but a script's text.
  const word = words.find(({ value }) => !value.startsWith("-") || /^-\w*c/.test(value));
  if (word === undefined || word.value.startsWith("-") || !word.value.includes("\\")) return [];
  return [{ ...word, text: quote(toSlashes(word.value)) }];
}

function quote(word: string): string {
  return /^[\w.:/\\-]+$/.test(word) ? word : `"${escapePercent(word)}"`;
}
