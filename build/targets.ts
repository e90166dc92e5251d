interface Platform {
  /** Go's names, which Helm uses too. */
  readonly os: "linux" | "darwin" | "windows";
  readonly arch: "amd64" | "arm64" | "386" | "arm" | "loong64" | "ppc64le" | "riscv64" | "s390x";
  /** The difference between two executables for one platform: another C library, another host; "" is the usual one. */
  readonly variant: "" | "musl" | "compact";
  readonly testedBy: TestedBy;
}

/**
 * How the end-to-end suite runs the target's executable on Linux/amd64: the kernel runs it, or the kernel's 32-bit part
 * does, or a musl loader beside it, or an emulator. "inspect": nothing here can run it, so build/inspect inspects the
 * file. Other targets are not inspected.
 */
export type TestedBy = "native" | "native-ia32" | "musl-loader" | "qemu-user" | "wine" | "inspect";

/** A platform whose executable is made with Bun. */
export interface BunTarget extends Platform {
  readonly host: "bun";
  /** The target's name in `bun build --compile`. */
  readonly bunTarget: Bun.Build.CompileTarget;
  /** The npm package with the Bun executable that luff is put into. */
  readonly bunPackage: string;
}

/** A platform whose executable is made with QuickJS, by a cross compiler of build/compact/toolchains.ts. */
export interface CompactTarget extends Platform {
  readonly host: "quickjs";
}

/** A platform that luff is built for. */
export type Target = BunTarget | CompactTarget;

/** The matrix, in the order of `--list` and of the table in the README. */
export const TARGETS: readonly Target[] = [
  bun("linux", "amd64", { bunTarget: "bun-linux-x64", bunPackage: "@oven/bun-linux-x64", testedBy: "native" }),
  bun("linux", "amd64", {
    variant: "musl",
    bunTarget: "bun-linux-x64-musl",
    bunPackage: "@oven/bun-linux-x64-musl",
    testedBy: "musl-loader",
  }),
  bun("linux", "arm64", {
    bunTarget: "bun-linux-arm64",
    bunPackage: "@oven/bun-linux-aarch64",
    testedBy: "qemu-user",
  }),
  bun("linux", "arm64", {
    variant: "musl",
    bunTarget: "bun-linux-arm64-musl",
    bunPackage: "@oven/bun-linux-aarch64-musl",
    testedBy: "qemu-user",
  }),
  bun("darwin", "amd64", { bunTarget: "bun-darwin-x64", bunPackage: "@oven/bun-darwin-x64", testedBy: "inspect" }),
  bun("darwin", "arm64", {
    bunTarget: "bun-darwin-arm64",
    bunPackage: "@oven/bun-darwin-aarch64",
    testedBy: "inspect",
  }),
  bun("windows", "amd64", { bunTarget: "bun-windows-x64", bunPackage: "@oven/bun-windows-x64", testedBy: "wine" }),
  bun("windows", "arm64", {
    bunTarget: "bun-windows-arm64",
    bunPackage: "@oven/bun-windows-aarch64",
    testedBy: "inspect",
  }),
  compact("linux", "386", "native-ia32"),
  compact("linux", "arm", "qemu-user"),
  compact("linux", "loong64", "qemu-user"),
  compact("linux", "ppc64le", "qemu-user"),
  compact("linux", "riscv64", "qemu-user"),
  compact("linux", "s390x", "qemu-user"),
  compact("windows", "386", "wine"),
  // For machines where a few megabytes count.
  compact("linux", "amd64", "native", "compact"),
  compact("linux", "arm64", "qemu-user", "compact"),
  compact("windows", "amd64", "wine", "compact"),
];

/** The name of a target on the command line: `linux/amd64`, `linux/amd64-musl`. */
export function targetName(target: Target): string {
  return `${target.os}/${target.arch}${suffix(target)}`;
}

/** The target's file in dist: `luff-linux-amd64-musl`, `luff-windows-amd64.exe`. */
export function targetFile(target: Target): string {
  return `luff-${target.os}-${target.arch}${suffix(target)}${executableSuffix(target.os)}`;
}

/** ".exe" for Windows, otherwise "". Accepts Go's name and Node's. */
export function executableSuffix(os: string): string {
  return os === "windows" || os === "win32" ? ".exe" : "";
}

/** The target with this name, undefined if there is none. */
export function findTarget(name: string): Target | undefined {
  return TARGETS.find((target) => targetName(target) === name);
}

function suffix(target: Target): string {
  return target.variant === "" ? "" : `-${target.variant}`;
}

function bun(
  os: Target["os"],
  arch: Target["arch"],
  more: Pick<BunTarget, "bunTarget" | "bunPackage" | "testedBy"> & { readonly variant?: "musl" },
): BunTarget {
  return { os, arch, variant: "", host: "bun", ...more };
}

function compact(
  os: Target["os"],
  arch: Target["arch"],
  testedBy: TestedBy,
  variant: "" | "compact" = "",
): CompactTarget {
  return { os, arch, variant, host: "quickjs", testedBy };
}
