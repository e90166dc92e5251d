import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fetchCompactSources, QUICKJS_VERSION } from "../compact/fetch-sources.ts";
import { runProgram } from "../compact/run-program.ts";
import type { CompactTarget } from "../targets.ts";
import type { Component } from "./component.ts";

/**
 * What a compact executable holds besides the program: the engine, the code around Lua and the C library. Versions and
 * notices are those of the packages that it was linked with, so this runs where it was built; throws elsewhere.
 */
export function compactComponents(target: CompactTarget): Component[] {
  const sources = fetchCompactSources();
  return [
    {
      name: "QuickJS",
      version: QUICKJS_VERSION,
      license: { spdx: "MIT" },
      home: "https://bellard.org/quickjs",
      role: "The JavaScript engine.",
      purl: `pkg:generic/quickjs@${QUICKJS_VERSION}`,
      notice: read(join(sources.quickjs, "LICENSE")),
    },
    {
      name: "WABT",
      version: "1.0.32",
      license: { spdx: "Apache-2.0" },
      home: "https://github.com/WebAssembly/wabt",
      role: "Its wasm2c made C of the Lua module; what it writes around each function is its own.",
      purl: "pkg:github/WebAssembly/wabt@1.0.32",
      notice: read(join(sources.wasm2c, "../../share/doc/wabt/copyright")),
    },
    ...(target.os === "windows" ? windowsLibraries(target.arch) : linuxLibraries(target.arch)),
  ];
}

function linuxLibraries(arch: string): Component[] {
  const { libc, gcc } = LINUX_PACKAGES[arch] ?? missing(arch);
  return [
    {
      ...debianPackage(libc),
      name: "GNU C Library",
      license: { spdx: "LGPL-2.1-or-later" },
      home: "https://www.gnu.org/software/libc",
      role: "The C library, linked statically.",
      notice: `${RELINKING}\n\n${copyrightOf(libc)}`,
    },
    compilerLibraries(gcc, "libgcc and libatomic"),
  ];
}

function windowsLibraries(arch: string): Component[] {
  const { libc, gcc } = WINDOWS_PACKAGES[arch] ?? missing(arch);
  return [
    {
      ...debianPackage(libc),
      name: "MinGW-w64",
      license: { page: "https://sourceforge.net/p/mingw-w64/mingw-w64/ci/master/tree/COPYING.MinGW-w64-runtime/" },
      home: "https://www.mingw-w64.org",
      role: "The C library and winpthreads, linked statically.",
      notice: copyrightOf(libc),
    },
    compilerLibraries(gcc, "libgcc"),
  ];
}

function compilerLibraries(debianName: string, name: string): Component {
  return {
    ...debianPackage(debianName),
    name,
    license: { spdx: "GPL-3.0-or-later WITH GCC-exception-3.1" },
    home: "https://gcc.gnu.org",
    role: "What the compiler links into every program.",
  };
}

const RELINKING = `\
The GNU C Library is free software under the GNU Lesser General Public License. You may change it and link luff anew with
what you changed: luff's source has the scripts that build this executable (build/compile.ts, build/compact), and Debian
has the library's source package. The text of the licence is below.`;

const LINUX_PACKAGES: Readonly<Record<string, { readonly libc: string; readonly gcc: string }>> = {
  amd64: { libc: "libc6-dev", gcc: "libgcc-12-dev" },
  "386": crossPackages("i386"),
  arm: crossPackages("armhf"),
  ppc64le: crossPackages("ppc64el"),
  riscv64: crossPackages("riscv64"),
  s390x: crossPackages("s390x"),
};

const WINDOWS_PACKAGES: Readonly<Record<string, { readonly libc: string; readonly gcc: string }>> = {
  "386": { libc: "mingw-w64-i686-dev", gcc: "gcc-mingw-w64-i686-win32" },
  amd64: { libc: "mingw-w64-x86-64-dev", gcc: "gcc-mingw-w64-x86-64-win32" },
};

function crossPackages(arch: string): { readonly libc: string; readonly gcc: string } {
  return { libc: `libc6-dev-${arch}-cross`, gcc: `libgcc-12-dev-${arch}-cross` };
}

function missing(arch: string): never {
  throw new Error(`not known which C library the compact executable for ${arch} is linked with`);
}

function debianPackage(name: string): { readonly version: string; readonly purl: string } {
  const version = runProgram(["dpkg-query", "-W", "-f", "${Version}", name]);
  return { version, purl: `pkg:deb/debian/${name}@${encodeURIComponent(version)}` };
}

function copyrightOf(debianName: string): string {
  return read(`/usr/share/doc/${debianName}/copyright`);
}

function read(file: string): string {
  return readFileSync(file, "utf8").trim();
}
