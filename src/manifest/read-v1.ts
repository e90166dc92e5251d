import { checkName, checkVersion } from "./check-identity.ts";
import { parseFlag } from "./flag.ts";
import type { ManifestCheck } from "./manifest-check.ts";
import type { LimitKind } from "../text/limit-names.ts";
import { LIMIT_KINDS, NO_LIMIT } from "../text/limit-text.ts";
import { parseConstraint } from "../text/version-constraint.ts";
import { findNearestWord } from "../text/nearest-word.ts";
import { readExtism } from "./read-extism.ts";
import type { Plugin, PluginRuntime, PluginType } from "./plugin.ts";
import { checkPlatforms, readPlatformCommands } from "./read-commands.ts";
import { readV1Getters } from "./read-v1-getters.ts";
import { readHooks } from "./read-hooks.ts";
import { PLUGIN_TYPES, RUNTIMES } from "./shape.ts";
import { mapOf, scalarText } from "./tree.ts";

/**
 * Reads a manifest with `apiVersion: v1`, as strictly as Helm 4 (the only Helm that reads it), except that unknown keys
 * are warnings. The runtime `lua/v1` exists only in luff.
 */
export function readV1(check: ManifestCheck): Plugin {
  const { root } = check.tree;
  checkName(check);
  checkVersion(check, "v1");
  checkWord(check, "type", PLUGIN_TYPES);
  checkWord(check, "runtime", RUNTIMES);
  const type = scalarText(root["type"]) as PluginType;
  const config = mapOf(root["config"]);
  const runtimeConfig = mapOf(root["runtimeConfig"]);
  const runtime = readRuntime(check);
  const platformCommand = runtime.kind === "subprocess" ? readPlatformCommands(runtimeConfig["platformCommand"]) : [];
  checkPlatforms(check, "runtimeConfig.platformCommand", platformCommand);
  return {
    format: "v1",
    name: scalarText(root["name"]),
    version: scalarText(root["version"]),
    type,
    runtime,
    shortHelp: scalarText(config["shortHelp"]),
    longHelp: scalarText(config["longHelp"]),
    usageLine: scalarText(config["usage"]),
    sourceURL: scalarText(root["sourceURL"]),
    ignoreFlags: parseFlag(scalarText(config["ignoreFlags"])) ?? false,
    commands: { platformCommand, command: "" },
    hooks: readHooks(check, {
      path: "runtimeConfig",
      hooks: undefined,
      platformHooks: runtime.kind === "extism" ? undefined : runtimeConfig["platformHooks"],
    }),
    getters: readV1Getters(check, type, runtime.kind),
  };
}

function checkWord({ tree, faults }: ManifestCheck, field: "type" | "runtime", known: readonly string[]): void {
  if (faults.covers(field)) return;
  const word = scalarText(tree.root[field]);
  const choices = `expected one of ${known.join(", ")}`;
  if (word === "") {
    faults.add(`${field}-missing`, { path: field, message: `the plugin has no ${field}: ${choices}` });
  } else if (!known.includes(word)) {
    const nearest = findNearestWord(word, known);
    const hint = nearest === undefined ? undefined : `did you mean ${nearest}?`;
    faults.add(`${field}-unknown`, {
      path: field,
      message: `unknown ${field} ${JSON.stringify(word)}: ${choices}`,
      hint,
    });
  }
}

function readRuntime(check: ManifestCheck): PluginRuntime {
  const word = scalarText(check.tree.root["runtime"]);
  if (word === "extism/v1") return readExtism(check);
  return word === "lua/v1"
    ? { kind: "lua", script: readScript(check), limits: readLimits(check), ...readConstraint(check) }
    : { kind: "subprocess" };
}

/** The script of a Lua plugin, `main.lua` by default. It must be inside the plugin's folder. */
function readScript({ tree, faults }: ManifestCheck): string {
  const script = scalarText(mapOf(tree.root["runtimeConfig"])["script"]);
  if (script === "") return "main.lua";
  const isOutside = /^(?:[/\\]|[A-Za-z]:)/.test(script) || script.split(/[/\\]/).includes("..");
  if (isOutside) {
    const message = `the script ${JSON.stringify(script)} is not inside the plugin's folder`;
    faults.add("script-invalid", {
      path: "runtimeConfig.script",
      message,
      hint: "give a path relative to plugin.yaml",
    });
  }
  return script;
}

/** The constraint on luff's version. */
function readConstraint({ tree, faults }: ManifestCheck): { readonly luff?: string } {
  const luff = scalarText(mapOf(tree.root["runtimeConfig"])["luff"]);
  if (luff === "") return {};
  if (parseConstraint(luff) === undefined) {
    const message = `the constraint ${JSON.stringify(luff)} cannot be read: expected one such as ">=0.2"`;
    faults.add("constraint-invalid", { path: "runtimeConfig.luff", message });
  }
  return { luff };
}

/** The limits that a Lua plugin sets for itself, as written. */
function readLimits({ tree, faults }: ManifestCheck): { readonly [Kind in LimitKind]?: string } {
  const written = mapOf(mapOf(tree.root["runtimeConfig"])["limits"]);
  const limits: { [Kind in LimitKind]?: string } = {};
  for (const kind of ["memory", "time", "output"] as const) {
    const text = scalarText(written[kind]);
    if (text === "") continue;
    limits[kind] = text;
    const { parse, expected } = LIMIT_KINDS[kind];
    if (text === NO_LIMIT || parse(text) !== undefined) continue;
    const message = `the limit ${JSON.stringify(text)} cannot be read: expected ${expected}`;
    faults.add("limit-invalid", { path: `runtimeConfig.limits.${kind}`, message });
  }
  return limits;
}
