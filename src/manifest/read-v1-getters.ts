import { joinIndex, joinKey } from "./field-path.ts";
import type { ManifestCheck } from "./manifest-check.ts";
import type { PluginGetter, PluginRuntime, PluginType } from "./plugin.ts";
import { checkPlatforms, readPlatformCommands, readTexts } from "./read-commands.ts";
import { itemsOf, mapOf } from "./tree.ts";

const COMMANDS_PATH = "runtimeConfig.protocolCommands";

/**
 * The getters of a getter/v1: one for each entry of `protocolCommands`, and one without a command for the protocols in
 * `config` that no entry has. For the latter the plugin's script, or a main.lua, runs. Other types have no getters.
 */
export function readV1Getters(
  check: ManifestCheck,
  type: PluginType,
  runtime: PluginRuntime["kind"],
): readonly PluginGetter[] {
  const { root } = check.tree;
  const entries = itemsOf(mapOf(root["runtimeConfig"])["protocolCommands"]);
  if (type !== "getter/v1") {
    const message = `only getters use \`protocolCommands\`, but this plugin is a ${type}`;
    if (entries.length > 0) check.warnings.add("getter-unregistered", { path: COMMANDS_PATH, message });
    return [];
  }
  const registered = readProtocols(check);
  const getters =
    runtime === "extism"
      ? []
      : entries.map((item, index) => {
          const path = joinIndex(COMMANDS_PATH, index);
          const platformCommand = readPlatformCommands(mapOf(item)["platformCommand"]);
          checkPlatforms(check, joinKey(path, "platformCommand"), platformCommand);
          const protocols = readTexts(mapOf(item)["protocols"]);
          warnUnregistered(
            check,
            path,
            protocols.filter((protocol) => !registered.includes(protocol)),
          );
          return { protocols, commands: { platformCommand, command: "" } };
        });
  const served = new Set(getters.flatMap((getter) => getter.protocols));
  const rest = registered.filter((protocol) => !served.has(protocol));
  if (rest.length === 0) return getters;
  if (runtime === "subprocess") warnUnserved(check, rest);
  return [...getters, { protocols: rest, commands: { platformCommand: [], command: "" } }];
}

/** The protocols in `config`. Helm 4 refuses a getter without any, and an empty protocol is never used. */
function readProtocols({ tree, faults }: ManifestCheck): readonly string[] {
  const path = "config.protocols";
  const protocols = readTexts(mapOf(tree.root["config"])["protocols"]);
  if (protocols.length === 0 && !faults.covers(path)) {
    faults.add("protocols-missing", { path, message: "a getter needs at least one protocol" });
  }
  for (const [index, protocol] of protocols.entries()) {
    const item = joinIndex(path, index);
    if (protocol === "" && !faults.covers(item)) {
      faults.add("protocol-empty", {
        path: item,
        message: "the protocol is empty, expected the part of a URL before `://`",
      });
    }
  }
  return protocols;
}

function warnUnregistered(check: ManifestCheck, path: string, protocols: readonly string[]): void {
  if (protocols.length === 0) return;
  const message = `\`config.protocols\` does not contain ${protocols.join(", ")}, so Helm never uses it`;
  check.warnings.add("getter-unregistered", { path: joinKey(path, "protocols"), message });
}

function warnUnserved(check: ManifestCheck, protocols: readonly string[]): void {
  const message = `no entry of \`protocolCommands\` has a command for ${protocols.join(", ")}`;
  check.warnings.add("getter-without-command", { path: "config.protocols", message });
}
