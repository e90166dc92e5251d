import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { compactSources } from "../compact/fetch-sources.ts";
import { runProgram } from "../run-program.ts";
import { requireToolchain } from "../compact/toolchains.ts";
import type { CompactTarget } from "../targets.ts";
import type { Component } from "./component.ts";

/**
 * What a compact executable contains besides luff: the engine, the code around Lua and the C library. Versions and
 * notices are from the packages that it was linked with, so this runs where it was built; throws elsewhere.
 */
export function compactComponents(target: CompactTarget): Component[] {
  const sources = compactSources();
  return [
    {
      name: "QuickJS",
      version: sources.quickjsVersion,
      license: { spdx: "MIT" },
      home: "https://bellard.org/quickjs",
      role: "The JavaScript engine.",
      purl: `pkg:generic/quickjs@${sources.quickjsVersion}`,
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
    cLibrary(target),
    {
      name: target.os === "linux" ? "libgcc and libatomic" : "libgcc",
      version: runProgram([requireToolchain(target).compiler, "-dumpfullversion"]).trim(),
      license: { spdx: "GPL-3.0-or-later WITH GCC-exception-3.1" },
      home: "https://gcc.gnu.org",
      role: "What the compiler links into every program.",
    },
  ];
}

function cLibrary(target: CompactTarget): Component {
  const documents = DOCUMENTS[targetPlatform(target)];
  if (documents === undefined) throw new Error(`not known where the C library of ${targetPlatform(target)} comes from`);
  const copyright = read(join(documents, "copyright"));
  const source = debianSource(gunzipSync(readFileSync(join(documents, "changelog.Debian.gz"))).toString());
  if (target.os === "windows") return { ...MINGW, ...source, notice: copyright };
  return { ...GLIBC, ...source, notice: `${RELINKING}\n\n${copyright}` };
}

const GLIBC = {
  name: "GNU C Library",
  license: { spdx: "LGPL-2.1-or-later" },
  home: "https://www.gnu.org/software/libc",
  role: "The C library, linked statically.",
} as const;

const MINGW = {
  name: "MinGW-w64",
  license: { page: "https://sourceforge.net/p/mingw-w64/mingw-w64/ci/master/tree/COPYING.MinGW-w64-runtime/" },
  home: "https://www.mingw-w64.org",
  role: "The C library and winpthreads, linked statically.",
} as const;

const RELINKING = `\
The GNU C Library is free software under the GNU Lesser General Public License. You may change it and link luff anew with
what you changed: luff's source has the scripts that build this executable (build/compile.ts, build/compact), and Debian
has the library's source package. The text of the licence is below.`;

/** Where the package of the C library that a compiler links has its documents. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  "linux/amd64": "/usr/share/doc/libc6-dev",
  "linux/386": "/usr/share/doc/libc6-dev-i386-cross",
  "linux/arm": "/usr/share/doc/libc6-dev-armhf-cross",
  "linux/arm64": "/usr/share/doc/libc6-dev-arm64-cross",
  "linux/loong64": "/usr/local/lib/luff-loong64/usr/share/doc/libc6-dev-loong64-cross",
  "linux/ppc64le": "/usr/share/doc/libc6-dev-ppc64el-cross",
  "linux/riscv64": "/usr/share/doc/libc6-dev-riscv64-cross",
  "linux/s390x": "/usr/share/doc/libc6-dev-s390x-cross",
  "windows/386": "/usr/share/doc/mingw-w64-i686-dev",
  "windows/amd64": "/usr/share/doc/mingw-w64-x86-64-dev",
};

function targetPlatform({ os, arch }: CompactTarget): string {
  return `${os}/${arch}`;
}

/** The source package at the beginning of Debian's changelog, as version and package URL. */
export function debianSource(changelog: string): { readonly version: string; readonly purl: string } {
  const [, name, version] = /^(\S+) \(([^)]+)\)/.exec(changelog) ?? [];
  if (name === undefined || version === undefined) throw new Error("this is not a Debian changelog");
  return { version, purl: `pkg:deb/debian/${name}@${encodeURIComponent(version)}?arch=source` };
}

function read(file: string): string {
  return readFileSync(file, "utf8").trim();
}
