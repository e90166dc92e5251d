import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { parse } from "yaml";
import packageManifest from "../../../package.json" with { type: "json" };
import { testsBinary } from "../../helpers/program-under-test.ts";
import { createSandbox, type Sandbox } from "../../helpers/sandbox.ts";

describe("luff version", () => {
  let sandbox: Sandbox;
  beforeAll(() => (sandbox = createSandbox()));
  afterAll(() => sandbox.remove());
  const version = testsBinary() ? packageManifest.version : "0.0.0-source";

  test.each([["version"], ["--version"]])("%s prints version, platform, host and Lua in one line", async (word) => {
    const { exitCode, stdout, stderr } = await sandbox.run([word]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/^luff \S+ [a-z0-9]+\/[a-z0-9]+ \(.+, Lua 5\.4\.4 plus 34 commits\)\n$/);
    expect(stdout).toStartWith(`luff ${version} `);
  });

  test("--short prints the bare version", async () => {
    expect(await sandbox.run(["version", "--short"])).toMatchObject({ exitCode: 0, stdout: `${version}\n` });
  });

  test("prints the same facts as JSON and as YAML", async () => {
    const json = JSON.parse((await sandbox.run(["version", "-o", "json"])).stdout) as Record<string, unknown>;
    const yaml = parse((await sandbox.run(["version", "--output=yaml"])).stdout) as Record<string, unknown>;
    expect(yaml).toEqual(json);
    expect(Object.keys(json)).toEqual(["version", "commit", "date", "platform", "target", "host", "runtime", "lua"]);
    expect(json).toMatchObject({ version, lua: "5.4.4-34-gbe908a7d" });
    expect(Object.values(json)).not.toContain("");
    if (!testsBinary()) expect(json).toMatchObject({ commit: null, date: null, target: null });
  });

  test.each([[["-ojson"]], [["-o=json"]], [["-o", "json"]], [["--output=json"]], [["--output", "json"]]])(
    "accepts the output format as %j",
    async (args) => {
      const { exitCode, stdout, stderr } = await sandbox.run(["version", ...args]);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
      expect(JSON.parse(stdout)).toMatchObject({ version });
    },
  );

  test("reports a release of the Lua version in _VERSION", async () => {
    const script = sandbox.write("version.lua", "function main() print(_VERSION) end");
    const { stdout } = await sandbox.run([script]);
    const { lua } = JSON.parse((await sandbox.run(["version", "-o", "json"])).stdout);
    expect(`Lua ${lua}`).toStartWith(`${stdout.trim()}.`);
  });

  test("reports the runtime with its version", async () => {
    const { host, runtime } = JSON.parse((await sandbox.run(["version", "-o", "json"])).stdout);
    expect(runtime).toMatch(host === "quickjs" ? /^QuickJS \d{4}-\d\d-\d\d$/ : /^Bun \d+\.\d+\.\d+$/);
  });

  test.each([[["-o", "toml"]], [["-otoml"]], [["-o="]], [["x"]], [["--nope"]], [["-o"]]])(
    "refuses %j",
    async (args) => {
      const { exitCode, stdout, stderr } = await sandbox.run(["version", ...args]);
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
      expect(stderr).toMatch(/^Error: luff version: .+ \[usage\]\nHint: Run 'luff help version'\.\n$/);
    },
  );
});
