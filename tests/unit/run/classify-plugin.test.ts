import { expect, test } from "bun:test";
import { createParseCache } from "../../../src/cache/parse-cache.ts";
import type { InstalledPlugin } from "../../../src/plugin/installed-plugin.ts";
import { readPlugin } from "../../../src/plugin/read-plugin.ts";
import { classifyPlugin, planPlain, whyNotCommand, type PluginClass } from "../../../src/run/classify-plugin.ts";
import { createMemoryHost, type MemoryHost } from "../../helpers/memory-host.ts";

const LEGACY = "name: p\nversion: 1.0.0\nusage: u\n";
const GETTER = 'downloaders: [{command: "get.sh", protocols: [s3]}]\n';
const v1 = (type: string, runtime = "subprocess", more = ""): string =>
  `apiVersion: v1\nname: p\nversion: 1.0.0\ntype: ${type}\nruntime: ${runtime}\n${more}`;

async function classify(manifest: string, ...files: readonly string[]): Promise<PluginClass> {
  const { host, installed } = await read(manifest, files);
  return classifyPlugin(host, installed);
}

async function read(
  manifest: string,
  files: readonly string[],
): Promise<{ readonly host: MemoryHost; readonly installed: InstalledPlugin }> {
  const host: MemoryHost = createMemoryHost({
    files: { "/p/plugin.yaml": manifest, ...Object.fromEntries(files.map((file) => [`/p/${file}`, ""])) },
  });
  const found = await readPlugin({ host, cache: createParseCache(host, "", undefined) }, "/p");
  expect(found?.kind).toBe("installed");
  return { host, installed: found as InstalledPlugin };
}

test.each<[string, string, readonly string[], PluginClass]>([
  ["a program", `${LEGACY}command: ls\n`, [], { types: ["cli/v1"], runtime: "subprocess" }],
  ["nothing to run", LEGACY, [], { types: ["cli/v1"], runtime: "subprocess" }],
  ["a main.lua", LEGACY, ["main.lua"], { types: ["cli/v1"], runtime: "lua" }],
  ["a program beside a main.lua", `${LEGACY}command: ls\n`, ["main.lua"], { types: ["cli/v1"], runtime: "subprocess" }],
  [
    "a script as its command",
    `${LEGACY}command: $HELM_PLUGIN_DIR/x.lua a\n`,
    [],
    { types: ["cli/v1"], runtime: "lua" },
  ],
  [
    "a script through luff",
    `${LEGACY}command: luff $HELM_PLUGIN_DIR/x.lua\n`,
    [],
    { types: ["cli/v1"], runtime: "lua" },
  ],
  [
    "a program for another system and a main.lua",
    `${LEGACY}platformCommand: [{os: windows, command: x}]\n`,
    ["main.lua"],
    { types: ["cli/v1"], runtime: "lua" },
  ],
  [
    "a command that expands to nothing and a main.lua",
    `${LEGACY}command: $NONE\n`,
    ["main.lua"],
    { types: ["cli/v1"], runtime: "subprocess" },
  ],
  ["downloaders alone", LEGACY + GETTER, [], { types: ["getter/v1"], runtime: "subprocess" }],
  [
    "downloaders and a program",
    `${LEGACY}${GETTER}command: ls\n`,
    [],
    { types: ["cli/v1", "getter/v1"], runtime: "subprocess" },
  ],
  [
    "downloaders and a program for another system",
    `${LEGACY}${GETTER}platformCommand: [{os: windows, command: x}]\n`,
    [],
    { types: ["cli/v1", "getter/v1"], runtime: "subprocess" },
  ],
  ["downloaders and a main.lua", LEGACY + GETTER, ["main.lua"], { types: ["cli/v1", "getter/v1"], runtime: "lua" }],
  ["lua/v1", v1("cli/v1", "lua/v1"), [], { types: ["cli/v1"], runtime: "lua" }],
  ["v1 and a main.lua", v1("cli/v1"), ["main.lua"], { types: ["cli/v1"], runtime: "lua" }],
  [
    "a v1 getter",
    v1("getter/v1", "subprocess", "config: {protocols: [a]}"),
    [],
    { types: ["getter/v1"], runtime: "subprocess" },
  ],
  [
    "a v1 getter in Lua",
    v1("getter/v1", "lua/v1", "config: {protocols: [a]}"),
    [],
    { types: ["getter/v1"], runtime: "lua" },
  ],
  ["a post-renderer", v1("postrenderer/v1"), [], { types: ["postrenderer/v1"], runtime: "subprocess" }],
  ["the type of Helm's tests", v1("test/v1"), [], { types: ["test/v1"], runtime: "subprocess" }],
  ["WebAssembly", v1("cli/v1", "extism/v1"), ["plugin.wasm", "main.lua"], { types: ["cli/v1"], runtime: "extism" }],
])("returns types and runtime of a plugin with %s", async (_title, manifest, files, expected) => {
  expect(await classify(manifest, ...files)).toEqual(expected);
});

test("recognises a Lua plugin by a main.lua that cannot be examined", async () => {
  const host = createMemoryHost({
    files: { "/p/plugin.yaml": LEGACY, "/p/main.lua": { kind: "link", target: "main.lua" } },
  });
  const read = await readPlugin({ host, cache: createParseCache(host, "", undefined) }, "/p");
  expect(classifyPlugin(host, read as InstalledPlugin)).toEqual({ types: ["cli/v1"], runtime: "lua" });
});

test.each<[string, string, readonly string[], ReturnType<typeof whyNotCommand>]>([
  ["a program", `${LEGACY}command: ls\n`, [], undefined],
  ["nothing to run", LEGACY, [], undefined],
  ["a post-renderer", v1("postrenderer/v1"), [], undefined],
  ["downloaders alone", LEGACY + GETTER, [], "getter"],
  ["downloaders and a main.lua", LEGACY + GETTER, ["main.lua"], undefined],
  ["a v1 getter in Lua", v1("getter/v1", "lua/v1", "config: {protocols: [a]}"), [], "getter"],
  ["the type of Helm's tests", v1("test/v1"), [], "test"],
])("reports why a plugin with %s is not a command, or that it is one", async (_title, manifest, files, expected) => {
  const { host, installed } = await read(manifest, files);
  expect(whyNotCommand(installed, planPlain(host, installed))).toBe(expected);
});
