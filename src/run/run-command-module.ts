import type { Host } from "../host/host.ts";
import { mergeVariables } from "../host/merge-variables.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import { callModule } from "./call-module.ts";
import type { LuaSettings } from "./lua-settings.ts";

export interface CommandModuleCall {
  readonly args: readonly string[];
  /** All variables that luff sets for the plugin. */
  readonly variables: Readonly<Record<string, string>>;
  readonly settings: LuaSettings;
}

/**
 * Runs a command whose plugin is a WebAssembly module, with the user's streams and environment, and returns its exit status. What it answers
 * has no meaning, as in Helm. Throws as `callModule`.
 */
export async function runCommandModule(
  host: Host,
  installed: InstalledPlugin,
  { args, variables, settings }: CommandModuleCall,
): Promise<number> {
  const { status } = await callModule(host, installed, {
    message: { extraArgs: args },
    words: args,
    environment: mergeVariables(host.environment.all(), variables, host.os === "windows"),
    hasStreams: true,
    isDebug: variables["HELM_DEBUG"] === "true",
    settings,
  });
  return status;
}
