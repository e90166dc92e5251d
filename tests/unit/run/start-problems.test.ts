import { expect, test } from "bun:test";
import { parseManifest } from "../../../src/manifest/parse-manifest.ts";
import { startProblems } from "../../../src/run/start-problems.ts";
import { createMemoryHost, type MemoryHostOptions } from "../../helpers/memory-host.ts";

const FOLDER = "C:\\plugins\\p";
const FILES = { [`${FOLDER}\\run.sh`]: "", [`${FOLDER}\\get.py`]: "", [`${FOLDER}\\x.lua`]: "", "D:\\t\\sh.exe": "MZ" };

async function missing(manifest: string, options: MemoryHostOptions = {}): Promise<readonly unknown[]> {
  const host = createMemoryHost({ os: "windows", files: FILES, env: {}, ...options });
  const { plugin } = parseManifest(new TextEncoder().encode(`name: p\nversion: 1.0.0\n${manifest}\n`));
  const installed = { plugin: plugin!, folder: FOLDER, manifestPath: `${FOLDER}\\plugin.yaml`, warnings: [] };
  const found = await startProblems(host, installed);
  expect(host.started).toEqual([]);
  return found;
}

const COMMAND = "command: $HELM_PLUGIN_DIR/run.sh";
const GETTER = "downloaders: [{command: get.py, protocols: [x]}]";

test("names the interpreters that the command and the getter of a plugin lack on Windows", async () => {
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

const NOT_BROUGHT = "The plugin does not bring it along: install another version of the plugin, or tell its author.";
const WITH_SHELL = { env: { Path: "D:\\t" } };
const WITH_LUFF = { files: { ...FILES, "C:\\luff\\luff.exe": "MZ" } };

test.each<[string, string, MemoryHostOptions, string, string]>([
  ["sh $HELM_PLUGIN_DIR/gone.sh", "", WITH_SHELL, `"sh": there is no script ${FOLDER}\\gone.sh`, NOT_BROUGHT],
  ["env sh gone.sh", "", WITH_SHELL, '"env": there is no script gone.sh', "Check the path, or install the program."],
  [
    "sh run.sh",
    "",
    WITH_SHELL,
    '"sh": there is no script run.sh',
    "The plugin's folder has run.sh: its manifest must name $HELM_PLUGIN_DIR/run.sh.",
  ],
  [
    "sh $HELM_PLUGIN_DIR/gone.sh",
    "hooks: {install: x}",
    WITH_SHELL,
    `"sh": there is no script ${FOLDER}\\gone.sh`,
    "Install the plugin again: its install hook may have failed, or not have run.",
  ],
  ["luff $HELM_PLUGIN_DIR/gone.lua", "", {}, `"luff": there is no script ${FOLDER}\\gone.lua`, NOT_BROUGHT],
  ["none", "", {}, '"none": no such file was found', "Install none, or add its folder to PATH."],
  ["$HELM_PLUGIN_DIR/none.exe", "", {}, `"${FOLDER}\\none.exe": no such file was found`, NOT_BROUGHT],
])("says what the command %j with %j lacks on Windows", async (command, more, options, ...said) => {
  expect(await missing(`command: ${command}\n${more}`, options)).toEqual([
    { reason: `plugin "p": cannot start ${said[0]}`, hint: said[1] },
  ]);
});

test("says that the program of a getter is missing", async () => {
  expect(await missing("downloaders: [{command: none.exe, protocols: [x]}]")).toEqual([
    {
      reason: `the getter of plugin "p": cannot start "${FOLDER}\\none.exe": no such file was found`,
      hint: NOT_BROUGHT,
    },
  ]);
});

test.each<[string, MemoryHostOptions, string, string]>([
  ["luff gone.lua", WITH_LUFF, "luff", `${FOLDER}\\gone.lua`],
  ["D:/t/sh.exe C:/plugins/p/gone.sh", {}, "D:\\t\\sh.exe", `${FOLDER}\\gone.sh`],
])("says what the getter %j lacks on Windows", async (command, options, program, script) => {
  expect(await missing(`downloaders: [{command: ${command}, protocols: [x]}]`, options)).toEqual([
    {
      reason: `the getter of plugin "p": cannot start "${program}": there is no script ${script}`,
      hint: NOT_BROUGHT,
    },
  ]);
});

test.each<[string, string, MemoryHostOptions]>([
  ["with a getter in Lua", "downloaders: [{command: luff x.lua, protocols: [x]}]", WITH_LUFF],
  ["whose shell is there", COMMAND, WITH_SHELL],
  ["whose shell gets text", "command: sh -c $HELM_PLUGIN_DIR/gone.sh", WITH_SHELL],
  ["whose script may be on PATH", "command: sh sh.exe", WITH_SHELL],
  ["whose script is on another computer", "command: sh //server/share/x.sh", WITH_SHELL],
  ["in Lua", "command: $HELM_PLUGIN_DIR/x.lua", {}],
  ["on another system", COMMAND, { os: "linux" }],
])("names nothing for a plugin %s", async (_title, manifest, options) => {
  expect(await missing(manifest, options)).toEqual([]);
});
