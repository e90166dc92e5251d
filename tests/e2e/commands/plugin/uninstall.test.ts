import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { madeTgz } from "../../../helpers/made-tar.ts";
import { testsWindows } from "../../../helpers/program-under-test.ts";
import { createSandbox, type RunOptions, type RunResult, type Sandbox } from "../../../helpers/sandbox.ts";
import { pathList } from "../../../helpers/shown-path.ts";

let sandbox: Sandbox;
beforeEach(() => void (sandbox = createSandbox()));
afterEach(() => sandbox.remove());

const manifest = (name: string, more = ""): string => `name: ${name}\nversion: 1.0.0\nusage: u\ncommand: cmd\n${more}`;
const uninstall = (args: readonly string[], options?: RunOptions): Promise<RunResult> =>
  sandbox.run(["plugin", "uninstall", ...args], options);
const codeOf = ({ stderr }: RunResult): string | undefined => /^Error: .*\[([a-z-]+)\]$/m.exec(stderr)?.[1];
const isThere = (...path: string[]): boolean => existsSync(sandbox.path("plugins", ...path));
/** A delete hook in Lua, which runs on every system. */
const HOOK = "hooks:\n  delete: luff $HELM_PLUGIN_DIR/delete.lua\n";

describe("luff plugin uninstall", () => {
  test.each(["uninstall", "rm", "remove"])("%s removes a plugin, whoever installed it", async (word) => {
    sandbox.addPlugin("helm-diff", manifest("diff"), { "bin/deep/run.sh": "#!/bin/sh\n" });
    const { exitCode, stdout, stderr } = await sandbox.run(["plugin", word, "diff"]);
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: "Uninstalled plugin: diff\n", stderr: "" });
    expect(isThere("helm-diff")).toBe(false);
    expect((await sandbox.run(["diff"])).exitCode).toBe(1);
  });

  test("removes the link of a linked plugin, and keeps its folder", async () => {
    sandbox.write("work/greet/plugin.yaml", manifest("greet"));
    await sandbox.run(["plugin", "install", "greet"]);
    expect((await uninstall(["greet"])).exitCode).toBe(0);
    expect(isThere("greet")).toBe(false);
    expect(isThere(".luff", "receipts", "greet.json")).toBe(false);
    expect(existsSync(sandbox.path("work", "greet", "plugin.yaml"))).toBe(true);
  });

  test("removes what it can of several plugins, and reports the others", async () => {
    sandbox.addPlugin("a", manifest("a"));
    sandbox.addPlugin("b", manifest("b"));
    const ended = await uninstall(["a", "absent", "b", "a", "missing"]);
    expect({ status: ended.exitCode, stdout: ended.stdout, code: codeOf(ended) }).toEqual({
      status: 1,
      stdout: "Uninstalled plugin: a\nUninstalled plugin: b\n",
      code: "plugin-not-found",
    });
    expect(ended.stderr).toContain('plugin "absent" is not installed');
    expect(ended.stderr).toContain('plugin "missing" is not installed');
  });

  test("runs the delete hook while the files are there, and prints what it prints", async () => {
    sandbox.addPlugin("greet", manifest("greet", HOOK), {
      "delete.lua": "function main() print(io.open(os.getenv('HELM_PLUGIN_DIR') .. '/plugin.yaml') ~= nil) end\n",
    });
    expect((await uninstall(["greet"])).stdout).toBe("true\nUninstalled plugin: greet\n");
  });

  test("keeps a plugin whose delete hook fails, except with --force or --no-hooks", async () => {
    const files = { "delete.lua": "function main() return 3 end\n" };
    sandbox.addPlugin("greet", manifest("greet", HOOK), files);
    const failed = await uninstall(["greet"]);
    expect({ status: failed.exitCode, code: codeOf(failed) }).toEqual({ status: 1, code: "hook-failed" });
    expect(failed.stderr).toContain("status 3");
    expect(isThere("greet", "plugin.yaml")).toBe(true);
    const forced = await uninstall(["--force", "greet"]);
    expect(forced).toMatchObject({ exitCode: 0, stdout: "Uninstalled plugin: greet\n" });
    expect(forced.stderr).toMatch(/^Note: the delete hook .* is removed anyway$/m);
    expect(isThere("greet")).toBe(false);
    sandbox.addPlugin("greet", manifest("greet", HOOK), files);
    expect(await uninstall(["--no-hooks", "greet"])).toMatchObject({ exitCode: 0, stderr: "" });
    expect(isThere("greet")).toBe(false);
  });

  test("removes an unusable plugin by the name of its folder, without running its hooks", async () => {
    sandbox.addPlugin("helm-broken", `name: broken\nversion: [\n`);
    expect((await uninstall(["broken"])).exitCode).toBe(0);
    expect(isThere("helm-broken")).toBe(false);
  });

  test.skipIf(testsWindows())("removes a broken link", async () => {
    sandbox.link("plugins/gone", "nowhere");
    expect((await uninstall(["gone"])).exitCode).toBe(0);
    expect(isThere("gone")).toBe(false);
  });

  test.skipIf(testsWindows())(
    "removes a broken link, which is an error of other commands, and is offered for it",
    async () => {
      sandbox.link("plugins/gone", "nowhere");
      const hint = "Hint: Put back what the link leads to, or remove the link: luff plugin uninstall gone";
      const error = `Error: the plugin in ${sandbox.shown("plugins/gone")} cannot be used: it is a broken link to nowhere [plugin-incomplete]\n${hint}\n`;
      for (const words of [["gone"], ...["info", "verify", "update"].map((command) => ["plugin", command, "gone"])]) {
        expect(await sandbox.run(words)).toMatchObject({ exitCode: 1, stdout: "", stderr: error });
      }
      const { stdout } = await sandbox.run(["doctor"]);
      expect(stdout).toContain(
        "it is a broken link to nowhere\n        → 'luff plugin uninstall gone' removes the link.\n",
      );
      expect((await sandbox.run(["__complete", "plugin", "uninstall", "g"])).stdout).toContain(
        "gone\tcannot be used\n",
      );
      expect((await sandbox.run(["__complete", "plugin", "info", "g"])).stdout).not.toContain("gone");
    },
  );

  test.skipIf(testsWindows())("removes a broken link by the plugin's name, which problem reports name", async () => {
    sandbox.write("work/my-source/plugin.yaml", manifest("greet"));
    expect((await sandbox.run(["plugin", "install", "my-source"])).exitCode).toBe(0);
    rmSync(sandbox.path("work/my-source"), { recursive: true });
    const reason = `the plugin in ${sandbox.shown("plugins/my-source")} cannot be used: it is a broken link to ${sandbox.shown("work/my-source")}`;
    for (const words of [["greet"], ["plugin", "info", "greet"], ["plugin", "update", "greet"]]) {
      expect((await sandbox.run(words)).stderr).toStartWith(`Error: ${reason} [plugin-incomplete]\nHint: `);
    }
    const removal = "'luff plugin uninstall greet' removes the link";
    expect((await sandbox.run(["plugin", "list"])).stderr).toBe(`Warning: ${reason}; ${removal}\n`);
    expect((await sandbox.run(["doctor"])).stdout).toContain(`${reason}\n        → ${removal}.\n`);
    expect((await sandbox.run(["__complete", "plugin", "uninstall", "g"])).stdout).toContain("greet\tcannot be used\n");
    expect(await uninstall(["greet"])).toMatchObject({
      exitCode: 0,
      stdout: "Uninstalled plugin: greet\n",
      stderr: "",
    });
    expect(readdirSync(sandbox.plugins)).toEqual([".luff"]);
    expect(readdirSync(sandbox.path("plugins/.luff/receipts"))).toEqual([]);
    expect(codeOf(await uninstall(["greet"]))).toBe("plugin-not-found");
  });

  test("removes what luff installed and lost its manifest, by the plugin's name", async () => {
    sandbox.write("work/other.tgz", madeTgz([{ path: "plugin.yaml", content: manifest("greet") }]));
    expect((await sandbox.run(["plugin", "install", "other.tgz"])).exitCode).toBe(0);
    rmSync(sandbox.path("plugins/other/plugin.yaml"));
    expect((await uninstall(["greet"])).exitCode).toBe(0);
    expect(isThere("other")).toBe(false);
  });

  // Wine gives a new folder the identity of one that was removed.
  test.skipIf(testsWindows())(
    "removes a broken link or what luff installed, and not what another program put in its place",
    async () => {
      sandbox.write("work/other.tgz", madeTgz([{ path: "plugin.yaml", content: manifest("greet") }]));
      await sandbox.run(["plugin", "install", "other.tgz"]);
      rmSync(sandbox.path("plugins/other"), { recursive: true });
      sandbox.write("plugins/other/text", "of somebody else");
      expect(codeOf(await uninstall(["greet"]))).toBe("plugin-not-found");
      expect(isThere("other", "text")).toBe(true);
    },
  );

  test("keeps folders that are not plugins", async () => {
    sandbox.write("plugins/notes/text", "x");
    expect(codeOf(await uninstall(["notes"]))).toBe("plugin-not-found");
    expect(codeOf(await uninstall(["../plugins"]))).toBe("plugin-not-found");
    expect(codeOf(await uninstall([".luff"]))).toBe("plugin-not-found");
    expect(isThere("notes", "text")).toBe(true);
  });

  test("removes a plugin from any plugins folder, not only the first", async () => {
    sandbox.addPlugin("greet", manifest("greet"));
    const env = { HELM_PLUGINS: pathList(sandbox.shown("first"), sandbox.shown("plugins")) };
    expect((await uninstall(["greet"], { env })).exitCode).toBe(0);
    expect(isThere("greet")).toBe(false);
  });

  test("removes the archive that Helm 4 keeps of a plugin, and no other", async () => {
    sandbox.addPlugin("greet", manifest("greet"));
    const archives = ["greet-1.0.0.tgz", "greet-1.0.0.tgz.prov", "greet-2.0.0.tgz"];
    for (const name of archives) sandbox.write(`plugins/${name}`, "x");
    expect((await uninstall(["greet"])).exitCode).toBe(0);
    expect(archives.map((name) => isThere(name))).toEqual([false, false, true]);
  });

  test("removes the plugin's data and cache with --purge, and nothing else", async () => {
    const env = { HELM_DATA_HOME: sandbox.shown("data"), HELM_CACHE_HOME: sandbox.shown("cache") };
    sandbox.addPlugin("greet", manifest("greet"));
    const places = ["data/plugin-data", "data/luff/plugins", "cache/plugin-data", "cache/luff/plugins"];
    const own = (place: string, name: string): string => `${place}/${name}/deep/file`;
    const paths = places.flatMap((place) => ["greet", "other"].map((name) => own(place, name)));
    for (const path of paths) sandbox.write(path, "x");
    const there = (): boolean[] => paths.map((path) => existsSync(sandbox.path(path)));
    const folders = places.map((place) => sandbox.shown(...place.split("/"), "greet"));
    const preview = await uninstall(["--dry-run", "--purge", "greet"], { env });
    expect(preview.stdout.split("\n").slice(1, -1)).toEqual(folders.map((folder) => `Would remove ${folder}`));
    expect(there()).toEqual(paths.map(() => true));
    expect(await uninstall(["--purge", "greet"], { env })).toMatchObject({
      exitCode: 0,
      stdout: `Uninstalled plugin: greet\n${folders.map((folder) => `Removed ${folder}\n`).join("")}`,
    });
    expect(there()).toEqual(paths.map((path) => path.includes("other")));
    sandbox.addPlugin("other", manifest("other"));
    expect((await uninstall(["other"], { env })).exitCode).toBe(0);
    expect(there()).toEqual(paths.map((path) => path.includes("other")));
  });

  test("removes with --purge the folders that helm.plugin makes", async () => {
    const env = { HELM_DATA_HOME: sandbox.shown("data"), HELM_CACHE_HOME: sandbox.shown("cache") };
    sandbox.addPlugin("keeps", manifest("keeps").replace("cmd", "luff $HELM_PLUGIN_DIR/main.lua"), {
      "main.lua": `local plugin, path = require("helm.plugin"), require("helm.path")
function main() for _, make in ipairs({ plugin.data_dir, plugin.cache_dir }) do print(path.native(assert(make()))) end end
`,
    });
    const { stdout } = await sandbox.run(["keeps"], { env });
    const made = stdout.split(/\r?\n/).slice(0, -1);
    expect(made).toEqual(["data", "cache"].map((home) => sandbox.shown(home, "plugin-data", "keeps")));
    const purged = await uninstall(["--purge", "keeps"], { env });
    expect(purged.stdout.split("\n").slice(1, -1)).toEqual(made.map((folder) => `Removed ${folder}`));
    expect(["data", "cache"].map((home) => existsSync(sandbox.path(`${home}/plugin-data/keeps`)))).toEqual([
      false,
      false,
    ]);
  });

  test("names the folder that it removes, and those of the other plugins of the name", async () => {
    for (const folder of ["greet", "helm-greet", "other"]) sandbox.addPlugin(folder, manifest("greet"));
    for (const [gone, ...others] of [["greet", "helm-greet", "other"], ["helm-greet", "other"], ["other"]]) {
      const notes = others.map(
        (folder) => `Note: another plugin that is called "greet" stays in ${sandbox.shown("plugins", folder)}\n`,
      );
      const where = others.length === 0 ? "" : ` in ${sandbox.shown("plugins", gone ?? "")}`;
      const before = await uninstall(["--dry-run", "greet"]);
      expect(before.stdout).toBe(`Would uninstall plugin: greet in ${sandbox.shown("plugins", gone ?? "")}\n`);
      expect(before.stderr).toBe(notes.join(""));
      expect(await uninstall(["greet"])).toMatchObject({
        exitCode: 0,
        stdout: `Uninstalled plugin: greet${where}\n`,
        stderr: notes.join(""),
      });
      expect(isThere(gone ?? "")).toBe(false);
    }
  });

  test("changes nothing with --dry-run, and prints the hook that would run", async () => {
    sandbox.addPlugin("greet", manifest("greet", HOOK), { "delete.lua": "function main() return 3 end\n" });
    const { exitCode, stdout } = await uninstall(["--dry-run", "greet"]);
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout:
        `Would uninstall plugin: greet in ${sandbox.shown("plugins", "greet")}\n` +
        "Would run its delete hook: luff $HELM_PLUGIN_DIR/delete.lua\n",
    });
    expect((await uninstall(["--dry-run", "--no-hooks", "greet"])).stdout).not.toContain("hook");
    expect(isThere("greet", "plugin.yaml")).toBe(true);
    expect(isThere(".luff")).toBe(false);
  });

  test("requires a name", async () => {
    expect(codeOf(await uninstall([]))).toBe("usage");
  });
});
