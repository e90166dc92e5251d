import type { Host } from "../host/host.ts";
import type { ProgramStart } from "../host/processes.ts";
import { pathStyle } from "../platform/path-style.ts";
import { baseName } from "./interpreters.ts";
import { isFile } from "./search-path.ts";

type ShellHost = Pick<Host, "os" | "files" | "environment">;

export interface ShellCall {
  /** The shell's path. */
  readonly shell: string;
  readonly args: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

/** How a POSIX shell of Windows is started, so that it has the arguments as they are and finds its own tools. */
export function shellStart(host: ShellHost, { shell, args, variables }: ShellCall): ProgramStart {
  const isMsys = usesMsys(host, shell);
  return {
    file: shell,
    // It looks at this name alone for what kind of shell it is to be, and a path would need quotes.
    name: baseName(shell),
    args: isMsys ? args.map(quoteForMsys) : args,
    variables: { ...variables, ...shellVariables(host, shell) },
    ...(isMsys && { verbatim: true as const }),
  };
}

/**
 * An argument on the line of a program of MSYS or Cygwin, whose run-time takes the line apart by rules of its own (build_argv in its
 * dcrt0.cc): outside of quotes it expands patterns, braces, ~ and @, takes ' for a quote, and between quotes \\ is one backslash.
 */
export function quoteForMsys(argument: string): string {
  return `"${argument.replaceAll(/[\\"]/g, String.raw`\$&`)}"`;
}

/** A path of Windows as a POSIX shell takes it: a backslash would be an escape to it. */
export function toSlashes(path: string): string {
  return path
    .replace(/^\\\\\?\\(UNC\\)?/i, (_, unc?: string) => (unc === undefined ? "" : "\\\\"))
    .replaceAll("\\", "/");
}

/** The variables with slashes in those that hold paths. */
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

/** Whether a shell is of MSYS or Cygwin: their library lies beside it, or in Git beside the shell that it starts. */
function usesMsys(host: ShellHost, shell: string): boolean {
  const { directory, join } = pathStyle(host.os);
  const folder = directory(shell);
  return [folder, join(folder, "..\\usr\\bin")].some((each) =>
    ["msys-2.0.dll", "cygwin1.dll"].some((library) => isFile(host, join(each, library))),
  );
}

/** The systems of Git and MSYS2, by their folder beside usr. */
const SYSTEMS = ["mingw64", "clangarm64", "mingw32"];

/**
 * What the shell in Git's `bin` does for the one in `usr\bin`, which does not find its tools otherwise: its folders come first, since
 * System32 has other programs named find and sort.
 */
function shellVariables(host: ShellHost, shell: string): Readonly<Record<string, string>> {
  const { directory, join } = pathStyle(host.os);
  const folder = directory(shell);
  if (!/\\usr\\bin$/i.test(folder)) return {};
  const system = SYSTEMS.find((name) => isFolder(host, join(folder, "..\\..", name, "bin")));
  const folders = [...(system === undefined ? [] : [join(folder, "..\\..", system, "bin")]), folder];
  const path = host.environment.get("PATH") ?? "";
  const isNamed = (host.environment.get("MSYSTEM") ?? "") !== "" || system === undefined;
  return {
    PATH: [...folders, ...(path === "" ? [] : [path])].join(";"),
    ...(isNamed ? {} : { MSYSTEM: system.toUpperCase() }),
  };
}

function isFolder({ files }: ShellHost, path: string): boolean {
  try {
    return files.stat(path)?.kind === "directory";
  } catch {
    return false;
  }
}
