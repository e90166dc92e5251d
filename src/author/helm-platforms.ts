import type { Platform } from "../platform/platform.ts";

/** The platforms that Helm 3 and 4 are released for. */
export const HELM_PLATFORMS: readonly Platform[] = [
  ...["386", "amd64", "arm", "arm64", "loong64", "ppc64le", "riscv64", "s390x"].map((arch) => ({ os: "linux", arch })),
  { os: "darwin", arch: "amd64" },
  { os: "darwin", arch: "arm64" },
  { os: "windows", arch: "amd64" },
  { os: "windows", arch: "arm64" },
];

/**
 * The entry that Helm from 3.18 on chooses for a platform: only by Go's names, in any case; `command` is an entry
 * without os and arch. Helm has no second choice if only another architecture fits.
 */
export function selectAsHelm<Entry extends Platform>(entries: readonly Entry[], platform: Platform): Entry | undefined {
  const ofOs = entries.filter(({ os }) => fits(os, platform.os));
  return (
    ofOs.find(({ arch }) => fits(arch, platform.arch)) ??
    ofOs.find(({ arch }) => arch === "") ??
    entries.find(({ os, arch }) => os === "" && arch === "")
  );
}

function fits(word: string, wanted: string): boolean {
  return word.toLowerCase() === wanted;
}
