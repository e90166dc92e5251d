import type { Target } from "./targets.ts";

/**
 * What the target's executable asks of a machine beyond system and architecture, as nouns: Bun is compiled for x86-64-v2, and
 * with glibc it finds its stack by way of /proc. Every Mac has such a processor. Compact executables ask for nothing.
 */
export function machineNeeds({ host, os, arch, variant }: Target): readonly string[] {
  if (host !== "bun" || os === "darwin") return [];
  const processor = arch === "amd64" ? ["a processor with SSE4.2 (x86-64-v2)"] : [];
  return os === "linux" && variant === "" ? [...processor, "/proc"] : processor;
}

/** The same as a sentence; "" where nothing is asked for. */
export function needsSentence(target: Target): string {
  const needs = machineNeeds(target);
  return needs.length === 0 ? "" : `It needs ${needs.join(" and ")}.`;
}
