import { readFileSync } from "node:fs";
import { join } from "node:path";
import { assertionSource } from "../lua-assertions/assertion-sources.ts";
import { librarySource, type LibrarySource } from "../c-libraries/fetch-library-sources.ts";
import { LUACHECK_VERSION, luacheckSource } from "../luacheck/luacheck-source.ts";
import type { Component } from "./component.ts";
import { mitNotice } from "./license-text.ts";

/** A library by its version, address and purpose; its licence is MIT if none is given. */
interface Facts {
  readonly version?: string;
  readonly spdx?: string;
  readonly home: string;
  readonly role: string;
  readonly notice: string;
}

/**
 * Lua's C libraries in every executable, the C library that they are linked with, luacheck, and what specs in Lua need.
 * Throws if their sources have not been downloaded.
 */
export function libraryComponents(): Component[] {
  return [
    library("LPeg", {
      version: "1.0.2",
      home: "https://www.inf.puc-rio.br/~roberto/lpeg",
      role: "Patterns and grammars for Lua scripts.",
      notice: mitNotice("Copyright © 2007-2019 Lua.org, PUC-Rio."),
    }),
    library("lua-cjson", {
      version: "2.1.0",
      home: "https://www.kyne.com.au/~mark/software/lua-cjson.php",
      role: "JSON for Lua scripts.",
      notice: read("cjson", "LICENSE"),
    }),
    ...librariesForYaml(),
    ...librariesForCompression(),
    library("luacheck", {
      version: LUACHECK_VERSION,
      home: "https://github.com/lunarmodules/luacheck",
      role: "Checks the Lua scripts of plugins for luff plugin lint.",
      notice: readFileSync(join(luacheckSource(), "LICENSE"), "utf8").trim(),
    }),
    ...librariesForSpecs(),
    library("wasi-libc", {
      home: "https://github.com/WebAssembly/wasi-libc",
      role: "The C library of Lua's C libraries, with LLVM's compiler-rt (Apache-2.0 WITH LLVM-exception).",
      notice: mitNotice("Copyright © 2005-2020 Rich Felker, et al.", "Copyright (c) 2019 the wasi-libc authors"),
    }),
  ];
}

function librariesForYaml(): Component[] {
  return [
    library("LibYAML", {
      version: "0.2.5",
      home: "https://github.com/yaml/libyaml",
      role: "YAML for Lua scripts, and for the library's helm.yaml.",
      notice: read("libyaml", "License"),
    }),
    library("lyaml", {
      version: "6.2.8",
      home: "https://github.com/gvvaughan/lyaml",
      role: "What Lua scripts call LibYAML by.",
      notice: read("lyaml", "LICENSE"),
    }),
  ];
}

function librariesForCompression(): Component[] {
  return [
    library("zlib", {
      version: "1.3.1",
      spdx: "Zlib",
      home: "https://zlib.net",
      role: "Compression for Lua scripts; in compact executables it also unpacks archives.",
      notice: read("zlib", "LICENSE"),
    }),
    library("lua-zlib", {
      version: "1.3",
      home: "https://github.com/brimworks/lua-zlib",
      role: "What Lua scripts call zlib by.",
      notice: mitNotice("Copyright (c) 2009-2016 Brian Maher"),
    }),
  ];
}

function librariesForSpecs(): Component[] {
  return [
    library("luassert", {
      version: "1.9.0",
      home: "https://github.com/lunarmodules/luassert",
      role: "The assertions of the specs that luff plugin test runs.",
      notice: readFileSync(join(assertionSource("luassert"), "LICENSE"), "utf8").trim(),
    }),
    library("say", {
      version: "1.4.1",
      home: "https://github.com/lunarmodules/say",
      role: "The texts of luassert's messages.",
      notice: readFileSync(join(assertionSource("say"), "LICENSE"), "utf8").trim(),
    }),
  ];
}

function library(name: string, { version, spdx = "MIT", home, role, notice }: Facts): Component {
  const license = { spdx };
  if (version === undefined) return { name, license, home, role, notice };
  return { name, version, license, home, role, notice, purl: `pkg:generic/${name.toLowerCase()}@${version}` };
}

function read(source: LibrarySource, file: string): string {
  return readFileSync(join(librarySource(source), file), "utf8").trim();
}
