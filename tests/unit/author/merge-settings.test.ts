import { describe, expect, test } from "bun:test";
import { mergeSettings } from "../../../src/author/types/merge-settings.ts";

const WANTED = { "a.version": "5.4", "b.list": ["x", "y"], "b.flag": false };
const ALL = `{
  "a.version": "5.4",
  "b.list": [
    "x",
    "y"
  ],
  "b.flag": false
}
`;

describe("mergeSettings", () => {
  test("makes a file where there is none", () => {
    expect(mergeSettings(undefined, WANTED)).toEqual({ kind: "created", text: ALL, missing: WANTED, kept: [] });
  });

  test.each([
    ["with plain names", ALL],
    ["with the server's prefix", '{"Lua.a.version": "5.4", "Lua.b.list": ["y", "z", "x"], "Lua.b.flag": false}'],
    ["as objects", '{"a": {"version": "5.4"}, "b": {"list": ["x", "y"], "flag": false}}'],
    [
      "as objects below the prefix",
      '{"Lua": {"a.version": "5.4", "b": {"list": ["x", "y"]}}, "Lua.b": {"flag": false}}',
    ],
    [
      "with comments and commas",
      '\uFEFF{ // one\n"a.version": "5.4", /* "b.list": [] */ "b.list": ["x", "y", // z\n], "b.flag": false,}',
    ],
  ])("leaves a file alone that has everything %s", (_title, text) => {
    expect(mergeSettings(text, WANTED)).toEqual({ kind: "unchanged", text: undefined, missing: {}, kept: [] });
  });

  test("adds to a file what it lacks, and keeps its order, its indentation and its own settings", () => {
    const text = '{\n\t"z": {"q": [1, null]},\n\t"b": {"list": ["own", "y"]}\n}\n';
    expect(mergeSettings(text, WANTED)).toEqual({
      kind: "changed",
      text: '{\n\t"z": {\n\t\t"q": [\n\t\t\t1,\n\t\t\tnull\n\t\t]\n\t},\n\t"b": {\n\t\t"list": [\n\t\t\t"own",\n\t\t\t"y",\n\t\t\t"x"\n\t\t]\n\t},\n\t"a.version": "5.4",\n\t"b.flag": false\n}\n',
      missing: { "a.version": "5.4", "b.list": ["x"], "b.flag": false },
      kept: [],
    });
  });

  test("keeps the line ends of Windows", () => {
    expect(mergeSettings('{\r\n  "a.version": "5.4"\r\n}\r\n', { "b.flag": false }).text).toBe(
      '{\r\n  "a.version": "5.4",\r\n  "b.flag": false\r\n}\r\n',
    );
  });

  test("keeps settings with other values, and names them", () => {
    const text = '{"a.version": "LuaJIT", "b.list": "x", "b.flag": true}';
    const kept = ["a.version", "b.list", "b.flag"];
    expect(mergeSettings(text, WANTED)).toEqual({ kind: "unchanged", text: undefined, missing: {}, kept });
  });

  test("says what is missing in a file with comments", () => {
    const text = '{ // "a.version": "5.4"\n"b.list": ["x", "http://y"], "b.flag": false }';
    const missing = { "a.version": "5.4", "b.list": ["y"] };
    expect(mergeSettings(text, WANTED)).toEqual({ kind: "by-hand", text: undefined, missing, kept: [] });
  });

  test.each(["", "[]", "null", "{", '{"a": 1}}', "5"])("says that everything is missing in %j", (text) => {
    expect(mergeSettings(text, WANTED)).toEqual({ kind: "by-hand", text: undefined, missing: WANTED, kept: [] });
  });

  test("reads a name that every object has as any other", () => {
    expect(mergeSettings("{}", { "constructor.name": "x" }).text).toBe('{\n  "constructor.name": "x"\n}\n');
  });
});
