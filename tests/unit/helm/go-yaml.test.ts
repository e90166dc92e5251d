import { describe, expect, test } from "bun:test";
import { parseGoYaml } from "../../../src/helm/go-yaml.ts";

describe("parseGoYaml", () => {
  test.each<[string, unknown]>([
    ["a: 0o17", { a: 15 }],
    ["a: -0O1_7", { a: 15 }],
    ["a: 0x1F", { a: 31 }],
    ["a: 0X1F", { a: 31 }],
    ["a: 0B11", { a: 3 }],
    ["a: 0xFFFFFFFFFFFFFFFF", { a: 2 ** 64 }],
    ["a: 0x10000000000000000", { a: "0x10000000000000000" }],
    ["a: -0x8000000000000001", { a: "-0x8000000000000001" }],
    ["a: 0o18", { a: "0o18" }],
    ["a: on", { a: true }],
    ["a: 12:34", { a: "12:34" }],
    ["a: 2024-01-01", { a: "2024-01-01" }],
    ["a: !!timestamp 2024-01-01", { a: "2024-01-01" }],
    ["a: !!binary YWJj", { a: "abc" }],
    ["a: !!binary /w==", { a: "\ufffd" }],
    ["a: !!str 0o17", { a: "0o17" }],
    ["a: !odd x", { a: "x" }],
    ["a: 1\n---\nb: 2", { a: 1 }],
    ["1: a\non: b", { 1: "a", true: "b" }],
    ["a: &a {x: z}\nb: {<<: *a}", { a: { x: "z" }, b: { x: "z" } }],
    ["", null],
  ])("reads %j", (text, value) => {
    expect(parseGoYaml(text)).toEqual(value);
  });

  test.each([
    "a: [",
    "a: *none",
    "a: !!binary '?'",
    "a: !!int x",
    "a: !!bool x",
    "a: !!timestamp x",
    "? [a]\n: 1",
    "? {a: b}\n: 1",
    "~: 1",
    ": 1",
    "a: [{~: 1}]",
    "a: &a [x]\n? *a\n: 1",
  ])("reads %j as a text, which is no kubeconfig", (text) => {
    expect(parseGoYaml(text)).toBe("");
  });
});
