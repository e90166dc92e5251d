import { join } from "node:path";
import { testsBinary } from "./program-under-test.ts";

/** The environment of a sandbox, built from nothing: a variable of the developer's shell never decides a test. */
export function sandboxEnvironment(root: string): Record<string, string> {
  const windows = process.platform === "win32";
  return {
    // Where `sh`, `cat` and the like are; on Windows that is told by the machine only.
    PATH: windows ? (process.env["PATH"] ?? "") : "/usr/local/bin:/usr/bin:/bin",
    // Every default folder and the default kubeconfig are found below it.
    HOME: join(root, "home"),
    // Given, so that tests find the plugins without the default folder of each platform.
    HELM_PLUGINS: join(root, "plugins"),
    // A known word: otherwise it depends on whether a `helm` is installed on this machine.
    HELM_BIN: "helm",
    // What a program leaves behind is seen below the root, and is taken away with it.
    TMPDIR: join(root, "tmp"),
    // Messages of the C library and of shells stay English, and arguments stay UTF-8.
    LC_ALL: "C.UTF-8",
    ...(windows ? windowsEnvironment(root) : {}),
    ...(testsBinary() ? {} : sourceEnvironment()),
  };
}

/** Without these a process does not start on Windows, or finds no home. */
function windowsEnvironment(root: string): Record<string, string> {
  return {
    // Winsock and many libraries load from it.
    SystemRoot: process.env["SystemRoot"] ?? "C:\\Windows",
    // The shell of batch files.
    ComSpec: process.env["ComSpec"] ?? "C:\\Windows\\System32\\cmd.exe",
    // Which endings are programs.
    PATHEXT: ".COM;.EXE;.BAT;.CMD",
    // HOME's other name.
    USERPROFILE: join(root, "home"),
    // Where configuration and data are kept.
    APPDATA: join(root, "home", "AppData", "Roaming"),
    // The two names of the folder for temporary files.
    TEMP: join(root, "tmp"),
    TMP: join(root, "tmp"),
  };
}

/** What only the source under Bun needs. */
function sourceEnvironment(): Record<string, string> {
  return {
    // Otherwise Bun writes its transpiled copies below HOME, and a test for files left behind sees them.
    BUN_RUNTIME_TRANSPILER_CACHE_PATH: "0",
  };
}
