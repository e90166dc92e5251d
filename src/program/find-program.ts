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
 * searched along PATH. On Windows either may leave out an ending that is in PATHEXT.
 */
export function findProgram(host: ProgramHost, word: string): FoundProgram {
  const style = pathStyle(host.os);
  if (style.hasSeparator(word)) return firstExecutable(host, [word]);
  const folders = style.splitList(host.environment.get("PATH") ?? "");
  const found = firstExecutable(
    host,
    folders.map((folder) => style.join(folder === "" ? "." : folder, word)),
  );
  return found.kind === "found" && !style.isAbsolute(found.file) ? { kind: "relative", file: found.file } : found;
}

function firstExecutable(host: ProgramHost, paths: readonly string[]): FoundProgram {
  let refused: FoundProgram = { kind: "missing" };
  for (const path of paths) {
    for (const ending of endings(host, path)) {
      const file = path + ending;
      const stat = statOrNothing(host, file);
      if (stat === undefined) continue;
      if (stat.kind === "file" && stat.executable) return { kind: "found", file, stat };
      if (refused.kind === "missing") refused = { kind: "not-executable", file };
    }
  }
  return refused;
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
 * What may follow the word: nothing, except on Windows. There the word alone is tried first if it has an ending of
 * PATHEXT, otherwise last.
 */
function endings(host: ProgramHost, path: string): readonly string[] {
  if (host.os !== "windows") return [""];
  const known = (host.environment.get("PATHEXT") || WINDOWS_ENDINGS.join(";"))
    .toLowerCase()
    .split(";")
    .filter((ending) => ending !== "")
    .map((ending) => (ending.startsWith(".") ? ending : `.${ending}`));
  const hasEnding = known.some((ending) => path.toLowerCase().endsWith(ending));
  return hasEnding ? ["", ...known] : [...known, ""];
}
