import { describe, expect, test } from "bun:test";
import { MAX_MANIFEST_BYTES } from "../../../src/manifest/manifest-size.ts";
import { TILDE_HINT } from "../../../src/platform/unexpanded-home.ts";
import { listPlugins, type PluginList } from "../../../src/plugin/list-plugins.ts";
import { createParseCache } from "../../../src/cache/parse-cache.ts";
import type { MemoryEntry } from "../../helpers/memory-files.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

function list(
  files: Readonly<Record<string, MemoryEntry>>,
  directories: readonly string[],
  os = "linux",
): Promise<PluginList> {
  const host = createMemoryHost({ files, os });
  const places = { directories, byDefault: "/default" };
  return listPlugins({ host, cache: createParseCache(host, "", undefined) }, places);
}

const NOTHING: PluginList = { installed: [], broken: [], conflicts: [], unusable: [] };

function manifest(name: string): string {
  return `name: ${name}\nversion: 1.0.0\nusage: u\ncommand: "true"\n`;
}

function folders(found: PluginList): readonly string[] {
  return found.installed.map(({ folder }) => folder);
}

describe("listPlugins", () => {
  test("returns the plugins of all directories, in order", async () => {
    const found = await list(
      { "/2/a/plugin.yaml": manifest("a"), "/1/c/plugin.yaml": manifest("c"), "/1/b/plugin.yaml": manifest("b") },
      ["/1", "/default", "/2"],
    );
    expect(folders(found)).toEqual(["/1/b", "/1/c", "/2/a"]);
    expect({ ...found, installed: [] }).toEqual({ ...NOTHING, installed: [] });
    expect(found.installed[0]).toMatchObject({ manifestPath: "/1/b/plugin.yaml", plugin: { name: "b" } });
  });

  test("opens one file of the cache for all manifests, until one of them changes", async () => {
    const files = Object.fromEntries(["a", "b", "c"].map((name) => [`/p/${name}/plugin.yaml`, manifest(name)]));
    const host = createMemoryHost({ files });
    const places = { directories: ["/p"], byDefault: "/default" };
    const cache = createParseCache(host, "/cache", "build");
    const first = await listPlugins({ host, cache }, places);
    const single = host.files.paths().filter((path) => path.startsWith("/cache/luff/parsed/manifest-"));
    expect(single).toHaveLength(3);
    for (const path of single) host.files.put(path, "damaged");

    expect(await listPlugins({ host, cache }, places)).toEqual(first);
    expect(single.map((path) => new TextDecoder().decode(host.files.read(path)))).toEqual(Array(3).fill("damaged"));

    host.files.put("/p/b/plugin.yaml", manifest("bee"));
    const changed = await listPlugins({ host, cache }, places);
    expect(changed.installed.map(({ plugin }) => plugin.name)).toEqual(["a", "bee", "c"]);
  });

  test("keeps many long manifests in several files, each small enough for the cache", async () => {
    const more = `description: ${"x".repeat(600)}\n`;
    const names = Array.from({ length: 1000 }, (_, index) => `p${String(index).padStart(3, "0")}`);
    const files = Object.fromEntries(names.map((name) => [`/p/${name}/plugin.yaml`, manifest(name) + more]));
    const host = createMemoryHost({ files });
    const places = { directories: ["/p"], byDefault: "/default" };
    const cache = createParseCache(host, "/cache", "build");
    const first = await listPlugins({ host, cache }, places);
    expect(first.installed.map(({ plugin }) => plugin.name)).toEqual(names);

    const entries = host.files.paths().filter((path) => path.startsWith("/cache/luff/parsed/manifest"));
    const single = entries.filter((path) => path.includes("/manifest-"));
    expect({ single: single.length, common: entries.length - single.length }).toEqual({ single: 1000, common: 2 });
    for (const path of single) host.files.put(path, "damaged");
    expect(await listPlugins({ host, cache }, places)).toEqual(first);
    expect(single.every((path) => new TextDecoder().decode(host.files.read(path)) === "damaged")).toBe(true);
  });

  test("does not take manifests for others that have the same bytes one behind the other", async () => {
    const more = "ignoreFlags: true\n";
    const [one, two] = [manifest("a"), manifest("b")];
    const host = createMemoryHost({ files: { "/p/a/plugin.yaml": one + more, "/p/b/plugin.yaml": two } });
    const cache = createParseCache(host, "/cache", "build");
    const ignoring = async (): Promise<readonly boolean[]> => {
      const { installed } = await listPlugins({ host, cache }, { directories: ["/p"], byDefault: "/default" });
      return installed.map(({ plugin }) => plugin.ignoreFlags);
    };
    expect(await ignoring()).toEqual([true, false]);
    host.files.put("/p/a/plugin.yaml", one);
    host.files.put("/p/b/plugin.yaml", more + two);
    expect(await ignoring()).toEqual([false, true]);
  });

  test("skips entries that are not plugin folders", async () => {
    const files = {
      "/p/file": "",
      "/p/empty": { kind: "directory" },
      "/p/other/README.md": "",
      "/p/other/plugin.yaml.bak": manifest("other"),
    } as const;
    expect(await list(files, ["/p"])).toEqual(NOTHING);
  });

  test("accepts a manifest of the greatest length, and reports one that is a byte longer", async () => {
    const longest = manifest("longest").padEnd(MAX_MANIFEST_BYTES, " ");
    const found = await list(
      { "/p/1/plugin.yaml": longest, "/p/2/plugin.yaml": `${longest.replace("longest", "toolong")} ` },
      ["/p"],
    );
    expect(folders(found)).toEqual(["/p/1"]);
    const faults = [expect.objectContaining({ code: "file-too-large" })];
    expect(found.broken).toMatchObject([{ folder: "/p/2", breakage: { kind: "invalid", faults } }]);
  });

  test("reports unusable plugins, and lists the others", async () => {
    const found = await list(
      {
        "/p/1/plugin.yaml": "name: [",
        "/p/2/plugin.yaml": { kind: "directory" },
        "/p/3/plugin.yaml": { kind: "denied" },
        "/p/4/plugin.yaml": { kind: "link", target: "plugin.yaml" },
        "/p/5/plugin.yaml": { kind: "other" },
        "/p/good/plugin.yaml": manifest("good"),
      },
      ["/p"],
    );
    expect(folders(found)).toEqual(["/p/good"]);
    expect(found.broken.map(({ folder }) => folder)).toEqual(["/p/1", "/p/2", "/p/3", "/p/4", "/p/5"]);
    expect(found.broken.map(({ breakage }) => breakage)).toEqual([
      { kind: "invalid", faults: [expect.objectContaining({ code: "yaml-syntax" })] },
      { kind: "unreadable", detail: "is a directory" },
      { kind: "unreadable", detail: "permission denied" },
      { kind: "unreadable", detail: "too many levels of symbolic links" },
      { kind: "unreadable", detail: "it is not a regular file" },
    ]);
  });

  test.each<[string, string, Readonly<Record<string, MemoryEntry>>, string]>([
    [
      "a folder that is a broken link",
      "/p/x",
      { "/p/x": { kind: "link", target: "none" } },
      "it is a broken link to none",
    ],
    [
      "a manifest that is a broken link",
      "/p/x",
      { "/p/x/plugin.yaml": { kind: "link", target: "none" } },
      "its plugin.yaml is a broken link",
    ],
    ...["plugin.yml", "Plugin.yaml", "PLUGIN.YML", "plugin.yaml.txt"].map(
      (name) =>
        [
          `a manifest named ${name}`,
          "/p/x",
          { [`/p/x/${name}`]: manifest("x") },
          `its manifest is named ${name}, but luff reads only plugin.yaml`,
        ] as [string, string, Record<string, MemoryEntry>, string],
    ),
    [
      "a name that is not Unicode",
      "/p/\ufffd",
      { "/p/\ufffd": { kind: "link", target: "/none" } },
      "its name is not Unicode text, so luff cannot open it",
    ],
    ["a script without a manifest", "/p/x", { "/p/x/main.lua": "" }, "it has a main.lua but not a plugin.yaml"],
    [
      "a plugin one level too deep",
      "/p/x",
      { "/p/x/a": "", "/p/x/inner/plugin.yaml": manifest("x") },
      "its plugin.yaml is one level too deep, in /p/x/inner",
    ],
  ])("reports %s", async (_title, folder, files, reason) => {
    const broken = { folder, manifestPath: `${folder}/plugin.yaml`, breakage: { kind: "incomplete", reason } };
    expect(await list({ ...files, "/p/good/plugin.yaml": manifest("good") }, ["/p"])).toMatchObject({
      installed: [{ folder: "/p/good" }],
      broken: [broken],
      unusable: [],
    });
  });

  test("does not look for plugins one level deeper in a folder of more than a hundred entries", async () => {
    const entries = (count: number): Record<string, MemoryEntry> =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`/p/x/${String(at).padStart(3, "0")}`, ""]));
    const deep = { "/p/x/z/plugin.yaml": manifest("z") };
    expect((await list({ ...entries(99), ...deep }, ["/p"])).broken).toHaveLength(1);
    expect(await list({ ...entries(100), ...deep }, ["/p"])).toEqual(NOTHING);
  });

  test.each<[string, string, Readonly<Record<string, MemoryEntry>>, string]>([
    ["is missing", "/none", {}, "does not exist"],
    ["begins with ~", "~/plugins", {}, `does not exist. ${TILDE_HINT}`],
    ["begins with the name of a user", "~me/plugins", {}, `does not exist. ${TILDE_HINT}`],
    ["is a broken link", "/link", { "/link": { kind: "link", target: "/none" } }, "is a broken link"],
    [
      "is a link to itself",
      "/link",
      { "/link": { kind: "link", target: "link" } },
      "cannot be read: too many levels of symbolic links",
    ],
    ["has a name of other bytes", "/\ufffd", {}, "has a name that is not Unicode text, so luff cannot open it"],
    ["is a file", "/file", { "/file": "" }, "is not a folder"],
    ["is below a file", "/file/p", { "/file": "" }, "is not a folder"],
    ["has no read permission", "/denied", { "/denied": { kind: "denied" } }, "cannot be read: permission denied"],
    [
      "is a plugin's own folder",
      "/p/x",
      { "/p/x/plugin.yaml": manifest("x"), "/p/x/lib/main.lua": "" },
      "is a plugin's own folder: it has a plugin.yaml. Put the folder above it (/p) into HELM_PLUGINS",
    ],
    [
      "is a plugin's own folder, and relative",
      ".",
      { "/wd/plugin.yaml": manifest("x") },
      "is a plugin's own folder: it has a plugin.yaml. Put the folder above it (..) into HELM_PLUGINS",
    ],
  ])("reports a folder of HELM_PLUGINS that %s", async (_title, directory, files, reason) => {
    const found = await list({ ...files, "/q/good/plugin.yaml": manifest("good") }, [directory, "/q", directory]);
    expect({ ...found, installed: folders(found) }).toEqual({
      ...NOTHING,
      installed: ["/q/good"],
      unusable: [{ directory, reason }],
    });
  });

  test("reports the default plugins folder only if it exists and cannot be used", async () => {
    expect(await list({}, ["/default"])).toEqual(NOTHING);
    expect((await list({ "/default": "" }, ["/default"])).unusable).toEqual([
      { directory: "/default", reason: "is not a folder" },
    ]);
    expect((await list({ "/default": { kind: "link", target: "none" } }, ["/default"])).unusable).toEqual([
      { directory: "/default", reason: "is a broken link" },
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
    ["the folder with its name in a directory", ["/1/aa", "/1/x"], "/1/x", "/1/aa"],
    ["the first directory, for any name of the folder", ["/1/aa", "/2/x"], "/1/aa", "/2/x"],
  ])("gives a name of two plugins to %s", async (_title, places, used, unused) => {
    const files = Object.fromEntries(places.map((folder) => [`${folder}/plugin.yaml`, manifest("x")]));
    const found = await list(files, ["/1", "/2"]);
    expect(folders(found)).toEqual([used]);
    expect(found.conflicts).toEqual([{ name: "x", used, unused }]);
  });

  test("reports every plugin that is hidden by another one", async () => {
    const files = Object.fromEntries(["a", "b", "c"].map((name) => [`/p/${name}/plugin.yaml`, manifest("x")]));
    const { conflicts } = await list(files, ["/p"]);
    expect(conflicts.map(({ unused }) => unused)).toEqual(["/p/b", "/p/c"]);
  });

  const LINKS: Readonly<Record<string, MemoryEntry>> = {
    "/1/x/plugin.yaml": manifest("x"),
    "/1/bad/plugin.yaml": "name: [",
    "/link": { kind: "link", target: "/1" },
    "/far": { kind: "link", target: "link" },
  };

  test.each([
    [["/1", "/1"], "/1/x"],
    [["/1", "/link"], "/1/x"],
    [["/far", "/1", "/link"], "/far/x"],
    [["/1/../1", "/1"], "/1/x"],
  ])("lists the plugins of the folders %j once, by their first path", async (directories, folder) => {
    const found = await list(LINKS, directories);
    expect(folders(found)).toEqual([folder]);
    expect(found.broken.map((broken) => broken.folder)).toEqual([folder.replace("/x", "/bad")]);
    expect(found.conflicts).toEqual([]);
  });

  test("lists the plugins of a folder once on Windows, in any case", async () => {
    const files = { "C:\\Plugins\\x\\plugin.yaml": manifest("x") };
    const found = await list(files, ["c:\\plugins", "C:\\Plugins"], "windows");
    expect(folders(found)).toEqual(["c:\\plugins\\x"]);
    expect({ ...found, installed: [] }).toEqual({ ...NOTHING, installed: [] });
  });

  test.each<[string, Readonly<Record<string, MemoryEntry>>, readonly string[], string]>([
    ["in one directory", { "/1/a": { kind: "link", target: "x" } }, ["/1"], "/1/x"],
    ["of a name that comes first", { "/1/x/a": "", "/1/aa": { kind: "link", target: "x" } }, ["/1"], "/1/x"],
    ["in two directories", { "/2/y": { kind: "link", target: "/1/x" } }, ["/2", "/1"], "/2/y"],
    ["to a broken one", { "/1/zz": { kind: "link", target: "bad" } }, ["/1"], "/1/x"],
  ])("treats links to one plugin's folder as one plugin: %s", async (_title, files, directories, folder) => {
    const found = await list({ ...LINKS, ...files }, directories);
    expect(folders(found)).toEqual([folder]);
    expect(found.broken.map((broken) => broken.folder)).toEqual(["/1/bad"]);
    expect(found.conflicts).toEqual([]);
  });

  test("reports a conflict within one folder once", async () => {
    const files: Readonly<Record<string, MemoryEntry>> = {
      "/p/a/plugin.yaml": manifest("x"),
      "/p/b/plugin.yaml": manifest("x"),
      "/p/c": { kind: "link", target: "b" },
    };
    expect((await list(files, ["/p"])).conflicts).toEqual([{ name: "x", used: "/p/a", unused: "/p/b" }]);
  });

  test("treats two folders with one linked manifest as two plugins", async () => {
    const files: Readonly<Record<string, MemoryEntry>> = {
      "/p/a/plugin.yaml": manifest("x"),
      "/p/b/plugin.yaml": { kind: "link", target: "../a/plugin.yaml" },
    };
    expect((await list(files, ["/p"])).conflicts).toEqual([{ name: "x", used: "/p/a", unused: "/p/b" }]);
  });

  test("gives no name to an unusable plugin", async () => {
    const found = await list({ "/1/x/plugin.yaml": "name: x\ncommand: {", "/2/x/plugin.yaml": manifest("x") }, [
      "/1",
      "/2",
    ]);
    expect(folders(found)).toEqual(["/2/x"]);
    expect(found.conflicts).toEqual([]);
  });
});
