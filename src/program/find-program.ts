import type { FileStat } from "../host/files.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import { WINDOWS_ENDINGS } from "./windows-endings.ts";

export type FoundProgram =
  | { readonly kind: "found"; readonly file: string; readonly stat: FileStat }
  /** In the working directory, through an empty or relative element of PATH. As Go does, luff refuses to run it. */
  | { readonly kind: "relative"; readonly file: string }
  /** There is something, but not an executable file. */
  | { readonly kind: "not-executable"; readonly file: string }
  | { readonly kind: "missing" };

type ProgramHost = Pick<Host, "os" | "files" | "environment">;

/**
 * Finds the file for a command word as Go's exec.LookPath does. A word with a separator is a path; any other is
 * searched along PATH. On Windows either may leave out an ending that is in PATHEXT. Who searches a word often gives its paths.
 */
export function findProgram(
  host: ProgramHost,
  word: string,
  paths: readonly string[] | undefined = searchedPaths(host, word),
): FoundProgram {
  if (paths === undefined) return executableAt(host, word);
  let refused: FoundProgram = MISSING;
  const first = host.os === "windows" ? 0 : (host.files.countAbsent?.(paths) ?? 0);
  for (let index = first; index < paths.length; index++) {
    const found = executableAt(host, paths[index] ?? "");
    if (found.kind === "found") {
      return pathStyle(host.os).isAbsolute(found.file) ? found : { kind: "relative", file: found.file };
    }
    if (refused.kind === "missing") refused = found;
  }
  return refused;
}

/** Where along PATH a word is searched; undefined for a path. */
export function searchedPaths({ os, environment }: ProgramHost, word: string): readonly string[] | undefined {
  const style = pathStyle(os);
  if (style.hasSeparator(word)) return undefined;
  const folders = style.splitList(environment.get("PATH") ?? "");
  return folders.map((folder) => style.join(folder === "" ? "." : folder, word));
}

const MISSING: FoundProgram = { kind: "missing" };

/** What is at a path, on Windows also with one of the endings. */
function executableAt(host: ProgramHost, path: string): FoundProgram {
  if (host.os !== "windows") return judge(host, path);
  let refused: FoundProgram = MISSING;
  for (const ending of endings(host, path)) {
    const found = judge(host, path + ending);
    if (found.kind === "found") return found;
    if (refused.kind === "missing") refused = found;
  }
  return refused;
}

function judge(host: ProgramHost, file: string): FoundProgram {
  const stat = statOrNothing(host, file);
  if (stat === undefined) return MISSING;
  return stat.kind === "file" && stat.executable ? { kind: "found", file, stat } : { kind: "not-executable", file };
}

function statOrNothing(host: ProgramHost, path: string): ReturnType<Host["files"]["stat"]> {
  try {
    return host.files.stat(path);
  } catch {
    if (isStoreAlias(host, path)) return { kind: "file", size: 0, executable: true, modified: 0 };
    return undefined; // A folder of PATH that luff may not enter has nothing to run.
  }
}

/** Whether a path is that of a Microsoft Store program in PATH. It starts, but Windows refuses to open it (EACCES). */
export function isStoreAlias({ os }: Pick<Host, "os">, path: string): boolean {
  return os === "windows" && /\\microsoft\\windowsapps\\[^\\]+\.exe$/i.test(path);
}

/**
 * What may follow the word on Windows. The word alone is tried first if it has an ending of PATHEXT, otherwise last.
 */
function endings(host: ProgramHost, path: string): readonly string[] {
  const known = (host.environment.get("PATHEXT") || WINDOWS_ENDINGS.join(";"))
    .toLowerCase()
    .split(";")
    .filter((ending) => ending !== "")
    .map((ending) => (ending.startsWith(".") ? ending : `.${ending}`));
  const hasEnding = known.some((ending) => path.toLowerCase().endsWith(ending));
  return hasEnding ? ["", ...known] : [...known, ""];
}
