import { expect, test } from "bun:test";
import { parseManifest } from "../../../src/manifest/parse-manifest.ts";
import { findCompletionFile, runCompletion } from "../../../src/run/run-completion.ts";
import { runGetter } from "../../../src/run/run-getter.ts";
import { runHook } from "../../../src/run/run-hook.ts";
import { runPostRenderer, runPostRendererProgram } from "../../../src/run/run-post-renderer.ts";
import { createMemoryHost, type MemoryHost } from "../../helpers/memory-host.ts";

const FOLDER = "C:\\plugins\\p";
const SH = "D:\\Git\\bin\\sh.exe";
const CMD = "C:\\Windows\\System32\\cmd.exe";

/** What a plugin with these files says of its start on a system. */
async function notesOf(
  manifest: string,
  files: readonly string[],
  start: (
    host: MemoryHost,
    installed: ReturnType<typeof installedOf>,
    note: (text: string) => void,
  ) => Promise<unknown>,
): Promise<readonly string[]> {
  const entries = Object.fromEntries([SH, CMD, "C:\\luff\\luff.exe"].map((file) => [file, "MZ"]));
  for (const file of files) entries[`${FOLDER}\\${file}`] = "";
  const host = createMemoryHost({ os: "windows", files: entries, env: { Path: "D:\\Git\\bin" } });
  const notes: string[] = [];
  await start(host, installedOf(manifest), (text) => notes.push(text));
  return notes;
}

function installedOf(manifest: string) {
  const { plugin } = parseManifest(new TextEncoder().encode(`name: p\nversion: 1.0.0\n${manifest}\n`));
  return { plugin: plugin!, folder: FOLDER, manifestPath: `${FOLDER}\\plugin.yaml`, warnings: [] };
}

const lua = { limits: [], allowBinaryChunks: true, version: "1.0.0" };
const common = { variables: {}, lua, output: "stdout" as const };

test.each([
  ["./x.sh", `${SH} (on PATH) is started`],
  ["luff $HELM_PLUGIN_DIR/x.lua", `luff itself runs ${FOLDER}\\x.lua`],
])("a hook is explained on Windows: %s", async (hook, note) => {
  const notes = await notesOf(`hooks: {install: "${hook}"}`, ["x.lua"], (host, installed, note) =>
    runHook(host, installed, { event: "install", variables: async () => ({}), output: "stdout", note }),
  );
  expect(notes).toContain(`the install hook of plugin "p": ${note}`);
});

test.each([
  ["get.sh", `${SH} (on PATH) runs ${FOLDER}\\get.sh`],
  ["get.lua", `luff itself runs ${FOLDER}\\get.lua`],
])("a getter is explained on Windows: %s", async (file, note) => {
  const notes = await notesOf(`downloaders: [{command: ${file}, protocols: [x]}]`, [file], (host, installed, note) => {
    const files = { certFile: "", keyFile: "", caFile: "" };
    const found = { installed, getter: installed.plugin.getters[0]! };
    return runGetter(host, found, { ...common, ...files, url: "x://y", note });
  });
  expect(notes).toContain(`the getter of plugin "p": ${note}`);
});

test.each([
  ["command: $HELM_PLUGIN_DIR/r.sh", `${SH} (on PATH) runs ${FOLDER}\\r.sh`],
  ["", `luff itself runs ${FOLDER}\\main.lua`],
])("a post-renderer is explained on Windows: %j", async (manifest, note) => {
  const notes = await notesOf(manifest, ["r.sh", "main.lua"], (host, installed, note) =>
    runPostRenderer(host, installed, { ...common, args: [], note }),
  );
  expect(notes).toContain(`the post-renderer "p": ${note}`);
});

test.each([
  ["r.sh", `${SH} (on PATH) runs ${FOLDER}\\r.sh`],
  ["main.lua", `luff itself runs ${FOLDER}\\main.lua`],
])("a program as post-renderer is explained on Windows: %j", async (file, note) => {
  const notes = await notesOf("", ["r.sh", "main.lua"], (host, _installed, note) =>
    runPostRendererProgram(host, `${FOLDER}/${file}`, { ...common, args: [], note }),
  );
  expect(notes).toContain(`luff: ${note}`);
});

test.each([
  ["plugin.complete.lua", `luff itself runs ${FOLDER}\\plugin.complete.lua`],
  ["plugin.complete.cmd", `${CMD} runs ${FOLDER}\\plugin.complete.cmd`],
])("a completion is explained on Windows: %s", async (file, note) => {
  const notes = await notesOf("", [file], async (host, installed, note) => {
    const found = findCompletionFile(host, installed);
    if (found !== undefined) await runCompletion(host, installed, { ...common, file: found, args: [], note });
  });
  expect(notes).toContain(`the completion of plugin "p": ${note}`);
});

test("what a getter in Lua comes to is explained whole", async () => {
  const manifest = 'downloaders: [{command: "luff get.lua --x", protocols: [x]}]';
  const notes = await notesOf(manifest, ["get.lua"], (host, installed, note) => {
    const files = { certFile: "", keyFile: "", caFile: "" };
    const settings = {
      ...lua,
      limits: [{ time: { text: "2s", origin: "LUFF_TIME_LIMIT" } }],
      allowBinaryChunks: false,
    };
    const found = { installed, getter: installed.plugin.getters[0]! };
    return runGetter(host, found, { ...common, ...files, lua: settings, url: "x://me:geheim@y", note });
  });
  const path = ["", "\\lua", "\\lua_modules\\share\\lua\\5.4"].flatMap((folder) => [
    `${FOLDER}${folder}\\?.lua`,
    `${FOLDER}${folder}\\?\\init.lua`,
  ]);
  expect(notes.map((note) => note.replace('the getter of plugin "p": ', ""))).toEqual([
    `manifest ${FOLDER}\\plugin.yaml: no apiVersion, type getter/v1, version 1.0.0`,
    "command: taken",
    "written: luff get.lua --x",
    // The password of the address is left out.
    `expanded: ${FOLDER}\\get.lua --x "" "" "" x://***@y`,
    `luff itself runs ${FOLDER}\\get.lua`,
    `package.path: ${path.join(";")}`,
    "limits: memory none; time 2s, set by LUFF_TIME_LIMIT; output none",
    "precompiled Lua is refused",
  ]);
});

test("a hook that has nothing for this platform says why", async () => {
  const manifest = "platformHooks: {install: [{os: linux, command: x}, {os: darwin, command: y}]}";
  const notes = await notesOf(manifest, [], (host, installed, note) =>
    runHook(host, installed, { event: "install", variables: async () => ({}), output: "stdout", note }),
  );
  expect(notes.map((note) => note.replace('the install hook of plugin "p": ', ""))).toEqual([
    `manifest ${FOLDER}\\plugin.yaml: no apiVersion, type cli/v1, version 1.0.0`,
    "platformCommand[0] (linux, any architecture): not taken: this is windows",
    "platformCommand[1] (darwin, any architecture): not taken: this is windows",
    "command: there is none",
  ]);
});
