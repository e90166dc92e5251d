import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { existsSync, rmSync } from "node:fs";
import { filesBelow } from "../../../helpers/files-below.ts";
import { createGitRepository, GIT_ENVIRONMENT } from "../../../helpers/git-repository.ts";
import { madeTgz } from "../../../helpers/made-tar.ts";
import { testsWindows } from "../../../helpers/program-under-test.ts";
import { createSandbox, type RunResult, type Sandbox } from "../../../helpers/sandbox.ts";

let sandbox: Sandbox;
beforeEach(() => void (sandbox = createSandbox()));
afterEach(() => sandbox.remove());

const run = (...words: readonly string[]): Promise<RunResult> =>
  sandbox.run(["plugin", ...words], { env: GIT_ENVIRONMENT });
const shortOf = (bytes: Uint8Array): string => new Bun.CryptoHasher("sha256").update(bytes).digest("hex").slice(0, 12);
const lose = (path: string): void => rmSync(sandbox.path("plugins", path));
const UPDATE_GREET = "'luff plugin update greet' installs it anew from its source";

function archiveOf(version: string): Uint8Array {
  const text = `name: greet\nversion: ${version}\nusage: u\ncommand: luff $HELM_PLUGIN_DIR/run.lua\n`;
  return madeTgz([
    { path: "greet/plugin.yaml", content: text },
    { path: "greet/run.lua", content: `function main() print('${version}') end\n` },
  ]);
}

async function installArchive(version = "1.0.0"): Promise<string> {
  const bytes = archiveOf(version);
  sandbox.write("work/greet.tgz", bytes);
  expect((await run("install", "greet.tgz")).exitCode).toBe(0);
  return `SHA-256 ${shortOf(bytes)}`;
}

describe("a plugin that luff installed and that has lost its plugin.yaml", () => {
  const wrong = (): string =>
    `the plugin in ${sandbox.shown("plugins/greet")} cannot be used: its plugin.yaml is missing`;

  test("is named by list and by doctor, with what mends it", async () => {
    await installArchive();
    lose("greet/plugin.yaml");
    const listed = await run("list");
    expect(listed.stderr).toBe(`Warning: ${wrong()}; ${UPDATE_GREET}\n`);
    const { stdout } = await sandbox.run(["doctor", "-o", "json"]);
    expect(JSON.parse(stdout)).toContainEqual({
      check: "plugins",
      status: "problem",
      text: wrong(),
      hint: `${UPDATE_GREET}.`,
    });
  });

  test.each([[["greet"]], [["plugin", "info", "greet"]], [["plugin", "verify", "greet"]]])(
    "luff %j says what mends it",
    async (words) => {
      await installArchive();
      lose("greet/plugin.yaml");
      const { exitCode, stderr } = await sandbox.run(words);
      expect(exitCode).not.toBe(0);
      expect(stderr).toBe(`Error: ${wrong()} [plugin-incomplete]\nHint: ${UPDATE_GREET}.\n`);
    },
  );

  test("is what is in the way of an install, which says what mends it", async () => {
    await installArchive();
    lose("greet/plugin.yaml");
    const { exitCode, stderr } = await run("install", "greet.tgz");
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      `the folder ${sandbox.shown("plugins/greet")} is that of plugin "greet", which has lost its plugin.yaml [plugin-exists]`,
    );
    expect(stderr).toContain(`Hint: ${UPDATE_GREET}. With --force luff replaces it by what you install.\n`);
    expect((await run("install", "--force", "greet.tgz")).exitCode).toBe(0);
    expect((await run("verify", "greet")).exitCode).toBe(0);
  });

  test("is mended by an update of its name or of all, although its source has nothing newer", async () => {
    const at = await installArchive();
    for (const word of ["greet", "--all"]) {
      lose("greet/plugin.yaml");
      const { exitCode, stdout, stderr } = await run("update", word);
      expect({ exitCode, stdout, stderr }).toEqual({
        exitCode: 0,
        stdout: `Mended plugin: greet, which lacked plugin.yaml\nAt 1.0.0 (${at}), installed anew from its source\n`,
        stderr: "",
      });
      expect((await run("verify", "greet")).exitCode).toBe(0);
    }
  });

  test("is an error of the update if the source is gone", async () => {
    await installArchive();
    lose("greet/plugin.yaml");
    rmSync(sandbox.path("work/greet.tgz"));
    for (const word of ["greet", "--all"]) {
      const { exitCode, stderr } = await run("update", word);
      expect(exitCode).toBe(1);
      expect(stderr).toContain('the archive that plugin "greet" was installed from is gone');
    }
  });

  test("is neither changed nor passed over if it is pinned", async () => {
    await installArchive();
    expect((await run("update", "--pin", "greet")).exitCode).toBe(0);
    lose("greet/plugin.yaml");
    const before = filesBelow(sandbox.path("plugins/greet"));
    const { exitCode, stderr } = await run("update", "--all");
    expect(exitCode).toBe(1);
    expect(stderr).toContain('plugin "greet" is pinned at version 1.0.0, and it lacks plugin.yaml [plugin-incomplete]');
    expect(filesBelow(sandbox.path("plugins/greet"))).toEqual(before);
    expect((await run("update", "--unpin", "greet")).stdout).toContain("Mended plugin: greet");
  });

  test.skipIf(testsWindows())("is an error of the update if it is linked: the folder is the user's", async () => {
    sandbox.write("work/mine/plugin.yaml", "name: mine\nversion: 1.0.0\nusage: u\ncommand: luff x.lua\n");
    expect((await run("install", "./mine")).exitCode).toBe(0);
    rmSync(sandbox.path("work/mine/plugin.yaml"));
    for (const words of [["list"], ["update", "mine"], ["update", "--all"]]) {
      const { stderr } = await run(...words);
      expect(stderr).toContain(
        `the plugin in ${sandbox.shown("plugins/mine")} cannot be used: its plugin.yaml is missing`,
      );
      expect(stderr).toContain("luff plugin uninstall mine");
    }
    expect((await run("update", "mine")).exitCode).toBe(1);
  });

  test("is not seen in a folder into which luff has put nothing", async () => {
    sandbox.write("plugins/other/file", "x");
    expect((await run("list")).stderr).toBe("");
  });
});

describe("a plugin that has lost another file", () => {
  test("is mended by an update, which keeps to the version that was wanted", async () => {
    const at = await installArchive();
    lose("greet/run.lua");
    const preview = await run("update", "--dry-run", "greet", "-o", "json");
    expect(JSON.parse(preview.stdout)).toMatchObject([{ result: "would-mend", lost: { missing: ["run.lua"] } }]);
    expect(existsSync(sandbox.path("plugins/greet/run.lua"))).toBe(false);
    const { exitCode, stdout, stderr } = await run("update", "greet");
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 0,
      stdout: `Mended plugin: greet, which lacked run.lua\nAt 1.0.0 (${at}), installed anew from its source\n`,
      stderr: "",
    });
    expect((await sandbox.run(["greet"])).stdout).toBe("1.0.0\n");
  });

  test("tells what else the mending has replaced", async () => {
    await installArchive();
    lose("greet/run.lua");
    sandbox.write("plugins/greet/note.txt", "mine");
    expect((await run("update", "greet")).stderr).toBe(
      'Note: plugin "greet" has lost these changes in its folder since its install: note.txt (added)\n',
    );
  });

  test("is updated as ever where its source has something newer", async () => {
    await installArchive();
    sandbox.write("work/greet.tgz", archiveOf("1.1.0"));
    lose("greet/run.lua");
    expect((await run("update", "greet")).stdout).toContain("Updated plugin: greet\nFrom 1.0.0");
  });

  test("is named with what mends it where it does not start", async () => {
    await installArchive();
    lose("greet/run.lua");
    const hint =
      "It was there after the install: 'luff plugin verify greet' lists what is missing, and 'luff plugin update greet' brings it back.";
    expect((await sandbox.run(["greet"])).stderr).toContain(`\nHint: ${hint}\n`);
    expect((await run("list")).stderr).toContain(hint);
    expect((await run("info", "greet")).stdout).toContain(hint);
    expect((await run("verify", "greet")).stderr).toContain("; this brings them back: luff plugin update greet\n");
  });

  test("is not as its set wants it, and is installed anew", async () => {
    await installArchive();
    sandbox.write("work/plugins.yaml", "plugins:\n  - name: greet\n    url: ./greet.tgz\n");
    const install = (): Promise<RunResult> => run("install", "-f", "plugins.yaml");
    expect((await install()).stdout).toContain("Plugin greet is as the set wants it: 1.0.0");
    lose("greet/run.lua");
    sandbox.write("plugins/greet/note.txt", "mine");
    const preview = await run("install", "-f", "plugins.yaml", "--dry-run");
    expect(preview.stdout).toContain("Would mend plugin: greet, which lacks run.lua\n");
    expect(preview.stderr).toContain(
      '"greet" would lose these changes in its folder since its install: note.txt (added)',
    );
    const mended = await install();
    expect(mended.stdout).toContain("Mended plugin: greet, which lacked run.lua; it is at 1.0.0");
    expect(mended.stderr).toContain('"greet" has lost these changes in its folder since its install: note.txt (added)');
    expect((await run("verify", "greet")).exitCode).toBe(0);
  });

  test("loses the changes in its folder to a set with another version, which says so", async () => {
    await installArchive();
    sandbox.write("plugins/greet/run.lua", "-- mine\n");
    sandbox.write("work/greet.tgz", archiveOf("1.1.0"));
    sandbox.write("work/plugins.yaml", "plugins:\n  - name: greet\n    url: ./greet.tgz\n");
    const { stdout, stderr } = await run("install", "-f", "plugins.yaml");
    expect(stdout).toContain("Changed plugin: greet from 1.0.0");
    expect(stderr).toContain('"greet" has lost these changes in its folder since its install: run.lua (changed)');
  });

  test("can be pinned at its version, and is then named by an update", async () => {
    await installArchive();
    lose("greet/run.lua");
    expect((await run("update", "--pin", "greet")).stdout).toContain("Pinned plugin: greet at 1.0.0");
    const refused = await run("update", "greet");
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain("is pinned at version 1.0.0, and it lacks run.lua [plugin-incomplete]");
    expect((await run("update", "--unpin", "greet")).stdout).toContain("Mended plugin: greet");
  });

  test("names both sources where a set changes the source", async () => {
    await installArchive();
    sandbox.write("work/new/greet.tgz", archiveOf("1.0.0"));
    sandbox.write("work/plugins.yaml", "plugins:\n  - name: greet\n    url: ./new/greet.tgz\n");
    const [old, next] = [sandbox.shown("work/greet.tgz"), sandbox.shown("work/new/greet.tgz")];
    const preview = await run("install", "-f", "plugins.yaml", "--dry-run");
    expect(preview.stdout).toContain(` from ${old}, to what the set has: ./new/greet.tgz\n`);
    const { stdout } = await run("install", "-f", "plugins.yaml");
    expect(stdout).toContain(`; it came from ${old}, and comes from ${next} now\n`);
  });
});

describe("luff plugin update of a git repository's plugin that has lost files", () => {
  test("is found by the name that luff wrote down where its folder has another one, and mended from a repository", async () => {
    const repository = createGitRepository(sandbox, "helm-repo");
    repository.commit("1.0.0");
    repository.git("tag", "v1.0.0");
    expect((await run("install", repository.url, "--version", "^1")).exitCode).toBe(0);
    lose("helm-repo/plugin.yaml");
    expect((await run("list")).stderr).toContain(`; ${UPDATE_GREET}\n`);
    const { exitCode, stdout } = await run("update", "--all");
    expect({ exitCode, stdout }).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^Mended plugin: greet,/),
    });
    expect((await run("verify", "greet")).exitCode).toBe(0);
  });

  test("is installed anew by the line that verify prints, with the wanted version", async () => {
    const repository = createGitRepository(sandbox, "repo");
    repository.commit("1.0.0");
    repository.git("tag", "v1.0.0");
    expect((await run("install", repository.url, "--version", ">=1, <2")).exitCode).toBe(0);
    sandbox.write("plugins/repo/added", "x");
    const { stderr } = await run("verify", "greet");
    expect(stderr).toMatch(/; this installs greet anew: luff plugin install --force \S+ --version (['"])>=1, <2\1\n$/);
    expect(stderr).not.toContain("SOURCE");
  });
});
