import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { testsWindows, testsWine } from "../../../helpers/program-under-test.ts";
import { createSandbox, type RunResult, type Sandbox } from "../../../helpers/sandbox.ts";

const LOADED = "luff loads it, Helm 3 loads it, Helm 4 loads it\nno errors, no warnings\n";

describe("luff plugin create", () => {
  let sandbox: Sandbox;
  beforeEach(() => {
    sandbox = createSandbox();
  });
  afterEach(() => sandbox.remove());

  const create = (...args: readonly string[]): Promise<RunResult> => sandbox.run(["plugin", "create", ...args]);
  const entries = (folder = ""): readonly string[] => readdirSync(sandbox.path("work", folder)).toSorted();

  test("makes a plugin in Lua that runs at once", async () => {
    const { exitCode, stdout, stderr } = await create("greet");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toStartWith("Created plugin: greet\n");
    const place = `"${sandbox.shown("work", "greet")}"`;
    expect(stdout).toEndWith(`\nRun it: luff ${place}\nTest it: luff plugin test ${place}\n`);
    expect(await sandbox.run(["./greet", "a b", "c"])).toMatchObject({
      exitCode: 0,
      stdout: "Hello, a b!\nHello, c!\n",
    });
    expect(entries()).toEqual(["greet"]);
  });

  test("makes a spec for it that passes at once", async () => {
    await create("greet");
    expect(await sandbox.run(["plugin", "test", "greet"])).toEqual({
      exitCode: 0,
      signal: null,
      stdout: "ok   spec/main_spec.lua (2 passed)\n2 passed, 0 failed in 1 file\n",
      stderr: "",
    });
  });

  test.each(["exec", "hook"])("makes a program of the template %s that runs at once", async (template) => {
    expect((await create("--template", template, "say-it")).exitCode).toBe(0);
    expect(await sandbox.run(["./say-it"])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^Hello, world!\r?\n$/),
    });
    expect((await sandbox.run(["./say-it", "a", "c"])).stdout).toMatch(/^Hello, a!\r?\nHello, c!\r?\n$/);
  });

  test("names on Windows the files that git must make executable for other systems", async () => {
    const { stdout } = await create("--template", "exec", "say-it");
    const bits = /^In git, make the programs executable for Linux and macOS: git add --chmod=\+x (.+)$/m.exec(stdout);
    expect(bits?.[1]).toBe(testsWindows() ? "bin/say-it" : undefined);
  });

  test("makes a post-renderer that prints its input", async () => {
    expect((await create("--template=postrenderer", "pass")).exitCode).toBe(0);
    const { exitCode, stdout } = await sandbox.run(["./pass"], { stdin: "kind: A\n" });
    const [first, ...rest] = stdout.split(/\r?\n/);
    expect(first).toBe("# rendered through pass");
    // Wine's findstr has no pattern that matches every line.
    if (!testsWine()) expect({ exitCode, rest }).toEqual({ exitCode: 0, rest: ["kind: A", ""] });
  });

  test("makes a getter that takes URLs without a host and with localhost", async () => {
    const made = await create("--template=getter", "../plugins/My_Files");
    expect(made.stdout).toMatch(
      /^Install it: .*\. Then: luff get my-files:\/\/\/path\/of\/a\/file; for a chart: helm pull my-files:\/\/localhost\/path\/of\/a\/chart\.tgz$/m,
    );
    // A batch file reads its paths in the code page of Windows, which may not have all letters of the sandbox's path.
    const folder = testsWindows() ? "c:/windows" : sandbox.shown("work").replace(/^\//, "");
    const file = testsWindows() ? "win.ini" : "values.yaml";
    if (!testsWindows()) sandbox.write("work/values.yaml", "a: 1\n");
    const { exitCode, stdout } = await sandbox.run(["get", `my-files:///${folder}/${file}`]);
    expect({ exitCode, length: stdout.length > 0 }).toEqual({ exitCode: 0, length: true });
    expect(await sandbox.run(["get", `my-files://localhost/${folder}/${file}`])).toMatchObject({ exitCode: 0, stdout });
    const elsewhere = await sandbox.run(["get", "my-files://there/x"]);
    expect({ exitCode: elsewhere.exitCode, stdout: elsewhere.stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(elsewhere.stderr).toMatch(/^My_Files: .* is on another machine/m);
  });

  test("runs the hooks of the template hook", async () => {
    await create("--template=hook", "set-up");
    const { exitCode, stdout } = await sandbox.run(["plugin", "install", "./set-up"]);
    expect(exitCode).toBe(0);
    // A batch file prints in the code page of Windows, which may not have all letters of the sandbox's path.
    expect(stdout).toMatch(/^set-up is installed in .*[/\\]plugins[/\\]set-up\r?$/m);
  });

  test.each(["exec", "getter", "hook"])(
    "makes from the template %s a plugin that lint accepts without findings",
    async (template) => {
      await create("--template", template, "9_Lives");
      const { exitCode, stdout } = await sandbox.run(["plugin", "lint", "9_Lives"]);
      expect({ exitCode, rest: stdout.slice(stdout.indexOf("\n") + 1) }).toEqual({ exitCode: 0, rest: LOADED });
    },
  );

  test.each(["postrenderer", "postrenderer-exec"])(
    "makes from the template %s a post-renderer for which lint reports only that Helm 3 does not know the format",
    async (template) => {
      await create("--template", template, "pass");
      const { stdout } = await sandbox.run(["plugin", "lint", "-ojson", "pass"], { env: { HELM_BIN: "no-helm" } });
      expect(JSON.parse(stdout)).toMatchObject({ findings: [{ code: "api-version-helm3" }], loads: { helm4: true } });
    },
  );

  test.each(["exec", "getter", "hook", "postrenderer"])(
    "makes from the template %s for Helm 4 a plugin for which lint reports only that Helm 3 does not know the format",
    async (template) => {
      await create("--template", template, "--for", "helm4", "9_Lives");
      const { stdout } = await sandbox.run(["plugin", "lint", "-ojson", "9_Lives"], { env: { HELM_BIN: "no-helm" } });
      expect(JSON.parse(stdout)).toMatchObject({ findings: [{ code: "api-version-helm3" }], loads: { helm4: true } });
    },
  );

  test("makes a post-renderer for Helm 3 that all load", async () => {
    await create("--template=postrenderer", "--for=helm3", "pass");
    const { stdout } = await sandbox.run(["plugin", "lint", "pass"]);
    expect(stdout).toEndWith(`\n${LOADED}`);
    expect((await sandbox.run(["./pass"], { stdin: "kind: A\n" })).stdout).toMatch(/^# rendered through pass\r?\n/);
  });

  test("writes LF at line ends, and makes only programs executable", async () => {
    await create("--template", "exec", "say");
    for (const file of ["plugin.yaml", "bin/say", "bin/say.cmd"]) {
      expect(readFileSync(sandbox.path("work", "say", file), "latin1")).not.toContain("\r");
    }
    const bits = (file: string): number => lstatSync(sandbox.path("work", "say", file)).mode & 0o111;
    if (!testsWindows()) expect([bits("plugin.yaml"), bits("bin/say")]).toEqual([0, 0o111]);
  });

  test("accepts a path, and an empty folder", async () => {
    mkdirSync(sandbox.path("work", "a", "greet"), { recursive: true });
    expect((await create("a/greet")).exitCode).toBe(0);
    expect((await create("b/c/greet")).exitCode).toBe(0);
    expect([entries("a"), entries("a/greet"), entries("b/c")]).toEqual([
      ["greet"],
      ["bin", "main.lua", "plugin.yaml", "spec"],
      ["greet"],
    ]);
  });

  test("makes the plugin in its own working folder without replacing the folder", async () => {
    mkdirSync(sandbox.path("work", "greet"));
    const identity = lstatSync(sandbox.path("work", "greet")).ino;
    const { exitCode } = await sandbox.run(["plugin", "create", "."], { cwd: "work/greet" });
    expect({ exitCode, made: entries("greet"), beside: entries() }).toEqual({
      exitCode: 0,
      made: ["bin", "main.lua", "plugin.yaml", "spec"],
      beside: ["greet"],
    });
    expect(lstatSync(sandbox.path("work", "greet")).ino).toBe(identity);
    expect(await sandbox.run(["./greet"])).toMatchObject({ exitCode: 0, stdout: "Hello, world!\n" });
  });

  test("does not touch a file or a folder with files", async () => {
    sandbox.write("work/greet/mine", "x");
    sandbox.write("work/file", "x");
    for (const name of ["greet", "file"]) {
      const { exitCode, stdout, stderr } = await create(name);
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
      expect(stderr).toMatch(/^Error: .* \[folder-not-empty\]\nHint: .*\n$/);
    }
    expect([entries(), entries("greet")]).toEqual([["file", "greet"], ["mine"]]);
  });

  test.each(["a.b", "a b", "ü", "-x.", "-x", "--help", "a".repeat(101), "template", "nul", ".."])(
    "refuses the name %j",
    async (name) => {
      const { exitCode, stderr } = await create("--", name);
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(/^Error: a plugin cannot be named .* \[plugin-name-invalid\]\nHint: .*\n$/);
      expect(entries()).toEqual([]);
    },
  );

  test("lists the templates if the given one is unknown", async () => {
    const { exitCode, stderr } = await create("--template", "rust", "x");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("[usage]");
    expect(entries()).toEqual([]);
  });

  test("changes nothing in a dry run", async () => {
    const { exitCode, stdout } = await create("--dry-run", "-ojson", "greet");
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      name: "greet",
      folder: sandbox.shown("work", "greet"),
      template: "lua",
      for: "both",
      files: [["plugin.yaml"], ["main.lua"], ["spec", "main_spec.lua"], ["bin", "luff"], ["bin", "luff.cmd"]].map(
        (path) => sandbox.shown("work", "greet", ...path),
      ),
      result: "would-create",
    });
    expect(existsSync(sandbox.path("work", "greet"))).toBe(false);
  });

  test("leaves nothing behind if it cannot write", async () => {
    sandbox.write("work/file", "x");
    const { exitCode, stderr } = await create("file/greet");
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^Error: cannot make the folder .*greet: .* \[file-failed\]\nHint: .*\n$/);
    expect(entries()).toEqual(["file"]);
  });
});
