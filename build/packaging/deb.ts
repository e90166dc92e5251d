import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { needsSentence } from "../machine-needs.ts";
import { runProgram } from "../run-program.ts";
import type { Target } from "../targets.ts";
import {
  isPackaged,
  packagedFiles,
  packageTime,
  packageVersion,
  placeFile,
  type PackageContents,
} from "./package-contents.ts";
import { DESCRIPTION } from "./released-luff.ts";

/** Debian's names for Go's. */
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

/** The package's file name, undefined for targets without a package. */
export function debFile(target: Target, version: string): string | undefined {
  return isPackaged(target) ? `luff_${version}_${ARCHITECTURES[target.arch]}.deb` : undefined;
}

/** The control file. `size` is that of all files, in bytes. */
export function renderDebControl(
  { target, version }: Pick<PackageContents, "target" | "version">,
  size: number,
): string {
  const fields = {
    Package: "luff",
    Version: packageVersion(version),
    Architecture: ARCHITECTURES[target.arch],
    Maintainer: "luff's maintainers",
    "Installed-Size": String(Math.ceil(size / 1024)),
    // Bun needs only the C library, of this version or later; compact executables are static.
    ...(target.host === "bun" ? { Depends: "libc6 (>= 2.17)" } : {}),
    Section: "admin",
    Priority: "optional",
    // Lines of the longer description begin with a space.
    Description: [DESCRIPTION, needsSentence(target)].filter((line) => line !== "").join("\n "),
  };
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join("");
}

/** The bytes of the package, always the same for the same input. Made by dpkg-deb; throws if that is missing. */
export function packDeb(contents: PackageContents): Uint8Array {
  const staging = mkdtempSync(join(tmpdir(), "luff-deb-"));
  try {
    const folder = join(staging, "luff");
    const files = packagedFiles(contents, "zsh/vendor-completions");
    const control = renderDebControl(
      contents,
      files.reduce((size, { content }) => size + content.length, 0),
    );
    for (const file of files) placeFile(folder, file);
    placeFile(folder, { path: "DEBIAN/control", content: new TextEncoder().encode(control), mode: 0o644 });
    const file = join(staging, "luff.deb");
    // With several threads, the result depends on their number.
    const compression = ["-Zxz", "-z1", "--threads-max=1"];
    runProgram(["dpkg-deb", "--root-owner-group", ...compression, "--build", folder, file], {
      env: packageTime(contents),
    });
    return readFileSync(file);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
