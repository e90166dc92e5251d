import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { testsWindows } from "../../../helpers/program-under-test.ts";
import { createSandbox, type RunResult, type Sandbox } from "../../../helpers/sandbox.ts";

let sandbox: Sandbox;
beforeEach(() => void (sandbox = createSandbox()));
afterEach(() => sandbox.remove());

const manifest = (name: string, more = ""): string => `name: ${name}\nversion: 1.0.0\nusage: u\ncommand: cmd\n${more}`;
const luff = (...words: readonly string[]): Promise<RunResult> => sandbox.run(["plugin", ...words]);

/** Installs the plugin in a folder of the sandbox's working directory, by a link. */
async function link(folder: string, name: string): Promise<void> {
  sandbox.write(`work/${folder}/plugin.yaml`, manifest(name));
  expect((await luff("install", `./${folder}`)).exitCode).toBe(0);
}

/** Does the same, and removes the folder. */
async function linkToNothing(folder: string, name: string): Promise<void> {
  await link(folder, name);
  rmSync(sandbox.path("work", folder), { recursive: true });
}

/** What is in the plugins folder, besides luff's own. */
const plugins = (): readonly string[] => readdirSync(sandbox.plugins).filter((name) => name !== ".luff");

/** Runs what a warning about the plugin in a folder advises, and checks that this one goes and the others stay. */
async function follow(folder: string): Promise<void> {
  const before = plugins();
  const { stderr } = await luff("list");
  const lines = stderr.split("\n").filter((line) => line.includes(`${sandbox.shown("plugins", folder)} cannot`));
  expect(lines).toHaveLength(1);
  const name = /; 'luff plugin uninstall (\S+)' removes the link$/.exec(lines[0] ?? "")?.[1] ?? "";
  expect(await luff("uninstall", name)).toMatchObject({ exitCode: 0, stdout: `Uninstalled plugin: ${name}\n` });
  expect(plugins()).toEqual(before.filter((each) => each !== folder));
}

describe.skipIf(testsWindows())("a plugin's broken link", () => {
  test("is removed by the advised command, although another plugin has its name", async () => {
    await linkToNothing("qa", "qq");
    sandbox.addPlugin("qb", manifest("qq"));
    expect((await sandbox.run(["doctor"])).stdout).toContain("→ 'luff plugin uninstall qa' removes the link.\n");
    expect((await sandbox.run(["__complete", "plugin", "uninstall", "q"])).stdout).toStartWith(
      "qq\tu\nqa\tcannot be used\n:",
    );
    await follow("qa");
  });

  test.each(["qa", "qb"])("is removed by the advised command, although another one has its name: %s", async (first) => {
    await linkToNothing("qa", "qq");
    renameSync(sandbox.path("plugins/.luff/receipts/qa.json"), sandbox.path("aside"));
    await linkToNothing("qb", "qq");
    renameSync(sandbox.path("aside"), sandbox.path("plugins/.luff/receipts/qa.json"));
    await follow(first);
    await follow(first === "qa" ? "qb" : "qa");
  });

  test("is removed by the advised command, although its name is the folder's of another one", async () => {
    await linkToNothing("qa", "qb");
    sandbox.link("plugins/qb", "nowhere");
    await follow("qa");
    await follow("qb");
  });

  test("is to be removed by hand if both names are those of other plugins", async () => {
    await linkToNothing("qa", "qq");
    sandbox.addPlugin("one", manifest("qq"));
    sandbox.addPlugin("two", manifest("qa"));
    expect((await luff("list")).stderr).toContain("; remove the link by hand\n");
    expect((await sandbox.run(["doctor"])).stdout).toContain("→ Remove the link by hand.\n");
    expect((await sandbox.run(["__complete", "plugin", "uninstall", "q"])).stdout).toStartWith("qq\tu\nqa\tu\n:");
  });

  test.each(["-qa", "q a"])("is to be removed by hand if no command takes its name: %s", async (name) => {
    sandbox.link(`plugins/${name}`, "nowhere");
    expect((await luff("list")).stderr).toEndWith("it is a broken link to nowhere; remove the link by hand\n");
  });

  test("is an error of commands that says where it leads and what to do", async () => {
    await linkToNothing("qa", "qq");
    const reason = `it is a broken link to ${sandbox.shown("work/qa")} [plugin-incomplete]`;
    const hint =
      "Hint: Put back what the link leads to, install the plugin from where it is now, or remove the link: luff plugin uninstall qq";
    const stderr = `Error: the plugin in ${sandbox.shown("plugins/qa")} cannot be used: ${reason}\n${hint}\n`;
    for (const words of [["qq"], ["plugin", "info", "qq"], ["plugin", "verify", "qq"], ["plugin", "update", "qq"]]) {
      expect(await sandbox.run(words)).toMatchObject({ exitCode: 1, stdout: "", stderr });
    }
    expect((await luff("update", "--all")).stderr).toContain(`${hint}\n`);
  });

  test.each(["qb", "elsewhere/qa"])("is replaced by an install of the plugin from %s", async (place) => {
    await link("qa", "qq");
    mkdirSync(sandbox.path("work/elsewhere"));
    renameSync(sandbox.path("work/qa"), sandbox.path("work", place));
    expect((await luff("install", "--dry-run", place)).stdout).toStartWith("Would replace plugin: qq 1.0.0 in ");
    expect(plugins()).toEqual(["qa"]);
    expect(await luff("install", place)).toMatchObject({
      exitCode: 0,
      stderr: `Note: the plugin replaces its broken link ${sandbox.shown("plugins/qa")}, which led to ${sandbox.shown("work/qa")}\n`,
    });
    const folder = place === "qb" ? "qb" : "qa";
    expect(plugins()).toEqual([folder]);
    expect(readdirSync(sandbox.path("plugins/.luff/receipts"))).toEqual([`${folder}.json`]);
    expect(await luff("info", "qq")).toMatchObject({ exitCode: 0 });
  });

  test("is left by --prune, which says so and names the command that removes it", async () => {
    await linkToNothing("qa", "qq");
    sandbox.write("work/greet/plugin.yaml", manifest("greet"));
    sandbox.write("work/plugins.yaml", "plugins: [{ name: greet, url: ./greet }]\n");
    const warning = `Warning: the plugin in ${sandbox.shown("plugins/qa")} cannot be used: it is a broken link to ${sandbox.shown("work/qa")}; 'luff plugin uninstall qq' removes the link\n`;
    for (const flags of [["--dry-run"], []]) {
      const { exitCode, stderr } = await luff("install", "-f", "plugins.yaml", "--prune", ...flags);
      expect({ exitCode, isSaid: stderr.includes(warning) }).toEqual({ exitCode: 0, isSaid: true });
    }
    expect((await luff("install", "-f", "plugins.yaml")).stderr).toBe("");
    expect(plugins()).toEqual(["greet", "qa"]);
  });

  test("stays if the install of the plugin fails", async () => {
    await linkToNothing("qa", "qq");
    sandbox.write("work/qb/plugin.yaml", manifest("qq", "hooks:\n  install: no-such-program\n"));
    expect((await luff("install", "qb")).exitCode).toBe(1);
    expect(plugins()).toEqual(["qa"]);
    expect(lstatSync(sandbox.path("plugins/qa")).isSymbolicLink()).toBe(true);
    await follow("qa");
  });

  test.each(["./qa", "./qb"])(
    "is not replaced by an install if luff did not make it for the plugin: %s",
    async (source) => {
      sandbox.link("plugins/qa", "nowhere");
      await linkToNothing("deep/qb", "other");
      sandbox.write(`work/${source}/plugin.yaml`, manifest("qq"));
      const { exitCode, stderr } = await luff("install", source);
      expect({ exitCode, code: /\[([a-z-]+)\]$/m.exec(stderr)?.[1] }).toEqual({ exitCode: 1, code: "plugin-exists" });
      expect(plugins()).toEqual(["qa", "qb"]);
    },
  );
});
