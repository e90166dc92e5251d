import { expect, test } from "bun:test";
import { describeOffers } from "../../../src/command/describe-offers.ts";

test.each([
  [[["linux", "amd64"]], "run", ["linux/amd64", "any platform"]],
  [
    [
      ["windows", ""],
      ["linux", "386"],
      ["windows", ""],
    ],
    "",
    ["windows", "linux/386"],
  ],
  [
    [
      ["", ""],
      ["linux", ""],
    ],
    "run",
    ["any platform", "linux"],
  ],
  [[["", "arm64"]], "", ["arm64 (never chosen: it names no os)"]],
  [[], "", []],
])("names the platforms of %j and the command %j, each once and in order", (entries, command, offers) => {
  const platformCommand = entries.map(([os = "", arch = ""]) => ({ os, arch, command: "run", args: [] }));
  expect(describeOffers({ platformCommand, command })).toEqual(offers);
});
