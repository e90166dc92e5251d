import { join } from "node:path";
import { testsBinary, testsWindows, testsWine } from "./program-under-test.ts";
import { shownPath } from "./shown-path.ts";

/** The folders of this machine's own programs. */
export const SEARCH_PATH = process.platform === "win32" ? (process.env["PATH"] ?? "") : "/usr/local/bin:/usr/bin:/bin";

/** The environment of a sandbox, built from nothing: a variable of the developer's shell never decides a test. */
export function sandboxEnvironment(root: string): Record<string, string> {
  const at = (...parts: string[]): string => shownPath(join(root, ...parts));
  return {
    // Where `sh`, `cat` and the like are; on Windows that is told by the machine only.
    PATH: testsWine() ? "C:\\Windows\\System32;C:\\Windows" : SEARCH_PATH,
    // Every default folder and the default kubeconfig are found below it.
    HOME: at("home"),
    // Given, so that tests find the plugins without the default folder of each platform.
    HELM_PLUGINS: at("plugins"),
    // A fixed word: otherwise it depends on whether a `helm` is installed on this machine.
    HELM_BIN: "helm",
    // Files that a program leaves are visible below the root, and are removed with it.
    TMPDIR: at("tmp"),
    // Messages of the C library and of shells stay English, and arguments stay UTF-8.
    LC_ALL: "C.UTF-8",
    ...(testsWindows() ? windowsEnvironment(at) : {}),
    ...(testsBinary() ? {} : sourceEnvironment()),
  };
}

/** The command that starts the luff under test in an environment. Under Wine the variables are passed in another way, because Wine makes its own. */
export function startEnvironment(variables: Readonly<Record<string, string>>): Record<string, string> {
  if (!testsWine()) return { ...variables };
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [`LUFF_WINE_${name}`, value]));
}

/** Without these a process does not start on Windows, or finds no home. */
function windowsEnvironment(at: (...parts: string[]) => string): Record<string, string> {
  const native = testsWine() ? {} : process.env;
  return {
    // Winsock and many libraries load from it.
    SystemRoot: native["SystemRoot"] ?? "C:\\Windows",
    // The shell of batch files.
    ComSpec: native["ComSpec"] ?? "C:\\Windows\\System32\\cmd.exe",
    // The extensions of programs.
    PATHEXT: ".COM;.EXE;.BAT;.CMD",
    // HOME's other name.
    USERPROFILE: at("home"),
    // Where configuration and data are kept.
    APPDATA: at("home", "AppData", "Roaming"),
    // The two names of the folder for temporary files.
    TEMP: at("tmp"),
    TMP: at("tmp"),
  };
}

/** Variables that only the source under Bun needs. */
function sourceEnvironment(): Record<string, string> {
  return {
    // Otherwise Bun writes its transpiled copies below HOME, and a test for files left behind sees them.
    BUN_RUNTIME_TRANSPILER_CACHE_PATH: "0",
  };
}
