import type { Platform } from "../platform/platform.ts";
import { pathStyle } from "../platform/path-style.ts";
import { MAIN_SCRIPT } from "../run/find-lua-script.ts";
import type { CommandSite } from "./command-sites.ts";
import type { Finding } from "./finding.ts";
import { HELM_PLATFORMS, selectAsHelm } from "./helm-platforms.ts";
import { atField, type PluginContext } from "./lint-context.ts";
import { statOf } from "../host/stat-of.ts";
import { windowsFindings } from "./windows-findings.ts";

/** Platforms on which the plugin has nothing to run, and commands that Windows cannot run. */
export function platformFindings(context: PluginContext): readonly Finding[] {
  const onWindows = served(context).some(({ os }) => os === "windows") ? windowsFindings(context) : [];
  return [...lackFindings(context), ...hookLacks(context), ...onWindows];
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
