import { describe, expect, test } from "bun:test";
import { MAX_MANIFEST_BYTES } from "../../../src/manifest/decode-text.ts";
import { listPlugins, type PluginList } from "../../../src/plugin/list-plugins.ts";
import { createParseCache } from "../../../src/cache/parse-cache.ts";
import type { MemoryEntry } from "../../helpers/memory-files.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

function list(files: Readonly<Record<string, MemoryEntry>>, directories: readonly string[]): Promise<PluginList> {
  const host = createMemoryHost({ files });
  return listPlugins({ host, cache: createParseCache(host, "", undefined) }, directories);
}

function manifest(name: string): string {
  return `name: ${name}\nversion: 1.0.0\nusage: u\ncommand: "true"\n`;
}

function folders(found: PluginList): readonly string[] {
  return found.installed.map(({ folder }) => folder);
}

describe("listPlugins", () => {
  test("answers the plugins of all directories in their order", async () => {
    const found = await list(
      { "/2/a/plugin.yaml": manifest("a"), "/1/c/plugin.yaml": manifest("c"), "/1/b/plugin.yaml": manifest("b") },
      ["/1", "/none", "/2"],
    );
    expect(folders(found)).toEqual(["/1/b", "/1/c", "/2/a"]);
    expect({ ...found, installed: [] }).toEqual({ installed: [], broken: [], conflicts: [] });
    expect(found.installed[0]).toMatchObject({ manifestPath: "/1/b/plugin.yaml", plugin: { name: "b" } });
  });

  test("passes over what is no plugin folder", async () => {
    const files = {
      "/p/file": "",
      "/p/empty": { kind: "directory" },
      "/p/other/Plugin.yaml": manifest("other"),
    } as const;
    expect(await list(files, ["/p"])).toEqual({ installed: [], broken: [], conflicts: [] });
  });

  test("takes a manifest as long as one may be, and reports one that is a byte longer", async () => {
    const longest = manifest("longest").padEnd(MAX_MANIFEST_BYTES, " ");
    const found = await list(
      { "/p/1/plugin.yaml": longest, "/p/2/plugin.yaml": `${longest.replace("longest", "toolong")} ` },
      ["/p"],
    );
    expect(folders(found)).toEqual(["/p/1"]);
    expect(found.broken.map(({ folder, faults }) => [folder, faults.map(({ code }) => code)])).toEqual([
      ["/p/2", ["file-too-large"]],
    ]);
  });

  test("reports what cannot be used, and lists the others beside it", async () => {
    const found = await list(
      {
        "/p/1/plugin.yaml": "name: [",
        "/p/2/plugin.yaml": { kind: "directory" },
        "/p/3/plugin.yaml": { kind: "denied" },
        "/p/4/plugin.yaml": { kind: "link", target: "plugin.yaml" },
        "/p/good/plugin.yaml": manifest("good"),
      },
      ["/p"],
    );
    expect(folders(found)).toEqual(["/p/good"]);
    expect(found.broken.map(({ folder }) => folder)).toEqual(["/p/1", "/p/2", "/p/3", "/p/4"]);
    expect(found.broken[0]?.faults).not.toBeEmpty();
    expect(found.broken.map(({ unreadable }) => unreadable)).toEqual([
      "",
      "illegal operation on a directory",
      "permission denied",
      "too many symbolic links encountered",
    ]);
  });

  test("follows links to plugin folders", async () => {
    const found = await list({ "/real/plugin.yaml": manifest("x"), "/p/link": { kind: "link", target: "/real" } }, [
      "/p",
    ]);
    expect(folders(found)).toEqual(["/p/link"]);
  });

  test.each<[string, readonly string[], string, string]>([
    ["the first directory", ["/1/zz", "/2/aa"], "/1/zz", "/2/aa"],
    ["the first folder of a directory", ["/1/aa", "/1/bb"], "/1/aa", "/1/bb"],
    ["the folder of its name in a directory", ["/1/aa", "/1/x"], "/1/x", "/1/aa"],
    ["the first directory, whatever the folder is named", ["/1/aa", "/2/x"], "/1/aa", "/2/x"],
  ])("gives a name that two plugins claim to %s", async (_title, places, used, unused) => {
    const files = Object.fromEntries(places.map((folder) => [`${folder}/plugin.yaml`, manifest("x")]));
    const found = await list(files, ["/1", "/2"]);
    expect(folders(found)).toEqual([used]);
    expect(found.conflicts).toEqual([{ name: "x", used, unused }]);
  });

  test("reports every plugin that lost its name", async () => {
    const files = Object.fromEntries(["a", "b", "c"].map((name) => [`/p/${name}/plugin.yaml`, manifest("x")]));
    const { conflicts } = await list(files, ["/p"]);
    expect(conflicts.map(({ unused }) => unused)).toEqual(["/p/b", "/p/c"]);
  });

  test("gives no name to a plugin that cannot be used", async () => {
    const found = await list({ "/1/x/plugin.yaml": "name: x\ncommand: {", "/2/x/plugin.yaml": manifest("x") }, [
      "/1",
      "/2",
    ]);
    expect(folders(found)).toEqual(["/2/x"]);
    expect(found.conflicts).toEqual([]);
  });
});
