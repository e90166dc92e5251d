import { HostError } from "../../../src/host/host-error.ts";
import { describe, expect, test } from "bun:test";
import { findPlugin, findPluginByUsage } from "../../../src/plugin/find-plugin.ts";
import { listPlugins } from "../../../src/plugin/list-plugins.ts";
import { createParseCache } from "../../../src/cache/parse-cache.ts";
import type { PluginReading } from "../../../src/plugin/read-plugin.ts";
import type { MemoryEntry } from "../../helpers/memory-files.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

const DIRECTORIES = ["/1", "/2"];

function reading(files: Readonly<Record<string, MemoryEntry>>): PluginReading {
  const host = createMemoryHost({ files });
  return { host, cache: createParseCache(host, "", undefined) };
}

function manifest(name: string): string {
  return `name: ${name}\nversion: 1.0.0\nusage: u\ncommand: "true"\n`;
}

function usageManifest(name: string, usage: string, type = "cli/v1"): string {
  const config = type === "cli/v1" ? `config: {usage: "${usage}"}` : 'config: {protocols: ["x"]}';
  const commands = '[{command: "true"}]';
  const runtime =
    type === "cli/v1"
      ? `{platformCommand: ${commands}}`
      : `{protocolCommands: [{protocols: ["x"], platformCommand: ${commands}}]}`;
  return `apiVersion: v1\nname: ${name}\nversion: 1.0.0\ntype: ${type}\nruntime: subprocess\n${config}\nruntimeConfig: ${runtime}\n`;
}

describe("findPlugin", () => {
  test.each<[string, string | undefined, Readonly<Record<string, MemoryEntry>>]>([
    ["finds it in the folder with its name", "/1/x", { "/1/x/plugin.yaml": manifest("x") }],
    ["finds it in a folder of another name", "/1/a-b", { "/1/a-b/plugin.yaml": manifest("x") }],
    ["finds it in a later directory", "/2/a", { "/1/b/plugin.yaml": manifest("y"), "/2/a/plugin.yaml": manifest("x") }],
    [
      "finds it in unusual YAML",
      "/1/a",
      { "/1/a/plugin.yaml": `{"version": "1.0.0", "usage": u, "na\\u006de": "x", command: "true"}` },
    ],
    ["finds nothing for a folder whose plugin has another name", undefined, { "/1/x/plugin.yaml": manifest("y") }],
    ["finds nothing in another case", undefined, { "/1/x/plugin.yaml": manifest("X") }],
    [
      "skips unreadable folders",
      "/1/z",
      { "/1/a/plugin.yaml": { kind: "directory" }, "/1/z/plugin.yaml": manifest("x") },
    ],
  ])("%s", async (_title, folder, files) => {
    const found = await findPlugin(reading(files), DIRECTORIES, "x");
    expect(found.installed?.folder).toBe(folder as string);
    expect(found.broken).toEqual([]);
  });

  test.each(["", ".", "..", "a/b", "../1/x", "x\0", "ü"])(
    "finds nothing for %j, which no plugin is named",
    async (name) => {
      expect(await findPlugin(reading({ "/1/x/plugin.yaml": manifest("x") }), DIRECTORIES, name)).toEqual({
        broken: [],
      });
    },
  );

  test("reports unusable plugins with the name, and no others", async () => {
    const files = {
      "/1/x/plugin.yaml": "name: x\ncommand: {a: b}\n",
      "/1/y/plugin.yaml": "name: y\ncommand: {a: b}\n",
      "/1/z/plugin.yaml": "name: [\n",
    };
    const found = await findPlugin(reading(files), DIRECTORIES, "x");
    expect(found.installed).toBeUndefined();
    expect(found.broken.map(({ folder }) => folder)).toEqual(["/1/x"]);
  });

  test.each(["x", "helm-x"])("reports a manifest that cannot be read in the folder %s", async (folder) => {
    const files = {
      [`/1/${folder}/plugin.yaml`]: { kind: "denied" },
      "/1/other/plugin.yaml": { kind: "denied" },
    } as const;
    const found = await findPlugin(reading(files), DIRECTORIES, "x");
    expect(found.installed).toBeUndefined();
    expect(found.broken.map(({ folder: path }) => path)).toEqual([`/1/${folder}`]);
    expect(found.broken[0]?.breakage).toEqual({ kind: "unreadable", detail: "permission denied" });
    const both = await findPlugin(reading({ ...files, "/2/x/plugin.yaml": manifest("x") }), DIRECTORIES, "x");
    expect(both.installed?.folder).toBe("/2/x");
  });

  test("skips a WebAssembly plugin without its module, and reports it", async () => {
    const wasm = "apiVersion: v1\nname: x\nversion: 1.0.0\ntype: cli/v1\nruntime: extism/v1\n";
    const breakage = { kind: "incomplete", reason: "its plugin.wasm, which the runtime extism/v1 runs, is missing" };
    const files = { "/1/x/plugin.yaml": wasm, "/1/x/plugin.wasm/f": "", "/2/x/plugin.yaml": manifest("x") };
    expect(await findPlugin(reading(files), ["/1"], "x")).toMatchObject({ broken: [{ folder: "/1/x", breakage }] });
    expect((await findPlugin(reading(files), DIRECTORIES, "x")).installed?.folder).toBe("/2/x");
    const found = await listPlugins(reading(files), { directories: DIRECTORIES, byDefault: "" });
    expect(found).toMatchObject({
      installed: [{ folder: "/2/x" }],
      broken: [{ folder: "/1/x", breakage }],
      conflicts: [],
    });
    const whole = { "/1/x/plugin.yaml": wasm, "/1/x/plugin.wasm": "" };
    expect((await findPlugin(reading(whole), ["/1"], "x")).installed?.folder).toBe("/1/x");
    const hidden = reading(whole);
    const stat = (path: string): never => {
      throw new HostError("denied", path, "permission denied");
    };
    const closed = { ...hidden, host: { ...hidden.host, files: { ...hidden.host.files, stat } } };
    expect(await findPlugin(closed, ["/1"], "x")).toMatchObject({ broken: [{ folder: "/1/x", breakage }] });
  });

  test.each([
    [["/1/zz", "/2/aa"], "/1/zz"],
    [["/1/aa", "/1/bb"], "/1/aa"],
    [["/1/aa", "/1/x"], "/1/x"],
    [["/1/aa", "/2/x"], "/1/aa"],
    [["/2/x", "/2/a"], "/2/x"],
  ])("chooses among %j like the list", async (places, expected) => {
    const files = reading(Object.fromEntries(places.map((folder) => [`${folder}/plugin.yaml`, manifest("x")])));
    const found = await findPlugin(files, DIRECTORIES, "x");
    const listed = await listPlugins(files, { directories: DIRECTORIES, byDefault: "" });
    expect(found.installed?.folder).toBe(expected);
    expect(listed.installed.map(({ folder }) => folder)).toEqual([expected]);
  });
});

describe("findPluginByUsage", () => {
  const files = reading({
    "/1/a/plugin.yaml": usageManifest("a", "other [flags]"),
    "/1/b/plugin.yaml": usageManifest("b", "other"),
    "/1/broken/plugin.yaml": "name: [\n",
    "/1/g/plugin.yaml": usageManifest("g", "", "getter/v1"),
    "/1/legacy/plugin.yaml": "name: legacy\nversion: 1.0.0\nusage: word of it\ncommand: x\n",
    "/2/c/plugin.yaml": usageManifest("c", "second"),
  });

  test("finds a plugin by the first word of its usage line, the first such plugin", async () => {
    expect((await findPluginByUsage(files, DIRECTORIES, "other"))?.plugin.name).toBe("a");
    expect((await findPluginByUsage(files, DIRECTORIES, "second"))?.plugin.name).toBe("c");
  });

  test.each(["[flags]", "oth", "", "word", "u"])("finds nothing for %j", async (word) => {
    expect(await findPluginByUsage(files, DIRECTORIES, word)).toBeUndefined();
  });
});
