/** The operating systems that Go has names for: the useful values of a manifest's `os`. */
export const OS_WORDS: readonly string[] = [
  "aix",
  "android",
  "darwin",
  "dragonfly",
  "freebsd",
  "illumos",
  "ios",
  "linux",
  "netbsd",
  "openbsd",
  "plan9",
  "solaris",
  "windows",
];

/** The architectures that Go has names for. */
export const ARCH_WORDS: readonly string[] = [
  "386",
  "amd64",
  "arm",
  "arm64",
  "loong64",
  "mips",
  "mips64",
  "mips64le",
  "mipsle",
  "ppc64",
  "ppc64le",
  "riscv64",
  "s390x",
];

/** Other words for operating systems -> Go's word. Helm supports none of them. */
export const OS_ALIASES: ReadonlyMap<string, string> = new Map([
  ["macos", "darwin"],
  ["osx", "darwin"],
  ["win32", "windows"],
]);

/** Other words for architectures -> Go's word. Helm supports none of them. */
export const ARCH_ALIASES: ReadonlyMap<string, string> = new Map([
  ["i386", "386"],
  ["i686", "386"],
  ["x86", "386"],
  ["ia32", "386"],
  ["x86_64", "amd64"],
  ["x64", "amd64"],
  ["aarch64", "arm64"],
  ["armv6", "arm"],
  ["armv7", "arm"],
  ["armhf", "arm"],
  ["ppc64el", "ppc64le"],
]);

/** Go's word for `word`, in lower case; an unknown word stays as it is. */
export function resolveOs(word: string): string {
  const lower = word.toLowerCase();
  return OS_ALIASES.get(lower) ?? lower;
}

/** Go's word for `word`, in lower case; an unknown word stays as it is. */
export function resolveArch(word: string): string {
  const lower = word.toLowerCase();
  return ARCH_ALIASES.get(lower) ?? lower;
}
