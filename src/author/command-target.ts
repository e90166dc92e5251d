import { splitCommand } from "../command/split-command.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import { matchOs } from "../platform/match-platform.ts";
import { knownInterpreter } from "../program/interpreters.ts";
import { WINDOWS_ENDINGS } from "../program/windows-endings.ts";
import { findLuaScript, isLuaFile } from "../run/find-lua-script.ts";
import type { CommandSite } from "./command-sites.ts";
import { statOf } from "../host/stat-of.ts";

/** The file of the plugin that a command starts or passes to an interpreter. */
export interface CommandTarget {
  /** The path of the file, as the command names it. */
  readonly named: string;
  /** The existing file; in an entry for Windows the command may leave out its extension. */
  readonly file: string | undefined;
  /** Whether the system starts it, and not an interpreter that the command names. */
  readonly isStarted: boolean;
}

const IN_FOLDER = /^\$(?:HELM_PLUGIN_DIR|\{HELM_PLUGIN_DIR\})[/\\](.+)$/;

/**
 * The files that a command names in the plugin's folder: the one that is started, and the Lua script that a luff of the plugin's own
 * runs. None if variables decide which.
 */
export function findTargets(
  host: Pick<Host, "os" | "files">,
  folder: string,
  site: CommandSite,
): readonly CommandTarget[] {
  if (site.isShellText) return [];
  const [word, ...words] = splitCommand(site.command);
  const started = pathInFolder(word, site);
  const script = scriptOf(word, [...words, ...site.args], started !== undefined);
  const path = script === undefined ? undefined : pathInFolder(script, { ...site, purpose: "command" });
  return [
    ...(started === undefined ? [] : [target(host, { folder, site, path: started, isStarted: true })]),
    ...(path === undefined ? [] : [target(host, { folder, site, path, isStarted: false })]),
  ];
}

/** The script that a command gives to an interpreter; of a program of the plugin only the one that a luff runs. */
function scriptOf(word: string, args: readonly string[], isOfPlugin: boolean): string | undefined {
  if (isOfPlugin) return isLuaFile(word) ? undefined : findLuaScript("windows", word, args)?.script;
  return knownInterpreter(word) === undefined ? undefined : args.find((each) => !each.startsWith("-"));
}

/** The path below the folder; Helm joins a getter's first word to the folder, and luff looks there for a Lua script. */
function pathInFolder(word: string, { purpose }: Pick<CommandSite, "purpose">): string | undefined {
  const path = IN_FOLDER.exec(word)?.[1] ?? (isJoined(word, purpose) ? word : undefined);
  return path?.includes("$") === true ? undefined : path;
}

function isJoined(word: string, purpose: CommandSite["purpose"]): boolean {
  if (word === "" || /^(?:[/\\~$]|[A-Za-z]:)/.test(word)) return false;
  return purpose === "getter" || isLuaFile(word);
}

interface NamedFile {
  readonly folder: string;
  readonly site: CommandSite;
  readonly path: string;
  readonly isStarted: boolean;
}

function target(host: Pick<Host, "os" | "files">, { folder, site, path, isStarted }: NamedFile): CommandTarget {
  const forWindows = isForWindowsAlone(site);
  const named = pathStyle(host.os).join(folder, forWindows ? path.replaceAll("\\", "/") : path);
  // A command for every system names its file whole, wherever lint runs.
  const endings = forWindows ? ["", ...WINDOWS_ENDINGS] : [""];
  const file = endings.map((ending) => named + ending).find((each) => statOf(host, each)?.kind === "file");
  return { named, file, isStarted };
}

/** Whether a command is chosen only on Windows. */
export function isForWindowsAlone({ os }: Pick<CommandSite, "os">): boolean {
  return os !== "" && matchOs(os, "windows");
}
