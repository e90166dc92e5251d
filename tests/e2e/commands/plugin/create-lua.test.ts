import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { rmSync } from "node:fs";
import { luffOnPath } from "../../../helpers/luff-on-path.ts";
import { testsWindows } from "../../../helpers/program-under-test.ts";
import { createSandbox, type RunResult, type Sandbox } from "../../../helpers/sandbox.ts";
import { ownSlashes, pathList } from "../../../helpers/shown-path.ts";

const TEMPLATES = ["lua", "lua-completion", "lua-getter", "lua-postrenderer", "lua-hook"] as const;

/** What a plugin's programs say if there is no luff. */
const MISSING = (name: string): string =>
  `Error: the plugin ${name} is written in Lua and needs luff, which is not on PATH\n` +
  "Hint: Install luff, or add its folder to PATH: https://github.com/luff-run/luff has installers for every platform.\n";

/** Runs a program as luff's own Lua does, with arguments that are quoted for it. */
const CALL = `local process = require "helm.process"

function main(...)
  local result = assert(process.run({ ... }))
  io.write((result.stdout:gsub("\\r\\n", "\\n")))
  io.stderr:write((result.stderr:gsub("\\r\\n", "\\n")))
  return result.code
end
`;

describe("luff plugin create with a template in Lua", () => {
  let sandbox: Sandbox;
  beforeEach(() => {
    sandbox = createSandbox();
  });
  afterEach(() => sandbox.remove());

  const create = async (template: string, name: string, ...flags: readonly string[]): Promise<void> => {
    const { exitCode } = await sandbox.run([
      "plugin",
      "create",
      "--template",
      template,
      ...flags,
      `../plugins/${name}`,
    ]);
    expect(exitCode).toBe(0);
  };
  const luff = (...args: readonly string[]): Promise<RunResult> => sandbox.run(args);
  const done = (stdout: string): RunResult => ({ exitCode: 0, signal: null, stdout, stderr: "" });

  describe.each(["both", "helm4"])("for %s", (form) => {
    test("makes a command that luff runs without a luff on PATH", async () => {
      await create("lua", "say", "--for", form);
      expect(await luff("say", "a b", "", "x=1")).toEqual(done("Hello, a b!\nHello, !\nHello, x=1!\n"));
    });

    test("makes a completion that luff runs", async () => {
      await create("lua-completion", "say", "--for", form);
      const { exitCode, stdout } = await luff("__complete", "say", "Ada", "G");
      expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "Grace\tfound the first bug\n:4\n" });
    });

    test("makes a getter that luff runs", async () => {
      await create("lua-getter", "My_Files", "--for", form);
      sandbox.write("work/values.yaml", "a: 1\n");
      const url = `my-files://${sandbox.shown("work", "values.yaml").replaceAll("\\", "/")}`;
      expect(await luff("get", url)).toEqual(done("a: 1\n"));
      const file = sandbox.shown("work", "values.yaml").replaceAll("\\", "/").replace(/^\//, "");
      expect(await luff("get", `my-files:///${file}`)).toEqual(done("a: 1\n"));
      expect(await luff("get", `my-files://localhost/${file}`)).toEqual(done("a: 1\n"));
      expect(await luff("get", `my-files://localhost/${encodeURI(file)}`)).toEqual(done("a: 1\n"));
    });

    test("makes a getter that says in a line why it gets nothing", async () => {
      await create("lua-getter", "My_Files", "--for", form);
      for (const [url, said] of [
        [
          "my-files://there/x",
          /My_Files: my-files:\/\/there\/x is on another machine: write my-files:\/\/\/PATH, or my-files:\/\/localhost\/PATH$/m,
        ],
        ["my-files://localhost/C:/none.yaml", /My_Files: .*none\.yaml: .+$/m],
      ] as const) {
        const { exitCode, stdout, stderr } = await luff("get", url);
        expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
        expect(stderr).toMatch(said);
        expect(stderr).not.toContain("traceback");
      }
    });

    test("makes hooks that luff runs", async () => {
      const made = await luff("plugin", "create", "--template", "lua-hook", "--for", form, "set-up");
      expect(made.exitCode).toBe(0);
      const installed = await luff("plugin", "install", "./set-up");
      expect(installed).toMatchObject({ exitCode: 0, stderr: "" });
      expect(installed.stdout).toContain(`set-up is installed in ${sandbox.shown("plugins", "set-up")}\n`);
    });
  });

  test.each(["helm3", "helm4"])("makes a post-renderer that luff runs, for %s", async (form) => {
    await create("lua-postrenderer", "pass", "--for", form);
    const { exitCode, stdout, stderr } = await sandbox.run(["post-render", "pass"], { stdin: "kind: A\n" });
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 0,
      stdout: "# rendered through pass\nkind: A\n",
      stderr: "",
    });
  });

  test.each(TEMPLATES)(
    "makes of %s a plugin that lint accepts without findings, and whose specs pass",
    async (template) => {
      const form = template === "lua-postrenderer" ? "helm3" : "both";
      await create(template, "9_Lives", "--for", form);
      const linted = await luff("plugin", "lint", "../plugins/9_Lives");
      expect(linted.stdout).toEndWith("\nluff loads it, Helm 3 loads it, Helm 4 loads it\nno errors, no warnings\n");
      const tested = await luff("plugin", "test", "../plugins/9_Lives");
      expect(tested).toMatchObject({
        exitCode: 0,
        stderr: "",
        stdout: expect.stringMatching(/ passed, 0 failed in \d files?\n$/),
      });
    },
  );

  test("makes a getter whose script lint checks", async () => {
    await create("lua-getter", "files");
    const codes = async (): Promise<readonly string[]> => {
      const { stdout } = await luff("plugin", "lint", "-ojson", "../plugins/files");
      return (JSON.parse(stdout) as { readonly findings: readonly { readonly code: string }[] }).findings.map(
        ({ code }) => code,
      );
    };
    sandbox.write("plugins/files/get.lua", "local x = 1\n");
    expect(await codes()).toEqual(["script-without-effect", "script-unused"]);
    rmSync(sandbox.path("plugins", "files", "get.lua"));
    expect(await codes()).toEqual(["file-missing"]);
  });

  describe("with the programs for Helm", () => {
    /** Calls a file of the plugin `p` as Helm does, with a luff on PATH or without one. */
    const call = (path: string, onPath: "luff" | "no luff", ...args: readonly string[]): Promise<RunResult> => {
      sandbox.write("work/call.lua", CALL);
      const file = ownSlashes(sandbox.shown("plugins", "p", ...path.split("/"))) + (testsWindows() ? ".cmd" : "");
      const env = onPath === "luff" ? { PATH: luffOnPath(sandbox) } : {};
      return sandbox.run(["./call.lua", file, ...args], { env });
    };

    test("runs a script by the luff on PATH, with the arguments as they are", async () => {
      await create("lua", "p");
      expect(await call("bin/luff", "luff", "main.lua", "a b", "", "x=1,2", "c.lua")).toEqual(
        done("Hello, a b!\nHello, !\nHello, x=1,2!\nHello, c.lua!\n"),
      );
      expect(await call("bin/luff", "luff", "main.lua")).toEqual(done("Hello, world!\n"));
      expect(await call("bin/luff", "luff", "main.lua", "a", "/?")).toEqual(done("Hello, a!\nHello, /?!\n"));
      const signs = ["!x!", "a & b", "a^b c", "50 %", "(a)", "a=b;c", ""];
      expect(await call("bin/luff", "luff", "main.lua", ...signs)).toEqual(
        done(signs.map((word) => `Hello, ${word}!\n`).join("")),
      );
    });

    test("runs a script whose name has blanks, or no .lua", async () => {
      await create("lua", "p");
      const script = "for _, word in ipairs(arg) do print(word) end function main() end\n";
      sandbox.write("plugins/p/my script.lua", script);
      sandbox.write("plugins/p/lib/script", script);
      expect(await call("bin/luff", "luff", "my script.lua", "x y", "z")).toEqual(done("x y\nz\n"));
      expect(await call("bin/luff", "luff", "lib/script", "x y", "b.lua")).toEqual(done("x y\nb.lua\n"));
    });

    test("never takes itself, or the file of another plugin, for luff", async () => {
      await create("lua", "p");
      await create("lua-postrenderer", "q");
      sandbox.write("work/call.lua", CALL);
      const file = ownSlashes(sandbox.shown("plugins", "p", "bin", "luff")) + (testsWindows() ? ".cmd" : "");
      const withBins = (path: string): Promise<RunResult> => {
        const bins = ["p", "q"].map((name) => sandbox.shown("plugins", name, "bin"));
        return sandbox.run(["./call.lua", file, "main.lua", "a b"], { env: { PATH: pathList(...bins, path) } });
      };
      expect(await withBins(sandbox.env["PATH"] ?? "")).toEqual({
        exitCode: 127,
        signal: null,
        stdout: "",
        stderr: MISSING("p"),
      });
      expect(await withBins(luffOnPath(sandbox))).toEqual(done("Hello, a b!\n"));
    });

    test("says of a luff on PATH that is empty that it does not start, and what to install", async () => {
      await create("lua", "p");
      const file = sandbox.write(testsWindows() ? "empty/luff.exe" : "empty/luff", "", 0o755);
      sandbox.write("work/call.lua", CALL);
      const luffFile = ownSlashes(sandbox.shown("plugins", "p", "bin", "luff")) + (testsWindows() ? ".cmd" : "");
      const env = { PATH: pathList(sandbox.shown("empty"), sandbox.env["PATH"] ?? "") };
      const why = testsWindows() ? "but the luff.exe on PATH is empty" : `but ${file} does not start on this system`;
      expect(await sandbox.run(["./call.lua", luffFile, "main.lua"], { env })).toEqual({
        exitCode: 127,
        signal: null,
        stdout: "",
        stderr: MISSING("p").replace("which is not on PATH", why),
      });
    });

    test("has the status of the script", async () => {
      await create("lua", "p");
      sandbox.write("plugins/p/main.lua", "function main() return 7 end\n");
      expect((await call("bin/luff", "luff", "main.lua", "x")).exitCode).toBe(7);
    });

    test("starts the completion and the post-renderer of Helm 3", async () => {
      await create("lua-completion", "p");
      expect(await call("plugin.complete", "luff", "w")).toEqual(done("world\teverybody\n:4\n"));
      await create("lua-postrenderer", "q", "--for", "helm3");
      expect(await call("../q/bin/q", "luff")).toEqual(done("# rendered through q\n"));
    });

    test.each([
      ["bin/luff", ["main.lua"]],
      ["plugin.complete", [""]],
    ] as const)("says what to install if there is no luff: %s", async (path, args) => {
      await create("lua-completion", "p");
      expect(await call(path, "no luff", ...args)).toEqual({
        exitCode: 127,
        signal: null,
        stdout: "",
        stderr: MISSING("p"),
      });
    });

    test("says it as a post-renderer of Helm 4 by a list, which is no manifest", async () => {
      await create("lua-postrenderer", "p");
      const { exitCode, stdout, stderr } = await call("bin/luff", "no luff", "main.lua");
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: MISSING("p") });
      expect(stdout).toBe(stderr.replaceAll(/^(.*)$/gm, '- "$1"').replace(/- ""$/, ""));
    });

    test("says it for a post-renderer that runs programs too", async () => {
      await create("postrenderer-exec", "p");
      const { exitCode, stdout, stderr } = await call("bin/luff", "no luff", "post-render", "--exec", "x");
      const missing = MISSING("p").replace(" is written in Lua and", "");
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: missing });
      expect(stdout).toBe(stderr.replaceAll(/^(.*)$/gm, '- "$1"').replace(/- ""$/, ""));
      // luff itself says that the program is missing.
      const called = await call("bin/luff", "luff", "post-render", "--exec", "no such program");
      expect(called).toMatchObject({ exitCode: 1, stdout: "" });
      expect(called.stderr).toContain('cannot start "no such program"');
    });
  });

  test.each([
    [
      "lua-postrenderer",
      "both",
      /no post-renderer can be for both Helms: .*\[usage\]\nHint: Make one for each: --for helm3 and --for helm4\.\n$/,
    ],
    ["postrenderer-exec", "both", /no post-renderer can be for both Helms: .*\[usage\]\nHint: Choose --for helm4\.\n$/],
    [
      "postrenderer-exec",
      "helm3",
      /Helm 3 needs no such plugin, .*\[usage\]\nHint: Run: helm template CHART --post-renderer PROGRAM\n$/,
    ],
    ["lua", "helm5", /\[usage\]/],
  ])("refuses %s for %s", async (template, form, message) => {
    const refused = await luff("plugin", "create", "--template", template, "--for", form, "x");
    expect({ exitCode: refused.exitCode, stdout: refused.stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(refused.stderr).toMatch(message);
  });
});

describe("a plugin that a Helm 3 refuses", () => {
  let sandbox: Sandbox;
  beforeEach(() => {
    sandbox = createSandbox();
  });
  afterEach(() => sandbox.remove());

  /** A Helm that only knows its version. */
  const helm = (version: string): Readonly<Record<string, string>> => {
    const file = sandbox.write("bin/helm", `#!/bin/sh\necho ${version}\n`, 0o755);
    sandbox.write("bin/helm.cmd", `@echo ${version}\r\n`);
    return { HELM_BIN: testsWindows() ? sandbox.shown("bin", "helm.cmd") : file };
  };
  const warning = (name: string): string =>
    `Warning: plugin "${name}" has apiVersion: v1, and the Helm on this machine is 3.18.0, which runs no plugin at all while such a one ` +
    "is in its plugins folder. Use Helm 4, or keep the plugin out of Helm's folder: HELM_PLUGINS can name another one for luff.\n";
  const create = (place: string, form: string, env: Readonly<Record<string, string>>): Promise<RunResult> =>
    sandbox.run(["plugin", "create", "--for", form, place], { env });

  test("is a warning of luff plugin create if the Helm is a Helm 3", async () => {
    const env = helm("v3.18.0+g1");
    expect(await create("../plugins/a", "helm4", env)).toMatchObject({ exitCode: 0, stderr: warning("a") });
    expect(await create("../plugins/b", "both", env)).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await create("elsewhere", "helm4", env)).toMatchObject({ exitCode: 0, stderr: warning("elsewhere") });
    const made = await sandbox.run(["plugin", "create", "--template", "lua-postrenderer", "labels"], { env });
    expect(made).toMatchObject({ exitCode: 0, stderr: warning("labels") });
  });

  test("is a problem that luff doctor reports", async () => {
    sandbox.addPlugin("both", "name: both\nversion: 1.0.0\ncommand: luff\nplatformCommand:\n- command: luff\n");
    sandbox.addPlugin("new", "apiVersion: v1\nname: new\nversion: 1.0.0\ntype: cli/v1\nruntime: lua/v1\n");
    sandbox.write("plugins/new/main.lua", "function main() end\n");
    const problems = async (version: string): Promise<readonly unknown[]> => {
      const { stdout } = await sandbox.run(["doctor", "-ojson"], { env: helm(version) });
      const all = JSON.parse(stdout) as readonly {
        readonly status: string;
        readonly text: string;
        readonly hint: string;
      }[];
      return all.flatMap(({ status, text, hint }) =>
        text.includes("Helm on this machine") ? [[status, text, hint]] : [],
      );
    };
    const of = (name: string, has: string, version: string, hint: string): readonly string[] => [
      "problem",
      `plugin "${name}" ${has}, and the Helm on this machine is ${version}, which runs no plugin at all while such a one is in its plugins folder`,
      hint,
    ];
    const keepOut = "Use Helm 4, or keep the plugin out of Helm's folder: HELM_PLUGINS can name another one for luff.";
    const correct = "Correct its plugin.yaml; luff plugin lint says more.";
    expect(await problems("v3.18.0")).toEqual([
      of("both", "has both command and platformCommand", "3.18.0", correct),
      of("new", "has apiVersion: v1", "3.18.0", keepOut),
    ]);
    expect(await problems("v3.19.0")).toEqual([of("new", "has apiVersion: v1", "3.19.0", keepOut)]);
    expect(await problems("v4.1.4")).toEqual([]);
    sandbox.write("plugins/both/plugin.yaml", "name: both\nversion: 1.0.0\ncommand: luff\nfoo: 1\n");
    expect((await problems("v3.19.0"))[0]).toEqual(of("both", "has the unknown key foo", "3.19.0", correct));
  });

  test("is a warning of luff plugin install", async () => {
    const env = helm("v3.18.0");
    expect((await create("a", "helm4", env)).exitCode).toBe(0);
    expect(await sandbox.run(["plugin", "install", "./a"], { env })).toMatchObject({
      exitCode: 0,
      stderr: warning("a"),
    });
    expect((await sandbox.run(["plugin", "package", "a"], { env })).exitCode).toBe(0);
    expect(await sandbox.run(["plugin", "install", "--force", "./a-0.1.0.tgz"], { env })).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining(warning("a")),
    });
    expect((await create("b", "both", env)).exitCode).toBe(0);
    expect(await sandbox.run(["plugin", "install", "./b"], { env })).toMatchObject({ exitCode: 0, stderr: "" });
  });

  test("is no warning if the Helm is a Helm 4", async () => {
    const env = helm("v4.1.4");
    expect(await create("../plugins/a", "helm4", env)).toMatchObject({ exitCode: 0, stderr: "" });
  });
});
