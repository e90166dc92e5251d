import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { manifestOf, programFiles } from "../helpers/fixture-programs.ts";
import { createGitRepository, GIT_ENVIRONMENT } from "../helpers/git-repository.ts";
import { testsWindows } from "../helpers/program-under-test.ts";
import { createSandbox, type RunOptions, type Sandbox } from "../helpers/sandbox.ts";

/** The form of a line; the time is that since luff began to read its arguments. */
const LINE = /^Debug: \d+ ms: /;
const LUA_GETTER = 'function main(cert, key, ca, url) io.write("got " .. url) end\n';
const LUA_RENDERER = 'function main(...) io.write(io.read("a"), ...) return 0 end\n';

let sandbox: Sandbox;
beforeAll(() => {
  sandbox = createSandbox();
  sandbox.addPlugin("luaplugin", "name: luaplugin\nversion: 1.2.0\nusage: u\n", {
    "main.lua": "function main(...) print(...) return 3 end\n",
  });
  const getter = "name: getter\nversion: 1.0.0\nusage: u\ndownloaders:\n  - {command: get.lua, protocols: [x]}\n";
  sandbox.addPlugin("getter", getter, { "get.lua": LUA_GETTER });
  sandbox.addPlugin("renderer", "name: renderer\nversion: 1.0.0\nusage: u\n", { "main.lua": LUA_RENDERER });
  sandbox.addPlugin(
    "runs",
    manifestOf("runs"),
    programFiles('echo "ran $*"', 'print("ran " .. table.concat(arg, " "))'),
  );
});
afterAll(() => sandbox.remove());

interface Explained {
  readonly exitCode: number | null;
  readonly stdout: string;
  /** The lines on stderr, explained ones without their beginning. */
  readonly lines: readonly string[];
}

async function explain(args: readonly string[], options: RunOptions = {}): Promise<Explained> {
  const { exitCode, stdout, stderr } = await sandbox.run(args, options);
  const lines = stderr.replaceAll("\r", "").split("\n").slice(0, -1);
  return { exitCode, stdout: stdout.replaceAll("\r", ""), lines: lines.map((line) => line.replace(LINE, "")) };
}

/** What is the same for every plugin: the variables of Helm. */
const isOfHelm = (line: string): boolean => /^sets (?!to nothing|HELM_PLUGIN_|HELM_DEBUG)/.test(line);

describe("luff --debug", () => {
  test("explains a Lua plugin on stderr, line by line", async () => {
    const folder = sandbox.shown("plugins", "luaplugin");
    const at = (...names: string[]): string => sandbox.shown("plugins", "luaplugin", ...names);
    const roots = [[], ["lua"], ["lua_modules", "share", "lua", "5.4"]];
    const { exitCode, stdout, lines } = await explain(["--debug", "--memory-limit", "64MiB", "luaplugin", "a b"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: "a b\n" });
    expect(lines.filter((line) => !isOfHelm(line))).toEqual([
      expect.stringMatching(/^luff \S+( \([\w-]+\))?, (Bun|QuickJS)\S* \S+, (linux|windows|darwin)\/\w+$/),
      'called as: luff --debug --memory-limit 64MiB luaplugin "a b"',
      `in the folder ${sandbox.shown("work")}`,
      `the plugins folder ${sandbox.shown("plugins")} (from HELM_PLUGINS) has the plugin "luaplugin" in ${folder}`,
      `plugin "luaplugin": manifest ${at("plugin.yaml")}: no apiVersion, type cli/v1, version 1.2.0`,
      'plugin "luaplugin": command: there is none',
      `plugin "luaplugin": expanded: "${at("main.lua")}" "a b"`,
      `plugin "luaplugin": luff itself runs ${at("main.lua")}`,
      `Lua script ${at("main.lua")}, of plugin "luaplugin"; arguments: "a b"`,
      `package.path: ${roots.flatMap((root) => [at(...root, "?.lua"), at(...root, "?", "init.lua")]).join(";")}`,
      "limits: memory 64MiB, set by --memory-limit; time none; output none",
      "sets HELM_DEBUG=true",
      `sets HELM_PLUGIN_DIR=${folder}`,
      "sets HELM_PLUGIN_NAME=luaplugin",
      expect.stringMatching(/^sets to nothing: HELM_KUBEAPISERVER, .*HELM_KUBETOKEN$/),
      expect.stringMatching(/^passes on as they are: \d+ variables$/),
      "luff ends with status 3",
    ]);
  });

  test("writes every line in one form, with the time, and nothing to stdout", async () => {
    const { stdout, stderr } = await sandbox.run(["--debug", "luaplugin"]);
    expect(stdout.replaceAll("\r", "")).toBe("\n");
    expect(stderr.replaceAll("\r", "")).toMatch(/^(?:Debug: \d+ ms: \S.*\n){10,}$/);
  });

  test("explains the program of a plugin and how it is started", async () => {
    const { stdout, lines } = await explain(["--debug", "runs", "x"]);
    expect(stdout).toBe("ran x\n");
    const about = lines.filter((line) => line.startsWith('plugin "runs": '));
    expect(about.slice(0, 2)).toEqual([
      `plugin "runs": manifest ${sandbox.shown("plugins", "runs", "plugin.yaml")}: no apiVersion, type cli/v1, version 1.0.0`,
      'plugin "runs": command: taken',
    ]);
    expect(about[2]).toStartWith('plugin "runs": written: ');
    expect(about[3]).toStartWith('plugin "runs": expanded: ');
    expect(about[3]).toEndWith(" x");
    expect(about[4]).toMatch(/^plugin "runs": program .*, (by its path|on PATH)/);
    expect(lines.find((line) => line.startsWith("starts "))).toMatch(/^starts .* with the words: .* x$/);
    // On POSIX the program is then in luff's place.
    expect(lines.includes("luff ends with status 0")).toBe(testsWindows());
  });

  test("explains a getter in Lua, and the luff that runs it", async () => {
    const { exitCode, stdout, lines } = await explain(["--debug", "--time-limit=50s", "get", "x://y"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "got x://y" });
    const script = sandbox.shown("plugins", "getter", "get.lua");
    expect(lines).toContain('URLs of the scheme x: plugin "getter" has a getter for them');
    expect(lines.filter((line) => line.startsWith("the getter of plugin"))).toEqual([
      `the getter of plugin "getter": manifest ${sandbox.shown("plugins", "getter", "plugin.yaml")}: no apiVersion, type getter/v1, version 1.0.0`,
      'the getter of plugin "getter": command: taken',
      'the getter of plugin "getter": written: get.lua',
      `the getter of plugin "getter": expanded: "${script}" "" "" "" x://y`,
      `the getter of plugin "getter": luff itself runs ${script}`,
      expect.stringContaining(`package.path: ${sandbox.shown("plugins", "getter", "?.lua")};`),
      'the getter of plugin "getter": limits: memory none; time 50s, set by --time-limit; output none',
    ]);
    expect(lines.find((line) => line.startsWith("starts "))).toEndWith(` --time-limit=50s "${script}" "" "" "" x://y`);
    expect(lines.at(-2)).toMatch(/^the program ended with status 0 after \d+ ms$/);
    expect(lines.at(-1)).toBe("luff ends with status 0");
  });

  test("explains a post-renderer in Lua, and LUFF_DEBUG=1 also the luff that runs it", async () => {
    const env = { LUFF_DEBUG: "1" };
    const { exitCode, stdout, lines } = await explain(["post-render", "renderer", "z"], { stdin: "a: 1\n", env });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "a: 1\nz" });
    const script = sandbox.shown("plugins", "renderer", "main.lua");
    expect(lines).toContain(`the post-renderer "renderer": expanded: "${script}" z`);
    expect(lines).toContain(`called by the plugin "renderer" in ${sandbox.shown("plugins", "renderer")}`);
    expect(lines).toContain(`Lua script ${script}, of plugin "renderer"; arguments: z`);
    expect(lines.filter((line) => line === "luff ends with status 0")).toHaveLength(2);
  });

  test("explains an install: the folder, the source and the hook", async () => {
    const hook = "name: hooked\nversion: 1.0.0\nusage: u\nhooks: {install: luff $HELM_PLUGIN_DIR/hook.lua}\n";
    sandbox.write("src/hooked/plugin.yaml", hook);
    sandbox.write("src/hooked/hook.lua", 'print("hooked")\n');
    sandbox.write("src/hooked/main.lua", "function main() end\n");
    const { exitCode, lines } = await explain(["--debug", "plugin", "install", sandbox.shown("src", "hooked")]);
    expect(exitCode).toBe(0);
    expect(lines).toContain(
      `the folder for new plugins: ${sandbox.shown("plugins")}, the first of HELM_PLUGINS or the default`,
    );
    expect(lines).toContain(`takes the folder ${sandbox.shown("src", "hooked")}, by a link`);
    const about = lines.filter((line) => line.startsWith("the install hook of plugin"));
    expect(about.slice(1, 3)).toEqual([
      'the install hook of plugin "hooked": command: taken',
      'the install hook of plugin "hooked": written: luff $HELM_PLUGIN_DIR/hook.lua',
    ]);
    expect(about[3]).toEndWith(`"${sandbox.shown("plugins", "hooked", "hook.lua")}"`);
    expect(lines.at(-1)).toBe("luff ends with status 0");
    expect((await sandbox.run(["plugin", "uninstall", "hooked"])).exitCode).toBe(0);
  });

  test("explains why a plugin does not run", async () => {
    using own = createSandbox();
    own.addPlugin("p", "name: p\nversion: 1.0.0\nplatformCommand:\n  - {os: plan9, command: x}\n");
    own.addPlugin("q", "name: q\nversion: 1.0.0\nusage: u\ncommand: luff-has-no-such-tool\n");
    const of = async (name: string): Promise<readonly string[]> => {
      const { stderr } = await own.run(["--debug", name]);
      const lines = stderr
        .replaceAll("\r", "")
        .split("\n")
        .map((line) => line.replace(LINE, ""));
      return lines.filter((line) => line.startsWith(`plugin "${name}": `)).slice(1);
    };
    const os = testsWindows() ? "windows" : process.platform;
    expect(await of("p")).toEqual([
      `plugin "p": platformCommand[0] (plan9, any architecture): not taken: this is ${os}`,
      'plugin "p": command: there is none',
    ]);
    expect((await of("q")).at(-1)).toStartWith(
      'plugin "q": no program luff-has-no-such-tool: no such file was found; PATH is ',
    );
  });

  test("explains a script by its path, inside of a plugin and outside", async () => {
    const script = sandbox.write("work/own.lua", "print(...)\n");
    const plain = await explain(["--debug", "./own.lua", "--debug", "x"]);
    expect(plain.stdout).toBe("--debug\tx\n");
    expect(plain.lines).toContain("Lua script ./own.lua, of no plugin; arguments: --debug x");
    expect(plain.lines.find((line) => line.startsWith("package.path: "))).toStartWith(
      `package.path: ${sandbox.shown("work", "?.lua")};`,
    );
    const env = { HELM_PLUGIN_NAME: "outer", HELM_PLUGIN_DIR: sandbox.shown("work") };
    expect((await explain(["--debug", script], { env })).lines.join("\n")).toContain(
      ', of plugin "outer"; arguments: none',
    );
  });

  test("shows no secret: of flags, arguments, variables, addresses and what the command expands", async () => {
    using own = createSandbox();
    own.addPlugin("p", `name: p\nversion: 1.0.0\nusage: u\ncommand: luff main.lua $MY_TOKEN\n`, {
      "main.lua": "function main(...) print(select('#', ...)) end\n",
    });
    const words = [
      "--password",
      "geheim1",
      "db.password=geheim2",
      "https://me:geheim3@h/x?k=geheim4",
      "--kube-token=geheim5",
    ];
    const env = { MY_TOKEN: "geheim6", HELM_KUBETOKEN: "geheim7" };
    const { exitCode, stdout, stderr } = await own.run(["--debug", "p", ...words], { env });
    expect({ exitCode, stdout: stdout.trim() }).toEqual({ exitCode: 0, stdout: "5" });
    expect(stderr).not.toContain("geheim");
    expect(stderr).toContain("called as: luff --debug p --password *** db.password=*** https://h/x?… --kube-token=***");
    expect(stderr).toContain("; arguments: *** --password *** db.password=*** https://h/x?…");
    expect(stderr).toContain(": sets HELM_KUBETOKEN=***");
  });

  test.each<[string, readonly string[], string, Record<string, string>?]>([
    ["a variable MYPASS", ["geheim1"], "***", { MYPASS: "geheim1" }],
    ["a session", ["geheim1"], "***", { WEB_SESSION: "geheim1" }],
    ["a login for registries", ["g:geheim1"], "***", { DOCKER_AUTH_CONFIG: "g:geheim1" }],
    ["a webhook", ["https://h/geheim1"], "***", { SLACK_WEBHOOK_URL: "https://h/geheim1" }],
    ["a webhook by its host", ["https://hooks.slack.com/services/geheim1"], "https://hooks.slack.com/***"],
    ["JSON", ["--set-json", 'a={"password":"geheim1"}'], '--set-json "a={\\"password\\":***}"'],
    ["a login", ["--creds=me:geheim1"], "--creds=***"],
    ["an address without a scheme", ["//me:geheim1@h/x", "me:geheim2@h"], "//***@h/x ***@h"],
    ["a user who is a token", ["oci://geheim1@h/x"], "oci://h/x"],
    ["a token by its form", ["ghp_geheim0123456789abcdef"], "***"],
    ["a secret again", ["--db-pass", "geheim1", "/x/geheim1"], "--db-pass *** /x/***"],
    ["a very long secret", ["geheim".repeat(150)], "***", { A_TOKEN: "geheim".repeat(150) }],
  ])("hides %s", async (_, args, shown, env = {}) => {
    const { exitCode, lines } = await explain(["--debug", "luaplugin", ...args], { env });
    expect(exitCode).toBe(3);
    expect(lines.join("\n")).not.toContain("geheim");
    expect(lines).toContain(`called as: luff --debug luaplugin ${shown}`);
    const script = sandbox.shown("plugins", "luaplugin", "main.lua");
    expect(lines).toContain(`Lua script ${script}, of plugin "luaplugin"; arguments: ${shown}`);
  });

  test("shows the plugin and the addresses of helm-secrets as they are", async () => {
    using own = createSandbox();
    own.addPlugin("secrets", "name: secrets\nversion: 1.0.0\nusage: u\n", { "main.lua": "function main() end\n" });
    const { stderr } = await own.run(["--debug", "secrets", "view", "secrets://x/values.yaml"]);
    expect(stderr).toContain(" ms: called as: luff --debug secrets view secrets://x/values.yaml");
    expect(stderr).toContain(' ms: plugin "secrets": command: there is none');
  });

  test("shows the requests of a download, without user, password and query", async () => {
    using server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: () => new Response("data") });
    const address = `127.0.0.1:${server.port}/x`;
    const { exitCode, lines } = await explain([
      "--debug",
      "get",
      "-o",
      "got",
      `http://me:geheim@${address}?sig=geheim`,
    ]);
    expect(exitCode).toBe(0);
    expect(readFileSync(sandbox.path("work/got"), "utf8")).toBe("data");
    expect(lines).toContain(`asks: GET http://${address}?…`);
    expect(lines.find((line) => line.startsWith("the answer "))).toMatch(
      /^the answer has the status 200, after \d+ ms$/,
    );
    expect(lines.join("\n")).not.toContain("geheim");
  });

  test("shows the command lines of git", async () => {
    const { url, commit } = createGitRepository(sandbox, "debugged");
    commit("1.0.0");
    const { exitCode, lines } = await explain(["--debug", "plugin", "install", url], { env: GIT_ENVIRONMENT });
    expect(exitCode).toBe(0);
    expect(lines).toContain(`takes the git repository ${url}`);
    expect(lines.find((line) => line.startsWith("starts "))).toMatch(/^starts \S+git with the words: .* clone /);
    expect(lines.some((line) => /^the program ended with status 0 after \d+ ms$/.test(line))).toBe(true);
  });

  test.each([
    [["luaplugin", "--debug"], {}],
    [["luaplugin"], { HELM_DEBUG: "1" }],
    [["luaplugin"], { LUFF_DEBUG: "0" }],
  ])("is for the plugin alone behind its name, and so is HELM_DEBUG: %j with %j", async (args, env) => {
    expect((await sandbox.run(args, { env })).stderr).toBe("");
  });
});
