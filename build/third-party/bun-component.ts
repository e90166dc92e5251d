import type { BunTarget } from "../targets.ts";
import type { Component } from "./component.ts";
import { npmIdentity } from "./npm-component.ts";

/** Bun in a target's executable, with everything that Bun's own licence document says is linked into it. */
export function bunComponent(target: BunTarget): Component {
  return {
    name: "Bun",
    version: Bun.version,
    license: { spdx: "MIT" },
    home: "https://github.com/oven-sh/bun",
    role: "The runtime that luff is compiled into.",
    ...npmIdentity(target.bunPackage, Bun.version),
    notice: RELINKING,
    parts: [...LIBRARIES, ...(target.os === "windows" ? [LIBUV] : []), ...POLYFILLS],
  };
}

/** What the LGPL requires of programs that link statically, and how luff meets it. */
const RELINKING = `\
Bun holds JavaScriptCore and parts of WebKit, which are free software under the GNU Library General Public License, and
tinycc, which is under the GNU Lesser General Public License. You may change them and link luff anew with what you changed:

1. WebKit's source with Bun's changes is https://github.com/oven-sh/WebKit, Bun's is https://github.com/oven-sh/bun at the
   tag bun-v${Bun.version}; its file scripts/build/deps/webkit.ts names the commit of WebKit. Bun's own documents say how
   to build it with a WebKit or a tinycc of yours.
2. luff's source has the scripts that put luff into a Bun: run build/compile.ts with the Bun that you built.

The texts of both licences are below. Bun's authors publish the list of parts without the copyright lines of each; these
are found at the address beside the part.`;

const LIBRARIES: readonly Component[] = [
  part("JavaScriptCore and WebKit", "LGPL-2.0-or-later AND BSD-2-Clause", "https://github.com/oven-sh/WebKit"),
  {
    name: "BoringSSL",
    license: { page: "https://boringssl.googlesource.com/boringssl/+/refs/heads/main/LICENSE" },
    home: "https://boringssl.googlesource.com/boringssl",
  },
  part("Brotli", "MIT", "https://github.com/google/brotli"),
  {
    name: "libarchive",
    license: { page: "https://github.com/libarchive/libarchive/blob/master/COPYING" },
    home: "https://github.com/libarchive/libarchive",
  },
  part("lol-html", "BSD-3-Clause", "https://github.com/cloudflare/lol-html"),
  part("ls-hpack", "MIT", "https://github.com/litespeedtech/ls-hpack"),
  part("ls-qpack", "MIT", "https://github.com/litespeedtech/ls-qpack"),
  part("lsquic", "MIT AND BSD-3-Clause", "https://github.com/litespeedtech/lsquic"),
  part("mimalloc", "MIT", "https://github.com/microsoft/mimalloc"),
  part("picohttpparser", "MIT", "https://github.com/h2o/picohttpparser"),
  part("zstd", "BSD-3-Clause", "https://github.com/facebook/zstd"),
  part("simdutf", "Apache-2.0", "https://github.com/simdutf/simdutf"),
  part("tinycc", "LGPL-2.1-only", "https://github.com/tinycc/tinycc"),
  part("uSockets", "Apache-2.0", "https://github.com/uNetworking/uSockets"),
  part("uWebSockets", "Apache-2.0", "https://github.com/jarred-sumner/uwebsockets"),
  part("zlib-ng", "Zlib", "https://github.com/zlib-ng/zlib-ng"),
  part("c-ares", "MIT", "https://github.com/c-ares/c-ares"),
  {
    name: "ICU",
    license: { page: "https://github.com/unicode-org/icu/blob/main/icu4c/LICENSE" },
    home: "https://github.com/unicode-org/icu",
  },
  part("base64", "BSD-2-Clause", "https://github.com/aklomp/base64"),
  part("libdeflate", "MIT", "https://github.com/ebiggers/libdeflate"),
  part("libjpeg-turbo", "BSD-3-Clause AND IJG AND Zlib", "https://github.com/libjpeg-turbo/libjpeg-turbo"),
  part("libspng", "BSD-2-Clause", "https://github.com/randy408/libspng"),
  part("libwebp", "BSD-3-Clause", "https://github.com/webmproject/libwebp"),
  part("Highway", "Apache-2.0", "https://github.com/google/highway"),
  part("uucode", "MIT", "https://github.com/jacobsandlund/uucode"),
  part("TigerBeetle's input and output", "Apache-2.0", "https://github.com/tigerbeetle/tigerbeetle"),
  part("libc++abi", "Apache-2.0 WITH LLVM-exception", "https://github.com/llvm/llvm-project"),
];

const LIBUV = part("libuv", "MIT", "https://github.com/libuv/libuv");

/** Packages that Bun contains as text, for programs that import them. */
const POLYFILLS = [
  ...["acorn", "acorn-walk", "assert", "browserify-zlib", "buffer", "constants-browserify", "crypto-browserify"],
  ...["domain-browser", "events", "https-browserify", "os-browserify", "path-browserify", "process", "punycode"],
  ...["querystring-es3", "stream-browserify", "stream-http", "string_decoder", "timers-browserify", "tty-browserify"],
  ...["url", "util", "vm-browserify"],
].map((name) => part(name, "MIT", `https://www.npmjs.com/package/${name}`));

function part(name: string, spdx: string, home: string): Component {
  return { name, license: { spdx }, home };
}
