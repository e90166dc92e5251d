import type { CommandSet, PlatformCommand } from "../manifest/plugin.ts";
import { matchArch, matchOs } from "../platform/match-platform.ts";
import type { Platform } from "../platform/platform.ts";
import { selectCommand, type CommandSelection } from "./select-command.ts";

/**
 * Why `selectCommand` takes one command of a set for a platform and not the others: a line for each, in the order of the manifest. For
 * messages; nothing that starts a plugin calls this.
 */
export function explainSelection(set: CommandSet, platform: Platform): readonly string[] {
  const selection = selectCommand(set, platform);
  const lines = set.platformCommand.map(
    (entry, index) => `${describeEntry(entry, index)}: ${whyEntry(entry, index, { selection, platform })}`,
  );
  if (set.command !== "") lines.push(`command: ${whyCommand(set, selection)}`);
  else if (selection.kind === "none") lines.push("command: there is none");
  return lines;
}

/** An entry's place and what it is for: "platformCommand[1] (linux, any architecture)". */
export function describeEntry({ os, arch }: Pick<PlatformCommand, "os" | "arch">, index: number): string {
  return `platformCommand[${index}] (${os || "any system"}, ${arch || "any architecture"})`;
}

interface Choice {
  readonly selection: CommandSelection;
  readonly platform: Platform;
}

function whyEntry({ os, arch }: PlatformCommand, index: number, { selection, platform }: Choice): string {
  const isOtherArch = arch !== "" && !matchArch(arch, platform.arch);
  if (selection.kind === "entry" && selection.index === index) {
    return isOtherArch ? `taken, although this is ${platform.arch}: nothing fits better` : "taken";
  }
  if (os === "" && arch !== "") return "never taken: it names an architecture without a system";
  if (os !== "" && !matchOs(os, platform.os)) return `not taken: this is ${platform.os}`;
  // What is for this system is only left out for another entry.
  if (selection.kind !== "entry") return "not taken";
  const other = `platformCommand[${selection.index}]`;
  if (isOtherArch) return `not taken: this is ${platform.arch}, and there is ${other}`;
  const isSame = (os === "") === (selection.entry.os === "") && (arch === "") === (selection.entry.arch === "");
  return isSame ? `not taken: ${other} comes before it` : `not taken: ${other} fits better`;
}

function whyCommand({ platformCommand }: CommandSet, selection: CommandSelection): string {
  if (selection.kind === "entry") return `not taken: platformCommand[${selection.index}] is for this platform`;
  return platformCommand.length === 0 ? "taken" : "taken: no platformCommand is for this platform";
}
