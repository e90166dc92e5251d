import { joinIndex, joinKey } from "../manifest/field-path.ts";
import { parseFlag } from "../manifest/flag.ts";
import { itemsOf, mapOf, scalarText } from "../manifest/tree.ts";
import { windowsNameFault } from "../platform/windows-names.ts";
import { usageWord } from "../plugin/usage-word.ts";
import type { Finding } from "./finding.ts";
import { HELM_WORDS } from "./helm-words.ts";
import { atField, type LintContext, type PluginContext } from "./lint-context.ts";

/** Words without quotes that YAML 1.1 reads as true and false. */
const WORDS_OF_YAML11 = /^(?:y|yes|on|true|n|no|off|false)$/i;
/** Numbers that Helm 3 changes when it reads them: 007, 1_000, 0x1F, 1e3. */
const REWRITTEN_NUMBER = /^-?(?:0[0-9_]+|0[xob][0-9a-f_]+|[0-9][0-9_]*_[0-9_]*|[0-9]+e[0-9]+)$/i;

/** Differences between Helm and luff that luff's own parser does not report. */
export function helmFindings(context: PluginContext): readonly Finding[] {
  const { plugin } = context;
  const own = plugin.format === "v1" ? v1Findings(context) : legacyFindings(context);
  return [...own, ...nameTaken(context), ...nameReserved(context)];
}

/** Helm 3 loads no manifest with the key `apiVersion`. luff does not load one with an unknown value either. */
export function apiVersionFindings(context: LintContext): readonly Finding[] {
  const { tree, plugin } = context.manifest;
  if (tree === undefined || !("apiVersion" in tree.root)) return [];
  const isLegacy = plugin?.format === "legacy";
  const finding = {
    code: "api-version-helm3",
    // An author who writes `apiVersion: v1` has chosen Helm 4.
    severity: isLegacy ? "error" : "note",
    path: "apiVersion",
    message: "Helm 3 refuses every manifest with the key `apiVersion`",
    ...(isLegacy && { hint: "remove the key: it is empty" }),
    refusedBy: ["helm3"],
  } as const;
  return [atField(context, finding)];
}

function v1Findings(context: PluginContext): readonly Finding[] {
  const { plugin } = context;
  const found: Finding[] = [];
  if (plugin.runtime.kind === "lua") {
    const message = "only luff knows the runtime lua/v1: Helm 4 refuses this plugin";
    const hint = "for Helm 4 as well, write `runtime: subprocess` and the command `luff $HELM_PLUGIN_DIR/main.lua`";
    const finding = { code: "runtime-of-luff", severity: "note", path: "runtime", message, hint } as const;
    found.push(atField(context, { ...finding, refusedBy: ["helm4"] }));
  }
  const word = usageWord(plugin);
  if (word !== "" && word !== plugin.name) {
    const message = `Helm 4 calls the plugin by the first word of its usage line: helm ${word}`;
    const hint = `begin the usage line with the plugin's name: ${plugin.name} …`;
    found.push(atField(context, { code: "usage-word", severity: "warning", path: "config.usage", message, hint }));
  }
  return found;
}

function legacyFindings(context: PluginContext): readonly Finding[] {
  return [
    ...rereadName(context),
    ...nameOfHelm4(context),
    ...tunnel(context),
    ...emptyProtocols(context),
    ...combined(context),
  ];
}

function rereadName(context: PluginContext): readonly Finding[] {
  const { plugin, manifest } = context;
  const isQuoted = manifest.tree?.notes.get("name")?.quoted === true;
  if (isQuoted || !(WORDS_OF_YAML11.test(plugin.name) || REWRITTEN_NUMBER.test(plugin.name))) return [];
  const message = `Helm 3 reads the name ${plugin.name} as a boolean or a number, and gives the plugin a different name`;
  const hint = `put it in quotes: name: "${plugin.name}"`;
  return [atField(context, { code: "name-reread", severity: "warning", path: "name", message, hint })];
}

/** Helm 4 does not find a name under a key in another case. */
function nameOfHelm4(context: PluginContext): readonly Finding[] {
  if (scalarText(context.manifest.tree?.root["name"]) !== "") return [];
  const message = "Helm 4 does not ignore the case of keys, and finds no `name`";
  const finding = { code: "name-missing", severity: "error", path: "name", message, hint: "write `name`" } as const;
  return [atField(context, { ...finding, refusedBy: ["helm4"] })];
}

function tunnel(context: PluginContext): readonly Finding[] {
  const { root, tree } = context.manifest;
  const value = root["useTunnel"];
  const isQuoted = tree?.notes.get("useTunnel")?.quoted === true;
  const isFlag = typeof value === "string" && parseFlag(value) !== undefined && !isQuoted;
  if (value === undefined || value === null || isFlag) return [];
  const message = "`useTunnel` is true or false; Helm 3 refuses the plugin for any other value";
  const finding = { code: "use-tunnel-invalid", severity: "error", path: "useTunnel", message } as const;
  return [atField(context, { ...finding, hint: "remove it: only Helm 2 used it", refusedBy: ["helm3"] })];
}

function emptyProtocols(context: PluginContext): readonly Finding[] {
  return itemsOf(context.manifest.root["downloaders"]).flatMap((item, index) => {
    const path = joinKey(joinIndex("downloaders", index), "protocols");
    const protocols = itemsOf(mapOf(item)["protocols"]);
    const empty = protocols.findIndex((protocol) => scalarText(protocol) === "");
    if (empty < 0 || protocols.every((protocol) => scalarText(protocol) === "")) return [];
    const message = "a protocol is the part of a URL before `://`, found nothing; Helm 4 refuses the plugin";
    const finding = { code: "protocol-empty", severity: "error", path: joinIndex(path, empty), message } as const;
    return [atField(context, { ...finding, hint: "remove the entry", refusedBy: ["helm4"] })];
  });
}

/** A command with downloaders loses its command in Helm 4. */
function combined(context: PluginContext): readonly Finding[] {
  const { plugin } = context;
  if (plugin.type !== "cli/v1" || plugin.getters.length === 0) return [];
  const message = "Helm 4 treats a plugin with `downloaders` only as a getter, without a command";
  const hint = "split it into a plugin for each: luff plugin migrate";
  return [atField(context, { code: "combined-plugin", severity: "warning", path: "downloaders", message, hint })];
}

function nameTaken(context: PluginContext): readonly Finding[] {
  const { type, name } = context.plugin;
  if (type !== "cli/v1" || !HELM_WORDS.has(name)) return [];
  const message = `helm ${name} is a command of Helm itself, so this plugin cannot be called there`;
  return [
    atField(context, { code: "name-taken", severity: "warning", path: "name", message, hint: "choose another name" }),
  ];
}

/** luff and Helm install a plugin into a folder of its name. */
function nameReserved(context: PluginContext): readonly Finding[] {
  const { name } = context.plugin;
  const fault = windowsNameFault(name);
  if (fault === undefined) return [];
  const message = `no folder on Windows can have the plugin's name ${name}: ${fault}`;
  const finding = { code: "name-reserved", severity: "warning", path: "name", message } as const;
  return [atField(context, { ...finding, hint: "choose another name" })];
}
