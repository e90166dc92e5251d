import { expect, test } from "bun:test";
import { parseManifest } from "../../../src/manifest/parse-manifest.ts";
import { missingInterpreters } from "../../../src/run/missing-interpreters.ts";
import { createMemoryHost, type MemoryHostOptions } from "../../helpers/memory-host.ts";

const FOLDER = "C:\\plugins\\p";
const FILES = { [`${FOLDER}\\run.sh`]: "", [`${FOLDER}\\get.py`]: "", [`${FOLDER}\\x.lua`]: "", "D:\\t\\sh.exe": "MZ" };

async function missing(manifest: string, options: MemoryHostOptions = {}): Promise<readonly unknown[]> {
  const host = createMemoryHost({ os: "windows", files: FILES, env: {}, ...options });
  const { plugin } = parseManifest(new TextEncoder().encode(`name: p\nversion: 1.0.0\n${manifest}\n`));
  const installed = { plugin: plugin!, folder: FOLDER, manifestPath: `${FOLDER}\\plugin.yaml`, warnings: [] };
  const found = await missingInterpreters(host, installed);
  expect(host.started).toEqual([]);
  return found;
}

const COMMAND = "command: $HELM_PLUGIN_DIR/run.sh";
const GETTER = "downloaders: [{command: get.py, protocols: [x]}]";

test("names what the command and the getter of a plugin lack on Windows", async () => {
  expect(await missing(`${COMMAND}\n${GETTER}`)).toEqual([
    {
      reason: `plugin "p": cannot start "${FOLDER}\\run.sh": it is a script for sh (its ending .sh); no sh was found`,
      hint: "Install Git for Windows, or set LUFF_SHELL to the path of a shell, such as C:\\Program Files\\Git\\bin\\sh.exe.",
    },
    {
      reason: `the getter of plugin "p": cannot start "${FOLDER}\\get.py": it is a script for Python (its ending .py); no Python was found`,
      hint: "Install Python 3 from python.org.",
    },
  ]);
});

test.each<[string, string, MemoryHostOptions]>([
  ["whose shell is there", COMMAND, { env: { Path: "D:\\t" } }],
  ["in Lua", "command: $HELM_PLUGIN_DIR/x.lua", {}],
  ["whose program is missing for another reason", "command: $HELM_PLUGIN_DIR/none.exe", {}],
  ["on another system", COMMAND, { os: "linux" }],
])("names nothing for a plugin %s", async (_title, manifest, options) => {
  expect(await missing(manifest, options)).toEqual([]);
});
