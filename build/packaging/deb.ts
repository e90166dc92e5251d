import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runProgram } from "../compact/run-program.ts";
import type { Target } from "../targets.ts";
import { DESCRIPTION } from "./released-luff.ts";

/** What is packed for Debian. */
export interface DebianPackage {
  readonly target: Target;
  readonly version: string;
  readonly executable: Uint8Array;
  readonly notices: string;
  /** The time that the files bear. */
  readonly time: Date;
}

/** Debian's words for Go's. */
const ARCHITECTURES: Readonly<Record<Target["arch"], string>> = {
  amd64: "amd64",
  arm64: "arm64",
  "386": "i386",
  arm: "armhf",
  loong64: "loong64",
  ppc64le: "ppc64el",
  riscv64: "riscv64",
  s390x: "s390x",
};

/** The package's file, undefined for targets that Debian has no use for: other systems and C libraries, second choices. */
export function debFile(target: Target, version: string): string | undefined {
  if (target.os !== "linux" || target.variant !== "") return undefined;
  return `luff_${version}_${ARCHITECTURES[target.arch]}.deb`;
}

/** The control file. The size is that of the program, in bytes. */
export function renderDebControl({ target, version }: Pick<DebianPackage, "target" | "version">, size: number): string {
  const fields = {
    Package: "luff",
    Version: debianVersion(version),
    Architecture: ARCHITECTURES[target.arch],
    Maintainer: "luff's maintainers",
    "Installed-Size": String(Math.ceil(size / 1024)),
    // Bun wants the C library alone, of this version or later; compact executables are static.
    ...(target.host === "bun" ? { Depends: "libc6 (>= 2.17)" } : {}),
    Section: "admin",
    Priority: "optional",
    Description: DESCRIPTION,
  };
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join("");
}

/** The bytes of the package, the same for the same input. Made by dpkg-deb; throws where that is missing. */
export function packDeb(contents: DebianPackage): Uint8Array {
  const staging = mkdtempSync(join(tmpdir(), "luff-deb-"));
  try {
    const folder = join(staging, "luff");
    const control = renderDebControl(contents, contents.executable.length);
    place(folder, "DEBIAN/control", { content: control, mode: 0o644 });
    place(folder, "usr/bin/luff", { content: contents.executable, mode: 0o755 });
    place(folder, "usr/share/doc/luff/copyright", { content: contents.notices, mode: 0o644 });
    const file = join(staging, "luff.deb");
    const env = { SOURCE_DATE_EPOCH: String(Math.floor(contents.time.getTime() / 1000)) };
    // What several threads compress depends on their number.
    const compression = ["-Zxz", "-z1", "--threads-max=1"];
    runProgram(["dpkg-deb", "--root-owner-group", ...compression, "--build", folder, file], { env });
    return readFileSync(file);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** In Debian a tilde sorts before everything, so that a pre-release is older than its release. */
function debianVersion(version: string): string {
  return version.replace("-", "~");
}

/** Writes a file below the root. The modes of folders get into the package, so the user's umask must not decide them. */
function place(root: string, file: string, { content, mode }: { content: Uint8Array | string; mode: number }): void {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  for (let folder = dirname(path); folder.length >= root.length; folder = dirname(folder)) chmodSync(folder, 0o755);
  writeFileSync(path, content);
  chmodSync(path, mode);
}
