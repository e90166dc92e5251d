import { expect, test } from "bun:test";
import { createLuaSystem } from "../../../src/host/bun/lua-system.ts";
import { createDescriptors } from "../../../src/host/bun/streams/descriptors.ts";
import type { LuaSystem } from "../../../src/host/lua-system.ts";
import { parseManifest } from "../../../src/manifest/parse-manifest.ts";
import { runPlugin } from "../../../src/run/run-plugin.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

const FOLDER = "C:\\plugins\\p";

/** Runs a plugin on Windows, with what a Lua script writes kept. */
async function run(manifest: string, file: string, source: string) {
  let text = "";
  const notes: string[] = [];
  const { interrupts: _, ...system } = createLuaSystem(createDescriptors());
  const lua: LuaSystem = {
    ...system,
    os: "windows",
    descriptors: {
      ...system.descriptors,
      write: (_descriptor, buffer, offset, length) => {
        text += Buffer.from(buffer.subarray(offset, offset + length)).toString("latin1");
        return length;
      },
    },
  };
  const host = createMemoryHost({ os: "windows", files: { [`${FOLDER}\\${file}`]: source } });
  const { plugin } = parseManifest(new TextEncoder().encode(`name: p\nversion: 1.0.0\n${manifest}\n`));
  const installed = { plugin: plugin!, folder: FOLDER, manifestPath: `${FOLDER}\\plugin.yaml`, warnings: [] };
  const settings = { limits: [], allowBinaryChunks: true, version: "1.0.0" };
  const call = { args: ["a"], variables: {}, lua: settings, note: (text: string) => notes.push(text) };
  const status = await runPlugin({ ...host, lua: () => Promise.resolve(lua) }, installed, call);
  return { status, text, notes };
}

test("a script whose first line asks for luff needs no main on Windows, as on POSIX", async () => {
  const source = "#!/usr/bin/env luff\nio.write('ran with ', ...)\n";
  const { status, text, notes } = await run("command: $HELM_PLUGIN_DIR/run", "run", source);
  expect({ status, text }).toEqual({ status: 0, text: "ran with a" });
  expect(notes).toContain(`plugin "p": luff itself runs ${FOLDER}\\run`);
});

test("a plugin's main.lua needs one", async () => {
  const { status, text, notes } = await run("", "main.lua", "io.write('ran, ')\n");
  expect(notes).toContain(`plugin "p": luff itself runs ${FOLDER}\\main.lua`);
  expect(status).toBe(1);
  expect(text).toContain("the script defines no global function 'main'");
});
