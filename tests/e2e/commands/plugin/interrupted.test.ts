import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { existsSync, readdirSync } from "node:fs";
import { stringify } from "yaml";
import { madeTgz } from "../../../helpers/made-tar.ts";
import { createSandbox, type RunResult, type Sandbox } from "../../../helpers/sandbox.ts";
import { serveSilence } from "../../../helpers/silent-server.ts";

let sandbox: Sandbox;
beforeEach(() => void (sandbox = createSandbox()));
afterEach(() => sandbox.remove());

const HOOK = "touch started; exec sleep 60";

function archiveOf(name: string, version: string, hooks: Readonly<Record<string, string>> = {}): Uint8Array {
  const manifest = { name, version, usage: "u", command: "cmd", hooks };
  return madeTgz([{ path: "plugin.yaml", content: stringify(manifest) }]);
}

const add = (name: string, version: string, hooks: Readonly<Record<string, string>> = {}): string =>
  sandbox.write(`work/${name}.tgz`, archiveOf(name, version, hooks));
const run = (...words: readonly string[]): Promise<RunResult> => sandbox.run(["plugin", ...words]);
const setOf = (...names: readonly string[]): string =>
  sandbox.write("work/plugins.yaml", stringify({ plugins: names.map((name) => ({ name, url: `./${name}.tgz` })) }));

async function install(...names: readonly string[]): Promise<void> {
  for (const name of names) expect((await run("install", `./${name}.tgz`)).exitCode).toBe(0);
}

/** What luff says if a signal comes while a hook runs. */
async function stopped(...words: readonly string[]): Promise<RunResult> {
  const { process, result } = sandbox.start(["plugin", ...words]);
  const isStarted = (): boolean =>
    readdirSync(sandbox.root, { recursive: true }).some((path) => String(path).endsWith("started"));
  while (!isStarted()) await Bun.sleep(20);
  process.kill("SIGINT");
  const ended = await result;
  return { ...ended, stderr: ended.stderr.replace(/^Note: .*\n/gm, "") };
}

describe("luff plugin that ends at a signal, and leaves nothing unsaid,", () => {
  test("names the plugin of a set that it did not install, those that it did not try, and what failed before", async () => {
    for (const name of ["a", "c", "d"]) add(name, "1.0.0");
    add("b", "1.0.0", { install: HOOK });
    setOf("a", "absent", "b", "c", "d");
    const set = sandbox.path("work/plugins.yaml");
    const { exitCode, stdout, stderr } = await stopped("install", "-f", "plugins.yaml", "--lock");
    expect({ exitCode, stdout }).toEqual({
      exitCode: 130,
      stdout: `Installed plugin: a 1.0.0, from ${sandbox.path("work/a.tgz")}\n`,
    });
    expect(stderr).toStartWith(
      'Error: stopped by a signal; plugin "b" was not installed; not tried: c, d [interrupted]\n',
    );
    expect(stderr).toContain(`${set}:4: plugin "absent": `);
    expect(existsSync(sandbox.path("work/plugins.lock"))).toBe(false);
  });

  test("says of a plugin of a set that was there before that it was not changed", async () => {
    add("b", "1.0.0");
    await install("b");
    add("b", "2.0.0", { install: HOOK });
    setOf("b");
    expect((await stopped("install", "-f", "plugins.yaml")).stderr).toBe(
      'Error: stopped by a signal; plugin "b" was not changed [interrupted]\n',
    );
  });

  test("names the plugins that --prune has not removed", async () => {
    add("a", "1.0.0");
    for (const name of ["x", "y", "z"]) add(name, "1.0.0", name === "y" ? { delete: HOOK } : {});
    await install("x", "y", "z");
    setOf("a");
    expect((await stopped("install", "-f", "plugins.yaml", "--prune")).stderr).toBe(
      'Error: stopped by a signal; plugin "y" was not removed; not tried: z [interrupted]\n',
    );
  });

  test("names the plugin that it did not update, and those that it did not try", async () => {
    for (const name of ["a", "b", "c"]) add(name, "1.0.0");
    await install("a", "b", "c");
    for (const name of ["a", "c"]) add(name, "2.0.0");
    add("b", "2.0.0", { update: HOOK });
    const { stdout, stderr } = await stopped("update", "a", "absent", "b", "c");
    expect(stdout).toStartWith("Updated plugin: a\n");
    expect(stderr).toBe(
      'Error: stopped by a signal; plugin "b" was not updated; not tried: c [interrupted]\n' +
        'plugin "absent" is not installed\n' +
        "  Run 'luff plugin list' for the installed plugins.\n",
    );
  });

  test("names the plugin that it did not remove, and those that it did not try", async () => {
    add("a", "1.0.0");
    add("b", "1.0.0", { delete: HOOK });
    await install("a", "b");
    expect((await stopped("uninstall", "--force", "b", "a")).stderr).toBe(
      'Error: stopped by a signal; plugin "b" was not removed; not tried: a [interrupted]\n',
    );
  });

  test("says that nothing was installed", async () => {
    add("b", "1.0.0", { install: HOOK });
    const { exitCode, stderr } = await stopped("install", "./b.tgz");
    expect({ exitCode, stderr }).toEqual({
      exitCode: 130,
      stderr: "Error: stopped by a signal; nothing was installed [interrupted]\n",
    });
  });

  test("says that the plugin which it should replace is as it was", async () => {
    add("b", "1.0.0");
    await install("b");
    add("b", "2.0.0", { install: HOOK });
    expect((await stopped("install", "--force", "./b.tgz")).stderr).toBe(
      'Error: stopped by a signal; plugin "b" is as it was (1.0.0) [interrupted]\n',
    );
  });

  test("names the plugins of a bundle that it did not install, and the bundle that it did not write", async () => {
    add("a", "1.0.0", { install: HOOK });
    add("b", "1.0.0");
    expect((await run("bundle", "save", "-o", "b.tar", "./a.tgz", "./b.tgz")).exitCode).toBe(0);
    expect((await stopped("bundle", "load", "b.tar")).stderr).toBe(
      'Error: stopped by a signal; plugin "a" was not installed; not tried: b [interrupted]\n',
    );
    using server = await serveSilence();
    const { process, result } = sandbox.start(["plugin", "bundle", "save", "-o", "c.tar", `${server.url}/a.tgz`]);
    await server.connected;
    process.kill("SIGINT");
    expect((await result).stderr).toBe("Error: stopped by a signal; c.tar was not written [interrupted]\n");
  });
});
