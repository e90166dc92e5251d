import type { Host } from "../host/host.ts";
import { pluginVariables } from "../helm/plugin-variables.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import { utf8Text } from "../text/utf8-text.ts";
import { callModule } from "./call-module.ts";
import type { LuaSettings } from "./lua-settings.ts";
import { answerError } from "./module-answer.ts";

export interface PostRendererModuleCall {
  readonly args: readonly string[];
  /** The rendered manifests. */
  readonly manifests: Uint8Array;
  /** Helm's variables, without those of the plugin. */
  readonly variables: Readonly<Record<string, string>>;
  readonly settings: LuaSettings;
}

/**
 * Passes rendered manifests to a WebAssembly module and returns its status and what it made of them. Helm means the manifests to be a text in the
 * message, but sends `{}` (helm/helm#31832). Throws as `callModule`.
 */
export async function runPostRendererModule(
  host: Host,
  installed: InstalledPlugin,
  { args, manifests, variables: given, settings }: PostRendererModuleCall,
): Promise<{ readonly status: number; readonly manifests: string }> {
  const { name } = installed.plugin;
  const variables = { ...given, ...pluginVariables(name, installed.folder) };
  const { status, answer, willWrite } = await callModule(host, installed, {
    message: { manifests: utf8Text(manifests), extraArgs: args },
    words: args,
    environment: variables,
    hasStreams: false,
    isDebug: variables["HELM_DEBUG"] === "true",
    settings,
  });
  if (status !== 0) return { status, manifests: "" };
  const { manifests: made } = answer;
  if (typeof made !== "string") throw answerError(name, "the answer of its module has no manifests");
  willWrite(new TextEncoder().encode(made).length);
  return { status, manifests: made };
}
