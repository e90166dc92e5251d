import { pathStyle } from "../../platform/path-style.ts";
import { isLuaFile, MAIN_SCRIPT } from "../../run/find-lua-script.ts";
import { findCompletionFile } from "../../run/run-completion.ts";
import { scriptFolders } from "../../run/script-folders.ts";
import { statOf } from "../../host/stat-of.ts";
import { findTargets } from "../command-target.ts";
import type { PluginContext } from "../lint-context.ts";

/** A Lua script that luff starts for the plugin. */
export interface StartedScript {
  /** Whether luff wants it to define `main`; other scripts may do their work by themselves. */
  readonly needsMain: boolean;
  /** The folders in which its `require` searches. */
  readonly roots: readonly string[];
}

/** The scripts that luff starts for a plugin, by their paths: those of commands, getters and hooks, and the completion. */
export function startedScripts(context: PluginContext): ReadonlyMap<string, StartedScript> {
  const { host, folder } = context;
  const found = new Map<string, StartedScript>();
  const add = (path: string | undefined, isCommand: boolean): void => {
    if (path === undefined || statOf(host, path)?.kind !== "file") return;
    const known = found.get(path);
    const roots = isCommand ? [folder] : scriptFolders(host, path);
    found.set(path, {
      needsMain: isCommand || known?.needsMain === true,
      roots: [...new Set([...(known?.roots ?? []), ...roots])],
    });
  };
  for (const { path, isCommand } of namedScripts(context)) add(path, isCommand);
  const completion = findCompletionFile(host, context);
  if (completion?.kind === "lua") add(completion.path, false);
  return found;
}

/** luff runs a command's script itself, and others as `luff SCRIPT`. */
function namedScripts({ host, folder, plugin, sites }: PluginContext) {
  const { join } = pathStyle(host.os);
  const ownIsCommand = plugin.type !== "getter/v1";
  const own =
    plugin.runtime.kind === "lua" ? [{ path: join(folder, plugin.runtime.script), isCommand: ownIsCommand }] : [];
  const named = sites.flatMap((site) =>
    findTargets(host, folder, site).flatMap(({ file: path }) =>
      path !== undefined && isLuaFile(path) ? [{ path, isCommand: site.purpose === "command" }] : [],
    ),
  );
  const standsIn =
    plugin.runtime.kind === "subprocess" && plugin.type !== "getter/v1"
      ? [{ path: join(folder, MAIN_SCRIPT), isCommand: true }]
      : [];
  return [...own, ...named, ...standsIn];
}
