import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { existsSync, lstatSync, readFileSync } from "node:fs";
import { filesBelow } from "../../../helpers/files-below.ts";
import { testsBinary, testsWindows } from "../../../helpers/program-under-test.ts";
import { createSandbox, type RunOptions, type RunResult, type Sandbox } from "../../../helpers/sandbox.ts";
import { pathList, programFromWithin } from "../../../helpers/shown-path.ts";

let sandbox: Sandbox;
beforeEach(() => void (sandbox = createSandbox()));
afterEach(() => sandbox.remove());

/** A plugin that is not installed: its folder below `work`. */
function addSource(name: string, more = "", files: Readonly<Record<string, string>> = {}): string {
  sandbox.write(
    `work/${name}/plugin.yaml`,
    `name: ${name}\nversion: 1.2.3\nusage: u\ncommand: luff $HELM_PLUGIN_DIR/run.lua\n${more}`,
  );
  sandbox.write(`work/${name}/run.lua`, "function main(...) print('runs', ...) end\n");
  for (const [file, content] of Object.entries(files)) sandbox.write(`work/${name}/${file}`, content, 0o755);
  return sandbox.path("work", name);
}

/** A hook of both systems: a Lua script that begins with these lines. */
function luaHook(event: string, lines: string): readonly [string, Readonly<Record<string, string>>] {
  return [
    `hooks:\n  ${event}: luff $HELM_PLUGIN_DIR/${event}.lua\n`,
    { [`${event}.lua`]: `function main()\n${lines}\nend\n` },
  ];
}

const install = (args: readonly string[], options?: RunOptions): Promise<RunResult> =>
  sandbox.run(["plugin", "install", ...args], options);
const codeOf = ({ stderr }: RunResult): string | undefined => /^Error: .*\[([a-z-]+)\]$/m.exec(stderr)?.[1];
/** What is in the plugins folder, without luff's own empty folders and lock. */
const installed = (): string[] =>
  existsSync(sandbox.plugins)
    ? Object.keys(filesBelow(sandbox.plugins)).filter(
        (path) => !/^\.luff(\/(lock|journal|work|receipts|files(\/.*)?))?$/.test(path),
      )
    : [];

/** Waits for the file that a hook makes first. */
async function untilStarted(): Promise<void> {
  while (!existsSync(sandbox.path("work", "started"))) await Bun.sleep(10);
}

describe("luff plugin install FOLDER", () => {
  test("links the folder, writes a receipt, and the plugin runs and is listed", async () => {
    const source = addSource("greet");
    const { exitCode, stdout, stderr } = await install(["greet"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toStartWith("Installed plugin: greet\nVersion 1.2.3, ");
    if (!testsWindows()) {
      expect(stdout).toEndWith(`linked to ${source}\n`);
      expect(lstatSync(sandbox.path("plugins", "greet")).isSymbolicLink()).toBe(true);
    }
    const receipt = JSON.parse(readFileSync(sandbox.path("plugins/.luff/receipts/greet.json"), "utf8"));
    expect(receipt).toMatchObject({ format: 1, name: "greet", version: "1.2.3" });
    expect(receipt.installed).toMatch(/^20\d\d-\d\d-\d\dT/);
    expect((await sandbox.run(["greet", "a b", ""])).stdout).toBe("runs\ta b\t\n");
    expect((await sandbox.run(["plugin", "list"])).stdout).toContain("greet  1.2.3");
  });

  test("accepts an absolute path, a path that ends in a slash, and the alias add", async () => {
    const source = addSource("greet");
    expect((await install([source])).exitCode).toBe(0);
    expect((await install(["--force", "./greet/"])).exitCode).toBe(0);
    expect((await sandbox.run(["plugin", "add", "--force", "greet"])).exitCode).toBe(0);
    expect(installed().filter((path) => !path.startsWith("greet/"))).toEqual([".luff/receipts/greet.json", "greet"]);
  });

  test("creates the plugins folder, also the default one", async () => {
    addSource("greet");
    expect((await install(["greet"], { env: { HELM_PLUGINS: sandbox.path("new", "deep") } })).exitCode).toBe(0);
    expect(existsSync(sandbox.path("new", "deep", "greet", "plugin.yaml"))).toBe(true);
    const env = { HELM_PLUGINS: undefined, HELM_DATA_HOME: sandbox.path("data") };
    expect((await install(["greet"], { env })).exitCode).toBe(0);
    expect(existsSync(sandbox.path("data", "plugins", "greet", "plugin.yaml"))).toBe(true);
  });

  test("uses the first of several plugins folders, and refuses a name that another folder has", async () => {
    addSource("greet");
    const [first, second] = [sandbox.shown("first"), sandbox.shown("second")];
    const both = { HELM_PLUGINS: pathList(first, second) };
    expect((await install(["greet"], { env: { HELM_PLUGINS: second } })).exitCode).toBe(0);
    for (const flags of [[], ["--force"]]) {
      const refused = await install([...flags, "greet"], { env: both });
      expect({ status: refused.exitCode, code: codeOf(refused) }).toEqual({ status: 1, code: "plugin-exists" });
    }
    addSource("other");
    expect((await install(["other"], { env: both })).exitCode).toBe(0);
    expect(existsSync(sandbox.path("first", "other", "plugin.yaml"))).toBe(true);
  });

  test("prints JSON, with what hooks print on stderr", async () => {
    addSource("greet", ...luaHook("install", "print('from the hook')"));
    const { stdout, stderr } = await install(["-o", "json", "greet"]);
    expect(JSON.parse(stdout)).toMatchObject({ name: "greet", version: "1.2.3", result: "installed" });
    expect(stderr).toBe("from the hook\n");
  });
});

describe("a plugin that is installed", () => {
  beforeEach(async () => {
    addSource("greet");
    await install(["greet"]);
  });

  test("is an error that names its version, and nothing changes", async () => {
    const before = filesBelow(sandbox.plugins);
    const refused = await install(["greet"]);
    expect({ status: refused.exitCode, code: codeOf(refused) }).toEqual({ status: 1, code: "plugin-exists" });
    expect(refused.stderr).toContain("version 1.2.3");
    // On Windows the lock's file names its last owner.
    expect({ ...filesBelow(sandbox.plugins), ".luff/lock": "" }).toEqual({ ...before, ".luff/lock": "" });
  });

  test("stays with --if-missing, and is replaced with --force", async () => {
    const kept = await install(["--if-missing", "greet"]);
    expect(kept).toMatchObject({ exitCode: 0, stdout: "Plugin greet is already installed: 1.2.3\n", stderr: "" });
    sandbox.write("elsewhere/greet-next/plugin.yaml", "name: greet\nversion: 2.0.0\nusage: u\ncommand: cmd\n");
    const replaced = await install(["--force", sandbox.path("elsewhere", "greet-next")]);
    expect(replaced.stdout).toStartWith("Installed plugin: greet\nVersion 2.0.0, ");
    expect(installed().filter((path) => !path.includes("/") || path.startsWith(".luff"))).toEqual([
      ".luff/receipts/greet-next.json",
      "greet-next",
    ]);
  });

  test("cannot be kept and replaced at once", async () => {
    expect(codeOf(await install(["--if-missing", "--force", "greet"]))).toBe("usage");
  });

  test("is installed once by four installs at once, and three report that it exists", async () => {
    await sandbox.run(["plugin", "uninstall", "greet"]);
    const all = await Promise.all([1, 2, 3, 4].map(() => install(["greet"])));
    expect(all.map(({ exitCode }) => exitCode).filter((status) => status === 0)).toEqual([0]);
    expect(all.map(codeOf).filter((code) => code === "plugin-exists")).toHaveLength(3);
  });

  test("keeps its folder's name from another plugin, with --force too", async () => {
    sandbox.write("elsewhere/greet/plugin.yaml", "name: other\nversion: 2.0.0\nusage: u\ncommand: cmd\n");
    for (const flags of [[], ["--force"]]) {
      const refused = await install([...flags, sandbox.path("elsewhere", "greet")]);
      expect(codeOf(refused)).toBe("plugin-exists");
      expect(refused.stderr).toContain('another plugin, "greet"');
    }
  });
});

describe("an install that is refused", () => {
  test.each([
    ["absent/folder", "source-not-found"],
    ["diff", "source-not-found"],
    ["", "source-not-found"],
    ["a-file", "archive-invalid"],
    ["s3://example.invalid/x.tgz", "source-unsupported"],
    ["oci://example.invalid/a/b:1", "registry-unsupported"],
    ["empty", "plugin-not-found"],
    ["invalid", "manifest-invalid"],
  ])("from %j is the error %s with a hint, and nothing is installed", async (source, code) => {
    sandbox.write("work/a-file", "x");
    sandbox.write("work/empty/f", "x");
    sandbox.write("work/invalid/plugin.yaml", "name: [\n");
    const refused = await install([source]);
    expect({ status: refused.exitCode, code: codeOf(refused), stdout: refused.stdout }).toEqual({
      status: 1,
      code,
      stdout: "",
    });
    if (code !== "manifest-invalid") expect(refused.stderr).toMatch(/^Hint: \S/m);
    expect(installed()).toEqual([]);
  });

  test("because of a folder that is not a plugin names the folder, and --force replaces it", async () => {
    addSource("greet");
    sandbox.write("plugins/greet/leftover", "x");
    const refused = await install(["greet"]);
    expect(codeOf(refused)).toBe("plugin-exists");
    expect(refused.stderr).toContain("is not a plugin");
    expect((await install(["--force", "greet"])).exitCode).toBe(0);
    expect(installed()).not.toContain("greet/leftover");
  });

  test("because its new folder is taken while the plugin is in another one leaves both, also with --force", async () => {
    addSource("greet");
    sandbox.addPlugin("helm-greet", "name: greet\nversion: 0.1.0\nusage: u\ncommand: cmd\n");
    sandbox.write("plugins/greet/leftover", "x");
    const before = installed();
    const refused = await install(["--force", "greet"]);
    expect({ status: refused.exitCode, code: codeOf(refused) }).toEqual({ status: 1, code: "plugin-exists" });
    expect(refused.stderr).toContain("helm-greet");
    expect(installed()).toEqual(before);
  });

  test("because its folder would be luff's own changes nothing, also with --force", async () => {
    sandbox.write("work/.luff/plugin.yaml", "name: greet\nversion: 1.0.0\nusage: u\ncommand: cmd\n");
    expect(codeOf(await install(["--force", ".luff"]))).toBe("source-unsupported");
  });

  test("because HELM_PLUGINS is empty or a file changes nothing", async () => {
    addSource("greet");
    expect(codeOf(await install(["greet"], { env: { HELM_PLUGINS: "" } }))).toBe("plugins-folder-missing");
    const file = sandbox.write("file", "x");
    const refused = await install(["greet"], { env: { HELM_PLUGINS: file } });
    expect(codeOf(refused)).toBe("file-failed");
    expect(readFileSync(file, "utf8")).toBe("x");
  });

  test("because of --verify has its own code, and --verify=false is accepted", async () => {
    addSource("greet");
    expect(codeOf(await install(["--verify", "greet"]))).toBe("verification-unsupported");
    expect(codeOf(await install(["--verify=true", "greet"]))).toBe("verification-unsupported");
    expect((await install(["--verify=false", "greet"])).exitCode).toBe(0);
  });
});

describe("--dry-run", () => {
  test("reports what would be done, and changes nothing", async () => {
    addSource("greet", ...luaHook("install", "print('runs')"));
    const before = filesBelow(sandbox.work);
    const would = await install(["--dry-run", "greet"]);
    expect(would).toMatchObject({ exitCode: 0, stderr: "" });
    const line = `Would install plugin: greet 1.2.3 in ${sandbox.shown("plugins")}\n`;
    const hook = "Would run its install hook: luff $HELM_PLUGIN_DIR/install.lua\n";
    expect(would.stdout).toBe(line + hook);
    expect((await install(["--dry-run", "--no-hooks", "greet"])).stdout).toBe(line);
    expect(JSON.parse((await install(["--dry-run", "-o", "json", "greet"])).stdout)).toMatchObject({
      result: "would-install",
      folder: sandbox.shown("plugins/greet"),
      hook: { event: "install", command: "luff $HELM_PLUGIN_DIR/install.lua" },
    });
    expect(filesBelow(sandbox.work)).toEqual(before);
    expect(filesBelow(sandbox.plugins)).toEqual({});
  });

  test("fails if the install would fail", async () => {
    addSource("greet");
    await install(["greet"]);
    expect(codeOf(await install(["--dry-run", "greet"]))).toBe("plugin-exists");
    expect((await install(["--dry-run", "--if-missing", "greet"])).stdout).toContain("would stay");
  });
});

describe("an install hook", () => {
  test("in Lua runs at its turn, with Helm's variables, no input and the user's working folder", async () => {
    const lines = `print(os.getenv('HELM_PLUGIN_NAME'), os.getenv('HELM_PLUGIN_DIR'), os.getenv('HELM_BIN'), os.getenv('HELM_NAMESPACE'))
      print(io.read('a') == '')
      io.open('made-here', 'w'):close()`;
    addSource("greet", ...luaHook("install", lines));
    const { exitCode, stdout } = await install(["greet", "-n", "web"], { stdin: "not for the hook" });
    expect(exitCode).toBe(0);
    expect(stdout).toStartWith(
      `greet\t${sandbox.shown("plugins", "greet")}\thelm\tweb\ntrue\nInstalled plugin: greet\n`,
    );
    expect(existsSync(sandbox.path("work", "made-here"))).toBe(true);
  });

  test("that fails undoes the install, and restores the old plugin", async () => {
    const [more, files] = luaHook("install", "print('about to fail'); os.exit(22)");
    addSource("greet", more, files);
    const failed = await install(["greet"]);
    expect({ status: failed.exitCode, code: codeOf(failed) }).toEqual({ status: 1, code: "hook-failed" });
    expect(failed.stderr).toContain("status 22");
    expect(failed.stdout).toBe("about to fail\n");
    expect(failed.stderr).not.toContain("Note:");
    expect(installed()).toEqual([]);
    await install(["--no-hooks", "greet"]);
    const before = filesBelow(sandbox.plugins);
    sandbox.write("elsewhere/greet/plugin.yaml", `name: greet\nversion: 9.0.0\nusage: u\ncommand: cmd\n${more}`);
    sandbox.write("elsewhere/greet/install.lua", files["install.lua"] ?? "");
    expect(codeOf(await install(["--force", sandbox.path("elsewhere", "greet")]))).toBe("hook-failed");
    expect({ ...filesBelow(sandbox.plugins), ".luff/lock": "" }).toEqual({ ...before, ".luff/lock": "" });
  });

  test("does not run with --no-hooks", async () => {
    addSource("greet", ...luaHook("install", "error('runs')"));
    expect((await install(["--no-hooks", "greet"])).exitCode).toBe(0);
  });

  test("of another platform is skipped with a note", async () => {
    addSource("greet", "platformHooks:\n  install:\n    - os: plan9\n      command: cmd\n");
    const { exitCode, stderr } = await install(["greet"]);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^Note: plugin "greet" has no install hook for .*plan9/m);
  });

  test("of platformHooks is started without a shell, with its arguments unchanged", async () => {
    const command = "luff $HELM_PLUGIN_DIR/hook.lua $HELM_PLUGIN_NAME;x";
    addSource("greet", `platformHooks:\n  install:\n    - command: ${command}\n      args: ["a b", "$(x)"]\n`, {
      "hook.lua": "function main(...) print(...) end\n",
    });
    expect((await install(["greet"])).stdout).toStartWith("greet;x\ta b\t$(x)\n");
  });

  test("that cannot be started undoes the install", async () => {
    addSource("greet", "platformHooks:\n  install:\n    - command: no-such-program\n");
    const refused = await install(["greet"]);
    expect(codeOf(refused)).toBe("start-failed");
    expect(refused.stderr.trimEnd()).toEndWith(
      "Hint: Install no-such-program, or add its folder to PATH. The plugin is not installed. " +
        "With --no-hooks luff installs the plugin without running it.",
    );
    expect(installed()).toEqual([]);
  });

  test("may install another plugin, and does not wait for itself", async () => {
    addSource("inner");
    const words = [...programFromWithin(), "plugin", "install", sandbox.shown("work", "inner")];
    const command = words.map((word) => `"${word}"`).join(" ");
    addSource("outer", ...luaHook("install", `assert(os.execute([==[${command}]==]))`));
    const { exitCode, stdout, stderr } = await install(["outer"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/^Installed plugin: inner$[^]*^Installed plugin: outer$/m);
    expect(installed().filter((path) => !path.includes("/"))).toEqual(["inner", "outer"]);
  });
});

test("an install into a folder whose lock cannot be taken is an error at once, and does not wait", async () => {
  addSource("greet");
  sandbox.write("plugins/.luff/lock/x", "");
  const refused = await install(["greet"]);
  expect({ status: refused.exitCode, code: codeOf(refused) }).toEqual({ status: 1, code: "file-failed" });
  expect(refused.stderr).toContain(sandbox.shown("plugins", ".luff", "lock"));
});

describe("an install hook of a shell", () => {
  test("is passed to sh unchanged, with the variables in its environment", async () => {
    addSource("greet", "hooks:\n  install: 'for x in 1 2; do echo \"$x $HELM_PLUGIN_NAME\"; done; cat; exit 0'\n");
    const { stdout, exitCode } = await install(["greet"], { stdin: "not for the hook" });
    expect(exitCode).toBe(0);
    expect(stdout).toStartWith("1 greet\n2 greet\nInstalled");
  });

  test("finds luff itself as HELM_BIN if there is no Helm", async () => {
    addSource("greet", 'hooks:\n  install: \'echo "bin=$HELM_BIN"; "$HELM_BIN" env HELM_PLUGINS || true\'\n');
    const env = { HELM_BIN: undefined };
    const { stdout } = await install(["greet"], { env });
    // From source luff is two words.
    if (testsBinary()) expect(stdout).toContain(`\n${sandbox.plugins}\n`);
    else expect(stdout).toStartWith("bin=helm\n");
    const helm = sandbox.write("bin/helm", "#!/bin/sh\necho my helm\n", 0o755);
    const path = `${sandbox.path("bin")}:${sandbox.env["PATH"]}`;
    const again = await install(["--force", "greet"], { env: { ...env, PATH: path } });
    expect(again.stdout).toStartWith(`bin=${helm}\nmy helm\n`);
  });

  test.each([
    ["SIGTERM", 143],
    ["SIGHUP", 129],
    ["SIGINT", 130],
    ["SIGQUIT", 131],
  ] as const)("ends with %s, and the former state is back", async (signal, status) => {
    addSource("greet");
    await install(["greet"]);
    const before = filesBelow(sandbox.plugins);
    sandbox.write(
      "elsewhere/greet/plugin.yaml",
      "name: greet\nversion: 9.0.0\nusage: u\ncommand: cmd\nhooks: {install: 'touch started; exec sleep 60'}\n",
    );
    const { process, result } = sandbox.start(["plugin", "install", "--force", sandbox.path("elsewhere", "greet")]);
    await untilStarted();
    process.kill(signal);
    const ended = await result;
    expect({ status: ended.exitCode, code: codeOf(ended) }).toEqual({ status, code: "interrupted" });
    expect({ ...filesBelow(sandbox.plugins), ".luff/lock": "" }).toEqual({ ...before, ".luff/lock": "" });
  });

  test("that is killed with luff leaves the former state to the next change", async () => {
    addSource("greet");
    addSource("other");
    await install(["greet"]);
    const before = filesBelow(sandbox.plugins);
    sandbox.write(
      "elsewhere/greet/plugin.yaml",
      "name: greet\nversion: 9.0.0\nusage: u\ncommand: cmd\nhooks: {install: 'touch started; exec sleep 5'}\n",
    );
    const { process } = sandbox.start(["plugin", "install", "--force", sandbox.path("elsewhere", "greet")]);
    await untilStarted();
    process.kill("SIGKILL");
    await process.exited;
    const next = await sandbox.run(["plugin", "uninstall", "absent"]);
    expect(codeOf(next)).toBe("plugin-not-found");
    expect((await install(["other"])).stderr).toStartWith(
      `Note: an interrupted change was undone; the plugin in ${sandbox.shown("plugins/greet")} is as it was before the change\n`,
    );
    await sandbox.run(["plugin", "uninstall", "other"]);
    expect({ ...filesBelow(sandbox.plugins), ".luff/lock": "" }).toEqual({ ...before, ".luff/lock": "" });
  });

  test("that is killed with luff is undone before a set is compared with what is there", async () => {
    const hook = 'touch started; [ -n "$QUICK" ] || exec sleep 5';
    addSource("greet", `hooks: {install: '${hook}'}\n`);
    sandbox.write("work/plugins.yaml", "plugins:\n  - name: greet\n    url: ./greet\n");
    const { process } = sandbox.start(["plugin", "install", "greet"]);
    await untilStarted();
    process.kill("SIGKILL");
    await process.exited;
    const preview = await install(["-f", "plugins.yaml", "--dry-run"]);
    expect(preview.stderr).toContain("has not ended");
    expect(await install(["-f", "plugins.yaml"], { env: { QUICK: "1" } })).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining("Installed plugin: greet"),
      stderr: expect.stringContaining(
        `an interrupted change was undone; nothing was installed into ${sandbox.shown("plugins/greet")}\n`,
      ),
    });
    expect((await sandbox.run(["greet", "a"])).stdout).toBe("runs\ta\n");
  });

  test("that still runs is waited for before a set is compared with what is there", async () => {
    addSource("greet", "hooks: {install: 'touch started; sleep 1; exit 1'}\n");
    sandbox.write("work/plugins.yaml", "plugins:\n  - name: greet\n    url: ./greet\n");
    const { result } = sandbox.start(["plugin", "install", "greet"]);
    await untilStarted();
    const set = await install(["-f", "plugins.yaml", "--no-hooks"]);
    expect(codeOf(await result)).toBe("hook-failed");
    expect(set).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("Installed plugin: greet") });
    expect((await sandbox.run(["greet", "a"])).stdout).toBe("runs\ta\n");
  });
});
