import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { madeTar, madeTgz } from "../../../helpers/made-tar.ts";
import { testsWindows } from "../../../helpers/program-under-test.ts";
import { createSandbox, type RunOptions, type RunResult, type Sandbox } from "../../../helpers/sandbox.ts";

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  mkdirSync(sandbox.path("there"));
  sandbox.write("work/source/plugin.yaml", manifest("greet"));
  sandbox.write("work/source/main.lua", 'function main() print("hello") end\n');
});
afterEach(() => sandbox.remove());

const manifest = (name: string, more = ""): string =>
  `name: ${name}\nversion: 1.0.0\nusage: u\ncommand: luff $HELM_PLUGIN_DIR/main.lua\n${more}`;
const save = (args: readonly string[]): Promise<RunResult> => sandbox.run(["plugin", "bundle", "save", ...args]);
/** The machine without a network, which has other plugins. */
const there = (): RunOptions => ({ env: { HELM_PLUGINS: sandbox.shown("there") } });
const load = (args: readonly string[], options: RunOptions = there()): Promise<RunResult> =>
  sandbox.run(["plugin", "bundle", "load", ...args], options);
const codeOf = ({ stderr }: RunResult): string | undefined => /^Error: .*\[([a-z-]+)\]$/m.exec(stderr)?.[1];
const digestOf = (bytes: Uint8Array): string => new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
const isThere = (...path: string[]): boolean => existsSync(sandbox.path("there", ...path));

/** An install hook that makes a file, in the shell or on Windows in Lua. */
const HOOK = `hooks:\n  install: ${testsWindows() ? "luff $HELM_PLUGIN_DIR/install.lua" : "echo made > $HELM_PLUGIN_DIR/made"}\n`;
const HOOK_FILES = {
  "main.lua": 'function main() print("hello") end\n',
  "install.lua": 'io.open(os.getenv("HELM_PLUGIN_DIR") .. "/made", "w"):close()\n',
};

const NO_HOOK = 'Note: plugin "greet" was packed as it was installed, so its install hook did not run\n';

/** The platform of the luff under test, such as "linux/amd64". */
async function platformHere(): Promise<string> {
  return JSON.parse((await sandbox.run(["version", "-ojson"])).stdout).platform;
}

/** Writes a bundle with one manifest for each archive, for the platform that is its key. */
function writeBundle(
  file: string,
  archives: Readonly<Record<string, Uint8Array>>,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const blobs = new Map<string, Uint8Array>();
  const add = (bytes: Uint8Array): string => {
    blobs.set(digestOf(bytes), bytes);
    return `sha256:${digestOf(bytes)}`;
  };
  const manifests = Object.entries(archives).map(([platform, archive]) => {
    const [os, architecture] = platform.split("/");
    const text = JSON.stringify({
      artifactType: "application/vnd.helm.plugin.v1+json",
      layers: [{ mediaType: "application/vnd.oci.image.layer.v1.tar+gzip", digest: add(archive) }],
      annotations: { "org.opencontainers.image.title": "greet", ...more },
    });
    return { digest: add(new TextEncoder().encode(text)), platform: { os, architecture } };
  });
  const parts = [
    { path: "oci-layout", content: '{"imageLayoutVersion":"1.0.0"}' },
    { path: "index.json", content: JSON.stringify({ schemaVersion: 2, manifests }) },
    ...[...blobs].map(([sha256, content]) => ({ path: `blobs/sha256/${sha256}`, content })),
  ];
  sandbox.write(`work/${file}`, madeTar(parts));
}

/** The files of a bundle by their paths. */
async function filesOf(bundle: string): Promise<Map<string, Uint8Array>> {
  const folder = sandbox.path("unpacked");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  Bun.spawnSync(["tar", "xf", sandbox.path("work", bundle), "-C", folder]);
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    names.map((entry) => {
      const path = `${entry.parentPath}/${entry.name}`;
      return [path.slice(folder.length + 1), new Uint8Array(readFileSync(path))];
    }),
  );
}

describe("luff plugin bundle", () => {
  test("is named where a bundle is to be installed as a plugin", async () => {
    expect((await save(["-o", "b.tar", "source"])).exitCode).toBe(0);
    const { exitCode, stderr } = await sandbox.run(["plugin", "install", "b.tar"], there());
    const path = sandbox.shown("work", "b.tar");
    expect({ exitCode, stderr: stderr.replace(/^Note: .*\n/gm, "") }).toEqual({
      exitCode: 1,
      stderr: `Error: the archive ${path} is a bundle of plugins [plugin-not-found]\nHint: Install what is in it: luff plugin bundle load ${path}\n`,
    });
  });

  test("installs on one machine what another has packed, from a folder and an archive", async () => {
    const archive = madeTgz([
      { path: "x/plugin.yaml", content: manifest("other") },
      { path: "x/main.lua", content: 'function main() print("other") end\n' },
    ]);
    sandbox.write("work/helm-other-1.0.0.tgz", archive);
    const saved = await save(["-o", "b.tar", "source", "helm-other-1.0.0.tgz"]);
    expect({ exitCode: saved.exitCode, lines: saved.stdout.split("\n").length }).toEqual({ exitCode: 0, lines: 4 });
    for (const source of ["source", "helm-other-1.0.0.tgz"]) rmSync(sandbox.path("work", source), { recursive: true });
    expect(await load(["b.tar"])).toMatchObject({
      exitCode: 0,
      stdout: "Installed plugin: greet 1.0.0\nInstalled plugin: other 1.0.0\n",
      stderr: "",
    });
    expect([isThere("source", "plugin.yaml"), isThere("helm-other", "plugin.yaml")]).toEqual([true, true]);
    expect((await sandbox.run(["greet"], there())).stdout).toBe("hello\n");
    expect((await sandbox.run(["plugin", "verify", "other"], there())).exitCode).toBe(0);
    expect((await sandbox.run(["plugin", "update", "greet"], there())).exitCode).toBe(0);
    const { stdout } = await sandbox.run(["plugin", "info", "-ojson", "greet"], there());
    expect(JSON.parse(stdout).receipt.origin).toMatchObject({ kind: "bundle", path: sandbox.shown("work", "b.tar") });
  });

  test("is an OCI image layout whose digests and sizes are right, and the same bytes each time", async () => {
    await save(["-o", "b.tar", "source"]);
    await save(["-o", "c.tar", "source"]);
    expect(readFileSync(sandbox.path("work", "b.tar"))).toEqual(readFileSync(sandbox.path("work", "c.tar")));
    const files = await filesOf("b.tar");
    const json = (path: string) => JSON.parse(new TextDecoder().decode(files.get(path)));
    expect(json("oci-layout")).toEqual({ imageLayoutVersion: "1.0.0" });
    const [described] = json("index.json").manifests;
    const made = json(`blobs/sha256/${described.digest.slice(7)}`);
    expect(made.artifactType).toBe("application/vnd.helm.plugin.v1+json");
    expect(made.layers[0].annotations["org.opencontainers.image.title"]).toBe("greet-1.0.0.tgz");
    for (const { digest, size } of [described, made.config, ...made.layers]) {
      const bytes = files.get(`blobs/sha256/${digest.slice(7)}`) ?? new Uint8Array();
      expect({ digest: `sha256:${digestOf(bytes)}`, size: bytes.length }).toEqual({ digest, size });
    }
    expect(files.size).toBe(5);
  });

  test("names plugins with install hooks, and runs the hooks where it loads them", async () => {
    sandbox.write("work/source/plugin.yaml", manifest("greet", HOOK));
    for (const [name, text] of Object.entries(HOOK_FILES)) sandbox.write(`work/source/${name}`, text);
    expect((await save(["-o", "b.tar", "source"])).stderr).toMatch(/^Note: plugin "greet" has an install hook/m);
    expect((await load(["--no-hooks", "b.tar"])).exitCode).toBe(0);
    expect(isThere("source", "made")).toBe(false);
    expect((await load(["--force", "b.tar"])).exitCode).toBe(0);
    expect(isThere("source", "made")).toBe(true);
  });

  test("packs a plugin as it is installed, and does not run its hook again", async () => {
    sandbox.addPlugin("helm-greet", manifest("greet", HOOK), { "main.lua": HOOK_FILES["main.lua"], built: "x" });
    const { exitCode, stderr } = await save(["-o", "b.tar", "--as-installed", "greet"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect((await load(["b.tar"])).exitCode).toBe(0);
    expect([isThere("helm-greet", "built"), isThere("helm-greet", "made")]).toEqual([true, false]);
    expect((await sandbox.run(["greet"], there())).stdout).toBe("hello\n");
  });

  test("names files that contain the path of the installed plugin", async () => {
    const folder = sandbox.shown("plugins", "greet");
    sandbox.addPlugin("greet", manifest("greet"), {
      wrapper: `${"x".repeat(300_000)}${folder}/bin/x`,
      other: "/bin/x",
    });
    const { stderr } = await save(["-o", "b.tar", "--as-installed", "greet"]);
    expect(stderr.split("\n").filter((line) => line !== "")).toEqual([
      expect.stringContaining("greet/wrapper contains"),
    ]);
  });

  test("updates a plugin that was packed as it was installed without a hook, and says so", async () => {
    const [before, after] = ["1.0.0", "1.1.0"].map((version) => manifest("greet", HOOK).replace("1.0.0", version));
    sandbox.addPlugin("greet", before ?? "", { "main.lua": HOOK_FILES["main.lua"] });
    await save(["-o", "b.tar", "--as-installed", "greet"]);
    const loaded = await load(["b.tar"]);
    expect(loaded).toMatchObject({ exitCode: 0, stderr: expect.stringContaining(NO_HOOK) });
    sandbox.addPlugin("greet", after ?? "", { "main.lua": HOOK_FILES["main.lua"] });
    await save(["-o", "b.tar", "--as-installed", "greet"]);
    const updated = await sandbox.run(["plugin", "update", "greet"], there());
    expect(updated).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("From 1.0.0 "), stderr: NO_HOOK });
    expect(isThere("greet", "made")).toBe(false);
    const { stdout } = await sandbox.run(["plugin", "info", "-ojson", "greet"], there());
    const here = await platformHere();
    expect(JSON.parse(stdout).receipt.origin).toMatchObject({ kind: "bundle", platform: here, asInstalled: true });
  });

  test("refuses a plugin that was saved as it is installed on another platform", async () => {
    sandbox.addPlugin("greet", manifest("greet"));
    await save(["-o", "b.tar", "--as-installed", "greet"]);
    const files = await filesOf("b.tar");
    const index = new TextDecoder().decode(files.get("index.json")).replace(/"os":"[a-z]+"/, '"os":"plan9"');
    files.set("index.json", new TextEncoder().encode(index));
    const parts = [...files].map(([path, content]) => ({ path: path.replaceAll("\\", "/"), content }));
    writeFileSync(sandbox.path("work", "b.tar"), madeTar(parts));
    expect(codeOf(await load(["b.tar"]))).toBe("platform-mismatch");
    expect(readdirSync(sandbox.path("there"))).not.toContain("greet");
  });

  test("installs those that are named, and goes on where one cannot be", async () => {
    sandbox.write("work/other/plugin.yaml", manifest("other"));
    await save(["-o", "b.tar", "source", "other"]);
    expect((await load(["b.tar", "other"])).stdout).toBe("Installed plugin: other 1.0.0\n");
    const second = await load(["b.tar"]);
    expect({ status: second.exitCode, stdout: second.stdout, code: codeOf(second) }).toEqual({
      status: 1,
      stdout: "Installed plugin: greet 1.0.0\n",
      code: "plugin-exists",
    });
    expect((await load(["--if-missing", "b.tar"])).exitCode).toBe(0);
    expect((await load(["--force", "b.tar"])).exitCode).toBe(0);
    expect(codeOf(await load(["b.tar", "absent"]))).toBe("plugin-not-found");
    expect(codeOf(await load(["--if-missing", "--force", "b.tar"]))).toBe("usage");
  });

  test("is told by list --outdated what a bundle has now, or has no longer, and so is an update", async () => {
    await save(["-o", "b.tar", "source"]);
    await load(["b.tar"]);
    const outdated = (): Promise<RunResult> => sandbox.run(["plugin", "list", "--outdated", "-o", "json"], there());
    expect(await outdated()).toMatchObject({ exitCode: 0, stdout: "[]\n", stderr: "" });
    sandbox.write("work/source/more", "x");
    await save(["-o", "b.tar", "source"]);
    expect(JSON.parse((await outdated()).stdout)).toMatchObject([{ name: "greet", latest: null }]);
    sandbox.write("work/other/plugin.yaml", manifest("other"));
    await save(["-o", "b.tar", "other"]);
    const gone = `the bundle ${sandbox.shown("work/b.tar")} no longer has the plugin "greet" for `;
    for (const words of [
      ["list", "--outdated"],
      ["update", "greet"],
      ["update", "--all"],
    ]) {
      const failed = await sandbox.run(["plugin", ...words], there());
      expect({ status: failed.exitCode, code: codeOf(failed) }).toEqual({ status: 1, code: "source-not-found" });
      expect(failed.stderr).toContain(gone);
    }
  });

  test("changes nothing with --dry-run", async () => {
    await save(["-o", "b.tar", "source"]);
    expect(await load(["--dry-run", "b.tar"])).toMatchObject({
      exitCode: 0,
      stdout: `Would install plugin: greet 1.0.0 in ${sandbox.shown("there")}\n`,
    });
    expect(readdirSync(sandbox.path("there"))).toEqual([]);
  });

  test("installs nothing from a bundle that is damaged, or is none", async () => {
    await save(["-o", "b.tar", "source"]);
    const whole = new Uint8Array(readFileSync(sandbox.path("work", "b.tar")));
    const damaged = {
      "cut.tar": whole.subarray(0, 1500),
      "empty.tar": madeTar([]),
      "text.tar": "no bundle",
      "nothing.tar": "",
    };
    for (const [name, bytes] of Object.entries(damaged)) sandbox.write(`work/${name}`, bytes);
    const at = Buffer.from(whole).lastIndexOf(Buffer.from([0x1f, 0x8b, 8]));
    sandbox.write("work/flipped.tar", whole.with(at + 30, (whole[at + 30] ?? 0) ^ 1));
    const odd = '{"manifests":[null,[],{"digest":1}]}';
    const parts = [
      { path: "oci-layout", content: "{}" },
      { path: "index.json", content: odd },
    ];
    sandbox.write("work/odd.tar", madeTar(parts));
    expect(codeOf(await load(["odd.tar"]))).toBe("bundle-invalid");
    expect(codeOf(await load(["flipped.tar"]))).toBe("bundle-invalid");
    expect(codeOf(await load(["empty.tar"]))).toBe("bundle-invalid");
    for (const name of ["cut.tar", "text.tar", "nothing.tar"]) {
      const refused = await load([name]);
      expect({ name, code: codeOf(refused) }).toEqual({ name, code: "bundle-invalid" });
      expect(refused.stderr).toContain(sandbox.shown("work", name));
    }
    expect(codeOf(await load(["absent.tar"]))).toBe("source-not-found");
    expect(readdirSync(sandbox.path("there")).filter((name) => name !== ".luff")).toEqual([]);
  });

  test("installs nothing, and names the plugin, if only the last one is damaged", async () => {
    sandbox.write("work/other/plugin.yaml", manifest("other"));
    await save(["-o", "b.tar", "source", "other"]);
    const whole = new Uint8Array(readFileSync(sandbox.path("work", "b.tar")));
    const at = Buffer.from(whole).lastIndexOf(Buffer.from([0x1f, 0x8b, 8]));
    sandbox.write("work/b.tar", whole.with(at + 30, (whole[at + 30] ?? 0) ^ 1));
    for (const names of [[], ["greet"]]) {
      const refused = await load(["b.tar", ...names]);
      expect({ status: refused.exitCode, stdout: refused.stdout, code: codeOf(refused) }).toEqual({
        status: 1,
        stdout: "",
        code: "bundle-invalid",
      });
      expect(refused.stderr).toContain('the archive of plugin "other"');
    }
    expect(readdirSync(sandbox.path("there"))).toEqual([]);
  });

  test("does not let a bundle name luff's own folder", async () => {
    await save(["-o", "b.tar", "source"]);
    const files = await filesOf("b.tar");
    const archive = madeTgz([{ path: ".luff/plugin.yaml", content: manifest("greet") }]);
    const [described] = JSON.parse(new TextDecoder().decode(files.get("index.json"))).manifests;
    const made = JSON.parse(new TextDecoder().decode(files.get(`blobs/sha256/${described.digest.slice(7)}`)));
    made.layers[0].digest = `sha256:${digestOf(archive)}`;
    const text = new TextEncoder().encode(JSON.stringify(made));
    const index = { schemaVersion: 2, manifests: [{ ...described, digest: `sha256:${digestOf(text)}` }] };
    const parts = [
      { path: "oci-layout", content: '{"imageLayoutVersion":"1.0.0"}' },
      { path: "index.json", content: JSON.stringify(index) },
      { path: `blobs/sha256/${digestOf(text)}`, content: text },
      { path: `blobs/sha256/${digestOf(archive)}`, content: archive },
    ];
    sandbox.write("work/evil.tar", madeTar(parts));
    expect(codeOf(await load(["--force", "evil.tar"]))).toBe("bundle-invalid");
  });

  test("installs nothing from a bundle that says something else than luff would of where a plugin came from", async () => {
    const archive = madeTgz([{ path: "greet/plugin.yaml", content: manifest("greet") }]);
    const bundle = async (annotation: unknown): Promise<RunResult> => {
      writeBundle("b.tar", { [await platformHere()]: archive }, { "luff.origins": annotation });
      return load(["--force", "b.tar"]);
    };
    expect((await bundle([])).stderr).toBe(
      `Error: ${sandbox.shown("work/b.tar")} is not a bundle of plugins: what it says of where plugin "greet" came from cannot be used: it is not a text [bundle-invalid]\n` +
        "Hint: Make it with 'luff plugin bundle save', and copy it whole.\n",
    );
    expect(codeOf(await bundle("x".repeat(70_000)))).toBe("bundle-invalid");
    expect(codeOf(await bundle('[{"kind":"archive","path":"a\\u001b[2J","sha256":""}]'))).toBe("bundle-invalid");
    expect(isThere("greet")).toBe(false);
    expect((await bundle(undefined)).stdout).toBe("Installed plugin: greet 1.0.0\n");
  });

  test("installs what a bundle has for this platform, and says which platforms it is for otherwise", async () => {
    const here = await platformHere();
    const archiveFor = (platform: string): Uint8Array =>
      madeTgz([
        { path: "greet/plugin.yaml", content: manifest("greet") },
        { path: "greet/main.lua", content: `function main() print("for ${platform}") end\n` },
      ]);
    writeBundle("both.tar", { "plan9/386": archiveFor("plan9/386"), [here]: archiveFor(here) });
    writeBundle("others.tar", { "plan9/386": archiveFor("plan9/386"), "aix/ppc64": archiveFor("aix/ppc64") });
    expect((await load(["both.tar"])).stdout).toBe("Installed plugin: greet 1.0.0\n");
    expect((await sandbox.run(["greet"], there())).stdout).toBe(`for ${here}\n`);
    const refused = await load(["--force", "others.tar"]);
    expect(refused.stderr).toBe(
      `Error: the plugin "greet" in ${sandbox.shown("work", "others.tar")} is for plan9/386, aix/ppc64, and this is ${here} [platform-mismatch]\n` +
        `Hint: Save it for this platform too: luff plugin bundle save --platform ${here}.\n`,
    );
    expect((await sandbox.run(["greet"], there())).stdout).toBe(`for ${here}\n`);
  });

  test("packs a set of plugins at what its lock file has, once for all platforms that get the same", async () => {
    const archive = madeTgz([{ path: "x/plugin.yaml", content: manifest("other") }]);
    sandbox.write("work/set/helm-other-1.0.0.tgz", archive);
    sandbox.write("work/set/helm-other-1.0.0.tgz.sha256", digestOf(archive));
    sandbox.write("work/set/plugins.yaml", "plugins:\n  - {name: other, url: ./helm-other-1.0.0.tgz}\n");
    expect(codeOf(await save(["-o", "b.tar", "-f", "set/plugins.yaml", "--locked"]))).toBe("lock-mismatch");
    expect((await sandbox.run(["plugin", "install", "-f", "set/plugins.yaml", "--lock"])).exitCode).toBe(0);
    const words = ["-o", "b.tar", "-f", "set/plugins.yaml", "--locked", "--platform", "linux/x86_64,windows/amd64"];
    const from = (path: string): string => sandbox.shown("work", path);
    expect(await save([...words, "source"])).toMatchObject({
      exitCode: 0,
      stdout: `Saved 2 plugins to: b.tar\n  greet 1.0.0, from ${from("source")}\n  other 1.0.0, from ${from("set/helm-other-1.0.0.tgz")}\n`,
      stderr: "",
    });
    const { manifests } = JSON.parse(new TextDecoder().decode((await filesOf("b.tar")).get("index.json")));
    expect(manifests.map((each: Readonly<Record<string, unknown>>) => each["platform"])).toEqual([
      undefined,
      undefined,
    ]);
    expect((await load(["b.tar"])).stdout).toBe("Installed plugin: greet 1.0.0\nInstalled plugin: other 1.0.0\n");
    sandbox.write(
      "work/set/helm-other-1.0.0.tgz",
      madeTgz([{ path: "x/plugin.yaml", content: manifest("other", "#\n") }]),
    );
    rmSync(sandbox.path("work/set/helm-other-1.0.0.tgz.sha256"));
    expect(codeOf(await save(words))).toBe("lock-mismatch");
  });

  test("names the entry of a set that it cannot pack", async () => {
    const set = sandbox.shown("work/set/plugins.yaml");
    const failure = async (entry: string): Promise<RunResult> => {
      sandbox.write("work/set/plugins.yaml", `plugins:\n  - {name: greet, url: ../source}\n  - ${entry}\n`);
      return save(["-o", "b.tar", "-f", "set/plugins.yaml"]);
    };
    const archive = madeTgz([{ path: "x/plugin.yaml", content: manifest("other") }]);
    sandbox.write("work/set/o.tgz", archive);
    sandbox.write("work/set/o.tgz.sha256", digestOf(archive));
    expect(await failure("{name: another, url: ./o.tgz}")).toMatchObject({
      exitCode: 1,
      stdout: "",
      stderr:
        `Error: ${set}:3: plugin "another": the set says that ./o.tgz is plugin "another", but it is "other" [set-invalid]\n` +
        "Hint: Write name: other into the set.\n",
    });
    rmSync(sandbox.path("work/set/o.tgz"));
    const missing = await failure("{name: other, url: ./o.tgz}");
    expect(missing.stderr).toStartWith(`Error: ${set}:3: plugin "other": `);
    expect(missing.stderr.split(`${set}:`)).toHaveLength(2);
    expect(missing.exitCode).toBe(1);
  });

  test("refuses platforms that are none, and another platform than this one for what is installed", async () => {
    sandbox.addPlugin("greet", manifest("greet"));
    expect(await save(["-o", "b.tar", "--platform", "linux/amd64,linux", "source"])).toMatchObject({
      exitCode: 1,
      stderr:
        'Error: luff plugin bundle save: --platform has "linux", which is not a platform [usage]\n' +
        "Hint: Write OS/ARCH, several with commas: linux/amd64,windows/amd64.\n",
    });
    const others = await save(["-o", "b.tar", "--platform", "aix/ppc64", "--as-installed", "greet"]);
    expect(others.stderr).toStartWith("Error: luff plugin bundle save: --as-installed packs for this platform alone, ");
    const here = await platformHere();
    expect((await save(["-o", "b.tar", "--platform", here, "--as-installed", "greet"])).exitCode).toBe(0);
    expect(codeOf(await save(["-o", "b.tar", "--locked", "source"]))).toBe("usage");
  });

  test("names the command, or the group, whose words do not fit", async () => {
    const saved = await save(["source"]);
    expect(saved.stderr).toStartWith("Error: luff plugin bundle save: ");
    expect(saved.stderr).toContain("Run 'luff help plugin bundle save'.");
    const group = await sandbox.run(["plugin", "bundle", "loads", "x"]);
    expect(group.stderr).toBe(
      'Error: luff plugin bundle has no command "loads" [unknown-command]\nHint: Did you mean luff plugin bundle load?\n',
    );
  });

  test("says what it cannot save, and leaves no file", async () => {
    expect(codeOf(await save(["-o", "b.tar"]))).toBe("usage");
    expect(codeOf(await save(["source"]))).toBe("usage");
    expect(codeOf(await save(["-o", "b.tar", "source", "./source"]))).toBe("usage");
    expect(codeOf(await save(["-o", "b.tar", "absent/x"]))).toBe("source-not-found");
    expect(codeOf(await save(["-o", "b.tar", "--as-installed", "absent"]))).toBe("plugin-not-found");
    expect(codeOf(await save(["-o", "absent/b.tar", "source"]))).toBe("file-failed");
    expect(readdirSync(sandbox.work)).toEqual(["source"]);
    expect(readdirSync(sandbox.path("tmp")).filter((name) => name.startsWith("luff-"))).toEqual([]);
  });
});
