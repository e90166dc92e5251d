import { describe, expect, test } from "bun:test";
import { candidateFolders, pluginDirectories } from "../../../src/plugin/plugin-folders.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

describe("pluginDirectories", () => {
  test.each([
    ["linux", "", []],
    ["linux", "/a", ["/a"]],
    ["linux", ":/a::/b:", ["/a", "/b"]],
    ["linux", "/a/:./b//c/:.", ["/a", "b/c", "."]],
    ["windows", "C:\\a;D:/b/", ["C:\\a", "D:\\b"]],
    ["windows", '"C:\\a;b";;x', ["C:\\a;b", "x"]],
  ])("returns on %s for the list %j %j", (os, list, expected) => {
    expect(pluginDirectories(os, list)).toEqual(expected);
  });
});

describe("candidateFolders", () => {
  const host = createMemoryHost({
    files: {
      "/p/b/x": "",
      "/p/a/x": "",
      "/p/.hidden/x": "",
      "/p/file": "",
      "/denied": { kind: "denied" },
      "/wd/r/c/x": "",
    },
  });

  test("returns every entry in byte order, also hidden ones and files", () => {
    expect(candidateFolders(host, "/p")).toEqual(["/p/.hidden", "/p/a", "/p/b", "/p/file"]);
  });

  test("returns relative paths for a relative directory", () => {
    expect(candidateFolders(host, "r")).toEqual(["r/c"]);
  });

  test("puts one separator after the root", () => {
    expect(candidateFolders(createMemoryHost({ files: { "/a": "" } }), "/")).toContain("/a");
  });

  test.each(["/none", "/denied", "/p/file", "/p/*"])("returns nothing for %s", (directory) => {
    expect(candidateFolders(host, directory)).toEqual([]);
  });
});
