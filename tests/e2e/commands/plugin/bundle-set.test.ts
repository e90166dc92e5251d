import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { parse, stringify } from "yaml";
import { createGitRepository, GIT_ENVIRONMENT } from "../../../helpers/git-repository.ts";
import { madeTgz } from "../../../helpers/made-tar.ts";
import { serveRelease } from "../../../helpers/release-server.ts";
import { createSandbox, type RunResult, type Sandbox } from "../../../helpers/sandbox.ts";

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  mkdirSync(sandbox.path("there"));
});
afterEach(() => sandbox.remove());

const here = (...words: readonly string[]): Promise<RunResult> =>
  sandbox.run(["plugin", ...words], { env: GIT_ENVIRONMENT });
/** The machine without a network, which has other plugins. */
const there = (...words: readonly string[]): Promise<RunResult> =>
  sandbox.run(["plugin", ...words], { env: { ...GIT_ENVIRONMENT, HELM_PLUGINS: sandbox.shown("there") } });
const install = (...flags: readonly string[]): Promise<RunResult> => there("install", "-f", "plugins.yaml", ...flags);
const readLock = (): string => readFileSync(sandbox.path("work/plugins.lock"), "utf8");
const setOf = (...plugins: readonly Readonly<Record<string, string>>[]): void =>
  void sandbox.write("work/plugins.yaml", stringify({ plugins }));
const archiveOf = (version: string): Uint8Array =>
  madeTgz([
    { path: "plugin.yaml", content: `name: greet\nversion: ${version}\nusage: u\ncommand: cmd\n` },
    { path: "run.lua", content: "function main() end\n" },
  ]);

/** Locks the set, packs it, and installs what was packed on the other machine. */
async function carry(): Promise<void> {
  expect((await here("install", "-f", "plugins.yaml", "--lock")).exitCode).toBe(0);
  expect((await here("bundle", "save", "-o", "b.tar", "-f", "plugins.yaml", "--locked")).exitCode).toBe(0);
  expect(await there("bundle", "load", "b.tar")).toMatchObject({
    exitCode: 0,
    stdout: "Installed plugin: greet 1.0.0\n",
  });
}

describe("luff plugin install -f with a git repository that was carried in a bundle", () => {
  test("leaves the plugin alone, locked or not, and locks its commit", async () => {
    const repository = createGitRepository(sandbox, "repo");
    repository.commit("1.0.0");
    repository.git("tag", "v1.0.0");
    const greet = { name: "greet", url: repository.url, version: "^1" };
    setOf(greet);
    await carry();
    const lock = readLock();
    repository.commit("2.0.0");
    rmSync(sandbox.path("repo"), { recursive: true });
    const right = `Plugin greet is as the set wants it: 1.0.0 (v1.0.0, ${repository.commitOf("1.0.0").slice(0, 12)})\n`;
    expect(await install("--locked")).toMatchObject({ exitCode: 0, stdout: right, stderr: "" });
    expect(await install()).toMatchObject({ exitCode: 0, stdout: right, stderr: "" });
    rmSync(sandbox.path("work/plugins.lock"));
    expect(await install()).toMatchObject({ exitCode: 0, stdout: right, stderr: "" });
    expect((await install("--lock")).exitCode).toBe(0);
    expect(readLock()).toBe(lock);
    expect(parse((await there("list", "--as-set")).stdout)).toEqual({ plugins: [greet] });
    expect((await there("info", "greet")).stdout).toContain(
      `from the bundle ${sandbox.shown("work/b.tar")}, packed from ${repository.url} at v1.0.0`,
    );
    sandbox.write("work/plugins.lock", lock.replace(repository.commitOf("1.0.0"), repository.commitOf("2.0.0")));
    expect((await install("--locked", "--dry-run")).stdout).toStartWith("Would change plugin: greet");
    setOf({ ...greet, version: "^2" });
    expect((await install("--dry-run")).stdout).toStartWith("Would change plugin: greet");
  });

  test("keeps the commit of a plugin that was packed as it was installed, also after an update from its bundle", async () => {
    const repository = createGitRepository(sandbox, "repo");
    repository.commit("1.0.0");
    setOf({ name: "greet", url: repository.url });
    expect((await here("install", "-f", "plugins.yaml", "--lock")).exitCode).toBe(0);
    expect((await here("bundle", "save", "-o", "b.tar", "--as-installed", "greet")).exitCode).toBe(0);
    expect((await there("bundle", "load", "b.tar")).exitCode).toBe(0);
    rmSync(sandbox.path("repo"), { recursive: true });
    expect((await install("--locked")).stdout).toStartWith("Plugin greet is as the set wants it: 1.0.0 (main, ");
    expect((await there("update", "greet")).exitCode).toBe(0);
    expect((await install("--locked")).stdout).toStartWith("Plugin greet is as the set wants it: 1.0.0 (main, ");
    expect((await there("bundle", "save", "-o", "c.tar", "--as-installed", "greet")).exitCode).toBe(0);
    expect((await there("bundle", "load", "--force", "c.tar")).exitCode).toBe(0);
    expect((await install("--locked")).stdout).toStartWith("Plugin greet is as the set wants it: 1.0.0 (main, ");
  });

  test("keeps no commit of a plugin with another file that was packed as it was installed, and says so", async () => {
    const repository = createGitRepository(sandbox, "repo");
    repository.commit("1.0.0");
    setOf({ name: "greet", url: repository.url });
    expect((await here("install", "-f", "plugins.yaml", "--lock")).exitCode).toBe(0);
    sandbox.write("plugins/repo/added", "x");
    expect(await here("bundle", "save", "-o", "a.tar", "--as-installed", "greet")).toMatchObject({ stderr: "" });
    const manifest = readFileSync(sandbox.path("plugins/repo/plugin.yaml"), "utf8");
    sandbox.write("plugins/repo/plugin.yaml", `${manifest}# changed\n`);
    const saved = await here("bundle", "save", "-o", "b.tar", "--as-installed", "greet");
    expect({ exitCode: saved.exitCode, stderr: saved.stderr }).toEqual({
      exitCode: 0,
      stderr: 'Note: plugin "greet" differs from what was installed (plugin.yaml): no lock file will accept it\n',
    });
    expect((await there("bundle", "load", "b.tar")).exitCode).toBe(0);
    expect((await install("--locked", "--dry-run")).stdout).toStartWith("Would change plugin: greet");
    expect((await there("bundle", "load", "--force", "a.tar")).exitCode).toBe(0);
    expect((await install("--locked", "--dry-run")).stdout).toContain("Plugin greet is ");
  });
});

test("luff plugin install -f names a plugin of a bundle that lacks files and whose source is not here", async () => {
  sandbox.write("work/greet.tgz", archiveOf("1.0.0"));
  setOf({ name: "greet", url: "./greet.tgz" });
  await carry();
  rmSync(sandbox.path("work/greet.tgz"));
  expect((await install("--locked")).exitCode).toBe(0);
  rmSync(sandbox.path("there/greet/run.lua"));
  const refused = await install("--locked");
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain("the installed plugin lacks run.lua [plugin-incomplete]");
  expect((await there("update", "greet")).stdout).toContain("Mended plugin: greet");
  expect((await install("--locked")).exitCode).toBe(0);
});

describe("luff plugin install of a URL in a set that was carried in a bundle", () => {
  test("leaves the plugin alone without its server, and keeps no password and no query", async () => {
    const archive = archiveOf("1.0.0");
    const server = await serveRelease({ "greet.tgz": archive });
    const url = `${server.base}/greet.tgz?token=hush`.replace("http://", "http://me:secret@");
    setOf({ name: "greet", url });
    await carry();
    const lock = readLock();
    server[Symbol.dispose]();
    const sha256 = new Bun.CryptoHasher("sha256").update(archive).digest("hex");
    const right = `Plugin greet is as the set wants it: 1.0.0 (SHA-256 ${sha256.slice(0, 12)})\n`;
    expect(await install("--locked")).toMatchObject({ exitCode: 0, stdout: right, stderr: "" });
    rmSync(sandbox.path("work/plugins.lock"));
    expect(await install("--lock")).toMatchObject({ exitCode: 0, stderr: "" });
    expect(readLock()).toBe(lock);
    const kept = ["work/b.tar", "there/.luff/receipts/greet.json"].map((path) =>
      readFileSync(sandbox.path(path), "latin1"),
    );
    expect(kept.filter((text) => /secret|hush/.test(text))).toEqual([]);
    setOf({ name: "greet", url: url.replace("hush", "other") });
    expect((await install("--dry-run")).stdout).toStartWith("Would change plugin: greet");
  });
});

describe("luff plugin install -f with an archive that was carried in a bundle", () => {
  test("leaves the plugin alone while the archive beside the set is the same", async () => {
    sandbox.write("work/greet.tgz", archiveOf("1.0.0"));
    setOf({ name: "greet", url: "./greet.tgz" });
    await carry();
    expect((await install("--locked")).stdout).toStartWith("Plugin greet is as the set wants it: 1.0.0 ");
    expect((await there("list", "--as-set")).stderr).toContain("it is not in the set");
    sandbox.write("work/greet.tgz", archiveOf("2.0.0"));
    expect((await install()).stderr).toContain("[lock-mismatch]");
    rmSync(sandbox.path("work/plugins.lock"));
    expect((await install()).stdout).toStartWith("Changed plugin: greet from 1.0.0 ");
    expect(existsSync(sandbox.path("there/greet"))).toBe(true);
  });
});

/** Moves what the set names away, as on a machine that has only the set, its lock and the bundle. */
const takeAway = (source: string): void => renameSync(sandbox.path("work", source), sandbox.path("away"));

describe("luff plugin install -f with an archive that was carried in a bundle and is not there", () => {
  test("leaves the plugin alone, if the lock has its SHA-256 or the set its name", async () => {
    sandbox.write("work/src/greet.tgz", archiveOf("1.0.0"));
    setOf({ name: "greet", url: "./src/greet.tgz" });
    await carry();
    const lock = readLock();
    takeAway("src");
    expect(await install("--locked")).toMatchObject({ exitCode: 0, stderr: "" });
    expect((await install("--locked", "--dry-run")).stdout).toBe(
      "Plugin greet is as the set wants it and would stay\n",
    );
    expect((await install()).stdout).toStartWith("Plugin greet is as the set wants it: 1.0.0 (SHA-256 ");
    expect(readLock()).toBe(lock);
    sandbox.write("work/plugins.lock", lock.replace(/sha256: [0-9a-f]{64}/, `sha256: ${"0".repeat(64)}`));
    const other = await install("--locked");
    expect({ status: other.exitCode, code: /\[([a-z-]+)\]$/m.exec(other.stderr)?.[1] }).toEqual({
      status: 1,
      code: "source-not-found",
    });
    rmSync(sandbox.path("work/plugins.lock"));
    expect((await install("--lock")).exitCode).toBe(0);
    expect(readLock()).toBe(lock);
    setOf({ name: "greet", url: "./src/other.tgz" });
    expect((await install()).stderr).toContain("[source-not-found]");
  });
});

describe("luff plugin install -f with a folder that was carried in a bundle and is not there", () => {
  test.each(["-f", "--as-installed"])("leaves the plugin alone, which was packed with %s", async (way) => {
    sandbox.write("work/src/greet/plugin.yaml", "name: greet\nversion: 1.0.0\nusage: u\ncommand: cmd\n");
    setOf({ name: "greet", url: "./src/greet" });
    expect((await here("install", "-f", "plugins.yaml", "--lock")).exitCode).toBe(0);
    const what = way === "-f" ? ["-f", "plugins.yaml", "--locked"] : ["--as-installed", "greet"];
    expect((await here("bundle", "save", "-o", "b.tar", ...what)).exitCode).toBe(0);
    expect((await there("bundle", "load", "b.tar")).exitCode).toBe(0);
    const lock = readLock();
    takeAway("src");
    for (const flags of [["--locked"], [], ["--lock"]]) {
      const line = "Plugin greet is as the set wants it: 1.0.0\n";
      expect(await install(...flags)).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(line), stderr: "" });
    }
    expect(readLock()).toBe(lock);
    expect((await there("info", "greet")).stdout).toContain(", packed from the folder greet\n");
    expect((await there("list", "--as-set")).stderr).toContain("it is not in the set");
    setOf({ name: "greet", url: "./src/greet", version: "^1" });
    expect((await install()).stderr).toContain("[source-not-found]");
    setOf({ name: "greet", url: "./src/other" });
    expect((await install()).stderr).toContain("[source-not-found]");
  });

  test("is an error for a plugin that did not come from a bundle", async () => {
    sandbox.write("work/src/greet/plugin.yaml", "name: greet\nversion: 1.0.0\nusage: u\ncommand: cmd\n");
    sandbox.write("there/greet/plugin.yaml", "name: greet\nversion: 1.0.0\nusage: u\ncommand: cmd\n");
    setOf({ name: "greet", url: "./src/greet" });
    takeAway("src");
    expect((await install()).stderr).toContain("[source-not-found]");
  });
});
