import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { chmodSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { testsWindows } from "../../../helpers/program-under-test.ts";
import { createSandbox, type RunResult, type Sandbox } from "../../../helpers/sandbox.ts";

const LEGACY = "# mine\nname: greet\nversion: 1.0.0\nusage: u\ncommand: luff $HELM_PLUGIN_DIR/main.lua\n";
const V1 = `# mine
apiVersion: v1
name: greet
version: 1.0.0
type: cli/v1
runtime: subprocess
config:
  shortHelp: u
runtimeConfig:
  platformCommand:
    - command: luff $HELM_PLUGIN_DIR/main.lua
`;
const NOTE = "Note: Helm 3 refuses manifests with apiVersion, and runs no plugin while one is in its folder\n";
const BOTH = `${LEGACY}downloaders:\n- command: bin/get\n  protocols: [s3]\n`;

describe("luff plugin migrate", () => {
  let sandbox: Sandbox;
  beforeEach(() => {
    sandbox = createSandbox();
    sandbox.write("work/greet/plugin.yaml", LEGACY);
    sandbox.write("work/greet/main.lua", "function main() print('hello') end\n");
    sandbox.write("work/both/plugin.yaml", BOTH);
    sandbox.write("work/both/main.lua", "function main() print('hello') end\n");
    sandbox.write("work/both/bin/get", "#!/bin/sh\n", 0o755);
    sandbox.write("work/both/.git/HEAD", "x");
  });
  afterEach(() => sandbox.remove());

  const migrate = (...args: readonly string[]): Promise<RunResult> => sandbox.run(["plugin", "migrate", ...args]);
  const manifest = (folder: string): string => readFileSync(sandbox.path("work", folder, "plugin.yaml"), "utf8");
  const names = (folder = ""): readonly string[] => readdirSync(sandbox.path("work", folder)).toSorted();

  test("rewrites the manifest, and luff runs the plugin as before", async () => {
    if (!testsWindows()) chmodSync(sandbox.path("work", "greet", "plugin.yaml"), 0o600);
    expect(await migrate("greet")).toMatchObject({
      exitCode: 0,
      stdout: `Wrote ${sandbox.shown("work", "greet", "plugin.yaml")}\n`,
      stderr: NOTE,
    });
    expect(manifest("greet")).toBe(V1);
    if (!testsWindows()) expect(lstatSync(sandbox.path("work", "greet", "plugin.yaml")).mode & 0o777).toBe(0o600);
    expect(names("greet")).toEqual(["main.lua", "plugin.yaml"]);
    expect(await sandbox.run(["./greet"])).toMatchObject({ exitCode: 0, stdout: "hello\n", stderr: "" });
    expect(await migrate("greet")).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await migrate("--check", "greet")).toMatchObject({ exitCode: 0, stderr: "" });
  });

  test("refuses --into for a plugin that stays one, and writes nothing", async () => {
    for (const more of [[], ["--check"], ["--dry-run"]]) {
      const { exitCode, stdout, stderr } = await migrate("greet", "--into", "other", ...more);
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
      expect(stderr).toContain('--into is for a plugin that becomes two, and "greet" stays one [usage]');
    }
    expect(manifest("greet")).toBe(LEGACY);
    expect(names()).toEqual(["both", "greet"]);
  });

  test("reports with --check what needs to be done, and changes nothing", async () => {
    const { exitCode, stdout } = await migrate("--check", "greet");
    expect({ exitCode, stdout }).toEqual({
      exitCode: 1,
      stdout: `Would write ${sandbox.shown("work", "greet", "plugin.yaml")}\n`,
    });
    expect((await migrate("--check", "both")).exitCode).toBe(1);
    expect([manifest("greet"), names()]).toEqual([LEGACY, ["both", "greet"]]);
  });

  test("prints in a dry run what it would write", async () => {
    expect(await migrate("--dry-run", "greet")).toMatchObject({ exitCode: 0, stdout: V1, stderr: NOTE });
    expect(manifest("greet")).toBe(LEGACY);
    expect((await migrate("--check", "--dry-run", "greet")).stderr).toContain("[usage]");
  });

  test("makes two plugins from a command that is also a getter, and keeps the original", async () => {
    expect((await migrate("both")).exitCode).toBe(0);
    expect(manifest("both")).toBe(BOTH);
    expect(names()).toEqual(["both", "both-v1", "greet"]);
    expect([names("both-v1"), names("both-v1/greet-getter")]).toEqual([
      ["greet", "greet-getter"],
      ["bin", "main.lua", "plugin.yaml"],
    ]);
    expect(manifest("both-v1/greet")).toBe(V1);
    if (!testsWindows()) {
      expect(lstatSync(sandbox.path("work", "both-v1", "greet-getter", "bin", "get")).mode & 0o111).toBe(0o111);
    }
    expect(await sandbox.run(["./both-v1/greet"])).toMatchObject({ exitCode: 0, stdout: "hello\n" });
    expect((await migrate("both")).stderr).toContain("[folder-not-empty]");
    expect((await migrate("both", "--into", "other")).exitCode).toBe(0);
    expect((await migrate("both", "--into", "both/inside")).stderr).toContain("[usage]");
    expect(names()).toEqual(["both", "both-v1", "greet", "other"]);
  });

  test("prints the whole result as JSON", async () => {
    const { exitCode, stdout, stderr } = await migrate("-ojson", "--check", "both");
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({
      folder: sandbox.shown("work", "both"),
      result: "would-split",
      plugins: [
        { name: "greet", version: "1.0.0", type: "cli/v1", text: V1 },
        {
          name: "greet-getter",
          type: "getter/v1",
          manifest: sandbox.shown("work", "both-v1", "greet-getter", "plugin.yaml"),
        },
      ],
      changes: ['the key "usage" is left out: a getter has no help'],
      notes: [NOTE.slice("Note: ".length, -1)],
    });
  });

  test.each([
    ["not-a-plugin-folder", "nowhere", ""],
    ["manifest-invalid", "bad", "name: [\n"],
    ["migration-impossible", "bad", "x: &a {command: x}\nname: p\n<<: *a\n"],
  ])("ends with %s and changes nothing", async (code, folder, text) => {
    if (text !== "") sandbox.write(`work/${folder}/plugin.yaml`, text);
    const { exitCode, stdout, stderr } = await migrate(folder);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(new RegExp(`^Error: .* \\[${code}\\]\\nHint: .*\\n$`));
    if (text !== "") expect(manifest(folder)).toBe(text);
  });
});
