import { parseDocument } from "yaml";
import { prepareCommand, type PreparedCommand } from "../command/prepare-command.ts";
import { AppError } from "../errors/app-error.ts";
import { explainYaml } from "../manifest/explain-yaml.ts";
import { decodeText } from "../manifest/decode-text.ts";
import { examineManifest, parseManifest } from "../manifest/parse-manifest.ts";
import type { Plugin } from "../manifest/plugin.ts";
import { itemsOf, type TreeMap } from "../manifest/tree.ts";
import { HELM_PLATFORMS } from "./helm-platforms.ts";
import { MigrationFault } from "./migration-fault.ts";
import { rewriteToV1, type Role } from "./v1-manifest.ts";

/** A plugin of `apiVersion: v1` that is made from a legacy one. */
export interface MigratedPlugin {
  readonly plugin: Plugin;
  readonly text: string;
}

export interface MigratedManifest {
  /** One, or the command and the getter of a plugin that was both. */
  readonly plugins: readonly [MigratedPlugin, ...MigratedPlugin[]];
  /** Changes besides the format, each a sentence without a full stop. */
  readonly changes: readonly string[];
  /** What behaves differently from now on. */
  readonly notes: readonly string[];
}

/**
 * Returns the manifests of `apiVersion: v1` for a legacy one; undefined if it already has that format. `hasMain`: there
 * is a main.lua beside it. Throws AppError "manifest-invalid", and "migration-impossible" for YAML whose parts cannot
 * be moved.
 */
export function migrateManifest(
  bytes: Uint8Array,
  { path, hasMain }: { readonly path: string; readonly hasMain: boolean },
): MigratedManifest | undefined {
  const { plugin, root } = examineManifest(bytes);
  if (plugin === undefined) {
    throw new AppError("manifest-invalid", `${path} has errors, so it cannot be migrated`, {
      hint: "Run 'luff plugin lint', and fix them first.",
    });
  }
  if (plugin.format === "v1") return undefined;
  const decoded = decodeText(bytes);
  const source = decoded.kind === "text" ? decoded.text : "";
  try {
    const rewritten = rolesOf(plugin, hasMain).map((role) => ({ ...rewrite(source, role), role }));
    const [first, ...others] = rewritten.map(({ text, role }) => checkResult(text, role, plugin));
    if (first === undefined) throw new MigrationFault("it has no purpose");
    return {
      plugins: [first, ...others],
      changes: [...new Set(rewritten.flatMap(({ changes }) => changes)), ...unusedGetters(plugin, root)],
      notes: [HELM3_NOTE, ...runNotes(plugin, [first, ...others]), ...hookNotes(plugin)],
    };
  } catch (error) {
    if (!(error instanceof MigrationFault)) throw error;
    throw new AppError("migration-impossible", `${path} cannot be migrated: ${error.message}`, {
      hint: "Write that part without anchors, aliases and tags, and try again.",
      cause: error,
    });
  }
}

const HELM3_NOTE = "Helm 3 refuses manifests with apiVersion, and runs no plugin while one is in its folder";

function rolesOf(plugin: Plugin, hasMain: boolean): readonly Role[] {
  const { platformCommand, command } = plugin.commands;
  const isCommand = platformCommand.length > 0 || command !== "" || hasMain;
  if (plugin.getters.length === 0) return [{ type: "cli/v1" }];
  if (!isCommand) return [{ type: "getter/v1" }];
  return [{ type: "cli/v1" }, { type: "getter/v1", name: `${plugin.name}-getter` }];
}

function rewrite(source: string, role: Role): { readonly text: string; readonly changes: readonly string[] } {
  // This schema keeps every scalar as it is written.
  const document = parseDocument(source, { schema: "failsafe", uniqueKeys: false, strict: false });
  const [error] = document.errors;
  if (error !== undefined) throw new MigrationFault(`it is not valid YAML: ${explainYaml(error).message}`);
  const changes = rewriteToV1(document, role);
  try {
    const text = document.toString({ lineWidth: 0 });
    return { text: source.includes("\r\n") ? text.replaceAll(/\r?\n/g, "\r\n") : text, changes };
  } catch (error) {
    // An alias that now stands before its anchor.
    throw new MigrationFault(error instanceof Error ? error.message : String(error));
  }
}

/** The result must be a manifest without faults that luff reads as intended. */
function checkResult(text: string, role: Role, before: Plugin): MigratedPlugin {
  const { plugin, faults, warnings } = parseManifest(new TextEncoder().encode(text));
  const odd = [...faults, ...warnings.filter(({ code }) => code === "unknown-key")][0];
  if (plugin === undefined || odd !== undefined || plugin.type !== role.type) {
    throw new MigrationFault(odd === undefined ? "its form is too unusual" : `${odd.path}: ${odd.message}`);
  }
  if (eventsOf(plugin) !== eventsOf(before)) throw new MigrationFault("its hooks cannot be moved");
  return { plugin, text };
}

/** The events that have a hook. */
function eventsOf({ hooks }: Plugin): string {
  const used = hooks.filter(({ commands }) => commands.command !== "" || commands.platformCommand.length > 0);
  return used
    .map(({ event }) => event)
    .toSorted()
    .join(" ");
}

function unusedGetters({ getters }: Plugin, root: TreeMap): readonly string[] {
  if (getters.length > 0 || itemsOf(root["downloaders"]).length === 0) return [];
  return ['the key "downloaders" is left out: it names no protocols'];
}

/** The platforms on which luff now chooses another command. */
function runNotes(before: Plugin, migrated: readonly MigratedPlugin[]): readonly string[] {
  const after = migrated.find(({ plugin }) => plugin.type === "cli/v1")?.plugin;
  if (after === undefined) return [];
  const other = HELM_PLATFORMS.filter((platform) => {
    const [old, now] = [before, after].map(({ commands }) =>
      shown(prepareCommand(commands, platform, { lookup: (name) => `<${name}>` })),
    );
    return old !== now;
  });
  if (other.length === 0) return [];
  const platforms = other.map(({ os, arch }) => `${os}/${arch}`).join(", ");
  return [
    `on ${platforms} luff now runs the command for all platforms, and no longer the one for another architecture`,
  ];
}

function shown(prepared: PreparedCommand): string {
  return prepared.kind === "none" ? "" : JSON.stringify([prepared.program, ...prepared.args]);
}

/** Without apiVersion variables in platformHooks are expanded. */
function hookNotes({ hooks }: Plugin): readonly string[] {
  return hooks.flatMap(({ event, commands }) => {
    const words = commands.platformCommand.flatMap(({ command, args }) => [...command.split(" ").slice(1), ...args]);
    if (!words.some((word) => /\$[A-Za-z_{]/.test(word))) return [];
    return [
      `the variables in the arguments of the ${event} hook are no longer replaced: its program gets them as they are written`,
    ];
  });
}
