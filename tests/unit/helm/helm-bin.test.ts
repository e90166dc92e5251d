import { expect, test } from "bun:test";
import { findHelmBin } from "../../../src/helm/helm-bin.ts";
import { createMemoryHost, type MemoryHostOptions } from "../../helpers/memory-host.ts";

const HELM = { "/a/helm": { kind: "program" } } as const;

test.each<[string, string, MemoryHostOptions]>([
  ["the caller's HELM_BIN", "own/helm", { env: { HELM_BIN: "own/helm", PATH: "/a" }, files: HELM }],
  ["the helm on PATH", "/a/helm", { env: { PATH: "/none:/a" }, files: HELM }],
  ["the helm on PATH if HELM_BIN is empty", "/a/helm", { env: { HELM_BIN: "", PATH: "/a" }, files: HELM }],
  ["the bare word if there is none", "helm", { env: { PATH: "/none" }, files: HELM }],
  ["the bare word if it is not a program", "helm", { env: { PATH: "/a" }, files: { "/a/helm": "text" } }],
  ["the bare word if PATH is relative", "helm", { env: { PATH: "." }, files: { "/wd/helm": { kind: "program" } } }],
])("findHelmBin returns %s", (_title, expected, options) => {
  expect(findHelmBin(createMemoryHost(options))).toBe(expected);
});
