import { executionObstacle } from "../program/execution-obstacle.ts";
import { nearestFileHint } from "../run/nearest-file.ts";
import { isLuaFile } from "../run/find-lua-script.ts";
import type { CommandSite } from "./command-sites.ts";
import { findTargets, isForWindowsAlone, type CommandTarget } from "./command-target.ts";
import type { Finding } from "./finding.ts";
import { atField, type PluginContext } from "./lint-context.ts";
import { pathStyle } from "../platform/path-style.ts";

/** Checks that the files of commands exist and may be executed. */
export function fileFindings(context: PluginContext): readonly Finding[] {
  return context.sites.flatMap((site) => siteFindings(context, site));
}

function siteFindings(context: PluginContext, site: CommandSite): readonly Finding[] {
  return findTargets(context.host, context.folder, site).flatMap((target) =>
    target.file === undefined ? [missing(context, site, target)] : notExecutable(context, site, target),
  );
}

function missing(context: PluginContext, { path, purpose }: CommandSite, { named }: CommandTarget): Finding {
  const isMade = purpose !== "hook" && context.sites.some(({ group }) => group === "hook install");
  const message = `there is no file ${named}`;
  if (isMade) {
    const hint = "the install hook must create it";
    return atField(context, { code: "file-missing", severity: "note", path, message, hint });
  }
  const hint =
    purpose === "getter"
      ? "add it to the plugin; Helm joins the first word of a getter to the plugin's folder and looks nowhere else"
      : (nearHint(context, named) ?? "add it to the plugin");
  return atField(context, { code: "file-missing", severity: "error", path, message, hint });
}

/** A name without a path is one of a program, or of a getter. */
function nearHint({ host, folder }: PluginContext, named: string): string | undefined {
  return nearestFileHint(host, pathStyle(host.os).absolute(folder, named));
}

function notExecutable(context: PluginContext, site: CommandSite, target: CommandTarget): readonly Finding[] {
  const { host } = context;
  const { file = "", isStarted } = target;
  if (!isStarted || isForWindowsAlone(site) || host.os === "windows") return [];
  const mode = host.files.permissions(file)?.mode;
  if (mode === undefined || (mode & 0o111) === 0o111) return [];
  const obstacle = executionObstacle(host, file);
  if (obstacle === undefined) return [];
  const isLua = isLuaFile(file);
  const message = isLua
    ? `Helm cannot start ${file}: ${obstacle.reason}; luff runs it`
    : `the system cannot start ${file}: ${obstacle.reason}`;
  const finding = { code: "file-not-executable", severity: isLua ? "warning" : "error", path: site.path } as const;
  return [atField(context, { ...finding, message, ...(obstacle.hint !== undefined && { hint: obstacle.hint }) })];
}
