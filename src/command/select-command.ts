import type { CommandSet, PlatformCommand } from "../manifest/plugin.ts";
import { matchArch, matchOs } from "../platform/match-platform.ts";
import type { Platform } from "../platform/platform.ts";

export type CommandSelection =
  | { readonly kind: "entry"; readonly index: number; readonly entry: PlatformCommand }
  | { readonly kind: "default"; readonly command: string }
  | { readonly kind: "none" };

/**
 * Chooses what runs on `platform`, in this order: an entry with this os and arch; the first entry with this os and no
 * arch; the first with neither; the first with this os and another arch; `command`. As in Helm, an entry with an arch
 * but no os is never chosen. If the chosen entry's command is empty, no later entry replaces it.
 */
export function selectCommand(set: CommandSet, platform: Platform): CommandSelection {
  const index = findEntry(set.platformCommand, platform);
  const entry = set.platformCommand[index];
  if (entry !== undefined) return { kind: "entry", index, entry };
  return set.command === "" ? { kind: "none" } : { kind: "default", command: set.command };
}

/** The index of the best entry, or -1. One pass that remembers the first of each rank. */
function findEntry(entries: readonly PlatformCommand[], platform: Platform): number {
  let osOnly = -1;
  let anywhere = -1;
  let otherArch = -1;
  let index = -1;
  for (const { os, arch } of entries) {
    index++;
    if (os === "") {
      if (arch === "" && anywhere < 0) anywhere = index;
    } else if (matchOs(os, platform.os)) {
      if (arch === "") {
        if (osOnly < 0) osOnly = index;
      } else if (matchArch(arch, platform.arch)) {
        return index;
      } else if (otherArch < 0) {
        otherArch = index;
      }
    }
  }
  if (osOnly >= 0) return osOnly;
  return anywhere >= 0 ? anywhere : otherArch;
}
