import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { filesOfTemplate } from "../../../src/author/templates.ts";

type Result = Readonly<Record<"exitCode" | "stdout" | "stderr", unknown>>;

/** The shells of this machine that can be `sh`. */
const SHELLS = [["dash"], ["busybox", "sh"], ["bash", "--posix"], ["sh"]].filter(
  ([name = ""]) => Bun.which(name) !== null,
);

const ELSEWHERE =
  "Hint: Install luff, or add its folder to PATH: https://github.com/luff-run/luff has installers for every platform.\n";

describe.skipIf(process.platform !== "linux").each(SHELLS)("bin/luff in %s", (...shell) => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "luff -wrapper's *"));
    for (const [template, name] of [
      ["lua", "p"],
      ["lua-postrenderer", "r"],
      ["postrenderer-exec", "x"],
    ] as const) {
      for (const { path, content } of filesOfTemplate(template, "helm4", name)) put(`${name}/${path}`, content);
    }
    put("good/luff", `#!/bin/sh\nprintf '<%s>' "$@"\n`);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const put = (path: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
    chmodSync(join(root, path), 0o755);
  };
  /** A program of this machine, with the number of a processor that no machine has. */
  const foreign = async (): Promise<Uint8Array> => {
    const bytes = new Uint8Array(await Bun.file("/bin/sh").arrayBuffer());
    bytes.set([0xfe, 0xfe], 18);
    return bytes;
  };
  const on = (...folders: readonly string[]): string => [...folders.map((name) => join(root, name)), tools()].join(":");
  /** Has od and no luff. */
  const tools = (): string => {
    mkdirSync(join(root, "tools"), { recursive: true });
    const od = Bun.which("od") ?? "";
    rmSync(join(root, "tools/od"), { force: true });
    symlinkSync(od, join(root, "tools/od"));
    return join(root, "tools");
  };
  const run = (
    file: string,
    args: readonly string[],
    {
      path,
      cwd = root,
      env = {},
    }: { readonly path: string; readonly cwd?: string; readonly env?: Record<string, string> },
  ): Result => {
    const [name = "", ...words] = shell;
    const { exitCode, stdout, stderr } = Bun.spawnSync([Bun.which(name) ?? "", ...words, file, ...args], {
      cwd,
      env: { ...env, PATH: path },
    });
    return { exitCode, stdout: stdout.toString(), stderr: stderr.toString() };
  };
  const plugin = (): string => join(root, "p/bin/luff");
  const started = (...args: readonly string[]): Result => ({
    exitCode: 0,
    stdout: args.map((arg) => `<${arg}>`).join(""),
    stderr: "",
  });
  const ARGS = ["main.lua", "a b", "", "*", '"\\', "$x", "-n", "ü", ""] as const;
  const passed = (): Result => started(join(root, "p", ARGS[0]), ...ARGS.slice(1));

  test("passes by what cannot start, and takes the next luff on PATH", async () => {
    put("empty/luff", "");
    put("text/luff", "404: Not Found (\n");
    put("foreign/luff", await foreign());
    mkdirSync(join(root, "folder/luff"), { recursive: true });
    mkdirSync(join(root, "link"));
    symlinkSync(plugin(), join(root, "link/luff"));
    const folders = ["empty", "text", "foreign", "folder", "link", "p/bin", "x/bin", "none"];
    expect(run(plugin(), ARGS, { path: on(...folders, "good") })).toEqual(passed());
    expect(run(plugin(), ARGS, { path: on("link", "p/bin", "folder") })).toMatchObject({
      exitCode: 127,
      stdout: "",
      stderr: `Error: the plugin p is written in Lua and needs luff, which is not on PATH\n${ELSEWHERE}`,
    });
  });

  test("starts a program of this machine", () => {
    mkdirSync(join(root, "own"));
    cpSync(Bun.which("printf") ?? "", join(root, "own/luff"), { dereference: true });
    expect(run(plugin(), ["%s", "x"], { path: on("own") })).toEqual({
      exitCode: 0,
      stdout: `${root}/p/x`,
      stderr: "",
    });
  });

  test("names a luff that does not start, and says what to install", async () => {
    put("text/luff", "404: Not Found (\n");
    put("foreign/luff", await foreign());
    put("empty/luff", "");
    // The shell itself finds this when it starts the file.
    put("interpreter/luff", "#!/no/such/program\n");
    for (const folder of ["text", "foreign", "empty", "interpreter"]) {
      const said = `the plugin p is written in Lua and needs luff, but ${join(root, folder, "luff")} does not start on this system`;
      expect(run(plugin(), ["main.lua"], { path: on(folder) })).toEqual({
        exitCode: 127,
        stdout: "",
        stderr: expect.stringMatching(
          new RegExp(`(?:^|\n)Error: ${RegExp.escape(said)}\n${RegExp.escape(ELSEWHERE)}$`),
        ),
      });
      const rendered = run(join(root, "r/bin/luff"), ["main.lua"], { path: on(folder) });
      expect(rendered).toMatchObject({
        exitCode: 0,
        stdout: `- "Error: ${said.replace("plugin p", "plugin r")}"\n- "${ELSEWHERE.trim()}"\n`,
      });
    }
  });

  test("reads PATH as a shell does, in every environment", () => {
    const env = { IFS: "/", CDPATH: "/:/usr", PWD: "/", SHELLOPTS: "nounset", luff: "x", why: "x" };
    const cwd = join(root, "good");
    const has = passed();
    for (const path of [
      on("good"),
      `:${tools()}`,
      `${tools()}:`,
      `${tools()}::/none`,
      `../good:${tools()}`,
      `.:${tools()}`,
    ]) {
      expect({ path, ...run(plugin(), ARGS, { path, cwd, env }) }).toEqual({ path, ...has });
    }
    expect(run(plugin(), ARGS, { path: "", cwd, env })).toMatchObject({ exitCode: 127, stdout: "" });
    put("li\nne *[a-z]/luff", `#!/bin/sh\nprintf '<%s>' "$@"\n`);
    expect(run(plugin(), ARGS, { path: on("li\nne *[a-z]"), env })).toEqual(has);
  });

  test("finds its plugin by any path of itself", () => {
    cpSync(join(root, "p"), join(root, "-n 'q\""), { recursive: true });
    const path = on("good");
    const script = started(join(root, "-n 'q\"", "main.lua"), "a");
    expect(run("./-n 'q\"/bin/luff", ["main.lua", "a"], { path })).toEqual(script);
    expect(run("luff", ["main.lua", "a"], { path, cwd: join(root, "-n 'q\"", "bin") })).toEqual(script);
    expect(run("./luff", ["main.lua", "a"], { path, cwd: join(root, "-n 'q\"", "bin") })).toEqual(script);
    expect(run(plugin(), [], { path })).toEqual(started(join(root, "p/")));
  });

  test("starts luff with the arguments alone for a post-renderer that runs programs", () => {
    const file = join(root, "x/bin/luff");
    const args = ["post-render", "--exec", "./a b.sh", "", "*"];
    expect(run(file, args, { path: on("p/bin", "good") })).toEqual(started(...args));
    const missing = run(file, args, { path: on() });
    expect(missing).toEqual({
      exitCode: 0,
      stdout: `- "Error: the plugin x needs luff, which is not on PATH"\n- "${ELSEWHERE.trim()}"\n`,
      stderr: `Error: the plugin x needs luff, which is not on PATH\n${ELSEWHERE}`,
    });
  });
});
