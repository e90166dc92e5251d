import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { parse } from "yaml";
import { madeTgz } from "../../../helpers/made-tar.ts";
import { testsCompactHost, testsWindows } from "../../../helpers/program-under-test.ts";
import { createSandbox, type RunResult, type Sandbox } from "../../../helpers/sandbox.ts";

const MANIFEST = `name: greet
version: 1.2.3
usage: says hello
command: luff $HELM_PLUGIN_DIR/run.lua hello
platformCommand:
  - {os: plan9, command: x}
hooks: {install: 'true'}
platformHooks:
  update: [{os: plan9, command: x}]
`;

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  const script = { path: "greet/run.lua", content: "function main() end\n" };
  sandbox.write("work/greet.tgz", madeTgz([{ path: "greet/plugin.yaml", content: MANIFEST }, script]));
});
afterEach(() => sandbox.remove());

const luff = (...args: readonly string[]): Promise<RunResult> => sandbox.run(args);
const codeOf = ({ stderr }: RunResult): string | undefined => /^Error: .*\[([a-z-]+)\]$/m.exec(stderr)?.[1];

describe("luff plugin info", () => {
  test("prints the manifest, the source, the command here and why, and the hooks", async () => {
    await luff("plugin", "install", "--no-hooks", "greet.tgz");
    const { exitCode, stdout } = await luff("plugin", "info", "greet");
    expect(exitCode).toBe(0);
    const rows = new Map(stdout.split("\n").map((line) => line.split(/: +/, 2) as [string, string]));
    expect(rows.get("Version")).toBe("1.2.3");
    expect(rows.get("Source")).toBe(`from ${sandbox.shown("work", "greet.tgz")}`);
    expect(rows.get("SHA-256")).toMatch(/^[0-9a-f]{64}$/);
    expect(rows.get("Command here")).toContain("run.lua hello");
    expect(rows.get("Chosen by")).toBe("command");
    expect(rows.get("Hooks")).toBe("install, update (not on this platform)");
  });

  test("says what a command starts, or why it does not start", async () => {
    sandbox.addPlugin("gone", "name: gone\nversion: 1.0.0\nusage: u\ncommand: $HELM_PLUGIN_DIR/gone\n");
    const { stdout } = await luff("plugin", "info", "gone");
    expect(stdout).toMatch(/^Does not start: +cannot start ".*gone": no such file was found$/m);
    expect(stdout).toMatch(
      /^What to do: +The plugin does not bring it along: install another version of the plugin, or tell its author\.$/m,
    );
    sandbox.addPlugin(
      "noscript",
      "name: noscript\nversion: 1.0.0\nusage: u\ncommand: luff $HELM_PLUGIN_DIR/gone.lua\n",
    );
    expect((await luff("plugin", "info", "noscript")).stdout).toMatch(
      /^Does not start: +cannot start "luff": there is no script .*gone\.lua$/m,
    );
    sandbox.addPlugin("there", "name: there\nversion: 1.0.0\nusage: u\ncommand: $HELM_PLUGIN_DIR/there.bat x\n", {
      "there.bat": "#!/bin/sh\n",
    });
    const there = JSON.parse((await luff("plugin", "info", "there", "-o", "json")).stdout);
    expect(there).toMatchObject({ startFailure: null, startHint: null });
    expect(there.startedFile).toMatch(/there\.bat$|cmd\.exe$/);
  });

  test("says what a getter starts", async () => {
    const getters = "downloaders:\n- {command: bin/luff get.lua a, protocols: [files, more]}\n";
    sandbox.addPlugin("files", `name: files\nversion: 1.0.0\nusage: u\n${getters}`, {
      "get.lua": "function main() end\n",
    });
    const script = sandbox.shown("plugins", "files", "get.lua");
    const rows = (await luff("plugin", "info", "files")).stdout.split("\n").map((line) => line.replace(/: +/, ": "));
    expect(rows).toContain(`Getter here: ${script} a (luff get files://…)`);
    const { getters: told } = JSON.parse((await luff("plugin", "info", "files", "-o", "json")).stdout);
    expect(told).toEqual([{ protocols: ["files", "more"], command: [expect.stringMatching(/get\.lua$/), "a"] }]);
  });

  const V1 = "apiVersion: v1\nversion: 1.0.0\ntype: cli/v1\n";
  test.each([
    [
      "module",
      "plugin.wasm",
      "runtime: extism/v1\nruntimeConfig: {hostFunctions: [helm_list]}\n",
      testsCompactHost()
        ? "has the runtime extism/v1, which this luff cannot run"
        : 'asks for the host function "helm_list"',
    ],
    [
      "elsewhere",
      "x.lua",
      "runtime: subprocess\nruntimeConfig: {platformCommand: [{os: plan9, command: x}]}\n",
      "has no command for",
    ],
    // Only a luff that was built has a version.
    ["later", "main.lua", 'runtime: lua/v1\nruntimeConfig: {luff: ">=99"}\n', ""],
  ])("says of the plugin %s what list says", async (name, file, rest, reason) => {
    sandbox.addPlugin(name, `${V1}name: ${name}\n${rest}`, { [file]: "function main() end\n" });
    const [listed] = JSON.parse((await luff("plugin", "list", "-o", "json")).stdout);
    const { startFailure, startHint } = JSON.parse((await luff("plugin", "info", name, "-o", "json")).stdout);
    expect([startFailure, startHint]).toEqual([listed.startFailure, listed.startHint]);
    expect(startFailure ?? "").toStartWith(reason);
    expect((await luff("plugin", "info", name)).stdout.includes("\nDoes not start:")).toBe(startFailure !== null);
  });

  test.each(["info greet", "verify greet", "list"])(
    "as plugin %s warns of a change that has not ended",
    async (words) => {
      await luff("plugin", "install", "--no-hooks", "greet.tgz");
      const warning =
        `Warning: a change of the plugins in ${sandbox.shown("plugins")} has not ended: another luff is at work, or it was ` +
        "stopped. Then the next install, update or uninstall undoes it first\n";
      expect((await luff("plugin", ...words.split(" "))).stderr).not.toContain(warning);
      sandbox.write("plugins/.luff/journal/0123.json", "{}");
      expect((await luff("plugin", ...words.split(" "))).stderr).toEndWith(warning);
    },
  );

  test("prints the same as JSON and YAML", async () => {
    await luff("plugin", "install", "--no-hooks", "greet.tgz");
    const json = JSON.parse((await luff("plugin", "info", "greet", "-o", "json")).stdout);
    expect(parse((await luff("plugin", "info", "-o", "yaml", "greet")).stdout)).toEqual(json);
    expect(json).toMatchObject({
      name: "greet",
      types: ["cli/v1"],
      runtime: "lua",
      hooks: [
        { event: "install", here: true },
        { event: "update", here: false },
      ],
      receipt: { name: "greet", version: "1.2.3", origin: { kind: "archive" } },
    });
  });

  test("says that luff did not install a plugin, and which entry runs", async () => {
    sandbox.addPlugin("greet", "name: greet\nversion: 1.0.0\nusage: u\nplatformCommand:\n  - {command: luff x.lua}\n");
    const { stdout } = await luff("plugin", "info", "greet");
    expect(stdout).toContain("not known: luff did not install it");
    expect(stdout).toContain("platformCommand[0] (any system, any architecture)");
  });

  test("is an error for a plugin that is not installed", async () => {
    expect(codeOf(await luff("plugin", "info", "absent"))).toBe("plugin-not-found");
  });
});

describe("luff plugin verify", () => {
  beforeEach(() => luff("plugin", "install", "--no-hooks", "greet.tgz"));

  test("warns of a change that has not ended before it says that there is nothing to compare with", async () => {
    sandbox.write("plugins/other/plugin.yaml", "name: other\nversion: 1.0.0\nusage: u\ncommand: cmd\n");
    sandbox.write("plugins/.luff/journal/0123.json", "{}");
    const { exitCode, stderr } = await luff("plugin", "verify", "other");
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^Warning: a change of the plugins in .* has not ended.*\nError: /);
  });

  test("reports no changes after an install", async () => {
    expect(await luff("plugin", "verify", "greet")).toMatchObject({
      exitCode: 0,
      stdout: "Plugin greet has not changed since it was installed\n",
      stderr: "",
    });
  });

  test("lists changed, added and removed files, with status 1", async () => {
    sandbox.write("plugins/greet/plugin.yaml", `${MANIFEST}# changed\n`);
    sandbox.write("plugins/greet/deep/new", "x");
    expect(await luff("plugin", "verify", "greet")).toMatchObject({
      exitCode: 1,
      stdout: "changed  plugin.yaml\nadded    deep/new\n",
      stderr: expect.stringMatching(
        /^Note: 2 files differ from what was installed; this installs greet anew: luff plugin install --force .*greet\.tgz['"]?\n$/,
      ),
    });
    const { stdout, stderr } = await luff("plugin", "verify", "greet", "-o", "json");
    expect(JSON.parse(stdout)).toEqual({ changed: ["plugin.yaml"], missing: [], added: ["deep/new"] });
    expect(stderr).toBe("");
  });

  test("is an error for a plugin that is linked, or that luff did not install", async () => {
    sandbox.write("work/linked/plugin.yaml", "name: linked\nversion: 1.0.0\nusage: u\ncommand: cmd\n");
    const { stdout } = await luff("plugin", "install", "linked");
    // Where Windows cannot make a link, luff copies the plugin and writes a receipt.
    const isLinked = stdout.includes("linked to");
    expect(isLinked || testsWindows()).toBe(true);
    sandbox.addPlugin("other", "name: other\nversion: 1.0.0\nusage: u\ncommand: cmd\n");
    const refused = await Promise.all(["linked", "other"].map((name) => luff("plugin", "verify", name)));
    expect(refused.map(codeOf)).toEqual([isLinked ? "receipt-missing" : undefined, "receipt-missing"]);
  });
});
