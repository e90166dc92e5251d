/** A platform that luff is built for. */
export interface Target {
  /** Go's words, which Helm uses too. */
  readonly os: "linux" | "darwin" | "windows";
  readonly arch: "amd64" | "arm64";
  /** The C library, where the system has more than one; "" is the usual one. */
  readonly libc: "" | "musl";
  /** What `bun build --compile` calls it. */
  readonly bunTarget: Bun.Build.CompileTarget;
  /** The npm package with the Bun executable that luff is put into. */
  readonly bunPackage: string;
}

/** The matrix. The order is the one of `--list` and of the table in the README. */
export const TARGETS: readonly Target[] = [
  { os: "linux", arch: "amd64", libc: "", bunTarget: "bun-linux-x64", bunPackage: "@oven/bun-linux-x64" },
  { os: "linux", arch: "amd64", libc: "musl", bunTarget: "bun-linux-x64-musl", bunPackage: "@oven/bun-linux-x64-musl" },
  { os: "linux", arch: "arm64", libc: "", bunTarget: "bun-linux-arm64", bunPackage: "@oven/bun-linux-aarch64" },
  {
    os: "linux",
    arch: "arm64",
    libc: "musl",
    bunTarget: "bun-linux-arm64-musl",
    bunPackage: "@oven/bun-linux-aarch64-musl",
  },
  { os: "darwin", arch: "amd64", libc: "", bunTarget: "bun-darwin-x64", bunPackage: "@oven/bun-darwin-x64" },
  { os: "darwin", arch: "arm64", libc: "", bunTarget: "bun-darwin-arm64", bunPackage: "@oven/bun-darwin-aarch64" },
  { os: "windows", arch: "amd64", libc: "", bunTarget: "bun-windows-x64", bunPackage: "@oven/bun-windows-x64" },
  { os: "windows", arch: "arm64", libc: "", bunTarget: "bun-windows-arm64", bunPackage: "@oven/bun-windows-aarch64" },
];

/** The name of a target on the command line: `linux/amd64`, `linux/amd64-musl`. */
export function targetName(target: Target): string {
  return `${target.os}/${target.arch}${musl(target)}`;
}

/** The file in dist that holds the target: `luff-linux-amd64-musl`, `luff-windows-amd64.exe`. */
export function targetFile(target: Target): string {
  return `luff-${target.os}-${target.arch}${musl(target)}${executableSuffix(target.os)}`;
}

/** ".exe" for Windows, "" otherwise; takes Go's word and Node's. */
export function executableSuffix(os: string): string {
  return os === "windows" || os === "win32" ? ".exe" : "";
}

/** The target with this name, undefined where the matrix has none. */
export function findTarget(name: string): Target | undefined {
  return TARGETS.find((target) => targetName(target) === name);
}

function musl(target: Target): string {
  return target.libc === "" ? "" : `-${target.libc}`;
}
