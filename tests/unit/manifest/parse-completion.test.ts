import { describe, expect, test } from "bun:test";
import { parseCompletion } from "../../../src/manifest/parse-completion.ts";

describe("parseCompletion", () => {
  test("reads commands, arguments and flags of every level", () => {
    const text = "flags: [a]\ncommands:\n  - name: up\n    validArgs: [x, 1, true]\n    commands: []\n  - name: down\n";
    expect(parseCompletion(text)).toEqual({
      name: "",
      flags: ["a"],
      commands: [
        { name: "up", validArgs: ["x", "1", "true"], flags: [], commands: [] },
        { name: "down", flags: [] },
      ],
    });
  });

  test("leaves out a command without a name", () => {
    expect(parseCompletion("commands: [{validArgs: [lost]}, {name: kept}]")?.commands).toEqual([
      { name: "kept", flags: [] },
    ]);
  });

  test("ignores values of another kind", () => {
    const text = "name: [x]\nflags: {a: b}\nvalidArgs: one\ncommands: [up, {name: down, flags: [[x], y]}]\n";
    expect(parseCompletion(text)).toEqual({ name: "", flags: [], commands: [{ name: "down", flags: ["y"] }] });
  });

  test.each(["", "- a\n", "text", "a: [", "a: *missing\n"])("is undefined for %j", (text) => {
    expect(parseCompletion(text)).toBeUndefined();
  });

  test("stops at a depth that no plugin has", () => {
    const text = `${"{name: x, commands: [".repeat(40)}${"]}".repeat(40)}`;
    let depth = 0;
    for (let at = parseCompletion(text); at !== undefined; at = at.commands?.[0]) depth++;
    expect(depth).toBe(17);
  });
});
