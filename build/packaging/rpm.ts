import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import packageManifest from "../../package.json" with { type: "json" };
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

/** RPM's names for Go's. */
const ARCHITECTURES: Readonly<Record<Target["arch"], string>> = {
  amd64: "x86_64",
  arm64: "aarch64",
  "386": "i686",
  arm: "armv7hl",
  loong64: "loongarch64",
  ppc64le: "ppc64le",
  riscv64: "riscv64",
  s390x: "s390x",
};

/** The package's file name, undefined for targets without a package. */
export function rpmFile(target: Target, version: string): string | undefined {
  return isPackaged(target) ? `luff-${version}-1.${ARCHITECTURES[target.arch]}.rpm` : undefined;
}

/**
 * The spec file. Nothing from the building machine becomes part of the package, and the executable is not stripped: it
 * would lose luff.
 */
export function renderRpmSpec(contents: PackageContents): string {
  const { target, version } = contents;
  const files = filesOf(contents).map(({ path, mode }) => `%attr(0${mode.toString(8)}, root, root) /${path}\n`);
  return `\
%global debug_package %{nil}
%global __os_install_post %{nil}
%global _build_id_links none
%global _buildhost localhost
%global use_source_date_epoch_as_buildtime 1
%global clamp_mtime_to_source_date_epoch 1
%global _binary_payload w1.xzdio

Name: luff
Version: ${packageVersion(version)}
Release: 1
Summary: ${DESCRIPTION}
License: ${packageManifest.license}
AutoReqProv: no
${target.host === "bun" ? "Requires: glibc >= 2.17\n" : ""}
%description
${[`${DESCRIPTION}.`, needsSentence(target)].join(" ").trim()}

%files
${files.join("")}`;
}

function filesOf(contents: PackageContents): ReturnType<typeof packagedFiles> {
  return packagedFiles(contents, "zsh/site-functions");
}

/** The bytes of the package, always the same for the same input. Made by rpmbuild; throws if that is missing. */
export function packRpm(contents: PackageContents): Uint8Array {
  const staging = mkdtempSync(join(tmpdir(), "luff-rpm-"));
  try {
    const [root, top, spec] = [join(staging, "root"), join(staging, "top"), join(staging, "luff.spec")];
    const architecture = ARCHITECTURES[contents.target.arch];
    for (const file of filesOf(contents)) placeFile(root, file);
    writeFileSync(spec, renderRpmSpec(contents));
    const folders = ["--define", `_topdir ${top}`, "--buildroot", root];
    const command = ["rpmbuild", "-bb", "--quiet", "--nodeps", "--target", `${architecture}-linux`, ...folders, spec];
    runProgram(command, { env: packageTime(contents) });
    const file = `luff-${packageVersion(contents.version)}-1.${architecture}.rpm`;
    return readFileSync(join(top, "RPMS", architecture, file));
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
