import { describe, expect, test } from "bun:test";
import { call, manifest, PLUGINS, plugins } from "../../../helpers/call-luff.ts";
import type { MemoryEntry } from "../../../helpers/memory-files.ts";

const V1 = "apiVersion: v1\nname: p\nversion: 1.0.0\n";

/** Lists the plugin "p" with these files in its folder. */
async function listed(files: Readonly<Record<string, MemoryEntry>>) {
  const inFolder = Object.entries(files).map(([name, entry]) => [`${PLUGINS}/p/${name}`, entry]);
  const options = { files: Object.fromEntries(inFolder) as Record<string, MemoryEntry> };
  const { stdout, stderr } = await call(["plugin", "list", "-o", "json"], options);
  const [{ runs, startFailure, startHint }] = JSON.parse(stdout);
  return { runs, startFailure, startHint, stderr };
}

describe("plugin list says of a plugin that it does not run here", () => {
  test.each<[string, Record<string, MemoryEntry>, string, string]>([
    [
      "if it has no command for the platform",
      {
        "plugin.yaml": `${V1}type: cli/v1\nruntime: subprocess\nruntimeConfig: {platformCommand: [{os: windows, command: x}]}\n`,
      },
      "has no command for linux/amd64; its manifest offers: windows",
      "Ask the plugin's author to support this platform, or put a main.lua beside plugin.yaml.",
    ],
    [
      "if its program is missing",
      { "plugin.yaml": manifest("p") },
      `cannot start "${PLUGINS}/p/run": no such file was found`,
      "The plugin does not bring it along: install another version of the plugin, or tell its author.",
    ],
    [
      "if its program is not executable",
      { "plugin.yaml": manifest("p"), run: { kind: "barred", permissions: { mode: 0o644, noexec: false } } },
      `cannot start "${PLUGINS}/p/run": it is not marked as executable`,
      `Make it executable: chmod +x '${PLUGINS}/p/run'`,
    ],
    [
      "if its program is for another system",
      { "plugin.yaml": manifest("p"), run: { kind: "program", content: `MZ${"\0".repeat(100)}` } },
      "it is a program for windows",
      "Get the one for linux/amd64.",
    ],
    [
      "if its script's interpreter is missing",
      { "plugin.yaml": manifest("p"), run: { kind: "program", content: "#!/usr/bin/python9\n" } },
      "its first line asks for /usr/bin/python9, which is missing",
      "Install /usr/bin/python9.",
    ],
    [
      "if it is a WebAssembly module",
      { "plugin.yaml": `${V1}type: cli/v1\nruntime: extism/v1\n`, "plugin.wasm": "" },
      "has the runtime extism/v1, which this luff cannot run",
      "The compact executables have no WebAssembly for plugins: use a luff with Bun, where there is one, or Helm 4.",
    ],
    [
      "if its Lua script is missing",
      { "plugin.yaml": `${V1}type: cli/v1\nruntime: lua/v1\nruntimeConfig: {script: x.lua}\n` },
      `cannot start "luff": there is no script ${PLUGINS}/p/x.lua`,
      "The plugin does not bring it along: install another version of the plugin, or tell its author.",
    ],
    [
      "if its Lua script cannot be looked at",
      {
        "plugin.yaml": `${V1}type: cli/v1\nruntime: lua/v1\nruntimeConfig: {script: x.lua}\n`,
        "x.lua": { kind: "link", target: "x.lua" },
      },
      `cannot start "luff": the script ${PLUGINS}/p/x.lua cannot be read: too many levels of symbolic links`,
      "",
    ],
  ])("%s", async (_, files, startFailure, startHint) => {
    const { stderr, ...row } = await listed(files);
    expect(row).toEqual({ runs: false, startFailure, startHint });
    expect(stderr).toBe(`Warning: plugin "p" does not run here: ${`${startFailure}. ${startHint}`.trimEnd()}\n`);
  });

  test("if the program of its getter is missing", async () => {
    const files = {
      "plugin.yaml": "name: p\nversion: 1.0.0\nusage: u\ndownloaders: [{command: get.sh, protocols: [s3]}]\n",
    };
    const { runs, startFailure } = await listed(files);
    expect({ runs, startFailure }).toEqual({
      runs: false,
      startFailure: expect.stringContaining("get.sh"),
    });
  });
});

test("plugin list says of a plugin that it runs, whatever it is", async () => {
  const files = {
    ...plugins("a"),
    [`${PLUGINS}/b/plugin.yaml`]: "name: b\nversion: 1.0.0\nusage: u\n",
    [`${PLUGINS}/b/main.lua`]: "",
    [`${PLUGINS}/c/plugin.yaml`]: "name: c\nversion: 1.0.0\nusage: u\ndownloaders: [{command: get, protocols: [s3]}]\n",
    [`${PLUGINS}/c/get`]: { kind: "program" },
  } as const;
  const { stdout, stderr } = await call(["plugin", "list"], { files });
  expect(stdout.match(/^\w+ +1\.0\.0 +\S+ +\S+ +\w+/gm)).toEqual([
    "a     1.0.0    cli/v1     subprocess  yes",
    "b     1.0.0    cli/v1     lua         yes",
    "c     1.0.0    getter/v1  subprocess  yes",
  ]);
  expect(stderr).toBe("");
});

test("plugin list prints all types of a plugin", async () => {
  const files = {
    [`${PLUGINS}/a/plugin.yaml`]: manifest("a", "downloaders: [{command: run, protocols: [s3]}]\n"),
    [`${PLUGINS}/a/run`]: { kind: "program" },
  } as const;
  expect((await call(["plugin", "list"], { files })).stdout).toMatch(/^a +\S+ +cli\/v1,getter\/v1 +subprocess +yes/m);
  const [row] = JSON.parse((await call(["plugin", "list", "-o", "json"], { files })).stdout);
  expect(row).toMatchObject({ type: "cli/v1", types: ["cli/v1", "getter/v1"] });
});

test("plugin list names manifests with warnings in one line, at most five", async () => {
  const names = ["a", "b", "c", "d", "e", "f"];
  const files = (count: number): Record<string, MemoryEntry> => {
    const faulty = names.slice(0, count).map((name) => [`${PLUGINS}/${name}/plugin.yaml`, manifest(name, "usge: x\n")]);
    return { ...plugins(...names), ...Object.fromEntries(faulty) };
  };
  const stderr = async (count: number): Promise<string> =>
    (await call(["plugin", "list"], { files: files(count) })).stderr;
  expect(await stderr(0)).toBe("");
  expect(await stderr(1)).toBe("Warning: 1 manifest has warnings (a): 'luff plugin lint FOLDER' prints them\n");
  expect(await stderr(6)).toBe(
    "Warning: 6 manifests have warnings (a, b, c, d, e, …): 'luff plugin lint FOLDER' prints them\n",
  );
});
