import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { createSandbox, type Sandbox } from "../../../helpers/sandbox.ts";

const MANIFEST = "version: 1.0.0\nusage: u\ndescription: d\ncommand: luff $HELM_PLUGIN_DIR/main.lua\n";

describe("a command that wants a plugin's folder", () => {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = createSandbox();
    sandbox.addPlugin("there", `name: there\n${MANIFEST}`, { "main.lua": "function main() end\n" });
    sandbox.write("work/empty/readme.txt", "");
  });
  afterAll(() => sandbox.remove());

  const noFolder = (name: string): string => `there is no folder ${sandbox.shown("work", name)}`;
  const CREATE = "Name the folder of a plugin, or make one: luff plugin create NAME.";
  const CONTAINS = "Name the folder that contains plugin.yaml, or a Lua script.";
  const COMMANDS = [
    ["lint", noFolder, "not-a-plugin-folder", CREATE],
    ["migrate", noFolder, "not-a-plugin-folder", CREATE],
    ["types", noFolder, "not-a-plugin-folder", "Name the folder of a plugin, or of Lua scripts."],
    ["package", (name: string) => `there is no folder ${name}`, "plugin-not-found", CONTAINS],
    ["test", noFolder, "plugin-not-found", CONTAINS],
  ] as const;

  test.each(COMMANDS)(
    "names that of an installed plugin whose name it got: luff plugin %s",
    async (command, reason, code) => {
      expect(await sandbox.run(["plugin", command, "there"])).toEqual({
        exitCode: 1,
        signal: null,
        stdout: "",
        stderr:
          `Error: ${reason("there")} [${code}]\n` +
          `Hint: The command wants a folder. That of the installed plugin: luff plugin ${command} ${sandbox.shown("plugins", "there")}\n`,
      });
    },
  );

  test.each(COMMANDS)(
    "says that there is neither a folder nor a plugin: luff plugin %s",
    async (command, reason, code, hint) => {
      expect(await sandbox.run(["plugin", command, "nowhere"])).toEqual({
        exitCode: 1,
        signal: null,
        stdout: "",
        stderr: `Error: ${reason("nowhere")} [${code}]\nHint: No plugin named "nowhere" is installed, either. ${hint}\n`,
      });
      const { stderr } = await sandbox.run(["plugin", command, "./nowhere"]);
      expect(stderr).toEndWith(`[${code}]\nHint: ${hint}\n`);
    },
  );

  test.each(["test", "package"])(
    "does not speak of the name of a folder that is there: luff plugin %s",
    async (command) => {
      const { exitCode, stderr } = await sandbox.run(["plugin", command, "empty"]);
      expect({ exitCode, hint: stderr.split("\n")[1] }).toEqual({ exitCode: 1, hint: `Hint: ${CONTAINS}` });
      expect(stderr).toMatch(/^Error: the folder .*empty has no plugin\.yaml \[plugin-not-found\]\n/);
    },
  );
});
