import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { absolutePath } from "../files/absolute-path.ts";

/** A file of the plugin that Helm runs. */
export interface PluginFile {
  readonly plugin: string;
  /** Its path below the plugin's folder. */
  readonly below: string;
}

/**
 * The plugin that Helm runs with a command such as "luff $HELM_PLUGIN_DIR/main.lua"; undefined for a path outside of its folder.
 */
export function calledFile(host: Pick<Host, "os" | "environment">, path: string): PluginFile | undefined {
  const folder = host.environment.get("HELM_PLUGIN_DIR") ?? "";
  const plugin = host.environment.get("HELM_PLUGIN_NAME") ?? "";
  if (folder === "" || plugin === "") return undefined;
  const start = absolutePath(host, folder) + pathStyle(host.os).separator;
  const file = absolutePath(host, path);
  return file.startsWith(start) ? { plugin, below: file.slice(start.length) } : undefined;
}
