import { describe, expect, test } from "bun:test";
import { findFirstLine, parseEnv, parseFirstLine, type FirstLine } from "../../../src/program/first-line.ts";

const VALUES: Readonly<Record<string, string>> = { SHELL: "bash", DIR: "C:\\a b" };
const lookup = (name: string): string | undefined => VALUES[name];

function parse(text: string): FirstLine | undefined {
  const line = findFirstLine(new TextEncoder().encode(text));
  return line === undefined ? undefined : parseFirstLine(line, lookup);
}

describe("parseFirstLine", () => {
  test.each<[string, string, readonly string[]]>([
    ["#!/bin/sh\necho", "/bin/sh", []],
    ["#! /bin/sh", "/bin/sh", []],
    ["#!\t/bin/bash -e\n", "/bin/bash", ["-e"]],
    ["#!/bin/bash -e -u\n", "/bin/bash", ["-e", "-u"]],
    ["#!/bin/bash\r\necho\r\n", "/bin/bash", []],
    ["#!/bin/bash -eu\r\n", "/bin/bash", ["-eu"]],
    ["\u{feff}#!/bin/sh\n", "/bin/sh", []],
    ["#!/usr/bin/env bash\n", "bash", []],
    ["#!/usr/bin/env bash -eu\n", "bash", ["-eu"]],
    ["#!/usr/bin/env -S bash -eu -o pipefail\n", "bash", ["-eu", "-o", "pipefail"]],
    ["#!/usr/bin/env -S\tbash\n", "bash", []],
    ["#!/usr/bin/env -Sbash -eu\n", "bash", ["-eu"]],
    ["#!/usr/bin/env --split-string=bash -eu\n", "bash", ["-eu"]],
    ['#!/usr/bin/env -S node "--title=a b" --x\n', "node", ["--title=a b", "--x"]],
    ['#!/usr/bin/env -S node --title="a b" --x\n', "node", ["--title=a b", "--x"]],
    ["#!/usr/bin/env -S node -e 'a \\\\ \\' \\n'\n", "node", ["-e", "a \\ ' \\n"]],
    ["#!/usr/bin/env -S perl -e\\_x\\ty # z\n", "perl", ["-e", "x\ty"]],
    ["#!/usr/bin/env -S ${SHELL} -c ${DIR}\\\\x ${NONE}\n", "bash", ["-c", "C:\\a b\\x"]],
    ["#!/usr/bin/env -i -u X -S sh -c 'a b'\n", "sh", ["-c", "a b"]],
    ["#!/usr/bin/env --unset X --split-string sh -c \\#\n", "sh", ["-c", "#"]],
    ["#!/usr/bin/env bash -S 'a b'\n", "bash", ["-S", "a b"]],
    ['#!"C:\\my tools\\perl.exe" -w\n', "C:\\my tools\\perl.exe", ["-w"]],
    ["#!/nix/store/a1-bash-5.2/bin/bash -e\n", "/nix/store/a1-bash-5.2/bin/bash", ["-e"]],
    ["#!/usr/bin/env -- python3\n", "python3", []],
    ["#!env sh\n", "sh", []],
    ["#!/usr/bin/envsubst x\n", "/usr/bin/envsubst", ["x"]],
    ["#!C:\\tools\\perl.exe -w\n", "C:\\tools\\perl.exe", ["-w"]],
    ["#!C:/Program Files/Git/bin/sh.exe -e\n", "C:/Program Files/Git/bin/sh.exe", ["-e"]],
    ["#!C:\\Program Files\\Git\\bin\\sh.EXE\r\n", "C:\\Program Files\\Git\\bin\\sh.EXE", []],
    ["#!C:\\tools\\perl -x a.exe\n", "C:\\tools\\perl", ["-x", "a.exe"]],
    ["#!/usr/bin/env -i sh\n", "sh", []],
    ["#!/usr/bin/env - bash -e\n", "bash", ["-e"]],
    ["#!/usr/bin/env -iS bash -eu\n", "bash", ["-eu"]],
    ["#!/usr/bin/env -vS bash -eu\n", "bash", ["-eu"]],
    ["#!/usr/bin/env -u X bash -u\n", "bash", ["-u"]],
    ["#!/usr/bin/env -iuX --unset=Y --unset Z --ignore-environment bash\n", "bash", []],
    ["#!/usr/bin/env -iu X --debug -vu Y bash\n", "bash", []],
    ["#!/usr/bin/env -C / bash\n", "/usr/bin/env", ["-C", "/", "bash"]],
  ])("reads %j", (text, interpreter, args) => {
    expect(parse(text)).toEqual({ interpreter, args, variables: {} });
  });

  test("keeps the variables that env sets", () => {
    const line = { interpreter: "node", args: ["-x"], variables: { NODE_OPTIONS: "--a=b", B: "" } };
    expect(parse("#!/usr/bin/env -S NODE_OPTIONS=--a=b B= node -x\n")).toEqual(line);
    expect(parse("#!/usr/bin/env NODE_OPTIONS=--a=b -S B= node -x\n")).toEqual(line);
    expect(Object.entries(parse("#!/usr/bin/env -S __proto__=x sh\n")?.variables ?? {})).toEqual([["__proto__", "x"]]);
    expect(parse("#!/usr/bin/env -S A=${DIR} 'B=a b' sh\n")?.variables).toEqual({ A: "C:\\a b", B: "a b" });
  });

  test.each([
    "",
    "#",
    "echo\n#!/bin/sh\n",
    " #!/bin/sh",
    "#\u{feff}!/bin/sh",
    "\u{feff}\u{feff}#!/bin/sh",
    "MZ",
    "#\u0000!\u0000/\u0000",
  ])("finds nothing in %j", (text) => {
    expect(parse(text)).toBeUndefined();
  });

  test.each(["#!", "#!  \t\r\n/bin/sh", "#!/usr/bin/env\n", "#!/usr/bin/env -S\n", "#!/usr/bin/env A=1\n"])(
    "finds that %j names no interpreter",
    (text) => {
      expect(parse(text)?.interpreter).toBe("");
    },
  );

  test("accepts bytes that are not UTF-8", () => {
    expect(findFirstLine(new Uint8Array([0x23, 0x21, 0x2f, 0xff, 0x0a]))).toBe("/\ufffd");
  });
});

describe("parseEnv", () => {
  test.each([[[]], [["A=1"]], [["-u", "sh"]], [["--"]]])("finds no program in %j", (words) => {
    expect(parseEnv(words, lookup)).toMatchObject({ interpreter: "", args: [] });
  });

  test("does not read options that it does not know", () => {
    expect(parseEnv(["-C", "/", "sh"], lookup)).toBeUndefined();
  });

  test("returns the words after the program", () => {
    expect(parseEnv(["sh", "-S", "A=1", ""], lookup)).toEqual({
      interpreter: "sh",
      args: ["-S", "A=1", ""],
      variables: {},
    });
  });
});
