import { resolveArch, resolveOs, ARCH_WORDS, OS_WORDS } from "./platform-words.ts";
import type { Platform } from "./platform.ts";

/** A text such as "linux/amd64" as a platform; undefined if it is not one that Go has names for. Aliases and any case count. */
export function parsePlatform(text: string): Platform | undefined {
  const [, osWord = "", archWord = ""] = /^([^/]+)\/([^/]+)$/.exec(text) ?? [];
  const [os, arch] = [resolveOs(osWord), resolveArch(archWord)];
  return OS_WORDS.includes(os) && ARCH_WORDS.includes(arch) ? { os, arch } : undefined;
}

/** A platform as a text: "linux/amd64". */
export function showPlatform({ os, arch }: Platform): string {
  return `${os}/${arch}`;
}
