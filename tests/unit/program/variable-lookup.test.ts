import { expect, test } from "bun:test";
import { lookupIn } from "../../../src/program/variable-lookup.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

const OWN = { HELM_PLUGIN_DIR: "own" };
const ENV = { HELM_PLUGIN_DIR: "user's", Path: "x" };

test.each([
  ["windows", "HELM_PLUGIN_DIR", "own"],
  ["windows", "helm_plugin_dir", "own"],
  ["windows", "PATH", "x"],
  ["linux", "HELM_PLUGIN_DIR", "own"],
  ["linux", "helm_plugin_dir", undefined],
  ["linux", "Path", "x"],
  ["linux", "PATH", undefined],
])("on %s finds %s: %p", (os, name, value) => {
  expect(lookupIn(createMemoryHost({ os, env: ENV }), OWN)(name)).toBe(value as string);
});
