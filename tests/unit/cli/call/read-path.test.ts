import { describe, expect, test } from "bun:test";
import { isPathWord, readPath } from "../../../../src/cli/call/read-path.ts";
import { createMemoryHost, type MemoryHostOptions } from "../../../helpers/memory-host.ts";

const OPTIONS: Readonly<Record<string, MemoryHostOptions>> = {
  linux: {
    files: {
      "/wd/x.lua": "",
      "/wd/script": "",
      "/wd/plugin.yaml": "",
      "/wd/p/plugin.yaml": "",
      "/wd/p/Plugin.yaml": "",
      "/wd/p/plugin.yml": "",
      "/wd/l.lua": { kind: "link", target: "l.lua" },
    },
  },
  windows: {
    os: "windows",
    files: { "C:\\work\\s\\x.lua": "", "C:\\work\\p\\plugin.yaml": "", "C:\\top.lua": "", "D:\\s\\x.lua": "" },
  },
};

const read = (os: string, word: string) => readPath(createMemoryHost(OPTIONS[os]), word);

describe("isPathWord", () => {
  test.each([
    ["linux", "./x"],
    ["linux", "x/"],
    ["linux", "."],
    ["linux", ".."],
    ["linux", "x.lua"],
    ["linux", "X.LUA"],
    ["linux", "plugin.yaml"],
    ["windows", "p\\x"],
    ["windows", "p/x"],
    ["windows", "C:x"],
  ])("is true on %s for %j", (os, word) => {
    expect(isPathWord(os, word)).toBe(true);
  });

  test.each([
    ["linux", "diff"],
    ["linux", ""],
    ["linux", "-"],
    ["linux", "x.luac"],
    ["linux", "C:x"],
    ["linux", "p\\x"],
    ["linux", "plugin.yml"],
  ])("is false on %s for %j", (os, word) => {
    expect(isPathWord(os, word)).toBe(false);
  });
});

describe("readPath", () => {
  test.each([
    ["linux", "x.lua", { kind: "script", path: "x.lua" }],
    ["linux", "./script", { kind: "script", path: "./script" }],
    ["linux", "./p", { kind: "folder", path: "./p" }],
    ["linux", "./p/plugin.yaml", { kind: "folder", path: "p" }],
    ["linux", "/wd/p/plugin.yaml", { kind: "folder", path: "/wd/p" }],
    ["linux", "plugin.yaml", { kind: "folder", path: "." }],
    ["windows", "p\\plugin.yaml", { kind: "folder", path: "p" }],
    ["windows", "p\\PLUGIN.YAML", { kind: "folder", path: "p" }],
    ["windows", "C:s\\x.lua", { kind: "script", path: "C:\\work\\s\\x.lua" }],
    ["windows", "c:p", { kind: "folder", path: "C:\\work\\p" }],
    ["windows", "D:/s/x.lua", { kind: "script", path: "D:/s/x.lua" }],
  ] as const)("on %s reads %j as %j", (os, word, expected) => {
    expect(read(os, word)).toEqual(expected);
  });

  test.each<[string, string, [code: string, message: RegExp, hint: RegExp]]>([
    ["linux", "./none", ["script-not-found", /at \.\/none$/, /^A word with a path separator is a path; /]],
    [
      "linux",
      "none.lua",
      ["script-not-found", /at none\.lua$/, /^A word that ends in \.lua is the path of a script; /],
    ],
    ["linux", "./x.lua/y", ["script-not-found", /at \.\/x\.lua\/y$/, /separator/]],
    [
      "linux",
      "./p/plugin.yml",
      ["script-invalid", /plugin\.yml is a YAML file/, /folder of a plugin.* plugin\.yaml\.$/],
    ],
    ["linux", "./p/Plugin.yaml", ["script-invalid", /Plugin\.yaml is a YAML file/, /plugin\.yaml\.$/]],
    [
      "windows",
      "D:s\\x.lua",
      ["script-not-found", /current folder of the drive D:, .* C:\\work$/, /^Write the whole path: D:\\/],
    ],
  ])("on %s refuses %j", (os, word, [code, message, hint]) => {
    const error = { code, message: expect.stringMatching(message), hint: expect.stringMatching(hint) };
    expect(() => read(os, word)).toThrow(expect.objectContaining(error));
  });

  test("reports a path that is not Unicode", () => {
    const message = "the path ./\ufffd is not Unicode text, so luff cannot open it";
    expect(() => read("linux", "./\ufffd")).toThrow(expect.objectContaining({ code: "script-not-found", message }));
  });

  test("reports the system's reason for a path that it cannot look at", () => {
    const error = { code: "script-invalid", message: "cannot read l.lua: too many levels of symbolic links" };
    expect(() => read("linux", "l.lua")).toThrow(expect.objectContaining(error));
  });

  test("says which file of the plugin that Helm runs is missing", () => {
    const env = { HELM_PLUGIN_DIR: "/wd/p", HELM_PLUGIN_NAME: "p" };
    const host = createMemoryHost({ ...OPTIONS["linux"], env });
    const hint = 'The plugin "p" lacks its file main.lua: install the plugin again, or tell its author.';
    expect(() => readPath(host, "/wd/p/main.lua")).toThrow(expect.objectContaining({ code: "script-not-found", hint }));
    const other = {
      code: "script-not-found",
      hint: expect.stringMatching(/^A word with a path separator is a path; /),
    };
    expect(() => readPath(host, "/wd/q/main.lua")).toThrow(expect.objectContaining(other));
  });
});
