import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { chmodSync, chownSync, mkdirSync, readdirSync } from "node:fs";
import { filesBelow } from "../helpers/files-below.ts";
import { createGitRepository, GIT_ENVIRONMENT } from "../helpers/git-repository.ts";
import { madeTgz } from "../helpers/made-tar.ts";
import { AS_NOBODY, canMount, isRoot, OWN_MOUNTS, starts } from "../helpers/namespaces.ts";
import { programUnderTest, testsWindows } from "../helpers/program-under-test.ts";
import { runInShell } from "../helpers/run-in-shell.ts";
import { createSandbox, type RunResult, type Sandbox } from "../helpers/sandbox.ts";

let sandbox: Sandbox;
beforeEach(() => void (sandbox = createSandbox()));
afterEach(() => sandbox.remove());

const codeOf = ({ stderr }: RunResult): string | undefined => /^Error: .*\[([a-z-]+)\]$/m.exec(stderr)?.[1];

/** An archive of the plugin whose files have so many bytes that do not compress. */
function archiveOf(version: string, bytes: number): Uint8Array {
  const manifest = `name: greet\nversion: ${version}\nusage: u\ncommand: $HELM_PLUGIN_DIR/run.sh\n`;
  const random = crypto.getRandomValues(new Uint8Array(Math.min(bytes, 65_536)));
  return madeTgz([
    { path: "plugin.yaml", content: manifest },
    { path: "run.sh", content: `#!/bin/sh\necho ${version}\n`, mode: 0o755 },
    ...Array.from({ length: Math.ceil(bytes / random.length) }, (_, index) => ({ path: `f${index}`, content: random })),
  ]);
}

/** Runs lines of a shell whose mounts end with it. `luff` in them is the program under test. */
function withMounts(script: string): Promise<RunResult> {
  const luff = `luff() { ${programUnderTest()
    .map((word) => `'${word}'`)
    .join(" ")} "$@"; }`;
  return sandbox.run([], { program: [...OWN_MOUNTS, "sh", "-c", `${luff}\n${script}`] });
}

const mounts = canMount();

describe.skipIf(!mounts)(
  `a plugins folder that cannot be written${mounts ? "" : " (skipped: none can be made here)"}`,
  () => {
    test("because the disk is full keeps the old plugin, whole, and takes the new one when there is room", async () => {
      sandbox.write("work/old.tgz", archiveOf("1.0.0", 4096));
      sandbox.write("work/new.tgz", archiveOf("2.0.0", 400_000));
      const { stdout, stderr } = await withMounts(`
        mount -t tmpfs -o size=256k luff "$HELM_PLUGINS" || exit 9
        cp old.tgz greet.tgz; luff plugin install greet.tgz >/dev/null 2>&1; echo "status $?"
        cp new.tgz greet.tgz; luff plugin update greet; echo "status $?"
        luff greet
        luff plugin install --force greet.tgz; echo "status $?"
        luff greet
        ls "$HELM_PLUGINS/.luff/work" "$HELM_PLUGINS/.luff/journal" | grep -v : | grep .
        mount -o remount,size=4m "$HELM_PLUGINS"; luff plugin update greet >/dev/null 2>&1; echo "status $?"
        luff greet`);
      expect(stdout).toBe("status 0\nstatus 1\n1.0.0\nstatus 1\n1.0.0\nstatus 0\n2.0.0\n");
      expect(stderr.match(/^Error: .*no space left on device.* \[file-failed\]$/gm)).toHaveLength(2);
      expect(stderr.match(/^Hint: Make room on the disk/gm)).toHaveLength(2);
      expect(stderr).not.toContain("cannot be restored");
    });

    test("because the disk is full at any point of an update leaves the old plugin or the new one", async () => {
      sandbox.write("work/old.tgz", archiveOf("1.0.0", 4096));
      sandbox.write("work/new.tgz", archiveOf("2.0.0", 40_000));
      // The last of these sizes have room for the files and not for what luff writes about them.
      const { stdout, stderr } = await withMounts(`
        for size in 72 96 104 112 160; do
          mount -t tmpfs -o size=\${size}k luff "$HELM_PLUGINS" || exit 9
          cp old.tgz greet.tgz; luff plugin install greet.tgz >/dev/null 2>&1 || echo "no install at $size"
          cp new.tgz greet.tgz; luff plugin update greet >/dev/null; status=$?
          echo "$status $(luff greet) $(luff plugin verify greet >/dev/null && echo whole)"
          umount "$HELM_PLUGINS"
        done`);
      const lines = stdout.trim().split("\n");
      expect(lines).toHaveLength(5);
      for (const line of lines) expect(["1 1.0.0 whole", "0 2.0.0 whole"]).toContain(line);
      expect(lines[0]).toBe("1 1.0.0 whole");
      expect(lines[4]).toBe("0 2.0.0 whole");
      expect(stderr).not.toContain("cannot be restored");
    }, 600_000);

    test("because the disk is full loses the plugin that is uninstalled, and so gets room", async () => {
      sandbox.write("work/greet.tgz", archiveOf("1.0.0", 40_000));
      const plugin = "name: other\nversion: 1.0.0\nusage: u\ncommand: cmd\n";
      sandbox.write("work/other/plugin.yaml", `${plugin}hooks:\n  delete: sh "$HELM_PLUGIN_DIR/delete.sh"\n`);
      const luff = programUnderTest().map((word) => `'${word}'`);
      sandbox.write("work/other/delete.sh", `${luff.join(" ")} plugin uninstall greet\n`);
      const { stdout, stderr } = await withMounts(`
        mount -t tmpfs -o size=256k luff "$HELM_PLUGINS" || exit 9
        luff plugin install greet.tgz >/dev/null 2>&1
        fill() { cat /dev/zero >>"$HELM_PLUGINS/fill" 2>/dev/null; }
        fill; luff plugin uninstall greet; echo "status $?"
        rm "$HELM_PLUGINS/fill"; luff plugin install greet.tgz >/dev/null 2>&1; cp -r other "$HELM_PLUGINS"
        fill; luff plugin uninstall other; echo "status $?"
        ls "$HELM_PLUGINS"; find "$HELM_PLUGINS/.luff" -type f`);
      expect({ stdout: stdout.replaceAll(sandbox.plugins, "PLUGINS"), stderr }).toEqual({
        stdout:
          "Uninstalled plugin: greet\nstatus 0\n" +
          "Uninstalled plugin: greet\nUninstalled plugin: other\nstatus 0\nfill\nPLUGINS/.luff/lock\n",
        stderr: "",
      });
    });

    test("because the disk is full loses a plugin that Helm installed although luff has no folder there yet", async () => {
      const plugin = "name: other\nversion: 1.0.0\nusage: u\ncommand: cmd\n";
      sandbox.write("work/other/plugin.yaml", `${plugin}hooks:\n  delete: echo deletes\n`);
      sandbox.write("work/broken/plugin.yaml", `${plugin.replace("other", "broken")}hooks:\n  delete: exit 3\n`);
      // Two folders with a file each, and the plugins folder itself.
      const { stdout, stderr } = await withMounts(`
        mount -t tmpfs -o nr_inodes=5 luff "$HELM_PLUGINS" || exit 9
        cp -r other broken "$HELM_PLUGINS"
        luff plugin uninstall broken; echo "status $?"
        luff plugin uninstall other; echo "status $?"
        find "$HELM_PLUGINS" -mindepth 1`);
      expect({ stdout: stdout.replaceAll(sandbox.plugins, "PLUGINS"), stderr }).toEqual({
        stdout: "status 1\ndeletes\nUninstalled plugin: other\nstatus 0\nPLUGINS/broken\nPLUGINS/broken/plugin.yaml\n",
        stderr: expect.stringMatching(
          /^Error: the delete hook of plugin "broken" ended with status 3 \[hook-failed\]\nHint: .*\n$/,
        ),
      });
    });

    test("because it is mounted read-only is an error that says so", async () => {
      sandbox.write("work/greet.tgz", archiveOf("1.0.0", 100));
      sandbox.addPlugin("other", "name: other\nversion: 1.0.0\nusage: u\ncommand: cmd\n");
      const before = filesBelow(sandbox.plugins);
      const { stdout, stderr } = await withMounts(`
        mount --bind "$HELM_PLUGINS" "$HELM_PLUGINS" && mount -o remount,bind,ro "$HELM_PLUGINS" || exit 9
        luff plugin install greet.tgz; echo "status $?"
        luff plugin uninstall other; echo "status $?"
        luff plugin list | wc -l`);
      expect(stdout.replaceAll(" ", "")).toBe("status1\nstatus1\n2\n");
      expect(stderr.match(/^Error: .*read-only file system.* \[file-failed\]$/gm)).toHaveLength(2);
      expect(stderr.match(/^Hint: Mount it so that it can be written/gm)).toHaveLength(2);
      expect(filesBelow(sandbox.plugins)).toEqual(before);
    });
  },
);

/** In units of 512 bytes, for a shell. */
const MOST_BLOCKS = 64;

test.skipIf(testsWindows())(
  "a file of more bytes than `ulimit -f` allows is an error, and luff keeps nothing of it",
  async () => {
    sandbox.write("work/greet.tgz", archiveOf("1.0.0", 65_536));
    const { exitCode, signal, stdout, stderr } = await runInShell(sandbox, `ulimit -f ${MOST_BLOCKS}; "$@"`, [
      "plugin",
      "install",
      "greet.tgz",
    ]);
    expect({ exitCode, signal, stdout }).toEqual({ exitCode: 1, signal: null, stdout: "" });
    expect(stderr).toMatch(
      /\nError: .*f0: file too large \[file-failed\]\nHint: A limit on the size of files is too low/,
    );
    expect(readdirSync(sandbox.plugins)).toEqual([".luff"]);
    expect(readdirSync(sandbox.path("plugins", ".luff", "work"))).toEqual([]);
    expect(filesBelow(sandbox.path("tmp"))).toEqual({});
  },
);

const nobody = isRoot && starts([...AS_NOBODY, ...programUnderTest(), "version"]);

describe("changing plugins", () => {
  test.skipIf(!nobody)(
    `of another user is an error that says what to check${nobody ? "" : " (skipped: no other user can start luff here)"}`,
    async () => {
      sandbox.write("work/greet.tgz", archiveOf("1.0.0", 100));
      sandbox.addPlugin("other", "name: other\nversion: 1.0.0\nusage: u\ncommand: cmd\n");
      chmodSync(sandbox.root, 0o755);
      const before = filesBelow(sandbox.plugins);
      for (const words of [
        ["install", "greet.tgz"],
        ["uninstall", "other"],
      ]) {
        const refused = await sandbox.run(["plugin", ...words], { program: [...AS_NOBODY, ...programUnderTest()] });
        expect({ status: refused.exitCode, code: codeOf(refused) }).toEqual({ status: 1, code: "file-failed" });
        expect(refused.stderr).toContain("permission denied");
        expect(refused.stderr).toContain("Hint: Check who owns the folder");
      }
      expect(filesBelow(sandbox.plugins)).toEqual(before);
    },
  );

  test.skipIf(!nobody)(
    `moves a plugin whose folder its owner may not change${nobody ? "" : " (skipped: no other user can start luff here)"}`,
    async () => {
      sandbox.write("work/greet.tgz", archiveOf("1.0.0", 100));
      chmodSync(sandbox.root, 0o755);
      chownSync(sandbox.plugins, 65534, 65534);
      const run = (...words: readonly string[]): Promise<RunResult> =>
        sandbox.run(["plugin", ...words], { program: [...AS_NOBODY, ...programUnderTest()] });
      expect((await run("install", "greet.tgz")).exitCode).toBe(0);
      chmodSync(sandbox.path("plugins", "greet"), 0o555);
      expect((await run("install", "--force", "greet.tgz")).exitCode).toBe(0);
      chmodSync(sandbox.path("plugins", "greet"), 0o555);
      expect((await run("uninstall", "greet")).exitCode).toBe(0);
    },
  );

  test("works without a HOME", async () => {
    sandbox.write("work/greet.tgz", archiveOf("1.0.0", 100));
    const env = { HOME: undefined };
    expect((await sandbox.run(["plugin", "install", "greet.tgz"], { env })).exitCode).toBe(0);
    expect((await sandbox.run(["greet"], { env })).stdout).toBe("1.0.0\n");
    expect((await sandbox.run(["plugin", "uninstall", "greet"], { env })).exitCode).toBe(0);
  });

  test("works if Helm's cache is its data folder, and has a damaged clone of the repository", async () => {
    const repository = createGitRepository(sandbox, "repo");
    repository.commit("1.0.0");
    const env = { ...GIT_ENVIRONMENT, HELM_PLUGINS: undefined, HELM_DATA_HOME: sandbox.path("data") };
    const both = { env: { ...env, HELM_CACHE_HOME: sandbox.path("data") } };
    const key = repository.url.replaceAll(/[/:]/g, "-");
    mkdirSync(sandbox.path("data", "plugins", key, ".git"), { recursive: true });
    sandbox.write(`data/plugins/${key}/.git/HEAD`, "damaged");
    expect((await sandbox.run(["plugin", "install", repository.url], both)).exitCode).toBe(0);
    expect((await sandbox.run(["greet"], both)).stdout).toBe("1.0.0\n");
    repository.commit("1.1.0");
    expect((await sandbox.run(["plugin", "update", "greet"], both)).exitCode).toBe(0);
    expect((await sandbox.run(["greet"], both)).stdout).toBe("1.1.0\n");
  });
});
