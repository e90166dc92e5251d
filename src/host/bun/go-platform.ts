const GO_OS: Readonly<Record<string, string>> = { win32: "windows", sunos: "solaris" };
const GO_ARCH: Readonly<Record<string, string>> = { x64: "amd64", ia32: "386", ppc64: "ppc64le" };

/** The operating system in Go's words (GOOS). */
export const goOs = GO_OS[process.platform] ?? process.platform;

/** The architecture in Go's words (GOARCH). */
export const goArch = GO_ARCH[process.arch] ?? process.arch;
