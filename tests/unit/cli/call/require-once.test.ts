import { expect, test } from "bun:test";
import { requireOnce } from "../../../../src/cli/call/require-once.ts";
import { call } from "../../../helpers/call-luff.ts";

const VALUED = [["-f", "--file"], ["--version"], ["--as-installed"]];

test.each([
  [["-f", "a", "-f", "b"], "--file"],
  [["-f", "a", "--file=b"], "--file"],
  [["--version=1", "x", "--version", "2"], "--version"],
])("refuses %j: only the last value would count", (words, flag) => {
  expect(() => requireOnce("x", words, VALUED)).toThrow(`luff x: the flag ${flag} is given twice, and takes one value`);
});

test.each([
  [["-f", "a", "--version", "-f"]],
  [["--as-installed", "a", "--as-installed", "b"]],
  [["--prune", "--prune"]],
  [["-f", "a", "--", "-f", "b"]],
])("takes %j", (words) => {
  expect(() => requireOnce("x", words, VALUED)).not.toThrow();
});

test.each([
  ["plugin install -f a.yaml -f b.yaml --prune", "plugin install", "--file"],
  ["plugin add --version 1 --version=2 x", "plugin install", "--version"],
  ["plugin list -ojson -oyaml", "plugin list", "--output"],
  ["get --checksum a --checksum b https://x.example/y", "get", "--checksum"],
])("luff %s is an error of usage", async (line, name, flag) => {
  const { status, stderr } = await call(line.split(" "), {});
  expect(status).not.toBe(0);
  expect(stderr).toStartWith(`Error: luff ${name}: the flag ${flag} is given twice, and takes one value [usage]\n`);
});

test.each([
  ["plugin upgrade x", "luff plugin update"],
  ["plugin delete x", "luff plugin uninstall"],
  ["plugins", "luff plugin"],
  ["help instal", "luff help install"],
])("luff %s hints at what was meant, by the whole command", async (line, meant) => {
  expect((await call(line.split(" "), {})).stderr).toContain(`Hint: Did you mean ${meant}?`);
});
