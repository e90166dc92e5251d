import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { parse } from "yaml";
import { createSandbox, type Sandbox } from "../../../helpers/sandbox.ts";

const GETTER = `apiVersion: v1
name: fetch-it
version: 2.0.0
type: getter/v1
runtime: subprocess
config: {protocols: [x]}
runtimeConfig: {protocolCommands: [{protocols: [x], platformCommand: [{command: x}]}]}
`;

describe("luff plugin list", () => {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = createSandbox();
    sandbox.addPlugin("b", "name: greet\nversion: 1.0.0\nusage: says hello\ncommand: x\n");
    sandbox.addPlugin("c", GETTER);
    sandbox.addPlugin(
      "d",
      "name: long-name-of-a-plugin\nusage: u\ndescription: |-\n  First line ü.\n  Second line.\ncommand: x\n",
    );
    sandbox.addPlugin("e", "name: odd\nversion: 1.0.0\nusag: typo\ncommand: x\n");
  });
  afterAll(() => sandbox.remove());

  test.each(["list", "ls"])("%s prints a table, and warnings on stderr", async (word) => {
    const { exitCode, stdout, stderr } = await sandbox.run(["plugin", word]);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      "NAME                   VERSION  TYPE       RUNTIME     DESCRIPTION\n" +
        "greet                  1.0.0    cli/v1     subprocess  says hello\n" +
        "fetch-it               2.0.0    getter/v1  subprocess\n" +
        "long-name-of-a-plugin           cli/v1     subprocess  First line ü.\n" +
        "odd                    1.0.0    cli/v1     subprocess\n",
    );
    expect(stderr).toMatch(/^Warning: .*plugin\.yaml:3:1: usag: .*usage/m);
  });

  test("prints the same as JSON and as YAML, with whole texts and folders", async () => {
    const json = JSON.parse((await sandbox.run(["plugin", "list", "-o", "json"])).stdout) as readonly unknown[];
    const yaml = parse((await sandbox.run(["plugin", "list", "--output", "yaml"])).stdout) as readonly unknown[];
    expect(yaml).toEqual(json);
    expect(json).toHaveLength(4);
    expect(json[2]).toEqual({
      name: "long-name-of-a-plugin",
      version: "",
      type: "cli/v1",
      runtime: "subprocess",
      description: "First line ü.\nSecond line.",
      folder: sandbox.path("plugins", "d"),
    });
  });

  test.each([["-ojson"], ["-o=json"], ["--output=json"]])("takes the form as %s", async (option) => {
    const { exitCode, stdout } = await sandbox.run(["plugin", "list", option]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toHaveLength(4);
  });

  test("--type prints only the plugins of a type", async () => {
    const { stdout } = await sandbox.run(["plugin", "list", "--type", "getter/v1", "-o", "json"]);
    expect((JSON.parse(stdout) as { name: string }[]).map(({ name }) => name)).toEqual(["fetch-it"]);
  });

  test("prints the header alone, or an empty list, where there is none", async () => {
    const env = { HELM_PLUGINS: "" };
    expect((await sandbox.run(["plugin", "list"], { env })).stdout).toBe("NAME  VERSION  TYPE  RUNTIME  DESCRIPTION\n");
    expect((await sandbox.run(["plugin", "list", "-o", "json"], { env })).stdout).toBe("[]\n");
    expect((await sandbox.run(["plugin", "list", "-o", "yaml"], { env })).stdout).toBe("[]\n");
  });

  test("lists with HELM_NO_PLUGINS=1 too, as Helm does", async () => {
    expect((await sandbox.run(["plugin", "list"], { env: { HELM_NO_PLUGINS: "1" } })).stdout).toContain("greet");
    expect((await sandbox.run(["greet"], { env: { HELM_NO_PLUGINS: "1" } })).exitCode).toBe(1);
  });

  test("takes global flags, wherever they stand", async () => {
    expect((await sandbox.run(["--debug", "plugin", "-n", "x", "list", "--kube-context=y"])).exitCode).toBe(0);
  });

  test.each([
    ["lst", "Did you mean luff plugin list?"],
    ["xyzzy", "Run 'luff help plugin'."],
  ])("refuses plugin %s", async (word, hint) => {
    const { exitCode, stderr } = await sandbox.run(["plugin", word]);
    expect(exitCode).toBe(1);
    expect(stderr).toEndWith(`Error: luff plugin has no command "${word}" [unknown-command]\nHint: ${hint}\n`);
  });
});
