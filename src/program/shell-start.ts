import type { Host } from "../host/host.ts";
import type { ProgramStart } from "../host/processes.ts";
import { pathStyle } from "../platform/path-style.ts";
import { baseName } from "./interpreters.ts";
import { firstFile, isFolder } from "./search-path.ts";

type ShellHost = Pick<Host, "os" | "files" | "environment">;

export interface ShellCall {
  /** The shell's path. */
  readonly shell: string;
  readonly args: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

/** Starts a POSIX shell on Windows, or another interpreter of MSYS or Cygwin, so that it gets the arguments unchanged and finds its own tools. */
export function shellStart(host: ShellHost, { shell, args, variables }: ShellCall): ProgramStart {
  const library = libraryFolder(host, shell);
  const isMsys = library !== undefined;
  const name = baseName(shell);
  return {
    file: shell,
    // The shell chooses its mode only by this name, without a folder.
    name: isMsys && /\s/.test(name) ? quoteForMsys(name) : name,
    args: isMsys ? args.map(quoteForMsys) : args,
    variables: { ...variables, ...shellVariables(host, shell, library === pathStyle(host.os).directory(shell)) },
    ...(isMsys && { verbatim: true as const }),
  };
}

/**
 * An argument on the command line of an MSYS or Cygwin program. Its run-time splits the line by its own rules
 * (build_argv and globify in dcrt0.cc): outside quotes it expands patterns, braces, ~ and @, and treats ' as a quote;
 * between quotes \\ is one backslash. In a word that begins with a quote and a drive, or with \\ and a letter, it is
 * two: so that letter is outside the quotes.
 */
export function quoteForMsys(argument: string): string {
  const [, before = "", letter = "", rest = argument] =
    /^(?:(\\)(?=[A-Za-z])|(?=[A-Za-z]:))([A-Za-z])(.*)$/s.exec(argument) ?? [];
  return `${before === "" ? "" : quoted(before)}${letter}${quoted(rest)}`;
}

function quoted(text: string): string {
  return `"${text.replaceAll(/[\\"]/g, String.raw`\$&`)}"`;
}

/** A Windows path for a POSIX shell, to which a backslash is an escape. */
export function toSlashes(path: string): string {
  return path
    .replace(/^\\\\\?\\(UNC\\)?/i, (_, unc?: string) => (unc === undefined ? "" : "\\\\"))
    .replaceAll("\\", "/");
}

/** The variables, with slashes in those that contain paths. */
export function slashedVariables(
  variables: Readonly<Record<string, string>>,
  names: readonly string[],
): Record<string, string> {
  const slashed = Object.entries(variables).map(([name, value]) => [
    name,
    names.includes(name) ? toSlashes(value) : value,
  ]);
  return Object.fromEntries(slashed) as Record<string, string>;
}

/** Whether a program is one of MSYS or Cygwin: their library is beside it. */
export function isOfMsys(host: ShellHost, file: string): boolean {
  return firstFile(host, pathStyle(host.os).directory(file), LIBRARIES) !== undefined;
}

const LIBRARIES = ["msys-2.0.dll", "cygwin1.dll"];

/** The folder of the library of MSYS or Cygwin: beside a shell, or in Git beside the shell that it starts. */
function libraryFolder(host: ShellHost, shell: string): string | undefined {
  const { directory, join } = pathStyle(host.os);
  const folder = directory(shell);
  return [folder, join(folder, "..\\usr\\bin")].find((each) => firstFile(host, each, LIBRARIES) !== undefined);
}

/** The systems of Git and MSYS2, named by their folder beside usr. */
const SYSTEMS = ["mingw64", "clangarm64", "mingw32"];

/**
 * Sets the variables that the shell in Git's `bin` sets for the one in `usr\bin`, which otherwise does not find its
 * tools. A shell of MSYS or Cygwin in any other place needs its own folder too.
 */
function shellVariables(host: ShellHost, shell: string, isBesideLibrary: boolean): Readonly<Record<string, string>> {
  const { directory, join } = pathStyle(host.os);
  const folder = directory(shell);
  if (!/\\usr\\bin$/i.test(folder)) return isBesideLibrary ? pathWith(host, [folder]) : {};
  const system = SYSTEMS.find((name) => isFolder(host, join(folder, "..\\..", name, "bin")));
  if (system === undefined) return pathWith(host, [folder]);
  const isNamed = (host.environment.get("MSYSTEM") ?? "") !== "";
  return {
    ...pathWith(host, [join(folder, "..\\..", system, "bin"), folder]),
    ...(isNamed ? {} : { MSYSTEM: system.toUpperCase() }),
  };
}

/** Folders come first in PATH, because System32 has other programs named find and sort. */
function pathWith({ environment }: ShellHost, folders: readonly string[]): Readonly<Record<string, string>> {
  const path = environment.get("PATH") ?? "";
  const first = folders.join(";");
  if (`${path};`.toLowerCase().startsWith(`${first};`.toLowerCase())) return {};
  return { PATH: path === "" ? first : `${first};${path}` };
}
