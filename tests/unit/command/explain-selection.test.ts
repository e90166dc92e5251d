import { expect, test } from "bun:test";
import { explainSelection } from "../../../src/command/explain-selection.ts";

const LINUX = { os: "linux", arch: "amd64" };
const entry = (os: string, arch: string) => ({ os, arch, command: "x", args: [] });

test("says of each command why it is taken or not", () => {
  const platformCommand = [
    entry("windows", "amd64"),
    entry("linux", "arm64"),
    entry("", "amd64"),
    entry("", ""),
    entry("linux", ""),
    entry("Linux", "x86_64"),
    entry("linux", "amd64"),
  ];
  expect(explainSelection({ platformCommand, command: "y" }, LINUX)).toEqual([
    "platformCommand[0] (windows, amd64): not taken: this is linux",
    "platformCommand[1] (linux, arm64): not taken: this is amd64, and there is platformCommand[5]",
    "platformCommand[2] (any system, amd64): never taken: it names an architecture without a system",
    "platformCommand[3] (any system, any architecture): not taken: platformCommand[5] fits better",
    "platformCommand[4] (linux, any architecture): not taken: platformCommand[5] fits better",
    "platformCommand[5] (Linux, x86_64): taken",
    "platformCommand[6] (linux, amd64): not taken: platformCommand[5] comes before it",
    "command: not taken: platformCommand[5] is for this platform",
  ]);
});

test.each([
  [[], "y", ["command: taken"]],
  [[], "", ["command: there is none"]],
  [
    [entry("windows", "")],
    "y",
    [
      "platformCommand[0] (windows, any architecture): not taken: this is linux",
      "command: taken: no platformCommand is for this platform",
    ],
  ],
  [
    [entry("windows", "")],
    "",
    ["platformCommand[0] (windows, any architecture): not taken: this is linux", "command: there is none"],
  ],
  [
    [entry("linux", "arm64")],
    "",
    ["platformCommand[0] (linux, arm64): taken, although this is amd64: nothing fits better"],
  ],
])("of %j and the command %j says %j", (platformCommand, command, lines) => {
  expect(explainSelection({ platformCommand, command }, LINUX)).toEqual(lines);
});
