import type { LimitKind } from "../text/limit-text.ts";

/** One entry of a `platformCommand` list. Absent keys are "" and []. */
export interface PlatformCommand {
  readonly os: string;
  readonly arch: string;
  readonly command: string;
  readonly args: readonly string[];
}

/** What a manifest offers to run for one purpose: entries per platform, and the command for all others ("" where there is none). */
export interface CommandSet {
  readonly platformCommand: readonly PlatformCommand[];
  readonly command: string;
}

/** `test/v1` is for the tests of Helm itself. */
export type PluginType = "cli/v1" | "getter/v1" | "postrenderer/v1" | "test/v1";

/** How the plugin's code is run. `script` is relative to the plugin's folder; `limits` are texts such as "64MiB" and "10s". */
export type PluginRuntime =
  | { readonly kind: "subprocess" }
  | { readonly kind: "lua"; readonly script: string; readonly limits: { readonly [Kind in LimitKind]?: string } }
  | { readonly kind: "extism" };

/** A lifecycle hook. A legacy `hooks` string is in `commands.command` and goes to `sh -c` as it stands. */
export interface PluginHook {
  readonly event: string;
  readonly commands: CommandSet;
}

/** A getter (Helm 2 and 3: downloader) for URL schemes. */
export interface PluginGetter {
  readonly protocols: readonly string[];
  readonly commands: CommandSet;
}

/** A plugin, whichever of the manifest formats declared it. */
export interface Plugin {
  /** "legacy" is the form of Helm 2 and 3, which Helm 4 still reads. */
  readonly format: "legacy" | "v1";
  readonly name: string;
  /** The text as written, "" where absent. */
  readonly version: string;
  readonly type: PluginType;
  readonly runtime: PluginRuntime;
  /** One line for lists. */
  readonly shortHelp: string;
  readonly longHelp: string;
  /** v1 only: the usage line, whose first word Helm 4 takes as the command's name; "" otherwise. */
  readonly usageLine: string;
  readonly sourceURL: string;
  readonly ignoreFlags: boolean;
  readonly commands: CommandSet;
  readonly hooks: readonly PluginHook[];
  readonly getters: readonly PluginGetter[];
}
