import { expect, test } from "bun:test";
import { keepRawVariables } from "../../../src/host/raw-variables.ts";
import type { Machine } from "../../../src/lua/machine.ts";
import { findVariable } from "../../../src/lua/own-variables.ts";

const encoder = new TextEncoder();
const RAW = Uint8Array.of(...encoder.encode("RAW=a"), 0xff, 0x62);

/** Looks for a variable of a machine that has received the bytes above. */
function find(os: string, environment: Record<string, string>, name: string): Uint8Array | undefined {
  const given = [{ bytes: RAW, text: "RAW=a\uFFFDb" }];
  const rawTexts = { variables: (variables: Record<string, string>) => keepRawVariables(variables, () => given) };
  const machine = { environment, rawVariables: [], system: { os, rawTexts } } as unknown as Machine;
  return findVariable(machine, encoder.encode(name));
}

test.each([
  ["HOME", "/root"],
  ["EMPTY", ""],
  ["NAMÉ", "ü"],
  ["QUESTION", "a\uFFFD"],
])("finds the value of %s", (name, value) => {
  const environment = { HOME: "/root", EMPTY: "", NAMÉ: "ü", QUESTION: "a\uFFFD" };
  expect(find("linux", environment, name)).toEqual(encoder.encode(value));
});

test("finds the very bytes of a value that no text can hold", () => {
  expect(find("linux", { RAW: "a\uFFFDb" }, "RAW")).toEqual(Uint8Array.of(0x61, 0xff, 0x62));
});

test.each(["home", "HOM", "constructor", ""])("there is no %j", (name) => {
  expect(find("linux", { HOME: "/root" }, name)).toBeUndefined();
});

test("ignores on Windows the case of ASCII letters in a name", () => {
  expect(find("windows", { Path: "C:\\" }, "PATH")).toEqual(encoder.encode("C:\\"));
  expect(find("windows", { Path: "C:\\" }, "PATHS")).toBeUndefined();
});
