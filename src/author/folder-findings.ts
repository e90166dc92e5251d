import { HostError } from "../host/host-error.ts";
import { windowsNameFault } from "../platform/windows-names.ts";
import { interpreterByEnding, interpreterByName, type Interpreter } from "../program/interpreters.ts";
import { FIRST_LINE_BYTES, findFirstLine, parseFirstLine } from "../program/first-line.ts";
import { isBatchFile } from "../program/windows-endings.ts";
import { encodingFault } from "./encoding-fault.ts";
import type { Finding } from "./finding.ts";
import { inFile, type LintContext } from "./lint-context.ts";
import type { FolderEntry } from "./walk-folder.ts";

/** Scripts are smaller; a larger file is a program or data. */
const MOST_SCRIPT_BYTES = 1 << 20;

/** Faults in the files of the folder that do not depend on the manifest. */
export function folderFindings(context: LintContext): readonly Finding[] {
  return [
    ...context.entries.flatMap((entry) => [...reservedName(entry), ...scriptFindings(context, entry)]),
    ...nameClashes(context.entries),
  ];
}

function reservedName({ path, name }: FolderEntry): readonly Finding[] {
  const reason = windowsNameFault(name);
  if (reason === undefined) return [];
  const message = `no file on Windows can have the name ${name}: ${reason}`;
  return [inFile(path, { code: "name-reserved", severity: "warning", message, hint: "rename it" })];
}

/** Names that are the same on Windows and macOS. */
function nameClashes(entries: readonly FolderEntry[]): readonly Finding[] {
  const same = Map.groupBy(entries, ({ parent, name }) => `${parent}\n${name.toLowerCase()}`);
  return [...same.values()].flatMap(([first, ...others]) =>
    others.map(({ path, name }) => {
      const message = `on Windows and macOS ${name} and ${first?.name} are the same name`;
      return inFile(path, { code: "name-clash", severity: "warning", message, hint: "rename one of them" });
    }),
  );
}

function scriptFindings({ host }: LintContext, { path, stat }: FolderEntry): readonly Finding[] {
  if (stat?.kind !== "file" || stat.size > MOST_SCRIPT_BYTES) return [];
  const bytes = readOrNothing(host, path);
  const interpreter = interpreterOf(path, bytes);
  const message = encodingFault(bytes, { isBatch: isBatchFile(path), interpreter });
  if (message !== undefined) {
    const hint = "save it as UTF-8 without a byte order mark";
    return [inFile(path, { code: "script-encoding", severity: "error", message, hint }, { line: 1, column: 1 })];
  }
  return interpreter === undefined ? [] : carriageReturns(path, bytes, interpreter);
}

function carriageReturns(path: string, bytes: Uint8Array, interpreter: Interpreter): readonly Finding[] {
  const text = new TextDecoder("latin1").decode(bytes);
  const firstLine = /^#![^\r\n]*(?=\r\n)/.exec(text)?.[0];
  const inFirstLine = firstLine !== undefined;
  // Interpreters other than shells accept any line ends after the first line.
  const at = firstLine?.length ?? (interpreter.runner.kind === "shell" ? text.indexOf("\r\n") : -1);
  if (at < 0) return [];
  const message = inFirstLine
    ? "the first line ends in a carriage return, which POSIX reads as part of the interpreter's name"
    : `the line ends in a carriage return, which ${interpreter.name} reads as part of the line`;
  const place = { line: text.slice(0, at).split("\n").length, column: at - text.lastIndexOf("\n", at - 1) };
  const hint = "save it with POSIX line ends (LF), and write `* text=auto eol=lf` into .gitattributes";
  return [inFile(path, { code: "carriage-returns", severity: "error", message, hint }, place)];
}

/** The interpreter of a script, by its first line or its extension; undefined for other files. */
function interpreterOf(path: string, bytes: Uint8Array): Interpreter | undefined {
  const line = findFirstLine(bytes.subarray(0, FIRST_LINE_BYTES));
  if (line === undefined || line === "") return interpreterByEnding(path);
  const { interpreter } = parseFirstLine(line, () => undefined);
  return interpreter === "" ? undefined : interpreterByName(interpreter);
}

function readOrNothing({ files }: LintContext["host"], path: string): Uint8Array {
  try {
    return files.read(path, MOST_SCRIPT_BYTES);
  } catch (error) {
    if (error instanceof HostError) return new Uint8Array();
    throw error;
  }
}
