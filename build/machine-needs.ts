import type { Target } from "./targets.ts";

/**
 * What the target's executable needs from a machine, besides the system and the architecture, as nouns. Bun is compiled
 * for x86-64-v2, and with glibc it finds its stack through /proc. Every Mac has such a processor. Compact executables
 * need nothing.
 */
export function machineNeeds({ host, os, arch, variant }: Target): readonly string[] {
  if (host !== "bun" || os === "darwin") return [];
  const processor = arch === "amd64" ? ["a processor with SSE4.2 (x86-64-v2)"] : [];
  return os === "linux" && variant === "" ? [...processor, "/proc"] : processor;
}

/** The same as a sentence; "" if nothing is needed. */
export function needsSentence(target: Target): string {
  const needs = machineNeeds(target);
  return needs.length === 0 ? "" : `It needs ${needs.join(" and ")}.`;
}
