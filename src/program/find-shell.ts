import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import { shownPath } from "../platform/shown-path.ts";
import type { Obstacle } from "./execution-obstacle.ts";
import { SHELL_EXAMPLE, type ShellName } from "./interpreters.ts";
import { firstFile, isFile, isFolder, searchFolders, systemFolder } from "./search-path.ts";

export type ShellSearch =
  /** `origin` says where it was found, as the end of a sentence: "on PATH". */
  | { readonly kind: "found"; readonly file: string; readonly origin: string }
  /** `passed`: clauses about programs that are no use, such as WSL's shell. */
  | { readonly kind: "missing"; readonly passed: readonly string[] }
  /** LUFF_SHELL is set, but not to a shell. */
  | { readonly kind: "refused"; readonly obstacle: Required<Obstacle> };

type ShellHost = Pick<Host, "os" | "files" | "environment">;

export interface Place {
  readonly folder: string;
  readonly origin: string;
}

/**
 * The programs of each shell. It looks for the first of them everywhere before it looks for the second: a busybox has
 * only sh.exe, and in MinGit that is bash under another name. Those in one list are taken as they come.
 */
const PROGRAMS: Readonly<Record<ShellName, readonly (readonly string[])[]>> = {
  sh: [["sh.exe", "bash.exe"]],
  bash: [["bash.exe"], ["sh.exe"]],
  zsh: [["zsh.exe"]],
  ksh: [["ksh.exe", "ksh93.exe", "mksh.exe"]],
  fish: [["fish.exe"]],
};

/**
 * A shell on Windows: LUFF_SHELL, the path that a script asks for, then the shells of Git, MSYS and Cygwin.
 * It searches PATH, the Git of a git.exe on PATH, scoop's Git, and the folders of Git's installer. LUFF_SHELL is for sh
 * and bash; other shells are searched beside it.
 */
export function findShell(host: ShellHost, shell: ShellName, path = ""): ShellSearch {
  const given = givenPath(host);
  // MSYS leaves ".exe" out.
  if (given !== "" && (shell === "sh" || shell === "bash")) {
    return givenShell(host, isFile(host, `${given}.exe`) ? `${given}.exe` : given, shell);
  }
  const { directory, isAbsolute } = pathStyle(host.os);
  if (isAbsolute(path) && isFile(host, path) && !isForeign(host, directory(path))) {
    return { kind: "found", file: path, origin: "by its path" };
  }
  const beside = isAbsolute(given) ? [{ folder: directory(given), origin: "beside LUFF_SHELL" }] : [];
  for (const names of PROGRAMS[shell]) {
    for (const { folder, origin } of [...beside, ...shellPlaces(host)]) {
      const file = isForeign(host, folder) ? undefined : firstFile(host, folder, names);
      if (file !== undefined) return { kind: "found", file, origin };
    }
  }
  return { kind: "missing", passed: foreignShells(host, shell) };
}

/** WSL's shells on PATH, a clause for each. */
function foreignShells(host: ShellHost, shell: ShellName): readonly string[] {
  const foreign = searchFolders(host).filter((folder) => isForeign(host, folder));
  return [...new Set(foreign)].flatMap((folder) => {
    const file = firstFile(host, folder, PROGRAMS[shell].flat());
    return file === undefined ? [] : [`${file} is WSL's, which uses different paths`];
  });
}

/** What to do about a LUFF_SHELL that is not a shell. */
const GIVEN_CURE = `Set LUFF_SHELL to the path of a sh.exe or bash.exe, such as ${SHELL_EXAMPLE}, or unset it.`;

/** What to do if the file of a shell does not start; undefined if it is not a shell by its name. */
export function cureOfShell(host: ShellHost, file: string): string | undefined {
  const { base, directory, isAbsolute } = pathStyle(host.os);
  if (!/^(?:ba)?sh\.exe$/i.test(base(file))) return undefined;
  const given = givenPath(host);
  const isGiven = isAbsolute(given) && directory(given).toLowerCase() === directory(file).toLowerCase();
  return isGiven
    ? GIVEN_CURE
    : `Install what it belongs to again, such as Git for Windows, or set LUFF_SHELL to another shell, such as ${SHELL_EXAMPLE}.`;
}

/** The value of LUFF_SHELL. cmd keeps the quotes of "set", and the space before "&&". */
function givenPath({ environment }: ShellHost): string {
  return (environment.get("LUFF_SHELL") ?? "").trim().replace(/^"(.*)"$/, "$1");
}

/**
 * The folders with the other programs of Git for Windows, which its installer does not put on PATH: Perl, AWK, sed. Each has the
 * library of these programs.
 */
export function* gitToolPlaces(host: ShellHost): Iterable<Place> {
  const { directory, isAbsolute, join } = pathStyle(host.os);
  const given = givenPath(host);
  const beside = isAbsolute(given) ? [{ folder: directory(given) }] : [];
  for (const { folder } of [...beside, ...shellPlaces(host)]) {
    const tools = /\\usr\\bin$/i.test(folder) ? folder : join(folder, "..\\usr\\bin");
    if (isRoot(host, join(tools, "..\\.."))) continue;
    if (firstFile(host, tools, ["msys-2.0.dll"]) !== undefined) yield { folder: tools, origin: "in Git's usr\\bin" };
  }
}

/** Programs that are taken for shells. The last three open a window of their own. */
const NO_SHELL = /^(?:cmd|pwsh|powershell|git-cmd|git-bash|mintty)\.exe$/i;

/** The shell that LUFF_SHELL names. If that is sh, the bash beside it is used as bash. */
function givenShell(host: ShellHost, file: string, shell: "sh" | "bash"): ShellSearch {
  const { base, directory, isAbsolute, join } = pathStyle(host.os);
  const refuse = (reason: string): ShellSearch => {
    const shown = shownPath(host.os, file);
    return { kind: "refused", obstacle: { reason: `LUFF_SHELL is "${shown}", and ${reason}`, hint: GIVEN_CURE } };
  };
  if (!isAbsolute(file)) return refuse("that is not an absolute path");
  if (NO_SHELL.test(base(file))) return refuse("that is not a POSIX shell");
  if (isForeign(host, directory(file))) return refuse("that is WSL's shell, which uses different paths");
  if (isFolder(host, file)) return refuse("that is a folder");
  if (!isFile(host, file)) return refuse("there is no such file");
  if (!/\.exe$/i.test(file)) return refuse("that is not a program (.exe)");
  const bash = join(directory(file), "bash.exe");
  const taken = shell === "bash" && /^sh\.exe$/i.test(base(file)) && isFile(host, bash) ? bash : file;
  return { kind: "found", file: taken, origin: "by LUFF_SHELL" };
}

/** The folders that may contain a shell, in order. */
function* shellPlaces(host: ShellHost): Iterable<Place> {
  const { base, join } = pathStyle(host.os);
  const folders = searchFolders(host);
  for (const folder of folders) {
    // scoop's shims are beside its apps. A shim is only a copy of another program, so it does not show which kind of shell it starts.
    if (base(folder).toLowerCase() === "shims") yield* inScoop(host, join(folder, ".."));
    yield { folder, origin: "on PATH" };
  }
  for (const folder of folders.flatMap((each) => gitFolders(host, each))) {
    for (const above of ["..", "..\\.."].map((each) => join(folder, each))) {
      if (!isRoot(host, above)) yield* inGit(above, "beside git.exe");
    }
  }
  for (const scoop of variables(host, "SCOOP", "SCOOP_GLOBAL")) {
    yield* inGit(join(scoop, "apps\\git\\current"), "in scoop's Git");
  }
  for (const home of variables(host, "USERPROFILE")) {
    yield* inGit(join(home, "scoop\\apps\\git\\current"), "in scoop's Git");
  }
  // In a 32-bit program, ProgramFiles is the folder of 32-bit programs.
  for (const programs of variables(host, "ProgramW6432", "ProgramFiles", "ProgramFiles(x86)")) {
    yield* inGit(join(programs, "Git"), "in Git's folder");
  }
  for (const data of variables(host, "LOCALAPPDATA")) yield* inGit(join(data, "Programs\\Git"), "in Git's folder");
}

/** Every user may create folders in the root of a drive, so a shell there is not trusted. */
function isRoot({ os }: ShellHost, folder: string): boolean {
  return pathStyle(os).base(folder) === "";
}

function* inScoop(host: ShellHost, scoop: string): Iterable<Place> {
  if (!isRoot(host, scoop)) yield* inGit(pathStyle(host.os).join(scoop, "apps\\git\\current"), "in scoop's Git");
}

/** The shell in Git's `bin` sets up the environment of Git's tools. MinGit has only `usr\bin`. */
function* inGit(git: string, origin: string): Iterable<Place> {
  for (const folder of ["bin", "usr\\bin"]) yield { folder: `${git}\\${folder}`, origin };
}

/** The folder of a git.exe, and the folder that it leads to if it is a link. */
function gitFolders(host: ShellHost, folder: string): readonly string[] {
  const git = firstFile(host, folder, ["git.exe"]);
  if (git === undefined) return [];
  try {
    const real = pathStyle(host.os).directory(host.files.realPath(git));
    return real.toLowerCase() === folder.toLowerCase() ? [folder] : [folder, real];
  } catch (error) {
    if (error instanceof HostError) return [folder];
    throw error;
  }
}

/** The values of the variables that contain an absolute path. */
function variables({ os, environment }: ShellHost, ...names: readonly string[]): readonly string[] {
  const values = names.map((name) => environment.get(name) ?? "");
  return [...new Set(values.filter((value) => pathStyle(os).isAbsolute(value)))];
}

/** Whether a bash in the folder is WSL's, which runs in another system with other paths. */
function isForeign(host: ShellHost, folder: string): boolean {
  const { join } = pathStyle(host.os);
  const lower = join(folder).toLowerCase();
  const below = join(systemFolder(host)).toLowerCase();
  return lower.startsWith(`${below}\\`) || lower.endsWith("\\microsoft\\windowsapps");
}
