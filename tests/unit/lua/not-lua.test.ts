import { expect, test } from "bun:test";
import { explainNotLua } from "../../../src/lua/not-lua.ts";

const RUNS = "luff PATH runs Lua scripts and the plugins in folders. ";
const ALONE = `${RUNS}Start it without luff.`;
const AS_PLUGIN =
  `${RUNS}As the command of a plugin luff runs it by its interpreter, also by a shell of Git for Windows: ` +
  'put it into a folder with a plugin.yaml that has "command: $HELM_PLUGIN_DIR/run.sh", and call luff with the folder.';

test.each([
  ["linux", "./run.sh", "#!/bin/sh\n", "./run.sh is a script for sh (its first line), not a Lua script", ALONE],
  ["windows", ".\\a\\run.sh", "if", ".\\a\\run.sh is a script for sh, not a Lua script", AS_PLUGIN],
  [
    "windows",
    "a/run.sh",
    "#!/usr/bin/env bash\n",
    "a/run.sh is a script for bash (its first line), not a Lua script",
    AS_PLUGIN,
  ],
  ["windows", "x.cmd", "@echo off\r\n", "x.cmd is a batch file, not a Lua script", ALONE],
  ["windows", "x.exe", "MZ", "x.exe is a program, not a Lua script", ALONE],
])("on %s says of %s with %j what it is, and how to run it", (os, path, source, ...said) => {
  expect(explainNotLua(os, { path, source: Buffer.from(source) })).toEqual({ message: said[0], hint: said[1] });
});

test("says nothing of a file that may be Lua", () => {
  expect(explainNotLua("windows", { path: "run.lua", source: Buffer.from("if") })).toBeUndefined();
});
