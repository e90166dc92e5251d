import { splitCommand } from "../command/split-command.ts";
import { HostError } from "../host/host-error.ts";
import { statOf } from "../host/stat-of.ts";
import type { Platform } from "../platform/platform.ts";
import { windowsNameFault } from "../platform/windows-names.ts";
import type { Obstacle } from "../program/execution-obstacle.ts";
import { inspectFile } from "../program/inspect-file.ts";
import { baseName, knownInterpreter } from "../program/interpreters.ts";
import { WINDOWS_ENDINGS } from "../program/windows-endings.ts";
import { isLuaFile } from "../run/find-lua-script.ts";
import type { CommandSite } from "./command-sites.ts";
import { findTargets, isForWindowsAlone } from "./command-target.ts";
import type { Finding } from "./finding.ts";
import { selectAsHelm } from "./helm-platforms.ts";
import { atField, type PluginContext } from "./lint-context.ts";

const WINDOWS: Platform = { os: "windows", arch: "amd64" };

/** Commands that a stock Windows cannot run, or that nothing on Windows can run. The plugin is one that Windows has a command of. */
export function windowsFindings(context: PluginContext): readonly Finding[] {
  const sites = [...Map.groupBy(context.sites, ({ group }) => group).values()].flatMap(
    (group) => selectAsHelm(group, WINDOWS) ?? [],
  );
  return sites.flatMap((site) =>
    site.isShellText
      ? [shellHook(context, site)]
      : [...reservedTarget(context, site), ...commandOnWindows(context, site)],
  );
}

function shellHook(context: PluginContext, { path }: CommandSite): Finding {
  const message = "the hook is text for sh, which a stock Windows does not have";
  const hint =
    context.plugin.format === "v1"
      ? "write an entry for `os: windows`"
      : "write it as `platformHooks` with an entry for `os: windows` (Helm 3.18 and later), or in Lua: " +
        "luff needs no shell for `luff $HELM_PLUGIN_DIR/install.lua`";
  return atField(context, { code: "hook-needs-shell", severity: "warning", path, message, hint });
}

/** A file that the plugin does not have yet; the check of the folder names those that it has. */
function reservedTarget(context: PluginContext, site: CommandSite): readonly Finding[] {
  const { host, folder } = context;
  const missing = findTargets(host, folder, site).filter(({ file }) => file === undefined);
  const names = missing.flatMap(({ named }) => named.slice(folder.length).split(/[\\/]/));
  return names.flatMap((name) => {
    const fault = windowsNameFault(name);
    if (fault === undefined) return [];
    const message = `no file on Windows can have the name ${name}: ${fault}`;
    const hint = "choose another name for the file";
    return [atField(context, { code: "name-reserved", severity: "warning", path: site.path, message, hint })];
  });
}

/** Why a command does not start: where nothing is installed, or anywhere on Windows. */
type Lack = { readonly kind: "stock"; readonly reason: string } | ({ readonly kind: "always" } & Obstacle);

function commandOnWindows(context: PluginContext, site: CommandSite): readonly Finding[] {
  const lack = lackOf(context, site);
  if (lack === undefined) return [];
  const finding = { severity: "warning", path: site.path } as const;
  if (lack.kind === "stock") {
    const message = `a stock Windows cannot start this command: ${lack.reason}`;
    const hint = isLuaFile(splitCommand(site.command)[0]) ? hintForLua(context, site) : HINT_FOR_STOCK;
    return [atField(context, { ...finding, code: "script-on-windows", message, hint })];
  }
  const message = `nothing on Windows starts this command: ${lack.reason}`;
  const hint = lack.hint ?? "add an entry with `os: windows`, or write the plugin in Lua";
  return [atField(context, { ...finding, code: "not-for-windows", message, hint })];
}

const HINT_FOR_STOCK =
  "add an entry with `os: windows`, or write the plugin in Lua; " +
  "luff itself starts the command where the interpreter is installed";

/** luff runs a script by its name alone on every platform; Helm needs luff's own. Helm 4 does not expand the arguments of a v1 hook. */
function hintForLua({ plugin }: PluginContext, { purpose, command }: CommandSite): string {
  return purpose === "hook" && plugin.format === "v1"
    ? "add an entry with `os: windows` for Helm; luff runs the script as it is"
    : `write \`luff ${command}\`, which Helm can start too; luff runs the script as it is`;
}

function lackOf({ host, folder }: PluginContext, site: CommandSite): Lack | undefined {
  const target = findTargets(host, folder, site).find(({ isStarted }) => isStarted);
  if (target === undefined) return lackOfInterpreter(site);
  if (target.file === undefined || isProgramOfWindows(host, target.file)) return undefined;
  try {
    return lackOfFile(host, target.file);
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}

function lackOfFile(host: PluginContext["host"], file: string): Lack | undefined {
  const kind = inspectFile(host, file);
  switch (kind.kind) {
    case "program":
      return undefined;
    case "unknown":
      // The check of the folder reports an encoding.
      return kind.why.hint === undefined ? { kind: "always", reason: reasonOf(kind.why) } : undefined;
    case "script": {
      const { name, interpreter, fault } = kind.ask(() => undefined);
      if (fault !== undefined) return { kind: "always", reason: fault.reason, hint: asFinding(fault.hint) };
      if (name === "" && kind.because === "its first line") {
        return { kind: "always", reason: "its first line names no interpreter", hint: "write one: #!/usr/bin/env sh" };
      }
      if (interpreter.name === "PowerShell" && !isPowerShellFile(file)) return NOT_PS1;
      return { kind: "stock", reason: `the file is a script for ${interpreter.name} (${kind.because})` };
    }
  }
}

/** The hint of an error in the form of lint's hints, which begin with a small letter and have no full stop. */
function asFinding(hint: string): string {
  return `${hint.charAt(0).toLowerCase()}${hint.slice(1)}`.replace(/\.$/, "");
}

function reasonOf({ reason, isEmpty }: { readonly reason: string; readonly isEmpty: boolean }): string {
  const isOfSystem = reason.startsWith("it is a program for");
  if (isEmpty || isOfSystem) return reason.replace(/^it/, "the file");
  return "the file is not a program, and neither a first line nor its ending names an interpreter";
}

const NOT_PS1: Lack = {
  kind: "always",
  reason: "PowerShell runs only files that end in .ps1",
  hint: "rename the file to end in .ps1",
};

function isPowerShellFile(path: string): boolean {
  return /\.ps1$/i.test(path);
}

/**
 * What a command lacks that names its interpreter. An entry for Windows alone may require another program than a shell. PowerShell runs
 * an unsigned script only with flags, which luff adds.
 */
function lackOfInterpreter(site: CommandSite): Lack | undefined {
  const [word, ...words] = splitCommand(site.command);
  const interpreter = knownInterpreter(word);
  if (interpreter === undefined || interpreter.runner.kind === "luff") return undefined;
  const args = [...words, ...site.args];
  const file = interpreter.name === "PowerShell" ? fileForPowerShell(args) : undefined;
  if (file !== undefined && !isPowerShellFile(file)) return NOT_PS1;
  const isExpected = interpreter.runner.kind === "programs" && isForWindowsAlone(site);
  if (!isExpected && baseName(word).toLowerCase() !== "powershell") {
    return { kind: "stock", reason: `it has no ${word}` };
  }
  return file !== undefined && file === args[0]
    ? {
        kind: "stock",
        reason: "PowerShell runs no unsigned script there without -ExecutionPolicy Bypass -File before it",
      }
    : undefined;
}

/** The file among the arguments of PowerShell: behind -File, or the first of them if it is a path. */
function fileForPowerShell(args: readonly string[]): string | undefined {
  const flag = args.findIndex((each) => /^-f(?:ile?)?$/i.test(each));
  if (flag >= 0) return args[flag + 1];
  const [first = ""] = args;
  return !first.startsWith("-") && (/[\\/]/.test(first) || isPowerShellFile(first)) ? first : undefined;
}

/** Windows tries the extensions of programs before the name itself. */
function isProgramOfWindows(host: PluginContext["host"], file: string): boolean {
  return WINDOWS_ENDINGS.some(
    (ending) => file.toLowerCase().endsWith(ending) || statOf(host, file + ending)?.kind === "file",
  );
}
