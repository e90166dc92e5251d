import { LUA_SOURCE } from "../../src/lua/lua-version.ts";
import type { Component } from "./component.ts";
import { mitNotice } from "./license-text.ts";
import { npmComponent } from "./npm-component.ts";

/** The Lua module in every executable: wasmoon's build of Lua, and what emscripten linked into it. */
export function luaComponents(): Component[] {
  return [
    npmComponent("wasmoon", "Its WebAssembly build of Lua is what luff's Lua module is made from."),
    {
      name: "Lua",
      version: LUA_SOURCE.release,
      license: { spdx: "MIT" },
      home: "https://www.lua.org",
      role: `The Lua language, at commit ${LUA_SOURCE.commit}: ${LUA_SOURCE.commitsAfter} commits after this version.`,
      purl: `pkg:github/lua/lua@${LUA_SOURCE.commit}`,
      notice: mitNotice("Copyright (C) 1994-2022 Lua.org, PUC-Rio."),
    },
    {
      name: "Emscripten",
      license: { spdx: "MIT OR NCSA" },
      home: "https://emscripten.org",
      role: "The system library of the Lua module, with LLVM's compiler-rt (Apache-2.0 WITH LLVM-exception).",
      notice: mitNotice("Copyright (c) 2010-2014 Emscripten authors, see AUTHORS file."),
    },
    {
      name: "musl",
      license: { spdx: "MIT" },
      home: "https://musl.libc.org",
      role: "The C library of the Lua module, as Emscripten has it.",
      notice: mitNotice("Copyright © 2005-2020 Rich Felker, et al."),
    },
  ];
}
