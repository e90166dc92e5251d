import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, utimesSync } from "node:fs";
import { testsWindows } from "../../../helpers/program-under-test.ts";
import { createSandbox, type RunOptions, type RunResult, type Sandbox } from "../../../helpers/sandbox.ts";

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.write("work/greet/plugin.yaml", MANIFEST);
  sandbox.write("work/greet/main.lua", 'function main() print("hello") end\n');
});
afterEach(() => sandbox.remove());

const MANIFEST = "name: greet\nversion: 1.2.3\nusage: u\ncommand: luff $HELM_PLUGIN_DIR/main.lua\n";
const pack = (args: readonly string[], options?: RunOptions): Promise<RunResult> =>
  sandbox.run(["plugin", "package", ...args], options);
const codeOf = ({ stderr }: RunResult): string | undefined => /^Error: .*\[([a-z-]+)\]$/m.exec(stderr)?.[1];
const digestOf = (path: string): string =>
  new Bun.CryptoHasher("sha256").update(readFileSync(sandbox.path("work", path))).digest("hex");
const listed = async (...args: string[]): Promise<string[]> =>
  JSON.parse((await pack(["-ojson", "--dry-run", ...args])).stdout).entries;

describe("luff plugin package", () => {
  test("packs a plugin into an archive that luff installs", async () => {
    sandbox.write("work/greet/bin/run", "#!/bin/sh\necho hi\n", 0o755);
    const { exitCode, stdout, stderr } = await pack(["greet"]);
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 0,
      stdout: `Successfully packaged plugin and saved it to: ${sandbox.shown("work", "greet-1.2.3.tgz")}\nSHA-256: ${digestOf("greet-1.2.3.tgz")}\n`,
      stderr: "",
    });
    const checksum = `sha256:${digestOf("greet-1.2.3.tgz")}`;
    expect((await sandbox.run(["plugin", "install", "--checksum", checksum, "greet-1.2.3.tgz"])).exitCode).toBe(0);
    expect(readdirSync(sandbox.path("plugins", "greet")).toSorted()).toEqual(["bin", "main.lua", "plugin.yaml"]);
    expect(await sandbox.run(["greet"])).toMatchObject({ exitCode: 0, stdout: "hello\n" });
  });

  test("packs the same files into the same bytes", async () => {
    await pack(["greet"]);
    const first = digestOf("greet-1.2.3.tgz");
    for (const [name, mode] of [
      ["plugin.yaml", 0o600],
      ["main.lua", 0o664],
    ] as const) {
      utimesSync(sandbox.path("work", "greet", name), 1, 1);
      chmodSync(sandbox.path("work", "greet", name), mode);
    }
    expect((await pack(["-d", "..", "."], { cwd: "work/greet" })).exitCode).toBe(0);
    expect(digestOf("greet-1.2.3.tgz")).toBe(first);
  });

  test("leaves out files of version control, ignored files, and the archive itself", async () => {
    sandbox.write("work/greet/.git/config", "x");
    sandbox.write("work/greet/deep/.git", "gitdir: elsewhere");
    sandbox.write("work/greet/deep/notes.md", "x");
    sandbox.write("work/greet/deep/keep.md", "x");
    sandbox.write("work/greet/tmp/x", "x");
    sandbox.write("work/greet/.luffignore", "# notes\r\n*.md\n!keep.md\n/tmp/\n");
    sandbox.write("work/greet/greet-1.2.3.tgz", "old");
    const { exitCode } = await pack([], { cwd: "work/greet" });
    expect(exitCode).toBe(0);
    const entries = ["greet/", "greet/deep/", "greet/deep/keep.md", "greet/greet-1.2.3.tgz", "greet/main.lua"];
    expect(await listed("greet")).toEqual([...entries, "greet/plugin.yaml"]);
    const within = await pack(["-o", "json", "--dry-run"], { cwd: "work/greet" });
    expect(JSON.parse(within.stdout).entries).not.toContain("greet/greet-1.2.3.tgz");
  });

  test("keeps run bits, empty folders, long names and names that are not ASCII", async () => {
    const long = `${"d".repeat(60)}/${"n".repeat(60)}`;
    const names = [long, "ü/ñ"];
    for (const name of names) sandbox.write(`work/greet/${name}`, "#!/bin/sh\n", 0o755);
    mkdirSync(sandbox.path("work", "greet", "empty"));
    await pack(["greet"]);
    expect((await sandbox.run(["plugin", "install", "greet-1.2.3.tgz"])).exitCode).toBe(0);
    for (const name of [...names, "empty"]) expect(existsSync(sandbox.path("plugins", "greet", name))).toBe(true);
    const list = Bun.spawnSync(["tar", "tvzf", sandbox.path("work", "greet-1.2.3.tgz")], {
      env: { LC_ALL: "C.UTF-8" },
    });
    const programs = list.stdout
      .toString()
      .split("\n")
      .filter((line) => line.startsWith("-rwxr-xr-x"));
    expect(programs.map((line) => line.split(" ").at(-1))).toEqual([`greet/${long}`, "greet/ü/ñ"]);
  });

  test("gives the folder in the archive the name that Helm expects", async () => {
    sandbox.write("work/greet/plugin.yaml", MANIFEST.replace("1.2.3", "1.2.3-4.5"));
    expect((await listed("greet"))[0]).toBe("greet-1.2.3/");
    sandbox.write("work/greet/plugin.yaml", MANIFEST.replace("version: 1.2.3\n", ""));
    expect((await listed("greet"))[0]).toBe("greet/");
  });

  test("changes nothing with --dry-run, and lists what would be packed", async () => {
    const { exitCode, stdout } = await pack(["--dry-run", "greet"]);
    expect({ exitCode, lines: stdout.trimEnd().split("\n").slice(1) }).toEqual({
      exitCode: 0,
      lines: ["  greet/", "  greet/main.lua", "  greet/plugin.yaml"],
    });
    expect(readdirSync(sandbox.work)).toEqual(["greet"]);
  });

  test("reports what cannot be packed or written, and leaves nothing", async () => {
    expect(codeOf(await pack(["-d", "absent", "greet"]))).toBe("file-failed");
    expect(codeOf(await pack(["absent"]))).toBe("plugin-not-found");
    expect(codeOf(await pack(["--sign", "greet"]))).toBe("signing-unsupported");
    sandbox.write("work/greet/plugin.yaml", MANIFEST.replace("1.2.3", "../1"));
    expect(codeOf(await pack(["greet"]))).toBe("manifest-invalid");
    expect(readdirSync(sandbox.work)).toEqual(["greet"]);
    sandbox.write("work/greet/plugin.yaml", MANIFEST);
    expect((await pack(["--sign=false", "greet"])).exitCode).toBe(0);
  });
});

describe.skipIf(testsWindows())("luff plugin package with links", () => {
  test("keeps links that stay in the folder, and notes that Helm does not install them", async () => {
    sandbox.write("work/greet/bin/run", "x");
    sandbox.link("work/greet/lib/alias", "../bin/run");
    const { exitCode, stderr } = await pack(["greet"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.stringMatching(/^Note: .*Helm does not\n$/) });
    const list = Bun.spawnSync(["tar", "tvzf", sandbox.path("work", "greet-1.2.3.tgz")]).stdout.toString();
    expect(list).toMatch(/^l.* greet\/lib\/alias -> \.\.\/bin\/run$/m);
    expect((await sandbox.run(["plugin", "install", "greet-1.2.3.tgz"])).exitCode).toBe(0);
  });

  test.each(["/etc/passwd", "../../other", "lib/../../.."])("refuses a link to %s", async (target) => {
    sandbox.link("work/greet/out", target);
    expect(codeOf(await pack(["greet"]))).toBe("archive-unsafe");
    expect(readdirSync(sandbox.work)).toEqual(["greet"]);
  });

  test("packs the folder that a link leads to", async () => {
    sandbox.link("work/link", "greet");
    expect(await listed("link")).toEqual(["greet/", "greet/main.lua", "greet/plugin.yaml"]);
  });
});
