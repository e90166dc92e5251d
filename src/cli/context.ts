import type { Host } from "../host/host.ts";
import { findHelmBin } from "../helm/helm-bin.ts";
import { resolveHelmPaths, type HelmPaths } from "../helm/helm-paths.ts";
import { resolveHelmSettings, type GlobalFlags, type HelmSettings } from "../helm/helm-settings.ts";
import { resolveNamespace } from "../helm/kube-namespace.ts";
import { createParseCache, type ParseCache } from "../cache/parse-cache.ts";
import { pluginDirectories } from "../plugin/plugin-folders.ts";
import { helmVariables } from "../helm/plugin-variables.ts";
import type { LuaSettings } from "../run/lua-settings.ts";
import { buildInfo } from "./build-info.ts";
import { resolveLuaSettings } from "./flags/resolve-lua-settings.ts";
import type { OwnFlags } from "./flags/own-flags.ts";

/** What a command needs: the host, and Helm's settings from flags and environment. */
export interface CliContext {
  readonly host: Host;
  /** Called with a line for each thing that explains what luff does; undefined if nobody wants it explained. */
  readonly note: ((text: string) => void) | undefined;
  readonly settings: HelmSettings;
  readonly paths: HelmPaths;
  readonly cache: ParseCache;
  /** The plugin directories, in order. */
  readonly directories: readonly string[];
  /** Whether HELM_NO_PLUGINS=1 hides the installed plugins, as in Helm. */
  readonly hidesPlugins: boolean;
  /** The plugin directories whose plugins can be called: none if plugins are hidden. */
  readonly callable: readonly string[];
  readonly lua: LuaSettings;
}

/** The host, and whom to explain what luff does. */
export interface Caller {
  readonly host: Host;
  /** Called with a line for each thing that explains what luff does; absent if nobody wants it explained. */
  readonly note?: ((text: string) => void) | undefined;
}

/** What every part of the command line gets: the host, and what the flags and the environment say. Reads no file. */
export function createContext({ host, note }: Caller, flags: GlobalFlags, own: OwnFlags): CliContext {
  const paths = resolveHelmPaths(flags, host.environment, host.os);
  let settings: HelmSettings | undefined;
  const directories = pluginDirectories(host.os, paths.plugins);
  const hidesPlugins = host.environment.get("HELM_NO_PLUGINS") === "1";
  return {
    host,
    note,
    // Resolved on first use, so that the search for a plugin and the preparation of Lua start earlier.
    get settings() {
      return (settings ??= resolveHelmSettings(flags, host.environment));
    },
    get lua() {
      return resolveLuaSettings(own, host.environment);
    },
    paths,
    cache: createParseCache(host, paths.cacheHome, buildInfo().identity),
    directories,
    hidesPlugins,
    callable: hidesPlugins ? [] : directories,
  };
}

/** Helm's variables for a plugin, except those that contain the plugin's name and folder. */
export async function contextVariables(context: CliContext): Promise<Record<string, string>> {
  const { host, settings, paths, cache } = context;
  const namespace = await resolveNamespace(host, settings, cache);
  return helmVariables({ settings, paths, namespace, helmBin: findHelmBin(host) });
}
