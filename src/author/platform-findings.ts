import { splitCommand } from "../command/split-command.ts";
import { HostError } from "../host/host-error.ts";
import type { Platform } from "../platform/platform.ts";
import { pathStyle } from "../platform/path-style.ts";
import { inspectFile } from "../program/choose-interpreter.ts";
import { baseName, knownInterpreter } from "../program/interpreters.ts";
import { WINDOWS_ENDINGS } from "../program/windows-endings.ts";
import { MAIN_SCRIPT } from "../run/find-lua-script.ts";
import type { CommandSite } from "./command-sites.ts";
import { findTarget, isForWindowsAlone } from "./command-target.ts";
import type { Finding } from "./finding.ts";
import { HELM_PLATFORMS, selectAsHelm } from "./helm-platforms.ts";
import { atField, type PluginContext } from "./lint-context.ts";
import { statOf } from "../host/stat-of.ts";

const WINDOWS: Platform = { os: "windows", arch: "amd64" };

/** Platforms on which the plugin has nothing to run, and commands that a stock Windows cannot run. */
export function platformFindings(context: PluginContext): readonly Finding[] {
  return [...lackFindings(context), ...hookLacks(context), ...windowsFindings(context)];
}

function groupsOf(sites: readonly CommandSite[]): ReadonlyMap<string, readonly CommandSite[]> {
  return Map.groupBy(sites, ({ group }) => group);
}

function hasMainScript({ host, folder }: PluginContext): boolean {
  return statOf(host, pathStyle(host.os).join(folder, MAIN_SCRIPT)) !== undefined;
}

/** The platforms for which Helm finds a command of the plugin; all if it has no command. */
function served({ sites }: PluginContext): readonly Platform[] {
  const own = sites.filter(({ purpose }) => purpose !== "hook");
  if (own.length === 0) return HELM_PLATFORMS;
  const groups = [...groupsOf(own).values()];
  return HELM_PLATFORMS.filter((platform) => groups.some((group) => selectAsHelm(group, platform) !== undefined));
}

function lackFindings(context: PluginContext): readonly Finding[] {
  const { plugin, sites } = context;
  if (plugin.runtime.kind !== "subprocess" || plugin.type === "getter/v1" || plugin.type === "test/v1") return [];
  const commands = sites.filter(({ purpose }) => purpose === "command");
  const hasMain = hasMainScript(context);
  const path = plugin.format === "v1" ? "runtimeConfig" : "";
  if (commands.length === 0) {
    const finding = { code: "command-none", path } as const;
    if (hasMain) {
      const message = "the plugin has no command, so only luff can run it: it runs main.lua";
      const hint = "for Helm as well, add the command `luff $HELM_PLUGIN_DIR/main.lua`";
      return [atField(context, { ...finding, severity: "note", message, hint })];
    }
    const message = "the plugin has no command and no main.lua: there is nothing to run";
    return [atField(context, { ...finding, severity: "error", message, hint: "add a command, or a main.lua" })];
  }
  const lacking = HELM_PLATFORMS.filter((platform) => selectAsHelm(commands, platform) === undefined);
  if (lacking.length === 0) return [];
  const message = `Helm finds no command for ${describePlatforms(lacking)}${hasMain ? "; luff runs main.lua there" : ""}`;
  const hint = "add entries for them, or one without `os` and `arch`";
  const list = plugin.format === "v1" ? "runtimeConfig.platformCommand" : "platformCommand";
  return [atField(context, { code: "platform-missing", severity: "note", path: list, message, hint })];
}

/** Helm 4 treats an event without a command as a failed install. */
function hookLacks(context: PluginContext): readonly Finding[] {
  const platforms = served(context);
  const hooks = context.sites.filter(({ purpose }) => purpose === "hook");
  return [...groupsOf(hooks)].flatMap(([group, entries]) => {
    const lacking = platforms.filter((platform) => selectAsHelm(entries, platform) === undefined);
    const [first] = entries;
    if (lacking.length === 0 || first === undefined) return [];
    const message = `the ${group.replace("hook ", "")} hook has no command for ${describePlatforms(lacking)}: there Helm 4 reports a failure`;
    const path = first.path.replace(/\[\d+\](?:\.command)?$/, "");
    const hint = "add entries for them, or one without `os` and `arch`";
    return [atField(context, { code: "hook-platform-missing", severity: "warning", path, message, hint })];
  });
}

/** Names platforms in as few words as possible: only the operating system if all of its architectures are meant. */
function describePlatforms(platforms: readonly Platform[]): string {
  const words = [...Map.groupBy(platforms, ({ os }) => os)].flatMap(([os, ofOs]) => {
    const isWhole = ofOs.length === HELM_PLATFORMS.filter((each) => each.os === os).length;
    return isWhole ? [os] : ofOs.map(({ arch }) => `${os}/${arch}`);
  });
  return words.join(", ");
}

function windowsFindings(context: PluginContext): readonly Finding[] {
  if (!served(context).some(({ os }) => os === "windows")) return [];
  return [...groupsOf(context.sites).values()].flatMap((group) => {
    const site = selectAsHelm(group, WINDOWS);
    if (site === undefined) return [];
    return site.isShellText ? [shellHook(context, site)] : scriptOnWindows(context, site);
  });
}

function shellHook(context: PluginContext, { path }: CommandSite): Finding {
  const message = "the hook is text for sh, which a stock Windows does not have";
  const hint =
    context.plugin.format === "v1"
      ? "write an entry for `os: windows`"
      : "write it as `platformHooks` with an entry for `os: windows` (Helm 3.18 and later)";
  return atField(context, { code: "hook-needs-shell", severity: "warning", path, message, hint });
}

function scriptOnWindows(context: PluginContext, site: CommandSite): readonly Finding[] {
  const asked = interpreterOnWindows(context, site);
  if (asked === undefined) return [];
  const message = `a stock Windows cannot start this command: ${asked}`;
  const hint =
    "add an entry with `os: windows`, or write the plugin in Lua; " +
    "luff itself starts the command where the interpreter is installed";
  return [atField(context, { code: "script-on-windows", severity: "warning", path: site.path, message, hint })];
}

/** A clause about what a command needs and Windows does not have. */
function interpreterOnWindows({ host, folder }: PluginContext, site: CommandSite): string | undefined {
  const target = findTarget(host, folder, site);
  if (target?.isStarted !== true) return lackOfInterpreter(site);
  if (target.file === undefined || isProgramOfWindows(host, target.file)) return undefined;
  try {
    const kind = inspectFile(host, target.file);
    if (kind.kind !== "script") return undefined;
    const { name } = kind.ask(() => undefined).interpreter;
    return name === "" ? "its first line names no interpreter" : `the file is a script for ${name} (${kind.because})`;
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}

/**
 * What a stock Windows lacks for a command that names its interpreter. An entry for Windows alone may require another program than a
 * shell. PowerShell runs an unsigned script only with flags, which luff adds.
 */
function lackOfInterpreter(site: CommandSite): string | undefined {
  const [word, ...words] = splitCommand(site.command);
  const interpreter = knownInterpreter(word);
  if (interpreter === undefined || interpreter.runner.kind === "luff") return undefined;
  const isExpected = interpreter.runner.kind === "programs" && isForWindowsAlone(site);
  if (!isExpected && baseName(word).toLowerCase() !== "powershell") return `it has no ${word}`;
  const [first = ""] = [...words, ...site.args];
  return interpreter.name === "PowerShell" && /\.ps1$/i.test(first)
    ? "PowerShell runs no unsigned script there without -ExecutionPolicy Bypass -File before it"
    : undefined;
}

/** Windows tries the extensions of programs before the name itself. */
function isProgramOfWindows(host: PluginContext["host"], file: string): boolean {
  return WINDOWS_ENDINGS.some(
    (ending) => file.toLowerCase().endsWith(ending) || statOf(host, file + ending)?.kind === "file",
  );
}
