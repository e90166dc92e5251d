import type { Host } from "../host/host.ts";
import { statOf } from "../host/stat-of.ts";
import { pathStyle } from "../platform/path-style.ts";
import { binaryFormatOf, type BinaryFormat } from "./binary-format.ts";
import type { Obstacle } from "./execution-obstacle.ts";
import { explainMissing, explainUnknown, interpreterIn, interpreterObstacle, readHead } from "./explain-failure.ts";
import { findProgram } from "./find-program.ts";
import { FIRST_LINE_BYTES, findFirstLine, isEnv, isFirstLineCut, parseFirstLine, TOO_LONG } from "./first-line.ts";
import type { VariableLookup } from "./variable-lookup.ts";

type ProgramHost = Pick<Host, "os" | "arch" | "files" | "environment">;

/** What the beginning of a file says about starting it. */
export type Beginning =
  | { readonly kind: "binary"; readonly format: BinaryFormat }
  /** `interpreter` is as the system reads it, with a carriage return if there is one. */
  | { readonly kind: "script"; readonly interpreter: string; readonly line: string; readonly isCut: boolean }
  /** Neither, or a file that cannot be read. */
  | { readonly kind: "other"; readonly isEmpty: boolean };

/** Reads the beginning of a file. */
export function readBeginning(host: Pick<Host, "files">, file: string): Beginning {
  const head = readHead(host, file);
  const format = binaryFormatOf(head);
  if (format !== undefined) return { kind: "binary", format };
  const interpreter = interpreterIn(head);
  if (interpreter === undefined) return { kind: "other", isEmpty: head.length === 0 };
  const start = head.subarray(0, FIRST_LINE_BYTES);
  return { kind: "script", interpreter, line: findFirstLine(start) ?? "", isCut: isFirstLineCut(start) };
}

interface BegunFile {
  readonly file: string;
  readonly beginning: Beginning;
  readonly lookup: VariableLookup;
}

/**
 * Why the system will not start an executable file, as far as its beginning says: it is a program for another system or
 * processor, its interpreter is missing, or it has no format. Undefined if it may start. Nothing is started. On Windows scripts are
 * looked at elsewhere.
 */
export function startObstacle(host: ProgramHost, begun: BegunFile): Obstacle | undefined {
  const { beginning } = begun;
  switch (beginning.kind) {
    case "binary":
      return mayRun(host, beginning.format) ? undefined : explainUnknown(host, beginning.format);
    case "script":
      if (host.os === "windows") return undefined;
      return beginning.isCut ? TOO_LONG : obstacleOfScript(host, begun, beginning);
    case "other":
      return host.os === "windows" || beginning.isEmpty ? undefined : explainUnknown(host, undefined);
  }
}

function obstacleOfScript(
  host: ProgramHost,
  { file, lookup }: BegunFile,
  { interpreter, line }: Extract<Beginning, { kind: "script" }>,
): Obstacle | undefined {
  // It also finds that the path cannot be looked at.
  const theirs = interpreterObstacle(host, interpreter);
  if (theirs !== undefined) {
    return { ...theirs, reason: `its first line asks for ${interpreter}, and ${theirs.reason}` };
  }
  if (host.files.stat(interpreter) === undefined) return explainMissing(host, file, interpreter);
  if (!isEnv(interpreter)) return undefined;
  const { interpreter: word } = parseFirstLine(line, lookup);
  if (word === "" || findProgram(host, word).kind === "found") return undefined;
  const where = pathStyle(host.os).hasSeparator(word) ? "which is missing" : "which is not on PATH";
  return { reason: `its first line asks for ${word}, ${where}`, hint: `Install ${word}.` };
}

/** Processors that may run each other's programs, as an amd64 one runs those for 386. */
const FAMILIES: Readonly<Record<string, string>> = { "386": "x86", amd64: "x86", arm: "arm", arm64: "arm" };

/** Where the kernel names formats that another program runs: Wine, an emulator, Windows itself in WSL. */
const FORMATS = "/proc/sys/fs/binfmt_misc";

function mayRun(host: ProgramHost, { os, arch }: BinaryFormat): boolean {
  if (os === host.os && (arch === undefined || family(arch) === family(host.arch))) return true;
  // Windows on ARM and macOS with Rosetta run programs for amd64.
  if (os === host.os && os !== "linux" && host.arch === "arm64") return true;
  return host.os === "linux" && os !== "darwin" && hasHandler(host);
}

function family(arch: string): string {
  return FAMILIES[arch] ?? arch;
}

/** Whether the kernel has a program for any other format. Which one it is for, its name does not say. */
function hasHandler(host: ProgramHost): boolean {
  const names = statOf(host, FORMATS)?.kind === "directory" ? host.files.list(FORMATS) : [];
  return names.some((name) => name !== "register" && name !== "status");
}
