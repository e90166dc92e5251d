import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { filesBelow } from "../../../helpers/files-below.ts";
import { createGitRepository, GIT_ENVIRONMENT, type GitRepository } from "../../../helpers/git-repository.ts";
import { programUnderTest } from "../../../helpers/program-under-test.ts";
import { serveSilence } from "../../../helpers/silent-server.ts";
import { createSandbox, type RunOptions, type RunResult, type Sandbox } from "../../../helpers/sandbox.ts";

let sandbox: Sandbox;
let repository: GitRepository;
let url: string;

beforeEach(() => {
  sandbox = createSandbox();
  repository = createGitRepository(sandbox, "repo");
  url = repository.url;
  const { commit, git } = repository;
  commit("1.0.0");
  git("tag", "v1.0.0");
  commit("1.1.0");
  git("tag", "-a", "-m", "with a message", "v1.1.0");
  commit("2.0.0", { "nested/plugin.yaml": "name: nested\nversion: 3.0.0\nusage: u\ncommand: cmd\n" });
  git("tag", "v2.0.0");
  commit("2.1.0-beta");
  git("branch", "next");
  git("reset", "--quiet", "--hard", "HEAD~1");
});
afterEach(() => sandbox.remove());

const install = (args: readonly string[], options: RunOptions = {}): Promise<RunResult> =>
  sandbox.run(["plugin", "install", ...args], { ...options, env: { ...GIT_ENVIRONMENT, ...options.env } });
const codeOf = ({ stderr }: RunResult): string | undefined => /^Error: .*\[([a-z-]+)\]$/m.exec(stderr)?.[1];
const receipt = (): Record<string, unknown> =>
  JSON.parse(readFileSync(sandbox.path("plugins/.luff/receipts/repo.json"), "utf8")).origin;
const leftovers = (): string[] =>
  Object.keys(filesBelow(sandbox.plugins)).filter((path) =>
    /^(?!\.luff)|^\.luff\/(journal|work|receipts|files)\/./.test(path),
  );

describe("luff plugin install of a git repository", () => {
  test.each([
    ["", "2.0.0", "main"],
    ["v1.0.0", "1.0.0", "v1.0.0"],
    ["v1.1.0", "1.1.0", "v1.1.0"],
    ["next", "2.1.0-beta", "next"],
    ["^1", "1.1.0", "v1.1.0"],
    [">=1.0, <1.1", "1.0.0", "v1.0.0"],
    ["2.0.0", "2.0.0", "v2.0.0"],
  ])("resolves version %j to %s", async (version, expected, ref) => {
    const flags = version === "" ? [] : ["--version", version];
    const { exitCode, stdout, stderr } = await install([...flags, url]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toBe(
      `Installed plugin: greet\nVersion ${expected}, from ${url} at ${ref} (${repository.commitOf(expected).slice(0, 12)})\n`,
    );
    expect(receipt()).toEqual({
      kind: "git",
      url,
      subfolder: "",
      constraint: version,
      ref,
      commit: repository.commitOf(expected),
    });
    expect((await sandbox.run(["greet"])).stdout).toBe(`${expected}\n`);
    expect((await sandbox.run(["plugin", "verify", "greet"])).exitCode).toBe(0);
  });

  test.each(["HEAD", "-f"])("installs from a branch %s, which git itself would not make", async (name) => {
    repository.git("update-ref", `refs/heads/${name}`, repository.commitOf("1.1.0"));
    const { exitCode, stdout, stderr } = await install([`--version=${name}`, url]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain(`Version 1.1.0, from ${url} at ${name} (`);
    expect(receipt()).toMatchObject({ ref: name, commit: repository.commitOf("1.1.0") });
  });

  test("takes the tag if a branch has its name", async () => {
    repository.git("branch", "v1.0.0", "next");
    const { exitCode, stdout, stderr } = await install(["--version=v1.0.0", url]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain(`Version 1.0.0, from ${url} at v1.0.0 (`);
    expect(readFileSync(sandbox.path("plugins/repo/.git/HEAD"), "utf8")).toBe(`${repository.commitOf("1.0.0")}\n`);
  });

  test("installs the commit of a repository that has no branch checked out", async () => {
    const commit = repository.commitOf("1.1.0");
    repository.git("checkout", "--quiet", "--detach", commit);
    const { exitCode, stdout, stderr } = await install([url]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain(`Version 1.1.0, from ${url} at ${commit} (`);
    expect(receipt()).toMatchObject({ constraint: "", ref: commit, commit });
  });

  test("refuses an empty repository", async () => {
    const empty = createGitRepository(sandbox, "empty");
    const refused = await install([empty.url]);
    expect({ status: refused.exitCode, code: codeOf(refused) }).toEqual({ status: 1, code: "version-not-found" });
    expect(refused.stderr).toContain(`Error: the repository ${empty.url} has no default branch: it may be empty [`);
    expect(leftovers()).toEqual([]);
  });

  test("makes the same clone whatever the user's git settings for clones are", async () => {
    const settings = "[clone]\n\tdefaultRemoteName = other\n\trejectShallow = true\n[advice]\n\tdetachedHead = true\n";
    sandbox.write("home/.gitconfig", settings);
    repository.git("clone", "--quiet", "--bare", "--depth", "1", url, sandbox.path("shallow"));
    const { exitCode, stdout, stderr } = await install([`git+${url.replace(/repo$/, "shallow")}`]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain("Version 2.0.0, from ");
    expect(readFileSync(sandbox.path("plugins/shallow/.git/config"), "utf8")).toContain('[remote "origin"]');
  });

  test.each([
    ["nothing", [], 1],
    ["a submodule", ["submodule", "--quiet", "add"], 3],
  ])("starts git no more often than it must for a repository with %s", async (_what, words, starts) => {
    const { git } = repository;
    if (words.length > 0) {
      git(...words, url, "sub");
      git("commit", "--quiet", "-m", "more");
    }
    const trace = sandbox.path("trace");
    expect((await install([url], { env: { GIT_TRACE2_EVENT: trace } })).exitCode).toBe(0);
    // The session of a git that another one started has the names of both.
    const own = /"event":"start","sid":"[^"/]+"/;
    const lines = readFileSync(trace, "utf8").split("\n");
    expect(lines.filter((line) => own.test(line)).length).toBe(starts);
  });

  test("finds a submodule, the branch and the commit where the user's settings put them elsewhere", async () => {
    sandbox.write("home/.gitconfig", "[core]\n\tsplitIndex = true\n");
    const { git } = repository;
    git("submodule", "--quiet", "add", url, "sub");
    git("commit", "--quiet", "-m", "with a submodule");
    git("pack-refs", "--all");
    expect(await install([url])).toMatchObject({ exitCode: 0, stderr: "" });
    expect(receipt()).toMatchObject({ ref: "main", commit: git("rev-parse", "HEAD") });
    expect(existsSync(sandbox.path("plugins/repo/sub/run.lua"))).toBe(true);
  });

  test("accepts a commit, also by its first digits", async () => {
    const whole = repository.commitOf("1.0.0");
    expect((await install(["--version", whole, url])).stdout).toContain("Version 1.0.0");
    expect((await install(["--force", "--version", whole.slice(0, 9), url])).stdout).toContain("Version 1.0.0");
    expect(receipt()).toMatchObject({ commit: whole });
  });

  test("installs a folder of the repository", async () => {
    const { exitCode, stdout } = await install([`${url}//nested`]);
    expect((await sandbox.run(["plugin", "list"])).stdout).toContain(` ${url}//nested`);
    expect({ exitCode, first: stdout.split("\n")[0] }).toEqual({ exitCode: 0, first: "Installed plugin: nested" });
    expect(existsSync(sandbox.path("plugins/nested/plugin.yaml"))).toBe(true);
    expect(codeOf(await install([`${url}//absent`]))).toBe("plugin-not-found");
  });

  test("names the repository, and no folder of luff's own, if it is not a plugin or its manifest is wrong", async () => {
    repository.git("rm", "--quiet", "plugin.yaml");
    repository.git("commit", "--quiet", "-m", "without");
    for (const flags of [[], ["--dry-run"]]) {
      expect((await install([...flags, url])).stderr).toBe(
        `Error: ${url} is not a plugin: its plugin.yaml is one level too deep, in nested [plugin-not-found]\n` +
          `Hint: If the plugin is in a folder of the repository, write that folder behind //: ${url}//FOLDER\n`,
      );
    }
    sandbox.write("repo/nested/plugin.yaml", "name: nested\nusage: one: two\n");
    repository.git("commit", "--quiet", "-am", "wrong");
    expect((await install([`${url}//nested`])).stderr).toBe(
      `Error: the plugin in ${url}//nested cannot be used: [manifest-invalid]\n  plugin.yaml:2:8: not valid YAML: the value has a second \`key: value\` ` +
        "in it (text with a colon and a space in it needs quotes, and a new key begins in the column of the other keys)\n",
    );
    expect(leftovers()).toEqual([]);
  });

  test("refuses a folder to which a link leads out of the repository", async () => {
    sandbox.write("outside/own/plugin.yaml", "name: own\nversion: 1.0.0\nusage: u\ncommand: cmd\n");
    sandbox.link("repo/plugins", sandbox.path("outside"));
    repository.commit("3.0.0");
    const refused = await install([`git+${url}//plugins/own`]);
    expect({ status: refused.exitCode, code: codeOf(refused) }).toEqual({ status: 1, code: "plugin-not-found" });
    expect(existsSync(sandbox.path("outside", "own", "plugin.yaml"))).toBe(true);
    expect(leftovers()).toEqual([]);
  });

  test("fetches submodules, and keeps line ends whatever the user's git settings are", async () => {
    sandbox.write("home/.gitconfig", "[core]\n\tautocrlf = true\n");
    const { git } = repository;
    git("submodule", "--quiet", "add", url, "sub");
    git("commit", "--quiet", "-m", "with a submodule");
    expect(await install([url])).toMatchObject({ exitCode: 0, stderr: "" });
    expect(readFileSync(sandbox.path("plugins/repo/sub/run.lua"), "utf8")).toBe("function main() print('2.0.0') end\n");
    expect(readFileSync(sandbox.path("plugins/repo/run.lua"), "utf8")).not.toContain("\r");
  });

  test.each([
    ["/etc", "an absolute path"],
    ["../../outside", "outside of it"],
    ["nested/../../x", 'which has ".." after a name'],
  ])(
    "refuses a repository with a link to %s, for an install and an update, and leaves nothing",
    async (target, why) => {
      sandbox.link("repo/nested/deep", "plugin.yaml");
      repository.commit("3.0.0");
      expect((await install([url])).exitCode).toBe(0);
      sandbox.link("repo/nested/bad", target);
      repository.commit("4.0.0");
      const before = filesBelow(sandbox.plugins);
      const message = `luff does not install ${url}: the link "nested/bad" leads to ${JSON.stringify(target)}, ${why}`;
      for (const words of [
        ["install", "--force", url],
        ["update", "greet"],
      ]) {
        const refused = await sandbox.run(["plugin", ...words], { env: GIT_ENVIRONMENT });
        expect(refused).toMatchObject({ exitCode: 1, stdout: "" });
        expect(refused.stderr).toContain(`Error: ${message} [archive-unsafe]\nHint: No link may lead out`);
      }
      expect(filesBelow(sandbox.plugins)).toEqual(before);
    },
  );

  test("refuses a link out of the plugin's folder that stays in the repository", async () => {
    sandbox.link("repo/nested/license", "../plugin.yaml");
    repository.commit("3.0.0");
    const refused = await install([`git+${url}//nested`]);
    expect({ status: refused.exitCode, code: codeOf(refused) }).toEqual({ status: 1, code: "archive-unsafe" });
    expect(leftovers()).toEqual([]);
  });

  test("says what a submodule lacks that .gitmodules does not name", async () => {
    const { git } = repository;
    git("update-index", "--add", "--cacheinfo", `160000,${repository.commitOf("1.0.0")},vendor/lib`);
    git("commit", "--quiet", "-m", "with half a submodule");
    const refused = await install([url]);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toEndWith(
      "Error: git submodule ended with status 128 [git-failed]\n" +
        "Hint: The repository has a submodule at vendor/lib, and .gitmodules does not say where it comes from: its author removes " +
        "it with `git rm --cached vendor/lib`, or adds the submodule with `git submodule add URL vendor/lib`.\n",
    );
    expect(leftovers()).toEqual([]);
  });

  test.each([
    ["a version that does not exist", ["--version", "v9"], "version-not-found"],
    ["a constraint that nothing satisfies", ["--version", ">9"], "version-not-found"],
    ["a checksum", ["--checksum", `sha256:${"0".repeat(64)}`], "usage"],
  ])("refuses %s, and leaves nothing", async (_what, flags, code) => {
    expect(codeOf(await install([...flags, url]))).toBe(code);
    expect(leftovers()).toEqual([]);
  });

  test("leaves the user's repository alone in a hook of git, and reads the settings that the user gave git", async () => {
    const user = createGitRepository(sandbox, "user");
    const luff = programUnderTest().map((word) => `'${word}'`);
    sandbox.write("user/.git/hooks/pre-commit", `#!/bin/sh\n${luff.join(" ")} plugin install ${url} >&2\n`, 0o755);
    sandbox.write("user/file", "x");
    user.git("add", "-A");
    const before = readFileSync(sandbox.path("user/.git/config"), "utf8");
    const env = { ...GIT_ENVIRONMENT, GIT_DIR: sandbox.path("user/.git"), GIT_WORK_TREE: sandbox.path("user") };
    const committed = await sandbox.run(["commit", "--quiet", "-m", "c", "file"], {
      program: [Bun.which("git") ?? ""],
      env: { ...env, GIT_OBJECT_DIRECTORY: sandbox.path("user/.git/objects"), GIT_CONFIG: sandbox.path("user/x") },
      cwd: "user",
    });
    expect(committed).toMatchObject({ exitCode: 0, stdout: "" });
    expect(committed.stderr).toContain(`Installed plugin: greet\nVersion 2.0.0, from ${url} at main`);
    expect(readFileSync(sandbox.path("user/.git/config"), "utf8")).toBe(before);
    expect(user.git("ls-files")).toBe(".keep\nfile");
    expect(user.git("for-each-ref", "--format=%(refname)")).toBe("refs/heads/main");
    expect(existsSync(sandbox.path("user/x"))).toBe(false);
    expect(readFileSync(sandbox.path("plugins/repo/.git/config"), "utf8")).toContain("autocrlf = false");
  });

  test("keeps a password in the clone from other users, and takes a scheme in any case", async () => {
    sandbox.write("home/.gitconfig", `[url "${url}"]\n\tinsteadOf = http://us:SECRET@127.0.0.1/r.git\n`);
    const { exitCode, stdout, stderr } = await install(["hTTp://us:SECRET@127.0.0.1/r.git"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain("Version 2.0.0, from http://127.0.0.1/r.git at main");
    expect(readFileSync(sandbox.path("plugins/r.git/.git/config"), "utf8")).toContain("SECRET");
    expect(statSync(sandbox.path("plugins/r.git/.git/config")).mode & 0o777).toBe(0o600);
    expect(statSync(sandbox.path("plugins/r.git/.git")).mode & 0o777).toBe(0o700);
  });

  test("shows no token if the server wants a password too", async () => {
    using server = Bun.serve({
      port: 0,
      hostname: "127.0.0.1",
      fetch: () => new Response("", { status: 401, headers: { "WWW-Authenticate": 'Basic realm="x"' } }),
    });
    const failed = await install([`http://TOKEN@127.0.0.1:${server.port}/r.git`]);
    expect({ code: codeOf(failed), status: failed.exitCode }).toEqual({ code: "git-failed", status: 1 });
    expect(failed.stderr).not.toContain("TOKEN");
  });

  test.each(["http:/us:SECRET@h/x.tgz", "us:SECRET@h/x", "us:SECRET@h:x.git"])(
    "shows no password of the mistyped %s",
    async (text) => {
      const failed = await install([text]);
      expect(codeOf(failed)).toBe("source-not-found");
      expect(failed.stderr).toContain('"…@h');
      expect(failed.stderr).not.toContain("SECRET");
    },
  );

  test("offers the path for a URL of file that is no repository", async () => {
    sandbox.write("work/plain/plugin.yaml", "name: plain\n");
    const path = sandbox.path("work", "plain");
    const failed = await install([`file://${path}`]);
    expect(codeOf(failed)).toBe("git-failed");
    expect(failed.stderr).toContain("A URL of file is for git alone. If it is not a repository, write its path: ");
  });

  test.each([
    ["SIGTERM", 143, []],
    ["SIGINT", 130, ["--version", "main"]],
    ["SIGHUP", 129, []],
  ] as const)("ends git and itself at %s while a server says nothing, and leaves nothing", async (...row) => {
    const [signal, status, flags] = row;
    using server = await serveSilence();
    const { process, result } = sandbox.start(["plugin", "install", `${server.url}/greet.git`, ...flags]);
    await server.connected;
    process.kill(signal);
    expect(await result).toEqual({
      exitCode: status,
      signal: null,
      stdout: "",
      stderr: "Error: stopped by a signal; nothing was installed [interrupted]\n",
    });
    await server.left;
    expect(leftovers()).toEqual([]);
    expect(readdirSync(sandbox.path("tmp"))).toEqual([]);
  });

  test("gives up a server that says nothing for the time of --timeout", async () => {
    using server = await serveSilence();
    const failed = await install(["--timeout", "1s", `${server.url}/greet.git`]);
    expect({ status: failed.exitCode, code: codeOf(failed) }).toEqual({ status: 1, code: "git-failed" });
    expect(failed.stderr).toContain("Operation too slow");
    expect(failed.stderr).toContain(`Error: cannot clone ${server.url}/greet.git: git clone ended with status 128`);
  });

  test("reports a missing repository, a missing git, and --version for a source that has no versions", async () => {
    const failed = await install([`${url}-absent`]);
    expect({ code: codeOf(failed), status: failed.exitCode }).toEqual({ code: "git-failed", status: 1 });
    expect(failed.stderr).toMatch(/^Error: cannot clone \S+: git clone ended with status \d+ \[git-failed\]$/m);
    expect(leftovers()).toEqual([]);
    expect(codeOf(await install([url], { env: { PATH: sandbox.path("home") } }))).toBe("git-missing");
    sandbox.write("work/folder/plugin.yaml", "name: x\nversion: 1.0.0\nusage: u\ncommand: cmd\n");
    expect(codeOf(await install(["--version", "1", "folder"]))).toBe("usage");
  });
});
