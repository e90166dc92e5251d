const OS: Readonly<Record<string, string>> = { linux: "linux", darwin: "darwin", win32: "windows", freebsd: "freebsd" };
const ARCH: Readonly<Record<string, string>> = { x64: "amd64", arm64: "arm64", ia32: "386", arm: "arm" };
const ALIAS: Readonly<Record<string, string>> = { amd64: "x86_64", arm64: "aarch64", "386": "i386", arm: "armv7" };

/** The meaning of a case's placeholders on this machine. LUFF_TEST_ARCH names the luff's architecture (GOARCH) if it is not the machine's. */
export function platformWords(root: string): Readonly<Record<string, string>> {
  const os = OS[process.platform] ?? process.platform;
  const arch = process.env["LUFF_TEST_ARCH"] ?? ARCH[process.arch] ?? process.arch;
  return {
    "@ROOT@": root,
    "@OS@": os,
    "@ARCH@": arch,
    "@OS_CAPITALS@": os.toUpperCase(),
    "@ARCH_CAPITALS@": arch.toUpperCase(),
    "@ARCH_ALIAS@": ALIAS[arch] ?? arch,
    "@OTHER_OS@": os === "plan9" ? "linux" : "plan9",
    "@OTHER_ARCH@": arch === "s390x" ? "arm64" : "s390x",
  };
}
