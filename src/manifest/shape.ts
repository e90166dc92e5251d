import type { PluginType } from "./plugin.ts";

/** What a field of a manifest may contain. `hints` says where keys belong that are not fields here. */
export type Shape =
  | { readonly kind: "text" }
  | { readonly kind: "flag" }
  | { readonly kind: "anything" }
  | { readonly kind: "list"; readonly item: Shape }
  | { readonly kind: "dictionary"; readonly value: Shape }
  | FieldsShape;

export interface FieldsShape {
  readonly kind: "fields";
  readonly fields: Readonly<Record<string, Shape>>;
  readonly hints?: Readonly<Record<string, string>>;
}

const TEXT: Shape = { kind: "text" };
const FLAG: Shape = { kind: "flag" };
const TEXTS: Shape = { kind: "list", item: TEXT };

const PLATFORM_COMMANDS: Shape = {
  kind: "list",
  item: { kind: "fields", fields: { os: TEXT, arch: TEXT, command: TEXT, args: TEXTS } },
};

const PLATFORM_HOOKS: Shape = { kind: "dictionary", value: PLATFORM_COMMANDS };

const NEEDS_V1 = "this key needs `apiVersion: v1`";

/** The format without apiVersion: Helm 2 and 3, and what Helm 4 calls legacy. */
export const LEGACY_SHAPE: FieldsShape = {
  kind: "fields",
  fields: {
    apiVersion: TEXT,
    name: TEXT,
    version: TEXT,
    usage: TEXT,
    description: TEXT,
    command: TEXT,
    platformCommand: PLATFORM_COMMANDS,
    ignoreFlags: FLAG,
    useTunnel: { kind: "anything" },
    hooks: { kind: "dictionary", value: TEXT },
    platformHooks: PLATFORM_HOOKS,
    downloaders: { kind: "list", item: { kind: "fields", fields: { command: TEXT, protocols: TEXTS } } },
  },
  hints: {
    type: NEEDS_V1,
    runtime: NEEDS_V1,
    config: NEEDS_V1,
    runtimeConfig: NEEDS_V1,
    sourceURL: NEEDS_V1,
    protocols: "list the protocols in an entry of `downloaders`",
    protocolCommands: "without apiVersion the key is `downloaders`",
    shortHelp: "without apiVersion the key is `usage`",
    longHelp: "without apiVersion the key is `description`",
    script: "without apiVersion a plugin's script is main.lua, or the first word of `command`",
  },
};

const CONFIG_SHAPES: Readonly<Record<string, FieldsShape>> = {
  "cli/v1": {
    kind: "fields",
    fields: { usage: TEXT, shortHelp: TEXT, longHelp: TEXT, ignoreFlags: FLAG },
    hints: { description: "with apiVersion the key is `longHelp`" },
  },
  "getter/v1": { kind: "fields", fields: { protocols: TEXTS } },
  "postrenderer/v1": { kind: "fields", fields: {} },
  "test/v1": { kind: "fields", fields: {} },
};

const PROTOCOL_COMMANDS: Shape = {
  kind: "list",
  item: {
    kind: "fields",
    fields: { protocols: TEXTS, platformCommand: PLATFORM_COMMANDS },
    hints: { command: "write an entry of `platformCommand` without os and arch" },
  },
};

const RUNTIME_HINTS: Readonly<Record<string, string>> = {
  command: "write an entry of `platformCommand` without os and arch",
  hooks: "with apiVersion the key is `platformHooks`",
  downloaders: "with apiVersion the key is `protocolCommands`",
  protocols: "the protocols of a getter belong in `config`",
};

const RUNTIME_SHAPES: Readonly<Record<string, FieldsShape>> = {
  subprocess: {
    kind: "fields",
    fields: {
      platformCommand: PLATFORM_COMMANDS,
      platformHooks: PLATFORM_HOOKS,
      protocolCommands: PROTOCOL_COMMANDS,
    },
    hints: { ...RUNTIME_HINTS, script: "`script` needs `runtime: lua/v1`" },
  },
  "lua/v1": {
    kind: "fields",
    fields: {
      script: TEXT,
      luff: TEXT,
      limits: { kind: "fields", fields: { memory: TEXT, time: TEXT, output: TEXT } },
      platformHooks: PLATFORM_HOOKS,
      protocolCommands: PROTOCOL_COMMANDS,
    },
    hints: { ...RUNTIME_HINTS, platformCommand: "`lua/v1` runs its `script` on every platform" },
  },
  "extism/v1": {
    kind: "fields",
    fields: {
      memory: { kind: "fields", fields: { maxPages: TEXT, maxHttpResponseBytes: TEXT, maxVarBytes: TEXT } },
      config: { kind: "dictionary", value: TEXT },
      allowedHosts: TEXTS,
      fileSystem: { kind: "fields", fields: { createTempDir: FLAG } },
      timeout: TEXT,
      hostFunctions: TEXTS,
      entryFuncName: TEXT,
    },
    hints: {
      platformCommand: "`extism/v1` runs plugin.wasm on every platform",
      platformHooks: "plugins of `extism/v1` have no hooks",
      protocolCommands: "a getter of `extism/v1` has only `config.protocols`",
      allowedPaths: "Helm offers only `fileSystem.createTempDir`, which is /tmp for the module",
      compilation: "luff and Helm compile the module as they need it",
      maxPages: "it belongs in `memory`",
      maxHttpResponseBytes: "it belongs in `memory`",
      maxVarBytes: "it belongs in `memory`",
      createTempDir: "it belongs in `fileSystem`",
      wasm: "the module is always plugin.wasm beside plugin.yaml",
    },
  },
};

export const PLUGIN_TYPES: readonly PluginType[] = Object.keys(CONFIG_SHAPES) as PluginType[];
export const RUNTIMES: readonly string[] = Object.keys(RUNTIME_SHAPES);

const IN_RUNTIME_CONFIG = "with `apiVersion: v1` it belongs in `runtimeConfig`";
const IN_CONFIG = "with `apiVersion: v1` it belongs in `config`";

/**
 * The format of `apiVersion: v1` for this type and runtime. For unknown ones, `config` and `runtimeConfig` are not
 * checked.
 */
export function makeV1Shape(type: string, runtime: string): FieldsShape {
  return {
    kind: "fields",
    fields: {
      apiVersion: TEXT,
      name: TEXT,
      version: TEXT,
      type: TEXT,
      runtime: TEXT,
      sourceURL: TEXT,
      config: CONFIG_SHAPES[type] ?? { kind: "anything" },
      runtimeConfig: RUNTIME_SHAPES[runtime] ?? { kind: "anything" },
    },
    hints: {
      command: `${IN_RUNTIME_CONFIG}, as an entry of \`platformCommand\` without os and arch`,
      platformCommand: IN_RUNTIME_CONFIG,
      hooks: `${IN_RUNTIME_CONFIG}, as \`platformHooks\``,
      platformHooks: IN_RUNTIME_CONFIG,
      downloaders: `${IN_RUNTIME_CONFIG}, as \`protocolCommands\``,
      protocolCommands: IN_RUNTIME_CONFIG,
      script: IN_RUNTIME_CONFIG,
      protocols: IN_CONFIG,
      usage: IN_CONFIG,
      shortHelp: IN_CONFIG,
      longHelp: IN_CONFIG,
      ignoreFlags: IN_CONFIG,
      description: `${IN_CONFIG}, as \`longHelp\``,
      useTunnel: "only Helm 2 used it",
    },
  };
}
