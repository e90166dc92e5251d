import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { filesBelow } from "../../../helpers/files-below.ts";
import { createGitRepository, GIT_ENVIRONMENT, type GitRepository } from "../../../helpers/git-repository.ts";
import { madeTgz } from "../../../helpers/made-tar.ts";
import { createSandbox, type RunResult, type Sandbox } from "../../../helpers/sandbox.ts";

let sandbox: Sandbox;
let repository: GitRepository;

beforeEach(() => {
  sandbox = createSandbox();
  repository = createGitRepository(sandbox, "repo");
  repository.commit("1.0.0");
  repository.git("tag", "v1.0.0");
});
afterEach(() => sandbox.remove());

const run = (...words: readonly string[]): Promise<RunResult> =>
  sandbox.run(["plugin", ...words], { env: GIT_ENVIRONMENT });
const codeOf = ({ stderr }: RunResult): string | undefined => /^Error: .*\[([a-z-]+)\]$/m.exec(stderr)?.[1];
const receipt = (): Record<string, unknown> =>
  JSON.parse(readFileSync(sandbox.path("plugins/.luff/receipts/repo.json"), "utf8"));
/** What a commit is called in a message. */
const at = (version: string, ref: string): string =>
  `${version} (${ref}, ${repository.commitOf(version).slice(0, 12)})`;
const printed = async (): Promise<string> => (await sandbox.run(["greet"])).stdout;

function release(version: string): void {
  repository.commit(version);
  repository.git("tag", `v${version}`);
}

describe("luff plugin update of a git repository", () => {
  test("follows the default branch", async () => {
    await run("install", repository.url);
    expect((await run("info", "greet")).stdout).not.toContain("Version wanted");
    expect((await run("update", "greet")).stdout).toBe(`Plugin greet is already at ${at("1.0.0", "main")}\n`);
    release("1.1.0");
    const { exitCode, stdout, stderr } = await run("update", "greet");
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 0,
      stdout: `Updated plugin: greet\nFrom ${at("1.0.0", "main")} to ${at("1.1.0", "main")}\n`,
      stderr: "",
    });
    expect(await printed()).toBe("1.1.0\n");
    expect(receipt()).toMatchObject({ version: "1.1.0", origin: { commit: repository.commitOf("1.1.0") } });
    expect((await run("verify", "greet")).exitCode).toBe(0);
  });

  test("installs the newest version that the constraint allows, and keeps a new constraint", async () => {
    await run("install", "--version", "^1", repository.url);
    expect((await run("info", "greet")).stdout).toMatch(/^Version wanted: +\^1$/m);
    release("1.2.0");
    release("2.0.0");
    expect((await run("update", "greet")).stdout).toContain(`to ${at("1.2.0", "v1.2.0")}\n`);
    expect((await run("update", "greet")).stdout).toBe(
      `Plugin greet is already at ${at("1.2.0", "v1.2.0")}, the newest that --version ^1 allows\n`,
    );
    expect((await run("update", "--version", ">=1", "greet")).stdout).toContain(`to ${at("2.0.0", "v2.0.0")}\n`);
    release("3.0.0");
    expect((await run("update", "greet")).stdout).toContain(`to ${at("3.0.0", "v3.0.0")}\n`);
    expect((await run("update", "--version", "v1.0.0", "--pin", "greet")).stdout).toEndWith(
      `to ${at("1.0.0", "v1.0.0")}, and pinned there\n`,
    );
    expect(receipt()).toMatchObject({ pinned: true, origin: { constraint: "v1.0.0" } });
    const refused = await run("update", "--version", "v2.0.0", "greet");
    expect(refused).toMatchObject({ exitCode: 1, stdout: "" });
    expect(refused.stderr).toContain('plugin "greet" is pinned at version 1.0.0');
    expect(receipt()).toMatchObject({ version: "1.0.0", pinned: true });
  });

  test("follows a branch and a moved tag, and stays at a commit", async () => {
    repository.git("branch", "next");
    await run("install", "--version", "next", repository.url);
    repository.git("checkout", "--quiet", "next");
    repository.commit("1.1.0-next");
    expect((await run("update", "greet")).stdout).toContain(`to ${at("1.1.0-next", "next")}\n`);
    await run("update", "--version", "v1.0.0", "greet");
    repository.git("tag", "--force", "v1.0.0");
    expect((await run("update", "greet")).stdout).toContain(`to ${at("1.1.0-next", "v1.0.0")}\n`);
    const commit = repository.commitOf("1.0.0").slice(0, 9);
    await run("update", "--version", commit, "greet");
    expect((await run("update", "greet")).stdout).toContain("is already at 1.0.0");
  });

  test("works if a hook changed a file of the repository, and names other changes", async () => {
    const more = {
      "plugin.yaml":
        "name: greet\nversion: 1.1.0\nusage: u\ncommand: cmd\nhooks:\n  install: echo >> $HELM_PLUGIN_DIR/run.lua\n",
    };
    repository.commit("1.1.0", more);
    await run("install", repository.url);
    sandbox.write("plugins/repo/own", "x");
    release("1.2.0");
    const { exitCode, stderr } = await run("update", "greet");
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: 'Note: plugin "greet" has lost these changes in its folder since its install: own (added)\n',
    });
    expect(await printed()).toBe("1.2.0\n");
  });

  test("updates a plugin in a folder of the repository, and one whose clone is damaged", async () => {
    repository.commit("1.1.0", { "nested/plugin.yaml": "name: nested\nversion: 1.0.0\nusage: u\ncommand: cmd\n" });
    await run("install", `${repository.url}//nested`);
    await run("install", repository.url);
    repository.commit("1.2.0", { "nested/plugin.yaml": "name: nested\nversion: 2.0.0\nusage: u\ncommand: cmd\n" });
    expect((await run("update", "nested")).stdout).toContain("From 1.0.0 ");
    expect((await run("list")).stdout).toMatch(/^nested +2\.0\.0 /m);
    sandbox.write("plugins/repo/.git/HEAD", "damaged");
    sandbox.write("plugins/repo/.git/config", "[");
    expect((await run("update", "greet")).stdout).toContain(`to ${at("1.2.0", "main")}\n`);
    expect(await printed()).toBe("1.2.0\n");
  });

  test("writes a receipt for a clone that another program made, and names its changed files", async () => {
    const clone = ["clone", "--quiet", "--recursive", "--", repository.url, sandbox.path("plugins/repo")];
    repository.git(...clone);
    expect((await run("update", "greet")).stdout).toBe(`Plugin greet is already at ${at("1.0.0", "main")}\n`);
    expect(receipt()["origin"]).toEqual({
      kind: "git",
      url: repository.url,
      subfolder: "",
      constraint: "",
      ref: "main",
      commit: repository.commitOf("1.0.0"),
    });
    repository.git("-C", sandbox.path("plugins/repo"), "pull", "--quiet");
    release("1.1.0");
    // As Helm updates it.
    repository.git("-C", sandbox.path("plugins/repo"), "pull", "--quiet");
    sandbox.write("plugins/repo/run.lua", "changed");
    release("1.2.0");
    const { stdout, stderr } = await run("update", "greet");
    expect(stdout).toContain(`From ${at("1.1.0", "main")} to ${at("1.2.0", "main")}\n`);
    expect(stderr).toContain("since its install: run.lua (changed)\n");
    expect(await printed()).toBe("1.2.0\n");
  });

  test("names the changed files of a clone that another program made and luff has pinned", async () => {
    repository.git("clone", "--quiet", "--", repository.url, sandbox.path("plugins/repo"));
    expect((await run("update", "--pin", "greet")).stdout).toBe(`Pinned plugin: greet at ${at("1.0.0", "main")}\n`);
    expect(receipt()).toMatchObject({ pinned: true, foreign: true });
    expect((await run("info", "greet")).stdout).toMatch(/^Pinned: +yes\nInstalled: +by another program than luff/m);
    expect(codeOf(await run("verify", "greet"))).toBe("receipt-missing");
    sandbox.write("plugins/repo/run.lua", "changed");
    release("1.1.0");
    expect((await run("update", "greet")).stdout).toContain("is pinned at 1.0.0");
    expect((await run("update", "--unpin", "greet")).stderr).toBe(
      'Note: plugin "greet" has lost these changes in its folder since its install: run.lua (changed)\n',
    );
    expect(await printed()).toBe("1.1.0\n");
    expect(receipt()["foreign"]).toBeUndefined();
    expect((await run("verify", "greet")).exitCode).toBe(0);
  });

  test("does not take the receipt of an archive for one of the clone that has replaced it", async () => {
    const content = "name: greet\nversion: 1.0.0\nusage: u\ncommand: luff $HELM_PLUGIN_DIR/run.lua\n";
    for (const version of ["1.0.0", "0.9.0"]) {
      sandbox.write("work/repo.tgz", madeTgz([{ path: "plugin.yaml", content: content.replace("1.0.0", version) }]));
      await run("install", "--force", "repo.tgz");
      rmSync(sandbox.path("plugins/repo"), { recursive: true });
      repository.git("clone", "--quiet", "--", repository.url, sandbox.path("plugins/repo"));
      const [listed] = JSON.parse((await run("list", "-o", "json")).stdout);
      expect(listed.origin).toMatchObject({ kind: "git", url: repository.url });
      const info = JSON.parse((await run("info", "greet", "-o", "json")).stdout);
      expect({ ...info, origin: info.origin.kind }).toMatchObject({
        origin: "git",
        receipt: null,
        installedByLuff: false,
      });
      expect(codeOf(await run("verify", "greet"))).toBe("receipt-missing");
    }
    release("1.1.0");
    expect((await run("update", "greet")).stdout).toContain(`From ${at("1.0.0", "main")} to ${at("1.1.0", "main")}\n`);
  });

  test("stays at the tag that another program checked out, until --version changes it", async () => {
    release("1.1.0");
    repository.git("clone", "--quiet", "--branch", "v1.0.0", "--", repository.url, sandbox.path("plugins/repo"));
    expect((await run("update", "greet")).stdout).toContain(`already at ${at("1.0.0", "v1.0.0")}`);
    expect((await run("update", "--version", "^1", "greet")).stdout).toContain(`to ${at("1.1.0", "v1.1.0")}\n`);
  });

  test("is told by list --outdated", async () => {
    await run("install", "--version", "^1", repository.url);
    const header = "NAME  VERSION  AVAILABLE  LATEST  SOURCE\n";
    expect(await run("list", "--outdated")).toMatchObject({ exitCode: 0, stdout: header, stderr: "" });
    release("1.1.0");
    release("2.0.0");
    release("3.0.0-beta");
    expect((await run("list", "--outdated")).stdout).toMatch(/^greet +1\.0\.0 +v1\.1\.0 +v2\.0\.0 +file:/m);
    const [row] = JSON.parse((await run("list", "--outdated", "-o", "json")).stdout);
    expect(row).toMatchObject({
      name: "greet",
      available: { ref: "v1.1.0", commit: repository.commitOf("1.1.0") },
      latest: "v2.0.0",
      pinned: false,
    });
    await run("update", "--version", "main", "--pin", "greet");
    repository.commit("4.0.0");
    const commit = repository.commitOf("4.0.0").slice(0, 12);
    const pattern = new RegExp(`^greet +3\\.0\\.0-beta \\(pinned\\) +main \\(${commit}\\) +file:`, "m");
    expect((await run("list", "--outdated")).stdout).toMatch(pattern);
  });

  test("is told by list --outdated for the others if a repository cannot be asked", async () => {
    repository.git("clone", "--quiet", "--", repository.url, sandbox.path("plugins/repo"));
    const other = createGitRepository(sandbox, "other");
    other.commit("1.0.0", { "plugin.yaml": "name: other\nversion: 1.0.0\nusage: u\ncommand: cmd\n" });
    await run("install", other.url);
    expect((await run("list")).stdout).toMatch(new RegExp(`^greet +1\\.0\\.0 .* ${repository.url} `, "m"));
    release("1.1.0");
    sandbox.write("other/.git/HEAD", "damaged");
    const listed = await run("list", "--outdated");
    expect({ status: listed.exitCode, code: codeOf(listed) }).toEqual({ status: 1, code: "git-failed" });
    expect(listed.stdout).toMatch(/^greet +1\.0\.0 +main \(/m);
  });

  test("changes nothing if the repository is damaged or has no such version", async () => {
    await run("install", repository.url);
    const before = filesBelow(sandbox.plugins);
    expect(codeOf(await run("update", "--version", ">9", "greet"))).toBe("version-not-found");
    sandbox.write("repo/.git/HEAD", "damaged");
    expect(codeOf(await run("update", "greet"))).toBe("git-failed");
    expect({ ...filesBelow(sandbox.plugins), ".luff/lock": "" }).toEqual({ ...before, ".luff/lock": "" });
    expect(existsSync(sandbox.path("plugins/.luff/work"))).toBe(true);
  });
});
