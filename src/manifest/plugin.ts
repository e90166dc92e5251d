import type { LimitKind } from "../text/limit-names.ts";

/** One entry of a `platformCommand` list. Absent keys are "" and []. */
export interface PlatformCommand {
  readonly os: string;
  readonly arch: string;
  readonly command: string;
  readonly args: readonly string[];
}

/**
 * What a manifest offers to run for one purpose: entries per platform, and the command for all other platforms ("" if
 * there is none).
 */
export interface CommandSet {
  readonly platformCommand: readonly PlatformCommand[];
  readonly command: string;
}

/** `test/v1` is for Helm's own tests. */
export type PluginType = "cli/v1" | "getter/v1" | "postrenderer/v1" | "test/v1";

/**
 * How to run the plugin's code. `script` is relative to the plugin's folder; `limits` are texts such as "64MiB" and
 * "10s"; `luff` is the constraint on luff's version, if there is one.
 */
export type PluginRuntime =
  | { readonly kind: "subprocess" }
  | {
      readonly kind: "lua";
      readonly script: string;
      readonly limits: { readonly [Kind in LimitKind]?: string };
      readonly luff?: string;
    }
  | ExtismRuntime;

/** How to run a plugin's WebAssembly module, by Extism's rules. Absent limits are not in the manifest. */
export interface ExtismRuntime {
  readonly kind: "extism";
  /** The function of the module that is called. */
  readonly entry: string;
  readonly memory: {
    /** Pages of 64 KiB; 0 for no limit. */
    readonly maxPages?: number;
    readonly maxHttpResponseBytes?: number;
    readonly maxVarBytes?: number;
  };
  readonly config: Readonly<Record<string, string>>;
  /** Names of hosts, which may have wildcards. */
  readonly allowedHosts: readonly string[];
  /** Whether the module gets a temporary folder as /tmp. */
  readonly createTempDir: boolean;
  /** In milliseconds; 0 for none. */
  readonly timeout?: number;
  readonly hostFunctions: readonly string[];
}

/** A lifecycle hook. A legacy `hooks` string is in `commands.command` and is passed to `sh -c` unchanged. */
export interface PluginHook {
  readonly event: string;
  readonly commands: CommandSet;
}

/** A getter (Helm 2 and 3: downloader) for URL schemes. */
export interface PluginGetter {
  readonly protocols: readonly string[];
  readonly commands: CommandSet;
}

/** A plugin, from any of the manifest formats. */
export interface Plugin {
  /** "legacy" is the format of Helm 2 and 3, which Helm 4 still reads. */
  readonly format: "legacy" | "v1";
  readonly name: string;
  /** The text as written, "" if absent. */
  readonly version: string;
  readonly type: PluginType;
  readonly runtime: PluginRuntime;
  /** One line for lists. */
  readonly shortHelp: string;
  readonly longHelp: string;
  /** v1 only: the usage line, whose first word is the command's name in Helm 4; otherwise "". */
  readonly usageLine: string;
  readonly sourceURL: string;
  readonly ignoreFlags: boolean;
  readonly commands: CommandSet;
  readonly hooks: readonly PluginHook[];
  readonly getters: readonly PluginGetter[];
}
