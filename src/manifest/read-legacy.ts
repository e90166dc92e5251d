import { checkName, checkVersion } from "./check-identity.ts";
import { parseFlag } from "./flag.ts";
import { joinIndex } from "./field-path.ts";
import type { ManifestCheck } from "./manifest-check.ts";
import type { Plugin, PluginGetter } from "./plugin.ts";
import { checkPlatforms, readPlatformCommands, readTexts } from "./read-commands.ts";
import { readHooks } from "./read-hooks.ts";
import { sanitiseText } from "../text/sanitise-text.ts";
import { itemsOf, mapOf, scalarText, type TreeMap } from "./tree.ts";

/**
 * Reads a manifest without apiVersion. Something is an error only if no Helm could run it; what one Helm refuses and
 * another runs is a warning. As in Helm 2 and 3, a plugin with `downloaders` is also a command if it has one.
 */
export function readLegacy(check: ManifestCheck): Plugin {
  const { root } = check.tree;
  checkName(check);
  checkVersion(check, "legacy");
  const platformCommand = readPlatformCommands(root["platformCommand"]);
  checkPlatforms(check, "platformCommand", platformCommand);
  warnConflicts(check, root);
  const command = scalarText(root["command"]);
  const getters = readDownloaders(check, root);
  const isGetter = getters.length > 0 && command === "" && platformCommand.length === 0;
  return {
    format: "legacy",
    name: scalarText(root["name"]),
    version: scalarText(root["version"]),
    type: isGetter ? "getter/v1" : "cli/v1",
    runtime: { kind: "subprocess" },
    shortHelp: sanitiseText(scalarText(root["usage"])),
    longHelp: scalarText(root["description"]),
    usageLine: "",
    sourceURL: "",
    ignoreFlags: parseFlag(scalarText(root["ignoreFlags"])) ?? false,
    commands: { platformCommand, command },
    hooks: readHooks(check, { path: "", hooks: root["hooks"], platformHooks: root["platformHooks"] }),
    getters,
  };
}

/** Helm 3.18.0 and Helm 4 refuse a manifest with both fields. luff uses both, as Helm's proposal says. */
function warnConflicts(check: ManifestCheck, root: TreeMap): void {
  if (itemsOf(root["platformCommand"]).length > 0 && scalarText(root["command"]) !== "") {
    const message =
      "luff uses `command` if no entry of `platformCommand` fits; Helm 3.18.0 and Helm 4 refuse a manifest with both";
    check.warnings.add("command-conflict", {
      path: "command",
      message,
      hint: "make it the last entry of `platformCommand`",
    });
  }
  if (Object.keys(mapOf(root["platformHooks"])).length > 0 && Object.keys(mapOf(root["hooks"])).length > 0) {
    const message =
      "luff uses a hook if no entry of `platformHooks` fits; Helm 3.18.0 and Helm 4 refuse a manifest with both";
    check.warnings.add("hooks-conflict", { path: "hooks", message, hint: "move them into `platformHooks`" });
  }
}

/** A downloader without protocols is never used. It is left out with a warning; Helm 3 loads such a plugin too. */
function readDownloaders(check: ManifestCheck, root: TreeMap): readonly PluginGetter[] {
  return itemsOf(root["downloaders"]).flatMap((item, index) => {
    const path = joinIndex("downloaders", index);
    const command = scalarText(mapOf(item)["command"]);
    const protocols = readTexts(mapOf(item)["protocols"]).filter((protocol) => protocol !== "");
    if (protocols.length === 0) {
      const message = "the downloader has no protocols, so it is never used; Helm 4 refuses this plugin";
      check.warnings.add("protocols-missing", { path, message });
      return [];
    }
    if (command === "") {
      const message = "the downloader has no command; Helm 4 refuses this plugin";
      check.warnings.add("getter-without-command", { path, message });
    }
    return [{ protocols, commands: { platformCommand: [], command } }];
  });
}
