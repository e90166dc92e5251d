import { joinIndex, joinKey } from "../manifest/field-path.ts";
import type { Plugin } from "../manifest/plugin.ts";
import { readPlatformCommands } from "../manifest/read-commands.ts";
import { isTreeMap, itemsOf, mapOf, scalarText, type TreeMap, type TreeValue } from "../manifest/tree.ts";
import { findLuaHook } from "../run/find-lua-hook.ts";

/** A place in a manifest that names a command. */
export interface CommandSite {
  readonly purpose: "command" | "hook" | "getter";
  /** The choice that the command belongs to: `command`, `hook install`, `getter 0`. */
  readonly group: string;
  /** The path of the command's text. */
  readonly path: string;
  /** The manifest's own text; "" for all. */
  readonly os: string;
  readonly arch: string;
  readonly command: string;
  readonly args: readonly string[];
  /** A legacy hook's text, which goes to `sh -c`; not one that only names a Lua script, which luff runs itself. */
  readonly isShellText: boolean;
}

/** Every command that a manifest names, in the order of its fields. `root` has its keys in their right case. */
export function findCommandSites(root: TreeMap, { format }: Pick<Plugin, "format">): readonly CommandSite[] {
  const base = format === "v1" ? "runtimeConfig" : "";
  const fields = format === "v1" ? mapOf(root["runtimeConfig"]) : root;
  return [
    ...platformSites(fields["platformCommand"], joinKey(base, "platformCommand"), "command", "command"),
    ...textSite(root["command"], { path: "command", purpose: "command", group: "command" }),
    ...hookSites(fields, base),
    ...(format === "v1" ? protocolSites(fields) : downloaderSites(root)),
  ];
}

function hookSites(fields: TreeMap, base: string): readonly CommandSite[] {
  const platformHooks = Object.entries(mapOf(fields["platformHooks"])).flatMap(([event, entries]) =>
    platformSites(entries, joinKey(joinKey(base, "platformHooks"), event), "hook", `hook ${event}`),
  );
  const texts = base === "" ? Object.entries(mapOf(fields["hooks"])) : [];
  const textHooks = texts.flatMap(([event, text]) =>
    textSite(text, { path: joinKey("hooks", event), purpose: "hook", group: `hook ${event}` }),
  );
  return [...platformHooks, ...textHooks.map((site) => ({ ...site, isShellText: !namesScript(site) }))];
}

/** Whether a legacy hook does no more than to start a Lua script. */
function namesScript({ command }: CommandSite): boolean {
  return findLuaHook("windows", command, (word) => word) !== undefined;
}

function downloaderSites(root: TreeMap): readonly CommandSite[] {
  return itemsOf(root["downloaders"]).flatMap((item, index) => {
    const path = joinKey(joinIndex("downloaders", index), "command");
    return textSite(mapOf(item)["command"], { path, purpose: "getter", group: `getter ${index}` });
  });
}

function protocolSites(fields: TreeMap): readonly CommandSite[] {
  return itemsOf(fields["protocolCommands"]).flatMap((item, index) => {
    const path = joinKey(joinIndex("runtimeConfig.protocolCommands", index), "platformCommand");
    return platformSites(mapOf(item)["platformCommand"], path, "getter", `getter ${index}`);
  });
}

function platformSites(
  value: TreeValue | undefined,
  path: string,
  purpose: CommandSite["purpose"],
  group: string,
): readonly CommandSite[] {
  return readPlatformCommands(value).map((entry, index) => {
    const item = itemsOf(value)[index];
    const place = joinIndex(path, index);
    const hasCommand = isTreeMap(item) && "command" in item;
    return { purpose, group, path: hasCommand ? joinKey(place, "command") : place, ...entry, isShellText: false };
  });
}

function textSite(
  value: TreeValue | undefined,
  site: Pick<CommandSite, "path" | "purpose" | "group">,
): readonly CommandSite[] {
  const command = scalarText(value);
  return command === "" ? [] : [{ ...site, os: "", arch: "", command, args: [], isShellText: false }];
}
