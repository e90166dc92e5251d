import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { parse, stringify } from "yaml";
import { filesBelow } from "../../../helpers/files-below.ts";
import { createGitRepository, GIT_ENVIRONMENT } from "../../../helpers/git-repository.ts";
import { madeTgz } from "../../../helpers/made-tar.ts";
import { gather, serveRelease, whole, type Answer } from "../../../helpers/release-server.ts";
import { createSandbox, type RunResult, type Sandbox } from "../../../helpers/sandbox.ts";

let sandbox: Sandbox;
beforeEach(() => void (sandbox = createSandbox()));
afterEach(() => sandbox.remove());

const run = (...words: readonly string[]): Promise<RunResult> =>
  sandbox.run(["plugin", ...words], { env: GIT_ENVIRONMENT });
const install = (...flags: readonly string[]): Promise<RunResult> => run("install", "-f", "set/plugins.yaml", ...flags);
const codeOf = ({ stderr }: RunResult): string | undefined => /^Error: .*\[([a-z-]+)\]$/m.exec(stderr)?.[1];
const digestOf = (bytes: Uint8Array): string => new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
const short = (bytes: Uint8Array): string => `SHA-256 ${digestOf(bytes).slice(0, 12)}`;
const plugins = (): string[] =>
  readdirSync(sandbox.plugins)
    .filter((name) => name !== ".luff")
    .toSorted();
const leftovers = (): string[] =>
  Object.keys(filesBelow(sandbox.plugins)).filter((path) => /^\.luff\/(journal|work)\/./.test(path));

function archiveOf(name: string, version: string): Uint8Array {
  const manifest = `name: ${name}\nversion: ${version}\nusage: u\ncommand: cmd\n`;
  return madeTgz([{ path: "plugin.yaml", content: manifest }]);
}

/** Writes an archive beside the set, with its checksum, and returns its bytes. */
function writeArchive(name: string, version: string, file = name): Uint8Array {
  const bytes = archiveOf(name, version);
  sandbox.write(`work/set/${file}.tgz`, bytes);
  sandbox.write(`work/set/${file}.tgz.sha256`, digestOf(bytes));
  return bytes;
}

function writeSet(...entries: readonly Readonly<Record<string, unknown>>[]): void {
  sandbox.write("work/set/plugins.yaml", stringify({ plugins: entries }));
}

const entry = (name: string): Readonly<Record<string, unknown>> => ({ name, url: `./${name}.tgz` });

describe("luff plugin install -f", () => {
  test("replaces nothing that is not a plugin of luff's", async () => {
    writeArchive("a", "1.0.0");
    writeArchive("b", "1.0.0");
    writeSet(entry("a"), entry("b"));
    sandbox.write("plugins/a/data", "precious");
    const refused = await install();
    expect({ exitCode: refused.exitCode, code: codeOf(refused) }).toEqual({ exitCode: 1, code: "plugin-exists" });
    expect(refused.stderr).toContain("something that is not a plugin is in the way");
    expect(readFileSync(sandbox.path("plugins/a/data"), "utf8")).toBe("precious");
    expect(refused.stdout).toContain("Installed plugin: b 1.0.0");
    rmSync(sandbox.path("plugins/a"), { recursive: true });
    sandbox.write("plugins/a", "a file");
    expect(codeOf(await install())).toBe("plugin-exists");
    expect(readFileSync(sandbox.path("plugins/a"), "utf8")).toBe("a file");
    expect(leftovers()).toEqual([]);
  });

  test("replaces no folder of another plugin that has lost its manifest", async () => {
    writeArchive("a", "1.0.0");
    writeSet(entry("a"));
    await install();
    rmSync(sandbox.path("plugins/a/plugin.yaml"));
    sandbox.write("plugins/a/notes", "precious");
    const other = archiveOf("b", "1.0.0");
    sandbox.write("work/set/a.tgz", other);
    sandbox.write("work/set/a.tgz.sha256", digestOf(other));
    writeSet({ name: "b", url: "./a.tgz" });
    const refused = await install();
    expect({ exitCode: refused.exitCode, code: codeOf(refused) }).toEqual({ exitCode: 1, code: "plugin-exists" });
    expect(readFileSync(sandbox.path("plugins/a/notes"), "utf8")).toBe("precious");
  });

  test("replaces a folder of luff's in which there is no plugin any more", async () => {
    writeArchive("a", "1.0.0");
    writeSet(entry("a"));
    await install();
    rmSync(sandbox.path("plugins/a/plugin.yaml"));
    expect(await install()).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining("Installed plugin: a 1.0.0"),
    });
    expect(existsSync(sandbox.path("plugins/a/plugin.yaml"))).toBe(true);
  });

  test("installs what is missing, changes what differs, and leaves the rest alone", async () => {
    const [a1, b] = [writeArchive("a", "1.0.0"), writeArchive("b", "1.0.0")];
    writeSet(entry("a"), entry("b"));
    expect(await install()).toMatchObject({
      exitCode: 0,
      stdout:
        `Installed plugin: a 1.0.0, from ${sandbox.shown("work/set/a.tgz")}\n` +
        `Installed plugin: b 1.0.0, from ${sandbox.shown("work/set/b.tgz")}\n`,
      stderr: "",
    });
    const a2 = writeArchive("a", "2.0.0");
    writeArchive("c", "1.0.0");
    writeSet(entry("a"), entry("b"), entry("c"));
    const expected = [
      `Would change plugin: a, which is 1.0.0 (${short(a1)}) from ${sandbox.shown("work/set/a.tgz")}, to what the set has: ./a.tgz`,
      "Plugin b is as the set wants it and would stay",
      "Would install plugin: c, from ./c.tgz",
    ];
    const before = filesBelow(sandbox.plugins);
    expect((await install("--dry-run")).stdout).toBe(`${expected.join("\n")}\n`);
    expect(filesBelow(sandbox.plugins)).toEqual(before);
    expect((await install()).stdout.split("\n").toSorted()).toEqual([
      "",
      `Changed plugin: a from 1.0.0 (${short(a1)}) to 2.0.0 (${short(a2)})`,
      `Installed plugin: c 1.0.0, from ${sandbox.shown("work/set/c.tgz")}`,
      `Plugin b is as the set wants it: 1.0.0 (${short(b)})`,
    ]);
    expect(plugins()).toEqual(["a", "b", "c"]);
    expect(leftovers()).toEqual([]);
  });

  test("refuses a version of a release whose source has a tag", async () => {
    writeSet({ name: "a", url: "github:o/r@v1.0.0", version: "^1" });
    expect(await install()).toMatchObject({
      exitCode: 1,
      stderr:
        `Error: ${sandbox.shown("work/set/plugins.yaml")}:2: plugin "a": the set wants version "^1", and its url ends with @v1.0.0 [set-invalid]\n` +
        "Hint: Write only one of both into the set.\n",
    });
  });

  test("refuses a version of a source that has none", async () => {
    writeArchive("a", "1.0.0");
    writeSet({ ...entry("a"), version: "^1" });
    expect(await install()).toMatchObject({
      exitCode: 1,
      stderr:
        `Error: ${sandbox.shown("work/set/plugins.yaml")}:2: plugin "a": the set wants version "^1", but ./a.tgz has no versions [set-invalid]\n` +
        "Hint: Leave out the version: only git repositories and releases on GitHub have versions to choose from.\n",
    });
    expect(plugins()).toEqual([]);
  });

  test("says with --dry-run what would come of the lock file", async () => {
    writeArchive("a", "1.0.0");
    writeSet(entry("a"));
    const path = sandbox.shown("work/set/plugins.lock");
    const last = async (...flags: readonly string[]): Promise<string | undefined> =>
      (await install("--dry-run", ...flags)).stdout.split("\n").at(-2);
    const write = `Would write lock file: ${path}`;
    const stay = `Lock file would stay as it is: ${path}`;
    expect(await last("--lock")).toBe(write);
    expect(await last()).toStartWith("Would install plugin: a");
    expect((await install("--dry-run", "--lock", "-o", "json")).stderr).toContain(
      `Note: would write the lock file ${path}\n`,
    );
    expect(existsSync(sandbox.path("work/set/plugins.lock"))).toBe(false);
    await install("--lock");
    const lock = readFileSync(sandbox.path("work/set/plugins.lock"), "utf8");
    expect(await last("--lock")).toBe(stay);
    expect(await last()).toBe(stay);
    expect(await last("--locked")).toBe("Plugin a is as the set wants it and would stay");
    expect(await last("--lock", "--platform", "aix/ppc64")).toBe(write);
    await run("uninstall", "a");
    expect(await last()).toBe(stay);
    expect(await last("--lock")).toBe(write);
    writeArchive("b", "1.0.0");
    writeSet(entry("a"), entry("b"));
    expect(await last()).toBe(write);
    writeSet(entry("a"), { name: "b", url: "./none.tgz" });
    expect((await install("--dry-run", "--lock")).stdout).not.toContain("lock file");
    expect(readFileSync(sandbox.path("work/set/plugins.lock"), "utf8")).toBe(lock);
  });

  test("prunes what is not in the set, and prints JSON", async () => {
    writeArchive("a", "1.0.0");
    sandbox.addPlugin("other", "name: other\nversion: 1.0.0\nusage: u\ncommand: cmd\n");
    writeSet(entry("a"));
    expect((await install("--prune", "--dry-run")).stdout).toEndWith("Would uninstall plugin: other\n");
    const { exitCode, stdout } = await install("--prune", "-o", "json");
    const results = JSON.parse(stdout).map(({ name, result }: Record<string, unknown>) => [name, result]);
    expect({ exitCode, results }).toEqual({
      exitCode: 0,
      results: [
        ["a", "installed"],
        ["other", "uninstalled"],
      ],
    });
    expect(plugins()).toEqual(["a"]);
  });

  test("reports failures in the order of the file, with the code of the first", async () => {
    sandbox.write("work/set/broken.tgz", "not an archive");
    writeSet(entry("broken"), entry("absent"), entry("missing"));
    const { stderr } = await install();
    expect(stderr).toContain("Error: 3 plugins of the set failed: [archive-invalid]\n");
    const names = [...stderr.matchAll(/plugins\.yaml:\d+: plugin "(\w+)"/g)].map(([, name]) => name);
    expect(names).toEqual(["broken", "absent", "missing"]);
  });

  test("goes on if one fails, with status 1, and prunes nothing then", async () => {
    writeArchive("b", "1.0.0");
    writeArchive("other", "1.0.0", "wrong");
    sandbox.write("work/set/broken.tgz", "not an archive");
    sandbox.addPlugin("stays", "name: stays\nversion: 1.0.0\nusage: u\ncommand: cmd\n");
    writeSet(entry("absent"), entry("broken"), entry("wrong"), entry("b"));
    const ended = await install("--prune");
    expect({ status: ended.exitCode, stdout: ended.stdout, code: codeOf(ended) }).toEqual({
      status: 1,
      stdout: `Installed plugin: b 1.0.0, from ${sandbox.shown("work/set/b.tgz")}\n`,
      code: "source-not-found",
    });
    expect(ended.stderr).toContain("3 plugins of the set failed:");
    expect(ended.stderr).toContain('is plugin "wrong", but it is "other"');
    const file = sandbox.shown("work/set/plugins.yaml");
    const lines = readFileSync(sandbox.path("work/set/plugins.yaml"), "utf8").split("\n");
    for (const name of ["absent", "broken", "wrong"]) {
      const line = lines.findIndex((each) => each.includes(`name: ${name}`)) + 1;
      expect(ended.stderr).toContain(`${file}:${line}: plugin "${name}": `);
    }
    expect(plugins()).toEqual(["b", "stays"]);
    expect(leftovers()).toEqual([]);
  });

  test("has no note that an archive was not checked if it has the locked digest", async () => {
    sandbox.write("work/set/a.tgz", archiveOf("a", "1.0.0"));
    writeSet(entry("a"));
    expect((await install("--lock")).stderr).toContain("was not checked");
    expect((await run("uninstall", "a")).exitCode).toBe(0);
    expect(await install("--locked")).toMatchObject({ exitCode: 0, stderr: "" });
    expect(plugins()).toEqual(["a"]);
  });

  test("says what the archive has and what is locked, without a note that it was not checked", async () => {
    const one = archiveOf("a", "1.0.0");
    sandbox.write("work/set/a.tgz", one);
    writeSet(entry("a"));
    expect((await install("--lock")).stdout).toEndWith(
      `\nWrote lock file: ${sandbox.shown("work/set/plugins.lock")}\n`,
    );
    expect((await install()).stdout).not.toContain("Wrote");
    expect((await run("uninstall", "a")).exitCode).toBe(0);
    const two = archiveOf("a", "1.1.0");
    sandbox.write("work/set/a.tgz", two);
    expect(await install("--locked")).toMatchObject({
      exitCode: 1,
      stderr:
        `Error: ${sandbox.shown("work/set/plugins.yaml")}:2: plugin "a": ./a.tgz has the SHA-256 ${digestOf(two)}, ` +
        `but the lock file says the SHA-256 ${digestOf(one)} [lock-mismatch]\n` +
        "Hint: Find out why its source has changed. With 'luff plugin install -f set/plugins.yaml --lock' luff locks what the source has now.\n",
    });
    writeSet(entry("a"), entry("b"));
    expect((await install("--locked")).stderr).toContain("'luff plugin install -f set/plugins.yaml --lock'");
  });

  test("locks digests, installs what is locked, and refuses another content", async () => {
    const a = writeArchive("a", "1.0.0");
    writeArchive("b", "1.0.0");
    writeSet(entry("a"));
    expect(codeOf(await install("--locked"))).toBe("lock-mismatch");
    expect(plugins()).toEqual([]);
    expect((await install("--lock")).exitCode).toBe(0);
    const lock = (): unknown => parse(readFileSync(sandbox.path("work/set/plugins.lock"), "utf8"));
    expect(lock()).toEqual({ version: 2, plugins: [{ name: "a", url: "./a.tgz", sha256: digestOf(a) }] });
    expect((await install("--locked")).stdout).toStartWith("Plugin a is as the set wants it");
    writeSet(entry("a"), entry("b"));
    expect(codeOf(await install("--locked"))).toBe("lock-mismatch");
    expect((await install()).exitCode).toBe(0);
    expect(lock()).toMatchObject({ plugins: [{ name: "a", sha256: digestOf(a) }, { name: "b" }] });
    const changed = writeArchive("a", "1.1.0");
    expect(codeOf(await install())).toBe("lock-mismatch");
    expect((await run("list")).stdout).toMatch(/^a +1\.0\.0 /m);
    expect((await install("--lock")).exitCode).toBe(0);
    expect(lock()).toMatchObject({ plugins: [{ sha256: digestOf(changed) }, { name: "b" }] });
    sandbox.write("work/set/plugins.lock", "version: 3\nplugins: []\n");
    expect(codeOf(await install())).toBe("set-invalid");
  });

  test("refuses a lock file that does not say what to install, and completes it without --locked", async () => {
    const a = writeArchive("a", "1.0.0");
    writeSet(entry("a"));
    sandbox.write("work/set/plugins.lock", stringify({ version: 2, plugins: [entry("a")] }));
    expect(await install("--locked")).toMatchObject({
      exitCode: 1,
      stdout: "",
      stderr:
        `Error: the lock file ${sandbox.shown("work/set/plugins.lock")} has no commit or SHA-256 that says what to install of: a [lock-mismatch]\n` +
        "Hint: Write it with 'luff plugin install -f set/plugins.yaml --lock', and look at what has changed.\n",
    });
    expect(plugins()).toEqual([]);
    expect((await install()).stdout).toStartWith("Installed plugin: a 1.0.0");
    const lock = parse(readFileSync(sandbox.path("work/set/plugins.lock"), "utf8"));
    expect(lock.plugins).toEqual([{ ...entry("a"), sha256: digestOf(a) }]);
  });

  test("refuses values in a lock file that are no commit and no digest, before it asks git or a server", async () => {
    writeSet({ name: "greet", url: "git+https://host/greet" });
    const lock = sandbox.shown("work/set/plugins.lock");
    const refusal = async (text: string): Promise<string> => {
      sandbox.write("work/set/plugins.lock", `version: 2\nplugins:\n${text}`);
      const { exitCode, stdout, stderr } = await install();
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
      const [head, ...lines] = stderr.split("\n");
      expect(head).toBe(`Error: ${lock} is not a lock file that luff can use: [set-invalid]`);
      const faults = lines.filter((line) => line.startsWith("  "));
      return faults.map((line) => line.replace(`  ${lock}:`, "")).join("\n");
    };
    const head = "  - name: greet\n    url: git+https://host/greet\n";
    const commit = "plugins[0].commit: it is not the 40 or 64 hexadecimal digits of a commit";
    expect(await refusal(`${head}    commit: --upload-pack=x\n`)).toBe(`5:13: ${commit}`);
    expect(await refusal(`${head}    ref: [v1]\n    commit: main\n`)).toBe(
      `5:10: plugins[0].ref: it is not a text\n6:13: ${commit}`,
    );
    expect(await refusal(`${head}    platforms:\n      linux/amd64: {sha256: xyz}\n      aix/ppc64: y\n`)).toBe(
      "6:29: plugins[0].platforms.linux/amd64.sha256: it is not 64 hexadecimal digits\n" +
        "7:18: plugins[0].platforms.aix/ppc64: it is not a mapping",
    );
    expect(await refusal("  - {url: x}\n  - greet\n")).toBe(
      "3:5: plugins[0].name: it is not a text\n4:5: plugins[1]: it is not a mapping",
    );
  });

  test("reads a lock file of version 1, and writes one by platform in the form of version 2", async () => {
    const a = writeArchive("a", "1.0.0");
    writeSet(entry("a"));
    const locked = { ...entry("a"), sha256: digestOf(a) };
    sandbox.write("work/set/plugins.lock", stringify({ version: 1, plugins: [locked] }));
    expect((await install("--locked")).stdout).toStartWith("Installed plugin: a 1.0.0");
    sandbox.write("work/set/plugins.lock", stringify({ version: 1, plugins: [{ ...locked, sha256: "0".repeat(64) }] }));
    expect(codeOf(await install("--locked"))).toBe("lock-mismatch");
    const both = await install("--lock", "--platform", "linux/amd64,windows/amd64");
    expect({ status: both.exitCode, stderr: both.stderr }).toEqual({ status: 0, stderr: "" });
    const lock = readFileSync(sandbox.path("work/set/plugins.lock"), "utf8");
    expect(parse(lock)).toEqual({ version: 2, plugins: [locked] });
  });

  test("refuses a lock file that has nothing for this platform, and adds it without --locked", async () => {
    const a = writeArchive("a", "1.0.0");
    writeSet(entry("a"));
    const other = { ...entry("a"), platforms: { "plan9/386": { sha256: "0".repeat(64) } } };
    sandbox.write("work/set/plugins.lock", stringify({ version: 2, plugins: [other] }));
    const here = JSON.parse((await sandbox.run(["version", "-ojson"])).stdout).platform;
    expect(await install("--locked")).toMatchObject({
      exitCode: 1,
      stderr:
        `Error: the lock file ${sandbox.shown("work/set/plugins.lock")} has nothing for ${here} of: a [lock-mismatch]\n` +
        "Hint: Write it with 'luff plugin install -f set/plugins.yaml --lock', and name all platforms that use it with --platform.\n",
    });
    expect(plugins()).toEqual([]);
    const byPlatform = { "plan9/386": { sha256: "0".repeat(64) }, [here]: { sha256: digestOf(a) } };
    sandbox.write("work/set/plugins.lock", stringify({ version: 2, plugins: [{ ...other, platforms: byPlatform }] }));
    expect((await install("--locked")).stdout).toStartWith("Installed plugin: a 1.0.0");
    sandbox.write("work/set/plugins.lock", stringify({ version: 2, plugins: [other] }));
    expect((await install()).stdout).toStartWith("Plugin a is as the set wants it");
    const added = parse(readFileSync(sandbox.path("work/set/plugins.lock"), "utf8"));
    expect(added.plugins).toEqual([{ ...entry("a"), sha256: digestOf(a) }]);
    expect((await install("--locked")).exitCode).toBe(0);
  });

  test("reads the set that list --as-set prints", async () => {
    writeArchive("a", "1.0.0");
    sandbox.write("work/linked/plugin.yaml", "name: linked\nversion: 1.0.0\nusage: u\ncommand: cmd\n");
    sandbox.addPlugin("copied", "name: copied\nversion: 1.0.0\nusage: u\ncommand: cmd\n");
    await run("install", "set/a.tgz");
    await run("install", "linked");
    const listed = await run("list", "--as-set");
    expect(listed.stderr).toContain('install plugin "copied" again: it is not in the set');
    expect(parse(listed.stdout)).toEqual({
      plugins: [
        { name: "a", url: sandbox.shown("work/set/a.tgz") },
        { name: "linked", url: sandbox.shown("work/linked") },
      ],
    });
    sandbox.write("work/set/plugins.yaml", listed.stdout);
    const again = await install("--prune");
    expect(again.stdout).toContain("Plugin a is as the set wants it");
    expect(again.stdout).toContain("Plugin linked is as the set wants it");
    expect(plugins()).toEqual(["a", "linked"]);
  });

  test.each([
    [
      "plugins: [",
      "plugins.yaml:1:11: not valid YAML: [...] or {...} does not end [set-invalid]\nHint: Add the closing ].\n",
    ],
    [
      "plugins:\n  - name: a\n    url x\n",
      "plugins.yaml:3:5: not valid YAML: a line is neither `key: value` nor `- item` [set-invalid]\nHint: A colon and a space belong",
    ],
    ["plugins: *x", "plugins.yaml: not valid YAML: a *name has no &name before it [set-invalid]"],
    ["[]", "plugins.yaml:1:1: it has no list named plugins"],
    ["plugins: [x]", "plugins.yaml:1:11: plugins[0]: it is not a mapping"],
    ["plugins:\n\n  - {name: a, url: x}\n  # last\n  - {name: b}\n", "plugins.yaml:5:5: plugins[1].url: it is missing"],
    ["plugins: [{name: a}]", "plugins.yaml:1:11: plugins[0].url: it is missing"],
    ["plugins: [{name: a, url: x, asset: [y]}]", "plugins.yaml:1:36: plugins[0].asset: it is not a text"],
    ["plugins: [{url: x}]", "plugins.yaml:1:11: plugins[0].name: it is not a plugin's name"],
    [
      "plugins: [{name: a, url: x, version: 1.20}]",
      "plugins.yaml:1:38: plugins[0].version: it is not a text; write it in quotes",
    ],
    [
      "plugins: [{name: a, url: x, verison: v1}]",
      "plugins.yaml:1:29: plugins[0].verison: this key is not known, did you mean version?",
    ],
    ["plugins: [{name: a, url: x}, {name: a, url: y}]", 'plugins.yaml:1:37: plugins[1].name: "a" is there twice'],
    [
      "plugins:\n  - name: fold\n    uri: x\n  - name: 1\n    url: y\n",
      "plugins.yaml:2:5: plugins[0].url: it is missing\n  ",
    ],
    [
      "plugins:\n  - name: fold\n    uri: x\n",
      "plugins.yaml:3:5: plugins[0].uri: this key is not known, did you mean url?\n",
    ],
  ])("refuses %j", async (text, reason) => {
    sandbox.write("work/set/plugins.yaml", text);
    const refused = await install();
    expect({ status: refused.exitCode, code: codeOf(refused) }).toEqual({ status: 1, code: "set-invalid" });
    expect(refused.stderr).toContain(reason);
    expect(plugins()).toEqual([]);
  });

  test("shows no user, password or query of a source with --dry-run", async () => {
    writeSet(
      { name: "a", url: "https://me:s3@cret@host/a.tgz?token=s3cret" },
      { name: "b", url: "git+https://me:s3cret@host/b" },
    );
    expect(await install("--dry-run")).toMatchObject({
      exitCode: 0,
      stdout: "Would install plugin: a, from https://host/a.tgz?…\nWould install plugin: b, from git+https://host/b\n",
      stderr: "Note: whether a hook would run is known only after a download: a, b\n",
    });
  });

  test("names with --dry-run the hooks of folders and archives, and refuses what an install would refuse", async () => {
    const hooked = "name: hooked\nversion: 1.0.0\nusage: u\ncommand: cmd\nhooks:\n  install: make all\n";
    sandbox.write("work/set/hooked/plugin.yaml", hooked);
    sandbox.write(
      "work/set/packed.tgz",
      madeTgz([{ path: "plugin.yaml", content: hooked.replace("hooked", "packed") }]),
    );
    writeArchive("plain", "1.0.0");
    writeSet({ name: "hooked", url: "./hooked" }, entry("packed"), entry("plain"), {
      name: "far",
      url: "https://host/far.tgz",
    });
    const hook = "Would run its install hook: make all\n";
    expect(await install("--dry-run")).toMatchObject({
      exitCode: 0,
      stdout:
        `Would install plugin: hooked, from ./hooked\n${hook}Would install plugin: packed, from ./packed.tgz\n${hook}` +
        "Would install plugin: plain, from ./plain.tgz\nWould install plugin: far, from https://host/far.tgz\n",
      stderr: "Note: whether a hook would run is known only after a download: far\n",
    });
    const rows = JSON.parse((await install("--dry-run", "-o", "json")).stdout);
    expect(rows).toEqual([
      { name: "hooked", result: "would-install", hook: { event: "install", command: "make all" } },
      { name: "packed", result: "would-install", hook: { event: "install", command: "make all" } },
      { name: "plain", result: "would-install", hook: null },
      { name: "far", result: "would-install" },
    ]);
    expect((await install("--dry-run", "--no-hooks")).stdout).not.toContain("install hook");
    writeSet({ ...entry("packed"), name: "other" });
    const refused = await install("--dry-run");
    expect({ stdout: refused.stdout, code: codeOf(refused) }).toEqual({ stdout: "", code: "set-invalid" });
    expect(plugins()).toEqual([]);
  });

  test("refuses words that do not fit together, and a file that is not there", async () => {
    writeSet();
    for (const words of [
      ["x"],
      ["--force"],
      ["--version", "1"],
      ["--lock", "--locked"],
      ["--checksum", `sha256:${"0".repeat(64)}`],
      ["--username", "me"],
      ["--platform", "linux/amd64"],
      ["--lock", "--platform", "linux"],
    ]) {
      expect(codeOf(await install(...words))).toBe("usage");
    }
    expect(codeOf(await install("--ca-file", "absent.pem"))).toBe("file-failed");
    expect(codeOf(await run("install", "--prune", "x"))).toBe("usage");
    expect(codeOf(await run("install"))).toBe("usage");
    rmSync(sandbox.path("work/set/plugins.yaml"));
    expect(codeOf(await install())).toBe("file-failed");
  });
});

test("luff plugin install keeps the pin of a plugin that it replaces, and says so", async () => {
  const pinned = (): unknown => JSON.parse(readFileSync(sandbox.path("plugins/.luff/receipts/a.json"), "utf8")).pinned;
  const one = writeArchive("a", "1.0.0");
  writeSet(entry("a"));
  await install();
  await run("update", "--pin", "a");
  const two = writeArchive("a", "2.0.0");
  expect((await install()).stdout).toBe(
    `Changed plugin: a from 1.0.0 (${short(one)}) to 2.0.0 (${short(two)}), and still pinned\n`,
  );
  expect(pinned()).toBe(true);
  writeArchive("a", "3.0.0");
  expect((await run("install", "--force", "set/a.tgz")).stdout).toBe(
    `Installed plugin: a\nVersion 3.0.0, from ${sandbox.shown("work/set/a.tgz")}, and still pinned\n`,
  );
  expect(pinned()).toBe(true);
  writeArchive("a", "4.0.0");
  expect(JSON.parse((await install("-o", "json")).stdout)).toMatchObject([{ result: "changed", pinned: true }]);
  expect((await run("bundle", "save", "-o", "b.tar", "set/a.tgz")).exitCode).toBe(0);
  expect((await run("bundle", "load", "--force", "b.tar")).stdout).toBe(
    "Installed plugin: a 4.0.0, and still pinned\n",
  );
  expect((await run("update", "a")).stdout).toStartWith("Plugin a is pinned at 4.0.0 ");
  expect((await run("uninstall", "a")).exitCode).toBe(0);
  expect((await install()).stdout).toStartWith("Installed plugin: a 4.0.0");
  expect(pinned()).toBeUndefined();
});

test("luff plugin install -f --prune removes nothing if the set is empty", async () => {
  sandbox.addPlugin("own", "name: own\nversion: 1.0.0\nusage: u\ncommand: cmd\n");
  writeSet();
  expect(codeOf(await install("--prune"))).toBe("set-invalid");
  expect(plugins()).toEqual(["own"]);
});

describe("luff plugin install -f with a git repository", () => {
  test("leaves alone what the version allows, and installs the locked commit although its tag has moved", async () => {
    const repository = createGitRepository(sandbox, "repo");
    const { url } = repository;
    repository.commit("1.0.0");
    repository.git("tag", "v1.0.0");
    const greet = { name: "greet", url, version: "^1" };
    writeSet(greet);
    expect((await install("--lock")).stdout).toContain("Installed plugin: greet 1.0.0");
    repository.commit("1.1.0");
    repository.git("tag", "v1.1.0");
    expect((await install()).stdout).toContain("Plugin greet is as the set wants it: 1.0.0 (v1.0.0");
    const lock = readFileSync(sandbox.path("work/set/plugins.lock"), "utf8");
    sandbox.write("work/set/plugins.lock", lock.replace(/^ *commit: .*\n/m, ""));
    expect(codeOf(await install("--locked"))).toBe("lock-mismatch");
    sandbox.write("work/set/plugins.lock", lock);
    repository.git("tag", "--force", "v1.0.0");
    await run("uninstall", "greet");
    expect((await install("--locked")).stdout).toContain("Installed plugin: greet 1.0.0");
    const receipt = JSON.parse(readFileSync(sandbox.path("plugins/.luff/receipts/repo.json"), "utf8"));
    expect(receipt.origin).toMatchObject({ constraint: "^1", commit: repository.commitOf("1.0.0") });
    writeSet({ ...greet, version: ">=1.1" });
    expect((await install()).stdout).toContain("Changed plugin: greet from 1.0.0 ");
    expect(parse((await run("list", "--as-set")).stdout)).toEqual({ plugins: [{ ...greet, version: ">=1.1" }] });
    expect(existsSync(sandbox.path("plugins/repo/.git"))).toBe(true);
  });
});

describe("luff plugin install -f with a git repository of this machine", () => {
  test.each(["path", "URL of file"])(
    "leaves alone what another program cloned from its %s, as list --as-set prints it",
    async (kind) => {
      const repository = createGitRepository(sandbox, "with space");
      repository.commit("1.0.0");
      const { url, git } = repository;
      git("clone", "--quiet", "--", kind === "path" ? sandbox.path("with space") : url, sandbox.path("plugins/greet"));
      const listed = await run("list", "--as-set");
      expect(listed.stderr).toBe("");
      expect(parse(listed.stdout)).toEqual({ plugins: [{ name: "greet", url }] });
      sandbox.write("work/set/plugins.yaml", listed.stdout);
      expect((await install()).stdout).toStartWith("Plugin greet is as the set wants it: 1.0.0 ");
      await run("uninstall", "greet");
      expect((await install()).stdout).toStartWith(`Installed plugin: greet 1.0.0, from ${url} at main`);
      git("-C", sandbox.path("plugins/with%20space"), "remote", "set-url", "origin", "../elsewhere");
      rmSync(sandbox.path("plugins/.luff"), { recursive: true });
      expect(await run("list", "--as-set")).toMatchObject({
        stdout: "plugins: []\n",
        stderr:
          'Warning: luff does not know a source from which it can install plugin "greet" again: it is not in the set\n',
      });
    },
  );
});

describe("luff plugin install of a URL in a set", () => {
  test("asks once for a file of checksums that several archives share", async () => {
    const archives = Object.fromEntries(["a", "b", "c"].map((name) => [`${name}.tgz`, archiveOf(name, "1.0.0")]));
    const lines = Object.entries(archives).map(([name, bytes]) => `${digestOf(bytes)}  ${name}\n`);
    using server = await serveRelease({ ...archives, "checksums.txt": new TextEncoder().encode(lines.join("")) });
    writeSet(...["a", "b", "c"].map((name) => ({ name, url: `${server.base}/${name}.tgz` })));
    const { exitCode, stderr } = await install();
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const asked = server.requests
      .map((path) => path.replace("/releases/", ""))
      .toSorted((one, other) => (one < other ? -1 : 1));
    const archivesAndOwn = ["a.tgz", "a.tgz.sha256", "b.tgz", "b.tgz.sha256", "c.tgz", "c.tgz.sha256"];
    expect(asked).toEqual(["SHA256SUMS", ...archivesAndOwn, "checksums.txt"]);
  });

  test("sees that a query has changed, and keeps none", async () => {
    const files: Record<string, Uint8Array> = { "a.tgz": archiveOf("a", "1.0.0") };
    using server = await serveRelease(files);
    const setOf = (query: string): void => writeSet({ name: "a", url: `${server.base}/a.tgz${query}` });
    setOf("?version=1&token=s3cret");
    expect((await install()).stdout).toBe(`Installed plugin: a 1.0.0, from ${server.base}/a.tgz?…\n`);
    const count = server.requests.length;
    expect((await install()).stdout).toStartWith("Plugin a is as the set wants it: 1.0.0 ");
    expect(server.requests).toHaveLength(count);
    files["a.tgz"] = archiveOf("a", "2.0.0");
    setOf("?version=2&token=s3cret");
    expect((await install()).stdout).toStartWith("Changed plugin: a from 1.0.0 ");
    setOf("");
    expect((await install()).stdout).toStartWith("Changed plugin: a from 2.0.0 ");
    expect(JSON.stringify(filesBelow(sandbox.plugins))).not.toMatch(/s3cret|version=/);
  });

  test("locks a URL without its user, password and query, and recognises it", async () => {
    const files: Record<string, Uint8Array> = { "a.tgz": archiveOf("a", "1.0.0") };
    using server = await serveRelease(files);
    const setOf = (query: string): void =>
      writeSet({ name: "a", url: `${server.base.replace("//", "//me:s3cret@")}/a.tgz${query}` });
    setOf("?token=s3cret");
    expect((await install("--lock")).exitCode).toBe(0);
    const text = readFileSync(sandbox.path("work/set/plugins.lock"), "utf8");
    expect(parse(text).plugins).toEqual([
      {
        name: "a",
        url: `${server.base}/a.tgz?…`,
        sha256: digestOf(files["a.tgz"] ?? new Uint8Array()),
        queryMark: digestOf(new TextEncoder().encode("?token=s3cret")).slice(0, 8),
      },
    ]);
    expect((await run("uninstall", "a")).exitCode).toBe(0);
    expect((await install("--locked")).stdout).toStartWith("Installed plugin: a 1.0.0, from ");
    expect((await install("--locked")).stdout).toStartWith("Plugin a is as the set wants it: 1.0.0 ");
    expect((await install()).stdout).toStartWith("Plugin a is as the set wants it: 1.0.0 ");
    expect(readFileSync(sandbox.path("work/set/plugins.lock"), "utf8")).toBe(text);
    setOf("?token=another");
    expect(codeOf(await install("--locked"))).toBe("lock-mismatch");
  });

  test("downloads four at once, leaves them alone afterwards, and locks their digests", async () => {
    const names = "abcdefghijkl".split("");
    const files = Object.fromEntries(names.map((name) => [`${name}.tgz`, archiveOf(name, "1.0.0")]));
    const { answer, most } = gather(4);
    using server = await serveRelease(files, Object.fromEntries(Object.keys(files).map((name) => [name, answer])));
    writeSet(...names.map((name) => ({ name, url: `${server.base}/${name}.tgz` })));
    expect((await install("--lock")).exitCode).toBe(0);
    expect(most()).toBe(4);
    expect(plugins()).toEqual(names);
    const lock = parse(readFileSync(sandbox.path("work/set/plugins.lock"), "utf8")).plugins as readonly unknown[];
    expect(lock).toHaveLength(12);
    expect(lock[5]).toMatchObject({ name: "f", sha256: digestOf(files["f.tgz"] ?? new Uint8Array()) });
    const { exitCode, stdout, stderr } = await install("--locked");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout.split("\n").filter((line) => line.includes("is as the set wants it: 1.0.0"))).toHaveLength(12);
    expect(leftovers()).toEqual([]);
  });

  test("reads a download while another one of the four waits for its server", async () => {
    const [first, ...others] = ["a", "b", "c", "d"];
    const archives = Object.fromEntries([first, ...others].map((name) => [`${name}.tgz`, archiveOf(name, "1.0.0")]));
    const sums = others.map((name): [string, Uint8Array] => [
      `${name}.tgz.sha256`,
      new TextEncoder().encode(digestOf(archives[`${name}.tgz`] ?? new Uint8Array())),
    ]);
    // The server sends the end of the first one when luff has asked for the checksums of all others, as it does after their ends.
    const asked = new Set<string>();
    let sendEnd: (() => void) | undefined;
    const sendEndInTime = (): void => void (asked.size === others.length && sendEnd?.());
    const answers: Record<string, Answer> = {
      [`${first}.tgz`]: (body, response) => {
        response.writeHead(200, { "content-length": body.length });
        response.write(body.subarray(0, 1));
        sendEnd = () => void response.end(body.subarray(1));
        sendEndInTime();
      },
    };
    for (const [name] of sums) {
      answers[name] = (body, response) => {
        whole(body, response);
        asked.add(name);
        sendEndInTime();
      };
    }
    using server = await serveRelease({ ...archives, ...Object.fromEntries(sums) }, answers);
    writeSet(...[first, ...others].map((name) => ({ name, url: `${server.base}/${name}.tgz` })));
    expect((await install()).exitCode).toBe(0);
    expect(plugins()).toEqual([first, ...others]);
  });
});
