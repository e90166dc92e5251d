import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { luffOnPath } from "../helpers/luff-on-path.ts";
import { realHelm } from "../helpers/real-helm.ts";
import { createSandbox, type RunResult, type Sandbox } from "../helpers/sandbox.ts";

describe.each([3, 4] as const)("Helm %i", (major) => {
  const helm = realHelm(major);
  const testWithHelm = test.skipIf(helm.path === undefined);
  let sandbox: Sandbox;
  let path: string;
  beforeEach(() => {
    sandbox = createSandbox();
    path = luffOnPath(sandbox);
    sandbox.write("work/chart/Chart.yaml", "apiVersion: v2\nname: chart\nversion: 1.0.0\n");
    sandbox.write("work/chart/templates/a.yaml", "word: {{ .Values.word }}\n");
    sandbox.write("work/chart/values.yaml", "word: none\n");
    sandbox.write("work/other.yaml", "word: other\n");
  });
  afterEach(() => sandbox.remove());

  const create = async (template: string, name: string): Promise<void> => {
    const { exitCode } = await sandbox.run(["plugin", "create", "--template", template, sandbox.path("plugins", name)]);
    expect(exitCode).toBe(0);
  };
  const runHelm = (...args: readonly string[]): Promise<RunResult> =>
    sandbox.run(args, { program: [helm.path ?? ""], env: { PATH: path } });

  testWithHelm.each(["lua", "exec", "hook"])("runs a new plugin of the template %s", async (template) => {
    await create(template, "say-it");
    expect(await runHelm("say-it", "a b", "c")).toMatchObject({
      exitCode: 0,
      stdout: "Hello, a b!\nHello, c!\n",
      stderr: "",
    });
  });

  testWithHelm("runs the hook of a new plugin", async () => {
    const { exitCode } = await sandbox.run(["plugin", "create", "--template=hook", "set-up"]);
    expect(exitCode).toBe(0);
    const data = { HELM_PLUGINS: undefined, HELM_DATA_HOME: sandbox.path("data"), PATH: path };
    const installed = await sandbox.run(["plugin", "install", sandbox.path("work", "set-up")], {
      program: [helm.path ?? ""],
      env: data,
    });
    expect(installed).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("set-up is installed in /") });
  });

  testWithHelm("gets a file through a new getter", async () => {
    await create("getter", "My_Files");
    const url = `my-files://${sandbox.path("work", "other.yaml")}`;
    const { exitCode, stdout, stderr } = await runHelm("template", "r", "chart", "-f", url);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain("word: other\n");
  });

  testWithHelm("renders through a new post-renderer", async () => {
    await create("postrenderer", "pass");
    // Helm 3 runs the program itself: it cannot load a plugin in Helm 4's format.
    const renderer = major === 4 ? "pass" : sandbox.path("plugins", "pass", "bin", "pass");
    const { exitCode, stdout } = await sandbox.run(["template", "r", "chart", "--post-renderer", renderer], {
      program: [helm.path ?? ""],
      env: { PATH: path, ...(major === 3 && { HELM_PLUGINS: sandbox.path("none") }) },
    });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^# rendered through pass$[\s\S]*^word: none$/m);
  });

  testWithHelm("renders through an executable post-renderer of Helm 3", async () => {
    await create("postrenderer-exec", "exec");
    sandbox.write("work/post.sh", '#!/bin/sh\nsed "s/none/$1/"\n', 0o755);
    // Helm 3 takes the program itself, and reads no plugin of the form that Helm 4 has for it.
    const program = (file: string): readonly string[] =>
      major === 4 ? ["--post-renderer", "exec", "--post-renderer-args", file] : ["--post-renderer", file];
    const env = { PATH: path, ...(major === 3 && { HELM_PLUGINS: sandbox.path("none") }) };
    const render = (...flags: readonly string[]): Promise<RunResult> =>
      sandbox.run(["template", "r", "chart", ...flags], { program: [helm.path ?? ""], env });
    const rendered = await render(...program("./post.sh"), "--post-renderer-args", "a b");
    expect(rendered).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^word: a b$/m) });
    // Helm 3.18 takes no output for a success.
    expect((await render(...program("true"))).exitCode).toBe(major === 4 ? 1 : 0);
  });
});
