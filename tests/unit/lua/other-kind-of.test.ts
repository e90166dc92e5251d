import { describe, expect, test } from "bun:test";
import { otherKindOf } from "../../../src/lua/other-kind-of.ts";

describe("otherKindOf", () => {
  test.each<[string, string, string | undefined]>([
    ["run", "#!/bin/sh\necho\n", "a script for sh (its first line)"],
    ["run", "#! /usr/bin/env -S bash -eu\n", "a script for bash (its first line)"],
    ["run", "\u00ef\u00bb\u00bf#!/usr/bin/env python3\r\n", "a script for python3 (its first line)"],
    ["run.sh", "#!/usr/bin/env lua5.4\n", undefined],
    ["run.sh", "#!C:\\bin\\luff.exe\n", undefined],
    ["run", "MZ\u0090", "a program"],
    ["run", "\u007fELF\u0002", "a program"],
    ["run", "\u00cf\u00fa\u00ed\u00fe", "a program"],
    ["run", "\u00ce\u00fa\u00ed\u00fe", "a program"],
    ["run", "\u00ca\u00fe\u00ba\u00be", "a program"],
    ["run", "#!/usr/bin/env -S A=1 bash -e\n", "a script for bash (its first line)"],
    ["a/run.BAT", "@echo off\r\n", "a batch file"],
    ["run.cmd", "@echo off\r\n", "a batch file"],
    ["run.ps1", "param()\n", "a script for PowerShell"],
    ["run.py", "-", "a script for Python"],
    ["run.sh", "-", "a script for sh"],
    ["run.bash", "-", "a script for bash"],
    ["run.js", "-", "a script for JavaScript"],
    ["run.rb", "-", "a script for Ruby"],
    ["run.pl", "-", "a script for Perl"],
    ["run.lua", "-", undefined],
    ["run", "- ", undefined],
    ["run.sh/x", "-", undefined],
    ["run", "", undefined],
  ])("%s with %j → %s", (path, source, expected) => {
    expect(otherKindOf(path, Buffer.from(source, "latin1"))).toBe(expected as string);
  });
});
