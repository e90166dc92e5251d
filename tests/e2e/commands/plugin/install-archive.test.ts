import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { existsSync, readdirSync, statSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { filesBelow } from "../../../helpers/files-below.ts";
import { madeTar, madeTgz, type TarPart } from "../../../helpers/made-tar.ts";
import { madeZip } from "../../../helpers/made-zip.ts";
import { testsWindows } from "../../../helpers/program-under-test.ts";
import { createSandbox, type RunResult, type Sandbox } from "../../../helpers/sandbox.ts";

let sandbox: Sandbox;
beforeEach(() => void (sandbox = createSandbox()));
afterEach(() => sandbox.remove());

const manifest = (more = ""): string =>
  `name: greet\nversion: 1.2.3\nusage: u\ncommand: luff $HELM_PLUGIN_DIR/run.lua\n${more}`;
const SCRIPT = "function main(...) print('runs', ...) end\n";
const filesOf = (prefix: string, more = ""): TarPart[] => [
  { path: `${prefix}plugin.yaml`, content: manifest(more) },
  { path: `${prefix}run.lua`, content: SCRIPT },
  { path: `${prefix}bin/tool`, content: "#!/bin/sh\n", mode: 0o755 },
];

const install = (...args: readonly string[]): Promise<RunResult> => sandbox.run(["plugin", "install", ...args]);
const codeOf = ({ stderr }: RunResult): string | undefined => /^Error: .*\[([a-z-]+)\]$/m.exec(stderr)?.[1];
const digestOf = (bytes: Uint8Array): string => new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
/** What the plugins folder contains besides luff's own files. */
const plugins = (): string[] => readdirSync(sandbox.plugins).filter((name) => name !== ".luff");
const leftovers = (): string[] =>
  Object.keys(filesBelow(sandbox.plugins)).filter((path) => /^\.luff\/(journal|work|receipts|files)\/./.test(path));

describe("luff plugin install ARCHIVE", () => {
  test.each([
    ["greet-1.2.3.tgz", madeTgz(filesOf("")), "greet"],
    ["greet.tar.gz", madeTgz(filesOf("whatever-it-is-called/")), "greet"],
    ["helm-greet-v2.tar", madeTar(filesOf("x/")), "helm-greet-v2"],
    ["greet-1.2.3.zip", madeZip(filesOf("x/").map(({ path, content = "" }) => ({ path, content }))), "greet"],
    ["download", madeTgz(filesOf("x/")), "download"],
  ])("unpacks %s, by its content, into the folder that Helm would name", async (name, archive, folder) => {
    sandbox.write(`work/${name}`, archive);
    const { exitCode, stdout, stderr } = await install(name);
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: `Installed plugin: greet\nVersion 1.2.3, from ${sandbox.shown("work", name)}\n`,
    });
    expect(stderr).toMatch(/^Note: .* was not checked\n$/);
    expect(plugins()).toEqual([folder]);
    expect((await sandbox.run(["greet", "a"])).stdout).toBe("runs\ta\n");
    if (!testsWindows() && !name.endsWith("zip")) {
      expect(statSync(sandbox.path("plugins", folder, "bin/tool")).mode & 0o777).toBe(0o755);
    }
    const receipt = JSON.parse(filesBelow(sandbox.plugins)[`.luff/receipts/${folder}.json`] ?? "");
    expect(receipt.origin).toEqual({ kind: "archive", path: sandbox.shown("work", name), sha256: digestOf(archive) });
    expect(leftovers()).toEqual([`.luff/files/${folder}.json`, `.luff/receipts/${folder}.json`]);
  });

  test.each([
    ["file is missing", "command: $HELM_PLUGIN_DIR/bin/none", "none"],
    ["script is missing", "command: luff $HELM_PLUGIN_DIR/none.lua", "none.lua"],
    ["entry is for another platform", "platformCommand: [{os: aix, command: x}]", "; its manifest offers: aix"],
    ["getter is missing", "command: cmd\ndownloaders: [{command: bin/none, protocols: [x]}]", "none"],
  ])("warns that the plugin does not run here, and installs it, if its %s", async (_what, command, reason) => {
    const content = `name: greet\nversion: 1.2.3\nusage: u\n${command}\n`;
    sandbox.write("work/greet.tgz", madeTgz([{ path: "plugin.yaml", content }]));
    sandbox.write("work/greet/plugin.yaml", content);
    for (const words of [["greet.tgz"], ["--force", "greet.tgz"]]) {
      const { exitCode, stdout, stderr } = await install(...words);
      expect({ exitCode, isInstalled: stdout.startsWith("Installed plugin: greet\n") }).toEqual({
        exitCode: 0,
        isInstalled: true,
      });
      const warnings = stderr.split("\n").filter((line) => line.startsWith("Warning: "));
      // Wine has no program of the name either.
      const own = warnings.filter((line) => !line.includes('"cmd"'));
      expect(own).toHaveLength(1);
      expect(own[0]).toContain('plugin "greet"');
      expect(own[0]).toContain(reason);
    }
    if (testsWindows()) return;
    expect((await install("--force", "greet")).stderr).toBe("");
  });

  test.skipIf(testsWindows())("warns of a file that is not executable, such as one in a zip archive", async () => {
    const content = "name: greet\nversion: 1.2.3\nusage: u\ncommand: $HELM_PLUGIN_DIR/run\n";
    sandbox.write(
      "work/greet.tgz",
      madeTgz([
        { path: "plugin.yaml", content },
        { path: "run", content: "#!/bin/sh\n" },
      ]),
    );
    expect((await install("greet.tgz")).stderr).toContain(
      `Warning: plugin "greet" does not run here: cannot start "${sandbox.path("plugins/greet/run")}": `,
    );
  });

  test("checks the checksum that it is given", async () => {
    const archive = madeTgz(filesOf(""));
    sandbox.write("work/greet.tgz", archive);
    const good = await install("--checksum", `sha256:${digestOf(archive).toUpperCase()}`, "greet.tgz");
    expect({ exitCode: good.exitCode, stderr: good.stderr }).toEqual({ exitCode: 0, stderr: "" });
    const bad = await install("--force", "--checksum", `sha256:${"0".repeat(64)}`, "greet.tgz");
    expect(codeOf(bad)).toBe("checksum-mismatch");
    sandbox.write("work/greet.tgz.sha256", "0".repeat(64));
    const alone = await install("--force", "--checksum", `sha256:${digestOf(archive)}`, "greet.tgz");
    expect({ status: alone.exitCode, stderr: alone.stderr }).toEqual({ status: 0, stderr: "" });
    const expected = "sha256:HEX, where HEX is the 64 hexadecimal digits of the SHA-256";
    for (const [text, right] of [
      ["md5:00", expected],
      [digestOf(archive), `sha256:${digestOf(archive)}`],
      ["sha256:00", expected],
    ] as const) {
      const refused = await install("--force", "--checksum", text, "greet.tgz");
      expect(codeOf(refused)).toBe("checksum-invalid");
      expect(refused.stderr).toContain(`Write it as ${right}.\n`);
    }
  });

  test.each([
    ["greet.tgz.sha256", (digest: string) => digest],
    ["greet.tgz.sha256", (digest: string) => `${digest}  greet.tgz\n`],
    ["greet.tgz.sha256", (digest: string) => `\u{feff}sha256:${digest.toUpperCase()}\n`],
    ["greet.tgz.sha256", (digest: string) => `${digest}  dist/greet-1.2.3.tgz\n`],
    ["greet.tgz.sha256", (digest: string) => `SHA256 (greet.tgz) = ${digest}\r\n`],
    ["SHA256SUMS", (digest: string) => `SHA2-256(./other.tgz)= ${"1".repeat(64)}\nSHA2-256(./greet.tgz)= ${digest}\n`],
    ["checksums.txt", (digest: string) => `${"1".repeat(64)}  other.tgz\n${digest} *greet.tgz\r\n`],
    ["SHA256SUMS", (digest: string) => `${digest}  ./greet.tgz\n`],
  ])("checks the archive against %s beside it", async (file, text) => {
    const archive = madeTgz(filesOf(""));
    sandbox.write("work/greet.tgz", archive);
    sandbox.write(`work/${file}`, text("0".repeat(64)));
    const bad = await install("greet.tgz");
    expect({ status: bad.exitCode, code: codeOf(bad) }).toEqual({ status: 1, code: "checksum-mismatch" });
    expect([...plugins(), ...leftovers()]).toEqual([]);
    sandbox.write(`work/${file}`, text(digestOf(archive)));
    expect(await install("greet.tgz")).toMatchObject({ exitCode: 0, stderr: "" });
  });

  test.each([
    ["nothing", ""],
    ["a digest of another length", `${"0".repeat(40)}  greet.tgz\n`],
    ["the checksums of two other files", `${"0".repeat(64)}  a.tgz\n${"0".repeat(64)}  b.tgz\n`],
  ])("refuses the archive if greet.tgz.sha256 has %s", async (_what, text) => {
    sandbox.write("work/greet.tgz", madeTgz(filesOf("")));
    sandbox.write("work/greet.tgz.sha256", text);
    const refused = await install("greet.tgz");
    expect({ status: refused.exitCode, code: codeOf(refused) }).toEqual({ status: 1, code: "checksum-invalid" });
    expect(refused.stderr).toContain(`${sandbox.shown("work", "greet.tgz.sha256")} has no SHA-256 of greet.tgz`);
    expect([...plugins(), ...leftovers()]).toEqual([]);
  });

  test.each([
    ["zeros", new Uint8Array(700)],
    ["another archive", madeTgz([{ path: "out", content: "x" }])],
    ["a zip archive", new TextEncoder().encode("PK\u0003\u0004 and more of it")],
    ["damaged data", new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 255, 255, 255])],
  ])("does not look at %s after the end of a tar archive, as Helm does not", async (_what, more) => {
    sandbox.write("work/greet.tgz", new Uint8Array(Buffer.concat([madeTgz(filesOf("")), more])));
    expect(await install("greet.tgz")).toMatchObject({ exitCode: 0 });
    expect(plugins()).toEqual(["greet"]);
    expect(existsSync(sandbox.path("plugins", "greet", "out"))).toBe(false);
  });

  test("reads a tar archive that is compressed in two parts, and refuses one with other bytes between them", async () => {
    const tar = madeTar(filesOf(""));
    const [one, other] = [tar.subarray(0, 700), tar.subarray(700)].map((part) => new Uint8Array(gzipSync(part)));
    sandbox.write("work/good.tgz", new Uint8Array(Buffer.concat([one!, other!])));
    expect(await install("good.tgz")).toMatchObject({ exitCode: 0 });
    sandbox.write("work/bad.tgz", new Uint8Array(Buffer.concat([one!, new Uint8Array(3), other!])));
    expect(codeOf(await install("--force", "bad.tgz"))).toBe("archive-invalid");
  });

  test.each([
    ["a path that leaves it", madeTgz([...filesOf(""), { path: "../out", content: "x" }]), "archive-unsafe"],
    ["a link that leaves it", madeTgz([...filesOf(""), { path: "l", type: "2", target: "/etc" }]), "archive-unsafe"],
    ["damaged data", madeTgz(filesOf("")).subarray(0, -20), "archive-invalid"],
    ["no plugin", madeTgz([{ path: "a/b/plugin.yaml", content: manifest() }]), "plugin-not-found"],
    ["two plugins", madeTgz([...filesOf("a/"), ...filesOf("b/")]), "plugin-not-found"],
    ["a broken manifest", madeTgz([{ path: "plugin.yaml", content: "name: [\n" }]), "manifest-invalid"],
  ])("refuses an archive with %s, and leaves nothing", async (_what, archive, code) => {
    sandbox.write("work/greet.tgz", archive);
    const refused = await install("greet.tgz");
    expect({ status: refused.exitCode, code: codeOf(refused) }).toEqual({ status: 1, code });
    expect([...plugins(), ...leftovers()]).toEqual([]);
    expect(existsSync(sandbox.path("plugins", "out"))).toBe(false);
  });

  test("has limits that a flag changes or removes", async () => {
    sandbox.write("work/greet.tgz", madeTgz([...filesOf(""), { path: "zeros", content: new Uint8Array(17 << 20) }]));
    expect(codeOf(await install("greet.tgz"))).toBe("archive-too-large");
    expect([...plugins(), ...leftovers()]).toEqual([]);
    expect(codeOf(await install("--unpack-limit", "1KiB", "greet.tgz"))).toBe("archive-too-large");
    expect(codeOf(await install("--unpack-limit", "much", "greet.tgz"))).toBe("usage");
    expect((await install("--unpack-limit", "none", "greet.tgz")).exitCode).toBe(0);
  });

  test("replaces the old folder completely, and restores it if a hook fails", async () => {
    sandbox.write("work/greet.tgz", madeTgz([...filesOf(""), { path: "old", content: "x" }]));
    await install("greet.tgz");
    const before = filesBelow(sandbox.path("plugins", "greet"));
    const hook = "hooks:\n  install: luff $HELM_PLUGIN_DIR/install.lua\n";
    const failing = { path: "install.lua", content: "function main() return 5 end\n" };
    sandbox.write("work/next/greet.tgz", madeTgz([...filesOf("", hook), failing]));
    expect(codeOf(await install("--force", "next/greet.tgz"))).toBe("hook-failed");
    expect(filesBelow(sandbox.path("plugins", "greet"))).toEqual(before);
    expect((await install("--force", "--no-hooks", "next/greet.tgz")).exitCode).toBe(0);
    expect(existsSync(sandbox.path("plugins", "greet", "old"))).toBe(false);
  });

  test("removes what a hook that failed has made anew in the place of its plugin, and restores the former one", async () => {
    const script =
      "function main()\n  local folder = os.getenv('HELM_PLUGIN_DIR')\n" +
      "  assert(os.rename(folder, os.getenv('ASIDE')))\n" +
      "  assert(os.execute('mkdir \"' .. folder .. '\"'))\n  return 1\nend\n";
    const hooks = "hooks:\n  install: luff $HELM_PLUGIN_DIR/hook.lua\n";
    sandbox.write("work/good.tgz", madeTgz(filesOf("")));
    sandbox.write("work/greet.tgz", madeTgz([...filesOf("", hooks), { path: "hook.lua", content: script }]));
    const failing = (aside: string): Promise<RunResult> =>
      sandbox.run(["plugin", "install", "--force", "greet.tgz"], { env: { ASIDE: sandbox.shown(aside) } });
    expect(codeOf(await failing("one"))).toBe("hook-failed");
    expect([...plugins(), ...leftovers()]).toEqual([]);
    expect((await install("good.tgz")).exitCode).toBe(0);
    const refused = await failing("two");
    expect(codeOf(refused)).toBe("hook-failed");
    expect(refused.stderr).not.toContain("something else has been put");
    expect(plugins()).toEqual(["good"]);
    expect((await sandbox.run(["greet"])).stdout).toBe("runs\n");
  });

  test("reports a hook that succeeded without making the program, and leaves nothing", async () => {
    const text = "name: greet\nversion: 1.0.0\nusage: u\ncommand: $HELM_PLUGIN_DIR/bin/greet\n";
    const hook = "hooks:\n  install: luff $HELM_PLUGIN_DIR/install.lua\n";
    sandbox.write(
      "work/greet.tgz",
      madeTgz([
        { path: "plugin.yaml", content: text + hook },
        { path: "install.lua", content: "function main() end\n" },
      ]),
    );
    const failed = await install("greet.tgz");
    expect({ status: failed.exitCode, code: codeOf(failed) }).toEqual({ status: 1, code: "command-missing" });
    expect(failed.stderr).toContain("is missing");
    expect([...plugins(), ...leftovers()]).toEqual([]);
    expect((await install("--no-hooks", "greet.tgz")).exitCode).toBe(0);
  });

  test("reports a hook that saved what a server said in the place of the program, and leaves nothing", async () => {
    const text = "name: greet\nversion: 1.0.0\nusage: u\ncommand: $HELM_PLUGIN_DIR/bin/greet\n";
    const save = "io.open(os.getenv('HELM_PLUGIN_DIR') .. '/bin/greet', 'w'):write('Not Found')";
    sandbox.write(
      "work/greet.tgz",
      madeTgz([
        { path: "plugin.yaml", content: `${text}hooks:\n  install: luff $HELM_PLUGIN_DIR/install.lua\n` },
        { path: "install.lua", content: `function main() ${save} end\n` },
        { path: "bin/greet", content: "#!/bin/sh\n", mode: 0o755 },
      ]),
    );
    const failed = await install("greet.tgz");
    expect({ status: failed.exitCode, code: codeOf(failed) }).toEqual({ status: 1, code: "command-missing" });
    expect(failed.stderr).toContain('bin/greet is text, and no program: it begins with "Not Found"');
    expect([...plugins(), ...leftovers()]).toEqual([]);
  });

  test("keeps a link to a file of the archive, or its content where Windows makes no links", async () => {
    const parts = filesOf("greet/").filter(({ path }) => path !== "greet/run.lua");
    const link = { path: "greet/run.lua", type: "2", target: "bin/main.lua" };
    const script = { path: "greet/bin/main.lua", content: SCRIPT };
    sandbox.write("work/greet.tgz", madeTgz([...parts, link, script]));
    expect((await install("greet.tgz")).exitCode).toBe(0);
    expect((await sandbox.run(["greet", "a"])).stdout).toBe("runs\ta\n");
    expect(filesBelow(sandbox.plugins)["greet/run.lua"]).toBe(testsWindows() ? SCRIPT : "link");
    expect((await sandbox.run(["plugin", "verify", "greet"])).exitCode).toBe(0);
  });

  test.skipIf(testsWindows())(
    "refuses a link out of the plugin's folder to a file beside it in the archive",
    async () => {
      const link = { path: "top/link", type: "2", target: "../beside" };
      sandbox.write("work/greet.tgz", madeTgz([...filesOf("top/"), { path: "beside", content: "x" }, link]));
      const refused = await install("greet.tgz");
      expect({ status: refused.exitCode, code: codeOf(refused) }).toEqual({ status: 1, code: "archive-unsafe" });
      expect(refused.stderr).toContain('greet.tgz: the link "link" leads to "../beside", outside of it');
      expect([...plugins(), ...leftovers()]).toEqual([]);
    },
  );

  test("reads the archive with --dry-run, and leaves nothing", async () => {
    sandbox.write("work/greet.tgz", madeTgz(filesOf("")));
    const { exitCode, stdout } = await install("--dry-run", "greet.tgz");
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: `Would install plugin: greet 1.2.3 in ${sandbox.shown("plugins")}\n`,
    });
    // Helm's cache is below the temporary folder on Windows.
    expect(readdirSync(sandbox.path("tmp")).filter((name) => name !== "helm")).toEqual([]);
    expect(readdirSync(sandbox.plugins)).toEqual([]);
  });
});
