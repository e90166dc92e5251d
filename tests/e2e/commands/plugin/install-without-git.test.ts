import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { filesBelow } from "../../../helpers/files-below.ts";
import { findTool } from "../../../helpers/find-tool.ts";
import { ARCHIVE_PATHS, serveGit } from "../../../helpers/git-server.ts";
import { testsWine } from "../../../helpers/program-under-test.ts";
import { SEARCH_PATH } from "../../../helpers/sandbox-environment.ts";
import { createSandbox, type RunResult, type Sandbox } from "../../../helpers/sandbox.ts";

const CURL = findTool("curl");

let sandbox: Sandbox;
const commits: Record<string, string> = {};

function git(...args: readonly string[]): string {
  const identity = ["-c", "user.name=a", "-c", "user.email=a@example.invalid", "-c", "protocol.file.allow=always"];
  const command = ["git", "-C", sandbox.path("repo"), ...identity, ...args];
  // This machine's git, although luff may be one for Windows.
  const env = { PATH: SEARCH_PATH, HOME: sandbox.home, GIT_CONFIG_NOSYSTEM: "1" };
  const { stdout, stderr, exitCode } = Bun.spawnSync(command, { env });
  if (exitCode !== 0) throw new Error(stderr.toString());
  return stdout.toString().trim();
}

function commit(version: string): void {
  const text = `name: greet\nversion: ${version}\nusage: u\ncommand: luff $HELM_PLUGIN_DIR/run.lua\n`;
  sandbox.write("repo/plugin.yaml", text);
  sandbox.write("repo/run.lua", `function main() print('${version}') end\n`);
  sandbox.write("repo/nested/plugin.yaml", text.replace("greet", "nested"));
  git("add", "-A");
  git("commit", "--quiet", "-m", version);
  commits[version] = git("rev-parse", "HEAD");
}

beforeEach(() => {
  sandbox = createSandbox();
  if (CURL !== null) sandbox.link("bin/curl", CURL);
  sandbox.write("repo/.keep", "");
  git("init", "--quiet", "--initial-branch=main");
  commit("1.0.0");
  git("tag", "v1.0.0");
  commit("1.1.0");
  git("tag", "-a", "-m", "with a message", "v1.1.0");
  commit("2.0.0");
  git("branch", "next");
});
afterEach(() => sandbox.remove());

/** PATH has curl at most, which the compact executables need. */
function withoutGit(): Record<string, string> {
  return testsWine() ? {} : { PATH: sandbox.path("bin") };
}

const luff = (...args: readonly string[]): Promise<RunResult> => sandbox.run(args, { env: withoutGit() });
const codeOf = ({ stderr }: RunResult): string | undefined => /^Error: .*\[([a-z-]+)\]$/m.exec(stderr)?.[1];
const receipt = (name: string): unknown =>
  JSON.parse(readFileSync(sandbox.path(`plugins/.luff/receipts/${name}.json`), "utf8")).origin;
const kept = (): string[] =>
  Object.keys(filesBelow(sandbox.plugins)).filter((path) =>
    /^(?!\.luff)|^\.luff\/(journal|work|receipts|files)\/./.test(path),
  );

describe("luff plugin install without the program git", () => {
  test.each(Object.keys(ARCHIVE_PATHS) as (keyof typeof ARCHIVE_PATHS)[])(
    "takes the files of a commit from a forge such as %s",
    async (forge) => {
      using server = await serveGit(sandbox.path("repo"), forge);
      const { url } = server;
      const { exitCode, stdout, stderr } = await luff("plugin", "install", "--version", "^1", url);
      const commit = commits["1.1.0"] ?? "";
      expect({ exitCode, stdout }).toEqual({
        exitCode: 0,
        stdout: `Installed plugin: greet\nVersion 1.1.0, from ${url} at v1.1.0 (${commit.slice(0, 12)})\n`,
      });
      expect(stderr).toMatch(/^Note: there is no program git here.*\n$/);
      expect(receipt("r.git")).toEqual({ kind: "git", url, subfolder: "", constraint: "^1", ref: "v1.1.0", commit });
      expect((await luff("greet")).stdout).toBe("1.1.0\n");
      expect((await luff("plugin", "verify", "greet")).exitCode).toBe(0);
    },
  );

  test.each([
    ["", "2.0.0", "main"],
    ["v1.0.0", "1.0.0", "v1.0.0"],
    ["next", "2.0.0", "next"],
    [">=1.0, <1.1", "1.0.0", "v1.0.0"],
  ])("takes version %j as %s", async (version, expected, ref) => {
    using server = await serveGit(sandbox.path("repo"), "GitHub");
    const flags = version === "" ? [] : ["--version", version];
    expect((await luff("plugin", "install", ...flags, server.url)).exitCode).toBe(0);
    expect(receipt("r.git")).toMatchObject({ constraint: version, ref, commit: commits[expected] });
  });

  test("takes a whole commit, and a folder of the repository", async () => {
    using server = await serveGit(sandbox.path("repo"), "GitHub");
    const commit = commits["1.0.0"] ?? "";
    expect((await luff("plugin", "install", "--version", commit, `${server.url}//nested`)).exitCode).toBe(0);
    expect(receipt("nested")).toMatchObject({ subfolder: "nested", commit });
    expect((await luff("plugin", "verify", "nested")).exitCode).toBe(0);
    expect(codeOf(await luff("plugin", "install", `${server.url}//absent`))).toBe("plugin-not-found");
    expect(codeOf(await luff("plugin", "install", "--version", commit.slice(0, 9), server.url))).toBe("git-missing");
  });

  test("lets an update follow the branch", async () => {
    using server = await serveGit(sandbox.path("repo"), "GitHub");
    expect((await luff("plugin", "install", server.url)).exitCode).toBe(0);
    expect((await luff("plugin", "update", "greet")).stdout).toStartWith("Plugin greet is already at 2.0.0");
    commit("2.1.0");
    expect((await luff("plugin", "update", "greet")).exitCode).toBe(0);
    expect(receipt("r.git")).toMatchObject({ ref: "main", commit: commits["2.1.0"] });
  });

  test("lets list --outdated ask the server", async () => {
    using server = await serveGit(sandbox.path("repo"), "GitHub");
    expect((await luff("plugin", "install", "--version", "<1.1", server.url)).exitCode).toBe(0);
    const fresh = server.requests.length;
    const rows = JSON.parse((await luff("plugin", "list", "--outdated", "-o", "json")).stdout);
    expect(rows).toMatchObject([{ name: "greet", version: "1.0.0", available: null, latest: "v1.1.0" }]);
    commit("1.0.5");
    git("tag", "v1.0.5");
    expect(await luff("plugin", "list", "--outdated")).toMatchObject({
      exitCode: 0,
      stdout: `NAME   VERSION  AVAILABLE  LATEST  SOURCE\ngreet  1.0.0    v1.0.5     v1.1.0  ${server.url}\n`,
      stderr: "",
    });
    const question = "/o/r.git/info/refs?service=git-upload-pack";
    expect(server.requests.slice(fresh)).toEqual([question, question]);
  });

  test("lets list --outdated go on for the others if a server refuses", async () => {
    const gone = await serveGit(sandbox.path("repo"), "GitHub");
    expect((await luff("plugin", "install", `${gone.url}//nested`)).exitCode).toBe(0);
    gone[Symbol.dispose]();
    using server = await serveGit(sandbox.path("repo"), "GitHub");
    expect((await luff("plugin", "install", server.url)).exitCode).toBe(0);
    commit("3.0.0");
    const listed = await luff("plugin", "list", "--outdated");
    expect({ status: listed.exitCode, code: codeOf(listed) }).toEqual({ status: 1, code: "download-failed" });
    expect(listed.stdout).toMatch(/^greet +2\.0\.0 +main \(/m);
  });

  test("refuses what only git can fetch, and leaves nothing", async () => {
    git("submodule", "--quiet", "add", sandbox.path("repo"), "sub");
    git("commit", "--quiet", "-m", "with a submodule");
    using server = await serveGit(sandbox.path("repo"), "GitHub");
    const submodules = await luff("plugin", "install", server.url);
    expect(codeOf(submodules)).toBe("git-missing");
    expect(submodules.stderr).toContain("submodules");
    for (const url of ["git@127.0.0.1:o/r", "ssh://git@127.0.0.1/o/r", "git://127.0.0.1/o/r"]) {
      expect(codeOf(await luff("plugin", "install", url))).toBe("git-missing");
    }
    expect(kept()).toEqual([]);
  });

  test.each([401, 403, 429])("says that the forge refuses the archive, with status %d", async (archive) => {
    using server = await serveGit(sandbox.path("repo"), "GitHub", { archive });
    const refused = await luff("plugin", "install", server.url);
    expect(codeOf(refused)).toBe("download-failed");
    expect(refused.stderr).toContain(`the server answered with status ${archive}`);
    expect(kept()).toEqual([]);
  });

  test("takes the files from another address if the first one is refused", async () => {
    using server = await serveGit(sandbox.path("repo"), "GitLab", { elsewhere: 403 });
    expect((await luff("plugin", "install", server.url)).exitCode).toBe(0);
    expect(receipt("r.git")).toMatchObject({ ref: "main", commit: commits["2.0.0"] });
  });

  test("says so if there is no repository, or no such version", async () => {
    using server = await serveGit(sandbox.path("repo"), "GitHub");
    expect(codeOf(await luff("plugin", "install", server.url.replace("/r.git", "/x.git")))).toBe("source-unsupported");
    expect(codeOf(await luff("plugin", "install", "--version", ">9", server.url))).toBe("version-not-found");
    expect(kept()).toEqual([]);
  });
});
