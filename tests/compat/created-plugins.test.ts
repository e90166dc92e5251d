import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
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

  const create = async (template: string, name: string, ...flags: readonly string[]): Promise<void> => {
    const place = sandbox.path("plugins", name);
    const { exitCode } = await sandbox.run(["plugin", "create", "--template", template, ...flags, place]);
    expect(exitCode).toBe(0);
  };
  const runHelm = (...args: readonly string[]): Promise<RunResult> =>
    sandbox.run(args, { program: [helm.path ?? ""], env: { PATH: path } });
  const helmWithoutLuff = (...args: readonly string[]): Promise<RunResult> =>
    sandbox.run(args, { program: [helm.path ?? ""] });

  /** The forms that this Helm loads. */
  const forms = major === 3 ? ["both", "helm3"] : ["both", "helm3", "helm4"];
  const templates = ["lua", "lua-completion", "lua-hook", "exec", "hook"];
  const cases = templates.flatMap((template) => forms.map((form) => [template, form] as const));

  testWithHelm.each(cases)("runs a new plugin of the template %s for %s", async (template, form) => {
    await create(template, "say-it", "--for", form);
    expect(await runHelm("say-it", "a b", "c")).toMatchObject({
      exitCode: 0,
      stdout: "Hello, a b!\nHello, c!\n",
      stderr: "",
    });
  });

  testWithHelm.each(["hook", "lua-hook"].flatMap((template) => forms.map((form) => [template, form] as const)))(
    "runs the hook of a new plugin of the template %s for %s",
    async (template, form) => {
      await create(template, "../work/set-up", "--for", form);
      const data = { HELM_PLUGINS: undefined, HELM_DATA_HOME: sandbox.path("data") };
      const install = (env: Readonly<Record<string, string | undefined>>): Promise<RunResult> =>
        sandbox.run(["plugin", "install", "./set-up"], { program: [helm.path ?? ""], env });
      expect(await install({ ...data, PATH: path })).toMatchObject({
        exitCode: 0,
        stdout: expect.stringMatching(/^set-up is installed in .*set-up$/m),
      });
    },
  );

  testWithHelm.each(["getter", "lua-getter"].flatMap((template) => forms.map((form) => [template, form] as const)))(
    "gets a file through a new plugin of the template %s for %s",
    async (template, form) => {
      await create(template, "My_Files", "--for", form);
      const url = `my-files://${sandbox.path("work", "other.yaml")}`;
      const { exitCode, stdout, stderr } = await runHelm("template", "r", "chart", "-f", url);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
      expect(stdout).toContain("word: other\n");
      // A chart only by a URL with a host. Helm encodes the path, which a shell script does not change back.
      const folder = mkdtempSync("/tmp/luff-chart-");
      try {
        expect((await runHelm("package", "chart", "-d", folder)).exitCode).toBe(0);
        const charted = await runHelm("template", "r", `my-files://localhost${folder}/chart-1.0.0.tgz`);
        expect({ exitCode: charted.exitCode, stderr: charted.stderr }).toEqual({ exitCode: 0, stderr: "" });
        expect(charted.stdout).toContain("word: none\n");
        const withoutHost = await runHelm("template", "r", `my-files://${folder}/chart-1.0.0.tgz`);
        expect(withoutHost.stderr).toContain("repo  not found");
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );

  testWithHelm.each(forms)("offers the words of a new plugin in Lua for %s", async (form) => {
    await create("lua-completion", "say-it", "--for", form);
    const { stdout } = await runHelm("__complete", "say-it", "Ada", "G");
    expect(stdout).toBe("Grace\tfound the first bug\n:4\n");
    expect((await sandbox.run(["__complete", "say-it", "Ada", "G"])).stdout).toBe(stdout);
  });

  testWithHelm("says what to install if a new plugin in Lua finds no luff", async () => {
    const missing = (name: string): RegExp =>
      new RegExp(`Error: the plugin ${name} is written in Lua and needs luff, which is not on PATH"?\n.*Install luff`);
    await create("lua", "say-it");
    const said = await helmWithoutLuff("say-it", "a");
    expect(said).toMatchObject({ exitCode: 127, stdout: "", stderr: expect.stringMatching(missing("say-it")) });

    await create("lua-getter", "files");
    const got = await helmWithoutLuff("template", "r", "chart", "-f", "files:///x");
    expect(got).toMatchObject({ exitCode: 1, stdout: "", stderr: expect.stringMatching(missing("files")) });

    await create("lua-completion", "words");
    // Helm 4 offers what the program of a completion prints on stderr, unless it fails.
    expect((await helmWithoutLuff("__complete", "words", "")).stdout).toBe(":0\n");

    await create("lua-hook", "../work/set-up");
    const data = { HELM_PLUGINS: undefined, HELM_DATA_HOME: sandbox.path("data") };
    const installed = await sandbox.run(["plugin", "install", "./set-up"], { program: [helm.path ?? ""], env: data });
    expect(installed).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(missing("set-up")) });

    await create("lua-postrenderer", "pass", "--for", `helm${major}`);
    const env = major === 3 ? { HELM_PLUGINS: sandbox.path("none") } : {};
    const renderer = major === 4 ? "pass" : sandbox.path("plugins", "pass", "bin", "pass");
    const rendered = await sandbox.run(["template", "r", "chart", "--post-renderer", renderer], {
      program: [helm.path ?? ""],
      env,
    });
    expect(rendered).toMatchObject({ exitCode: 1, stdout: "", stderr: expect.stringMatching(missing("pass")) });
  });

  testWithHelm.each(["postrenderer", "lua-postrenderer"])(
    "renders through a new post-renderer of the template %s",
    async (template) => {
      await create(template, "pass", "--for", `helm${major}`);
      // Helm 3 takes the program itself.
      const renderer = major === 4 ? "pass" : sandbox.path("plugins", "pass", "bin", "pass");
      const { exitCode, stdout, stderr } = await runHelm("template", "r", "chart", "--post-renderer", renderer);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
      // Helm 4 writes its own comment above.
      expect(stdout).toMatch(/^# rendered through pass$[\s\S]*^word: none$/m);
    },
  );

  testWithHelm("knows no post-renderer of the other Helm's form", async () => {
    await create("lua-postrenderer", "pass", "--for", major === 3 ? "helm4" : "helm3");
    const { exitCode, stderr } = await runHelm("template", "r", "chart", "--post-renderer", "pass");
    expect(exitCode).toBe(1);
    expect(stderr).toContain(major === 3 ? "unable to find binary" : "not found");
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
    if (major === 4) {
      const missing = await helmWithoutLuff("template", "r", "chart", ...program("./post.sh"));
      expect(missing).toMatchObject({ exitCode: 1, stdout: "" });
      expect(missing.stderr).toMatch(/the plugin exec needs luff, which is not on PATH"?\n.*Install luff/);
    }
    // Helm 3.18 takes no output for a success.
    expect((await render(...program("true"))).exitCode).toBe(major === 4 ? 1 : 0);
  });
});
