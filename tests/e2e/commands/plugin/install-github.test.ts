import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { parse } from "yaml";
import { filesBelow } from "../../../helpers/files-below.ts";
import { findTool, withoutTool } from "../../../helpers/find-tool.ts";
import { serveGithub, type GithubOptions, type GithubServer } from "../../../helpers/github-server.ts";
import { madeCertificate, type MadeCertificate } from "../../../helpers/made-certificate.ts";
import { madeTgz, type TarPart } from "../../../helpers/made-tar.ts";
import { createSandbox, type RunResult, type Sandbox } from "../../../helpers/sandbox.ts";

const OPENSSL = findTool("openssl");
const TOKEN = "ghp_s3cret";
const COMMIT = "0123456789abcdef0123456789abcdef01234567";

const manifest = (version: string): string =>
  `name: greet\nversion: ${version}\nusage: u\ncommand: luff $HELM_PLUGIN_DIR/run.lua\n`;
/** An archive with the plugin, whose script prints where it came from. */
const plugin = (version: string, origin: string, folder = "greet"): Uint8Array =>
  madeTgz([
    { path: `${folder}/plugin.yaml`, content: manifest(version) },
    { path: `${folder}/run.lua`, content: `function main() print(${JSON.stringify(origin)}) end\n` },
  ]);
const source = (version: string, more: readonly TarPart[] = []) => ({
  commit: COMMIT,
  archive: madeTgz([
    { path: "o-r-0123456/plugin.yaml", content: manifest(version) },
    { path: "o-r-0123456/run.lua", content: "function main() print('source') end\n" },
    ...more,
  ]),
});
/** A program alone, as most releases have it. */
const PROGRAM = madeTgz([{ path: "greet", content: "program" }]);
const digest = (bytes: Uint8Array): string => new Bun.CryptoHasher("sha256").update(bytes).digest("hex");

describe.skipIf(OPENSSL === null)(`luff plugin install of a GitHub release${withoutTool(OPENSSL, "openssl")}`, () => {
  let sandbox: Sandbox;
  let tls: MadeCertificate;
  let server: GithubServer;
  let platform: string;
  beforeEach(async () => {
    sandbox = createSandbox();
    tls = madeCertificate(sandbox, OPENSSL ?? "");
    const { platform: own } = JSON.parse((await sandbox.run(["version", "-o", "json"])).stdout) as { platform: string };
    platform = own.replace("/", "_");
  });
  afterEach(() => {
    server[Symbol.dispose]();
    sandbox.remove();
  });

  const serve = async (options: Omit<GithubOptions, "identity">): Promise<void> => {
    server = await serveGithub({ identity: tls.identity, ...options });
  };
  const authority = (): string => sandbox.shown(tls.authority.slice(sandbox.root.length + 1));
  /** Flags that make luff trust the server, for commands that have them. */
  const trusting = (args: readonly string[]): readonly string[] =>
    /^plugin (?:install|update|bundle save) /.test(args.join(" ")) ? [...args, "--ca-file", authority()] : args;
  const luff = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<RunResult> =>
    sandbox.run(trusting(args), { env: { GH_HOST: server.name, ...env } });
  const install = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<RunResult> =>
    luff(["plugin", "install", ...args], env);
  const codeOf = ({ stderr }: RunResult): string | undefined => /^Error: .*\[([a-z-]+)\]$/m.exec(stderr)?.[1];
  const origin = (): unknown => JSON.parse(filesBelow(sandbox.plugins)[".luff/receipts/r.json"] ?? "{}").origin;
  const kept = (): string[] =>
    Object.keys(filesBelow(sandbox.plugins)).filter((path) =>
      /^(?!\.luff)|^\.luff\/(journal|work|receipts|files)\/./.test(path),
    );

  test("takes the asset for this platform, checked against goreleaser's checksum file, and writes a receipt", async () => {
    const archive = plugin("1.2.0", "asset");
    const asset = `r_1.2.0_${platform}.tar.gz`;
    const checksums = Buffer.from(`${"1".repeat(64)}  other.tgz\n${digest(archive)}  ${asset}\n`);
    const assets = { "r_1.2.0_plan9_mips.tar.gz": PROGRAM, "r_1.2.0_checksums.txt": checksums, [asset]: archive };
    await serve({ releases: [{ tag: "v1.2.0", assets }] });
    expect(await install(["github:o/r"])).toEqual({
      exitCode: 0,
      signal: null,
      stdout: `Installed plugin: greet\nVersion 1.2.0, from github:${server.name}/o/r at v1.2.0 (${asset})\n`,
      stderr: "",
    });
    expect(origin()).toEqual({
      kind: "github",
      url: `github:${server.name}/o/r`,
      constraint: "",
      tag: "v1.2.0",
      asset,
      sha256: digest(archive),
      platform: platform.replace("_", "/"),
    });
    expect(readdirSync(sandbox.plugins).filter((name) => name !== ".luff")).toEqual(["r"]);
    expect((await luff(["greet"])).stdout).toBe("asset\n");
    expect((await luff(["plugin", "verify", "greet"])).exitCode).toBe(0);
    expect((await luff(["plugin", "list"])).stdout).toContain(`github:${server.name}/o/r`);
    expect(server.requests).toEqual([
      "/api/v3/repos/o/r/releases/latest",
      `/o/r/releases/download/v1.2.0/${asset}`,
      "/o/r/releases/download/v1.2.0/r_1.2.0_checksums.txt",
    ]);
  });

  test("refuses an asset that the checksum file or GitHub says is another one, and leaves nothing", async () => {
    const asset = `r_${platform}.tgz`;
    const wrong = Buffer.from(`${"1".repeat(64)}  ${asset}\n`);
    await serve({ releases: [{ tag: "v1", assets: { [asset]: plugin("1.0.0", "a"), SHA256SUMS: wrong } }] });
    const refused = await install(["github:o/r"]);
    expect(codeOf(refused)).toBe("checksum-mismatch");
    expect(refused.stderr).toContain("SHA256SUMS");
    expect(codeOf(await install(["--checksum", `sha256:${"2".repeat(64)}`, "github:o/r"]))).toBe("checksum-mismatch");
    expect(kept()).toEqual([]);
    const own = ["--checksum", `sha256:${digest(plugin("1.0.0", "a"))}`];
    expect(await install([...own, "github:o/r"])).toMatchObject({ exitCode: 0, stderr: "" });
  });

  test("takes GitHub's own digest for a check, and says so if there is none", async () => {
    const releases = [{ tag: "v1", assets: { [`r_${platform}.tgz`]: plugin("1.0.0", "a") } }];
    await serve({ releases, hasDigests: true });
    expect(await install(["github:o/r"])).toMatchObject({ exitCode: 0, stderr: "" });
    server[Symbol.dispose]();
    await serve({ releases });
    const unchecked = await install(["--force", "github:o/r"]);
    expect(unchecked.stderr).toBe(
      `Note: no file of the release has a checksum for r_${platform}.tgz of v1, so it was not checked\n`,
    );
  });

  test("takes the source of the tag if the asset is not a plugin", async () => {
    const asset = `r_${platform}.tgz`;
    await serve({
      releases: [{ tag: "v1", assets: { [asset]: PROGRAM } }],
      sources: { v1: source("1.0.0") },
      hasDigests: true,
    });
    const { exitCode, stdout, stderr } = await install(["github:o/r"]);
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 0,
      stdout: `Installed plugin: greet\nVersion 1.0.0, from github:${server.name}/o/r at v1 (source, ${COMMIT.slice(0, 12)})\n`,
      stderr:
        `Note: the archive ${asset} of v1 has no plugin.yaml at its root or one folder down, so luff does not install it\n` +
        `Note: nothing has a checksum for the source of v1 (${COMMIT.slice(0, 12)}), so it was not checked\n`,
    });
    expect(origin()).toMatchObject({ tag: "v1", asset: null, commit: COMMIT, sha256: digest(source("1.0.0").archive) });
    expect((await luff(["greet"])).stdout).toBe("source\n");
    expect((await luff(["plugin", "verify", "greet"])).exitCode).toBe(0);
    expect((await luff(["plugin", "update", "greet"])).stdout).toStartWith("Plugin greet is already at 1.0.0");
  });

  test.each([
    ["a tag", ["github:o/r@v1.0.0"], "1.0.0"],
    ["a tag by --version", ["--version", "v1.0.0", "github:o/r"], "1.0.0"],
    ["a version without the v of its tag", ["github:o/r@1.1.0"], "1.1.0"],
    ["a constraint", ["--version", "^1", "github:o/r"], "1.1.0"],
    ["a constraint behind the repository", ["github:o/r@>=1, <1.1"], "1.0.0"],
    ["a pre-release that is named", ["github:o/r@v2.0.0-rc.1"], "2.0.0-rc.1"],
    ["the word latest", ["github:o/r@latest"], "1.1.0"],
  ])("takes the release of %s", async (_what, args, version) => {
    const release = (text: string) => ({ tag: `v${text}`, assets: { [`r_${platform}.tgz`]: plugin(text, text) } });
    await serve({
      hasDigests: true,
      releases: [
        { ...release("2.0.0-rc.1"), isPreRelease: true },
        { ...release("1.5.0"), isPreRelease: true },
        { ...release("1.4.0"), isDraft: true },
        release("1.1.0"),
        release("1.0.0"),
      ],
    });
    expect(await install(args)).toMatchObject({ exitCode: 0, stderr: "" });
    expect(origin()).toMatchObject({ tag: `v${version}` });
  });

  test("takes a tag without a release, and reads all pages of releases", async () => {
    const releases = Array.from({ length: 150 }, (_, index) => ({
      tag: `v1.${149 - index}.0`,
      assets: { [`r_${platform}.tgz`]: plugin(`1.${149 - index}.0`, "a") },
    }));
    await serve({ releases, sources: { "odd/tag": source("0.1.0") }, hasDigests: true });
    expect((await install(["github:o/r@odd/tag"])).exitCode).toBe(0);
    expect(origin()).toMatchObject({ constraint: "odd/tag", tag: "odd/tag", asset: null, commit: COMMIT });
    expect((await install(["--force", "--version", "~1.3", "github:o/r"])).exitCode).toBe(0);
    expect(origin()).toMatchObject({ constraint: "~1.3", tag: "v1.3.0" });
  });

  test("sends the token to the API only, with which it reads a private repository", async () => {
    const archive = plugin("1.0.0", "private");
    const asset = `r_${platform}.tgz`;
    const sums = Buffer.from(`${digest(archive)}  ${asset}\n`);
    await serve({ token: TOKEN, releases: [{ tag: "v1", assets: { [asset]: archive, "checksums.txt": sums } }] });
    const hidden = await install(["github:o/r"]);
    expect({ code: codeOf(hidden), hint: hidden.stderr.includes("GH_ENTERPRISE_TOKEN") }).toEqual({
      code: "source-not-found",
      hint: true,
    });
    expect(await install(["github:o/r"], { GH_ENTERPRISE_TOKEN: TOKEN })).toMatchObject({ exitCode: 0, stderr: "" });
    expect(server.stored.map(({ authorization }) => authorization)).toEqual([undefined, undefined]);
    expect(server.requests.slice(-2)).toEqual([
      "/api/v3/repos/o/r/releases/assets/1",
      "/api/v3/repos/o/r/releases/assets/2",
    ]);
    expect(JSON.stringify(filesBelow(sandbox.plugins))).not.toContain(TOKEN);
  });

  test("sends no token of github.com to an Enterprise server", async () => {
    await serve({ releases: [{ tag: "v1", assets: { "greet.tgz": plugin("1.0.0", "a") } }] });
    expect((await install(["github:o/r"], { GH_TOKEN: TOKEN, GITHUB_TOKEN: TOKEN })).exitCode).toBe(0);
    expect(server.headers.map(({ authorization }) => authorization)).toEqual([undefined, undefined]);
  });

  test("names the server in the source too, whatever GH_HOST is", async () => {
    await serve({ releases: [{ tag: "v1", assets: { "greet.tgz": plugin("1.0.0", "a") } }] });
    const result = await install([`github:${server.name}/o/r@v1`], { GH_HOST: "absent.invalid" });
    expect(result.exitCode).toBe(0);
    expect(await luff(["plugin", "update", "greet"], { GH_HOST: "" })).toMatchObject({ exitCode: 0, stderr: "" });
  });

  test("lets --asset name the asset, and keeps that for updates", async () => {
    const assets = (text: string) => ({
      [`one_${platform}.tgz`]: plugin(text, "one"),
      [`two_${platform}.tgz`]: plugin(text, "two"),
      [`two_${platform}.tgz.sig`]: Buffer.from("signature"),
      "two_plan9_mips.tgz": PROGRAM,
    });
    await serve({ releases: [{ tag: "v1", assets: assets("1.0.0") }], hasDigests: true });
    expect(await install(["--asset", "two_*", "github:o/r"])).toMatchObject({ exitCode: 0, stderr: "" });
    expect((await luff(["greet"])).stdout).toBe("two\n");
    expect(origin()).toMatchObject({ asset: `two_${platform}.tgz`, pattern: "two_*" });
    server[Symbol.dispose]();
    // The same server has moved on.
    const { name } = server;
    await serve({ releases: [{ tag: "v2", assets: assets("2.0.0") }], hasDigests: true });
    const receipt = sandbox.path("plugins", ".luff", "receipts", "r.json");
    await Bun.write(receipt, (await Bun.file(receipt).text()).replaceAll(name, server.name));
    expect((await luff(["plugin", "update", "greet"])).stdout).toStartWith("Updated plugin: greet\n");
    expect(origin()).toMatchObject({ tag: "v2", asset: `two_${platform}.tgz`, pattern: "two_*" });
    for (const glob of ["*.tgz", "absent*"]) {
      const refused = await install(["--force", "--asset", glob, "github:o/r"]);
      expect(codeOf(refused)).toBe("asset-not-found");
      expect(refused.stderr).toContain(`one_${platform}.tgz`);
    }
  });

  test("refuses an asset of --asset that is not a plugin", async () => {
    await serve({ releases: [{ tag: "v1", assets: { "a.tgz": PROGRAM } }], sources: { v1: source("1.0.0") } });
    expect(codeOf(await install(["--asset", "a.tgz", "github:o/r"]))).toBe("plugin-not-found");
    expect(codeOf(await install(["--asset", "a.tgz", "github:o/r@v0"]))).toBe("version-not-found");
    expect(kept()).toEqual([]);
  });

  test.each([
    ["403", 403],
    ["429", 429],
  ])("says when a used-up limit ends, with status %s", async (_what, status) => {
    const reset = String(Math.floor(Date.now() / 1000) + 25 * 60 - 5);
    const headers = { "x-ratelimit-limit": "60", "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset };
    await serve({ refusal: (response) => void response.writeHead(status, headers).end('{"message": "no"}') });
    const refused = await install(["github:o/r"]);
    expect({ code: codeOf(refused), stderr: refused.stderr }).toEqual({
      code: "download-failed",
      stderr:
        `Error: ${server.name} answers again in 25 minutes: its limit of 60 requests is used up [download-failed]\n` +
        "Hint: Set GH_ENTERPRISE_TOKEN to a token, which has a higher limit, or try again later.\n",
    });
    expect(server.requests).toHaveLength(1);
    expect(kept()).toEqual([]);
  });

  test.each([
    ["a token that is not valid", 401, "{}", "does not accept the token in GH_ENTERPRISE_TOKEN"],
    ["a token that may not read it", 403, "{}", "status 403"],
    ["an HTML page", 200, "<html>Please log in", "an HTML page"],
    ["something else", 200, "{", "something else"],
  ])("reports %s", async (_what, status, body, text) => {
    await serve({ refusal: (response) => void response.writeHead(status).end(body) });
    const refused = await install(["github:o/r"], { GH_ENTERPRISE_TOKEN: TOKEN });
    expect({ code: codeOf(refused), text: refused.stderr.includes(text) }).toEqual({
      code: "download-failed",
      text: true,
    });
    expect(refused.stderr).not.toContain(TOKEN);
  });

  test("reports what a repository does not have, and what a source may not be", async () => {
    await serve({ releases: [{ tag: "v1.0.0-rc.1", isPreRelease: true }] });
    const only = await install(["github:o/r"]);
    expect({ code: codeOf(only), names: only.stderr.includes("@v1.0.0-rc.1") }).toEqual({
      code: "version-not-found",
      names: true,
    });
    expect(codeOf(await install(["--version", "^7", "github:o/r"]))).toBe("version-not-found");
    expect(codeOf(await install(["github:o/r@branch"]))).toBe("version-not-found");
    expect(codeOf(await install(["github:o/other"]))).toBe("source-not-found");
    for (const text of ["github:o", "github:o/r/s/t", "github:o/.", "github:o/r@", "github://o/r", "github:o/r//f"]) {
      expect(codeOf(await install([text]))).toBe("source-unsupported");
    }
    expect(codeOf(await install(["github:o/r"], { GH_HOST: "https://h/" }))).toBe("source-unsupported");
    expect(codeOf(await install(["--version", "1", "github:o/r@v1"]))).toBe("usage");
    expect(codeOf(await install(["github:o/r"], { GH_ENTERPRISE_TOKEN: "two words" }))).toBe("usage");
    expect(codeOf(await install(["--asset", "a", sandbox.shown("home")]))).toBe("usage");
    expect(kept()).toEqual([]);
  });

  test("refuses a source with submodules, which GitHub's archive has not", async () => {
    const modules = { path: "o-r-0123456/.gitmodules", content: '[submodule "a"]\n' };
    await serve({ sources: { v1: source("1.0.0", [modules]) } });
    const refused = await install(["github:o/r@v1"]);
    expect({ code: codeOf(refused), hint: refused.stderr.includes(`https://${server.name}/o/r`) }).toEqual({
      code: "source-unsupported",
      hint: true,
    });
    expect(kept()).toEqual([]);
  });

  test("updates to the newest release, or to what the constraint allows", async () => {
    const release = (text: string) => ({ tag: `v${text}`, assets: { [`r_${platform}.tgz`]: plugin(text, text) } });
    const releases = [release("1.0.0")];
    await serve({ releases, hasDigests: true });
    expect((await install(["--version", "^1", "github:o/r"])).exitCode).toBe(0);
    releases.unshift(release("2.0.0"), release("1.1.0"));
    expect((await luff(["plugin", "update", "--dry-run", "greet"])).stdout).toContain("1.1.0");
    expect((await luff(["plugin", "update", "greet"])).stdout).toStartWith("Updated plugin: greet\n");
    expect((await luff(["greet"])).stdout).toBe("1.1.0\n");
    const again = await luff(["plugin", "update", "greet"]);
    expect(again.stdout).toMatch(
      /^Plugin greet is already at 1\.1\.0 \(v1\.1\.0, SHA-256 \w{12}\), the newest that --version \^1 allows\n$/,
    );
    expect((await luff(["plugin", "update", "--version", ">=2", "greet"])).exitCode).toBe(0);
    expect(origin()).toMatchObject({ tag: "v2.0.0", constraint: ">=2" });
  });

  test("lists what is outdated by a server whose authority SSL_CERT_FILE has", async () => {
    const release = (text: string) => ({ tag: `v${text}`, assets: { "greet.tgz": plugin(text, text) } });
    const releases = [release("1.0.0")];
    await serve({ releases, hasDigests: true });
    expect((await install(["--version", "^1", "github:o/r"])).exitCode).toBe(0);
    const outdated = (): Promise<RunResult> =>
      luff(["plugin", "list", "--outdated", "-o", "json"], { SSL_CERT_FILE: authority() });
    expect(await outdated()).toMatchObject({ exitCode: 0, stdout: "[]\n", stderr: "" });
    const listed = ["plugin", "list", "--outdated", "-o", "json"];
    expect(codeOf(await luff(listed))).toBe("download-failed");
    expect(await luff([...listed, "--ca-file", authority()])).toMatchObject({
      exitCode: 0,
      stdout: "[]\n",
      stderr: "",
    });
    releases.unshift(release("2.0.0"), release("1.1.0"));
    expect(JSON.parse((await outdated()).stdout)).toMatchObject([
      { name: "greet", available: { ref: "v1.1.0" }, latest: "v2.0.0" },
    ]);
  });

  test("packs the asset of each platform into a bundle", async () => {
    const assets = { "r_linux_arm64.tgz": plugin("1.0.0", "linux"), "r_windows_arm64.zip": plugin("1.0.0", "windows") };
    await serve({ releases: [{ tag: "v1", assets }], hasDigests: true });
    const words = ["plugin", "bundle", "save", "-o", "b.tar", "--platform", "linux/arm64,windows/arm64", "github:o/r"];
    const saved = await luff(words);
    expect({ exitCode: saved.exitCode, stderr: saved.stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(server.requests.filter((path) => path.startsWith("/o/r/"))).toEqual([
      "/o/r/releases/download/v1/r_linux_arm64.tgz",
      "/o/r/releases/download/v1/r_windows_arm64.zip",
    ]);
  });

  test("locks and packs a release for several platforms, and loads what is for this one", async () => {
    const here = platform.replace("_", "/");
    const elsewhere = here === "linux/amd64" ? "windows/amd64" : "linux/amd64";
    const assets = Object.fromEntries(
      [here, elsewhere].map((each) => [`r_${each.replace("/", "_")}.tgz`, plugin("1.0.0", `for ${each}`)]),
    );
    const digestFor = (each: string): string => digest(assets[`r_${each.replace("/", "_")}.tgz`] ?? PROGRAM);
    await serve({ releases: [{ tag: "v1.0.0", assets }], hasDigests: true });
    sandbox.write("work/plugins.yaml", "plugins: [{name: greet, url: 'github:o/r'}]\n");
    const both = `${here},${elsewhere}`;
    const locked = await install(["-f", "plugins.yaml", "--lock", "--platform", both]);
    expect({ status: locked.exitCode, stderr: locked.stderr }).toEqual({ status: 0, stderr: "" });
    const contentOf = (each: string): unknown => ({ ref: "v1.0.0", sha256: digestFor(each) });
    expect(parse(await Bun.file(sandbox.path("work", "plugins.lock")).text()).plugins).toEqual([
      {
        name: "greet",
        url: "github:o/r",
        platforms: { [here]: contentOf(here), [elsewhere]: contentOf(elsewhere) },
      },
    ]);
    const words = ["plugin", "bundle", "save", "-o", "b.tar", "-f", "plugins.yaml", "--locked", "--platform"];
    const saved = await luff([...words, both]);
    const from = `from github:${server.name}/o/r`;
    expect(saved).toMatchObject({
      exitCode: 0,
      stdout: `Saved 1 plugin to: b.tar\n  greet 1.0.0, for ${here}, ${from}\n  greet 1.0.0, for ${elsewhere}, ${from}\n`,
      stderr: "",
    });
    expect((await luff(["plugin", "bundle", "load", "--force", "b.tar"])).stdout).toBe(
      "Installed plugin: greet 1.0.0\n",
    );
    expect((await luff(["greet"])).stdout).toBe(`for ${here}\n`);
    expect((await luff([...words, elsewhere])).exitCode).toBe(0);
    expect(codeOf(await luff(["plugin", "bundle", "load", "--force", "b.tar"]))).toBe("platform-mismatch");
    expect(codeOf(await luff([...words, "plan9/386"]))).toBe("lock-mismatch");
  });

  test("locks a set's release, and installs it although there is a newer one", async () => {
    const release = (text: string) => ({ tag: `v${text}`, assets: { [`r_${platform}.tgz`]: plugin(text, text) } });
    const releases = [release("1.0.0")];
    await serve({ releases, hasDigests: true });
    sandbox.write("work/plugins.yaml", `plugins:\n  - name: greet\n    url: github:o/r\n    version: ^1\n`);
    expect((await install(["-f", "plugins.yaml", "--lock"])).exitCode).toBe(0);
    const lock = await Bun.file(sandbox.path("work", "plugins.lock")).text();
    expect(lock).toContain("ref: v1.0.0");
    expect(lock).toContain(`${platform.replace("_", "/")}:\n`);
    releases.unshift(release("1.1.0"));
    expect((await luff(["plugin", "uninstall", "greet"])).exitCode).toBe(0);
    expect(await install(["-f", "plugins.yaml", "--locked"])).toMatchObject({ exitCode: 0, stderr: "" });
    expect(origin()).toMatchObject({ tag: "v1.0.0", constraint: "^1" });
    sandbox.write("work/plugins.lock", lock.replace(/sha256: \w+/, `sha256: ${"0".repeat(64)}`));
    expect(codeOf(await install(["-f", "plugins.yaml", "--locked"]))).toBe("lock-mismatch");
    // What is locked for another platform names the release.
    sandbox.write("work/plugins.lock", lock.replace(platform.replace("_", "/"), "plan9/mips"));
    expect(codeOf(await install(["-f", "plugins.yaml", "--locked"]))).toBe("lock-mismatch");
    expect((await luff(["plugin", "uninstall", "greet"])).exitCode).toBe(0);
    expect((await install(["-f", "plugins.yaml"])).exitCode).toBe(0);
    expect(origin()).toMatchObject({ tag: "v1.0.0", constraint: "^1" });
    sandbox.write("work/plugins.lock", lock);
    const before = server.requests.length;
    expect((await install(["-f", "plugins.yaml", "--locked"])).exitCode).toBe(0);
    expect(server.requests.length).toBe(before);
    const set = await luff(["plugin", "list", "--as-set"]);
    expect(set.stdout).toContain(`url: github:${server.name}/o/r\n    version: ^1\n`);
  });

  test("lets an entry of a set name its asset, which the lock file and the printed set have too", async () => {
    const assets = { [`one_${platform}.tgz`]: plugin("1.0.0", "one"), [`two_${platform}.tgz`]: plugin("1.0.0", "two") };
    await serve({ releases: [{ tag: "v1", assets }], hasDigests: true });
    const setOf = (asset: string): string =>
      sandbox.write("work/plugins.yaml", `plugins:\n  - name: greet\n    url: github:o/r\n    asset: ${asset}\n`);
    setOf("two_*");
    expect(await install(["-f", "plugins.yaml", "--lock"])).toMatchObject({ exitCode: 0, stderr: "" });
    expect((await luff(["greet"])).stdout).toBe("two\n");
    expect(await Bun.file(sandbox.path("work", "plugins.lock")).text()).toContain("asset: two_*\n");
    expect((await install(["-f", "plugins.yaml", "--locked"])).stdout).toStartWith(
      "Plugin greet is as the set wants it: ",
    );
    const set = await luff(["plugin", "list", "--as-set"]);
    expect(set.stdout).toContain(`url: github:${server.name}/o/r\n    asset: two_*\n`);
    setOf("one_*");
    expect(codeOf(await install(["-f", "plugins.yaml", "--locked"]))).toBe("lock-mismatch");
    expect((await install(["-f", "plugins.yaml"])).stdout).toStartWith("Changed plugin: greet ");
    expect((await luff(["greet"])).stdout).toBe("one\n");
    setOf("absent*");
    const refused = await install(["-f", "plugins.yaml"]);
    const place = `${sandbox.shown("work", "plugins.yaml")}:2: plugin "greet": `;
    expect(refused.stderr).toContain(
      `Error: ${place}the release v1 has no asset that fits --asset "absent*" [asset-not-found]`,
    );
    sandbox.write(
      "work/plugins.yaml",
      "plugins:\n  - name: greet\n    url: https://127.0.0.1:1/greet.tgz\n    asset: x\n",
    );
    expect((await install(["-f", "plugins.yaml"])).stderr).toContain(
      "but https://127.0.0.1:1/greet.tgz has no assets [set-invalid]",
    );
  });

  test("trusts no server by an authority that is not known", async () => {
    await serve({ releases: [{ tag: "v1", assets: { "greet.tgz": plugin("1.0.0", "a") } }] });
    const untrusted = await sandbox.run(["plugin", "install", "github:o/r"], { env: { GH_HOST: server.name } });
    expect(codeOf(untrusted)).toBe("download-failed");
    expect(server.requests).toEqual([]);
  });
});
