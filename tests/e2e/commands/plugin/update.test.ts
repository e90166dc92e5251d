import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { filesBelow } from "../../../helpers/files-below.ts";
import { madeTgz, type TarPart } from "../../../helpers/made-tar.ts";
import { createSandbox, type RunResult, type Sandbox } from "../../../helpers/sandbox.ts";

let sandbox: Sandbox;
beforeEach(() => void (sandbox = createSandbox()));
afterEach(() => sandbox.remove());

const run = (...words: readonly string[]): Promise<RunResult> => sandbox.run(["plugin", ...words]);
const codeOf = ({ stderr }: RunResult): string | undefined => /^Error: .*\[([a-z-]+)\]$/m.exec(stderr)?.[1];
const digestOf = (bytes: Uint8Array): string => new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
const short = (bytes: Uint8Array): string => `SHA-256 ${digestOf(bytes).slice(0, 12)}`;
const receiptOf = (folder: string): Record<string, unknown> =>
  JSON.parse(readFileSync(sandbox.path("plugins/.luff/receipts", `${folder}.json`), "utf8"));
/** What is left of changes. */
const leftovers = (): string[] =>
  Object.keys(filesBelow(sandbox.plugins)).filter((path) => /^\.luff\/(journal|work)\/./.test(path));

/** An archive of the plugin, which prints its version. */
function archiveOf(version: string, more: readonly TarPart[] = [], manifest = "", name = "greet"): Uint8Array {
  const text = `name: ${name}\nversion: ${version}\nusage: u\ncommand: luff $HELM_PLUGIN_DIR/run.lua\n${manifest}`;
  return madeTgz([
    { path: "greet/plugin.yaml", content: text },
    { path: "greet/run.lua", content: `function main() print('${version}') end\n` },
    ...more,
  ]);
}

/** Installs the archive of version 1.0.0, and puts another one in its place. */
async function installThenReplace(next: Uint8Array, first = archiveOf("1.0.0")): Promise<void> {
  sandbox.write("work/greet.tgz", first);
  expect((await run("install", "greet.tgz")).exitCode).toBe(0);
  sandbox.write("work/greet.tgz", next);
}

describe("luff plugin update of an archive", () => {
  test.each(["update", "up"])("%s installs the archive's new content and prints both versions", async (word) => {
    const [one, two] = [archiveOf("1.0.0", [{ path: "greet/old", content: "x" }]), archiveOf("1.1.0")];
    await installThenReplace(two, one);
    const { exitCode, stdout } = await run(word, "greet");
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: `Updated plugin: greet\nFrom 1.0.0 (${short(one)}) to 1.1.0 (${short(two)})\n`,
    });
    expect((await sandbox.run(["greet"])).stdout).toBe("1.1.0\n");
    expect(existsSync(sandbox.path("plugins/greet/old"))).toBe(false);
    expect(receiptOf("greet")).toMatchObject({ version: "1.1.0", origin: { sha256: digestOf(two) } });
    expect((await run("verify", "greet")).exitCode).toBe(0);
    expect(leftovers()).toEqual([]);
  });

  test("reports that the plugin is already at that version, and changes nothing", async () => {
    const one = archiveOf("1.0.0");
    await installThenReplace(one);
    const before = filesBelow(sandbox.plugins);
    const { exitCode, stdout, stderr } = await run("update", "greet");
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 0,
      stdout: `Plugin greet is already at 1.0.0 (${short(one)})\n`,
      stderr: "",
    });
    const after = filesBelow(sandbox.plugins);
    expect({ ...after, ".luff/lock": "" }).toEqual({ ...before, ".luff/lock": "" });
  });

  test("changes nothing with --dry-run, and prints what it would do", async () => {
    const [one, two] = [archiveOf("1.0.0"), archiveOf("1.1.0")];
    await installThenReplace(two, one);
    const before = filesBelow(sandbox.plugins);
    const { exitCode, stdout } = await run("update", "--dry-run", "greet");
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: `Would update plugin: greet\nFrom 1.0.0 (${short(one)}) to 1.1.0 (${short(two)})\n`,
    });
    expect(filesBelow(sandbox.plugins)).toEqual(before);
    expect(readdirSync(sandbox.path("tmp")).filter((name) => name !== "helm")).toEqual([]);
  });

  test.each([
    ["update", "  install: a\n  update: b\n", "b"],
    ["install", "  install: a c\n", "a c"],
  ])("prints the %s hook that would run with --dry-run", async (event, hooks, command) => {
    const old = archiveOf("1.0.0");
    const content = `name: greet\nversion: 1.1.0\nusage: u\ncommand: cmd\nhooks:\n${hooks}`;
    await installThenReplace(madeTgz([{ path: "greet/plugin.yaml", content }]), old);
    const { stdout } = await run("update", "--dry-run", "greet");
    expect(stdout).toEndWith(`\nWould run its ${event} hook: ${command}\n`);
    const [described] = JSON.parse((await run("update", "--dry-run", "-o", "json", "greet")).stdout);
    expect(described).toMatchObject({ result: "would-update", hook: { event, command } });
    expect((await run("update", "--dry-run", "--no-hooks", "greet")).stdout).not.toContain("hook");
  });

  test("names changed files and replaces them", async () => {
    await installThenReplace(archiveOf("1.1.0"), archiveOf("1.0.0", [{ path: "greet/gone", content: "x" }]));
    sandbox.write("plugins/greet/run.lua", "broken(\n");
    sandbox.write("plugins/greet/own/file", "x");
    rmSync(sandbox.path("plugins/greet/gone"));
    const { exitCode, stderr } = await run("update", "greet");
    expect(exitCode).toBe(0);
    expect(stderr).toContain(
      'Note: plugin "greet" has lost these changes in its folder since its install: run.lua (changed), gone (missing), own/file (added)\n',
    );
    expect((await sandbox.run(["greet"])).stdout).toBe("1.1.0\n");
    expect(existsSync(sandbox.path("plugins/greet/own"))).toBe(false);
  });

  test("repairs a plugin whose manifest was damaged", async () => {
    await installThenReplace(archiveOf("1.1.0"));
    sandbox.write("plugins/greet/plugin.yaml", "name: greet\nversion: [\n");
    expect((await run("update", "greet")).exitCode).toBe(0);
    expect((await sandbox.run(["greet"])).stdout).toBe("1.1.0\n");
  });

  test.each([
    ["update: luff $HELM_PLUGIN_DIR/hook.lua", "runs in the clean copy"],
    ["install: luff $HELM_PLUGIN_DIR/hook.lua", "runs if there is no update hook"],
  ])("the hook %s %s and makes what the plugin needs", async (hook) => {
    const script =
      "function main() io.open(os.getenv('HELM_PLUGIN_DIR') .. '/made', 'w'):close() print('hook runs') end\n";
    await installThenReplace(archiveOf("1.1.0", [{ path: "greet/hook.lua", content: script }], `hooks:\n  ${hook}\n`));
    expect((await run("update", "greet")).stdout).toStartWith("hook runs\nUpdated plugin: greet\n");
    expect(existsSync(sandbox.path("plugins/greet/made"))).toBe(true);
    expect((await run("verify", "greet")).exitCode).toBe(0);
  });

  test("restores the former version if the update hook fails, and runs no hook with --no-hooks", async () => {
    const hook = { path: "greet/hook.lua", content: "function main() return 22 end\n" };
    const manifest = "hooks:\n  update: luff $HELM_PLUGIN_DIR/hook.lua\n";
    await installThenReplace(archiveOf("1.1.0", [hook], manifest));
    sandbox.write("plugins/greet/own", "mine");
    const before = filesBelow(sandbox.plugins);
    const failed = await run("update", "greet");
    expect({ status: failed.exitCode, code: codeOf(failed) }).toEqual({ status: 1, code: "hook-failed" });
    expect(failed.stderr).toContain("Hint: The previous version is still installed.");
    expect({ ...filesBelow(sandbox.plugins), ".luff/lock": "" }).toEqual({ ...before, ".luff/lock": "" });
    expect((await sandbox.run(["greet"])).stdout).toBe("1.0.0\n");
    expect((await run("update", "--no-hooks", "greet")).exitCode).toBe(0);
    expect((await sandbox.run(["greet"])).stdout).toBe("1.1.0\n");
  });

  test("keeps a pinned plugin until it is unpinned", async () => {
    const [one, two] = [archiveOf("1.0.0"), archiveOf("1.1.0")];
    await installThenReplace(two, one);
    expect((await run("update", "--pin", "greet")).stdout).toBe(`Pinned plugin: greet at 1.0.0 (${short(one)})\n`);
    expect(receiptOf("greet")["pinned"]).toBe(true);
    for (const words of [["greet"], ["--all"]]) {
      expect(await run("update", ...words)).toMatchObject({
        exitCode: 0,
        stdout: `Plugin greet is pinned at 1.0.0 (${short(one)}); with --unpin luff updates it\n`,
      });
    }
    expect((await run("update", "--unpin", "greet")).stdout).toStartWith("Updated plugin: greet\n");
    expect(receiptOf("greet")["pinned"]).toBeUndefined();
  });

  test("says that a plugin is no longer pinned, with something newer and without", async () => {
    const [one, two] = [archiveOf("1.0.0"), archiveOf("1.1.0")];
    await installThenReplace(one);
    await run("update", "--pin", "greet");
    const current = `Plugin greet is already at 1.0.0 (${short(one)})`;
    expect((await run("update", "--unpin", "--dry-run", "greet")).stdout).toBe(
      `${current}, and would no longer be pinned\n`,
    );
    expect((await run("update", "--unpin", "greet")).stdout).toBe(`${current}, and no longer pinned\n`);
    expect((await run("update", "--unpin", "greet")).stdout).toBe(`${current}\n`);
    await run("update", "--pin", "greet");
    sandbox.write("work/greet.tgz", two);
    expect((await run("update", "--unpin", "greet")).stdout).toEndWith(
      ` to 1.1.0 (${short(two)}), and no longer pinned\n`,
    );
  });

  test("is an error for a plugin that cannot be used, and that its source cannot mend", async () => {
    await installThenReplace(archiveOf("1.0.0"));
    sandbox.write("plugins/greet/plugin.yaml", "name: greet\nversion: [\n");
    for (const words of [["greet"], ["--dry-run", "greet"], ["--all"]]) {
      const refused = await run("update", ...words);
      expect({ status: refused.exitCode, code: codeOf(refused) }).toEqual({ status: 1, code: "manifest-invalid" });
      expect(refused.stderr).toContain("luff plugin install --force");
    }
    sandbox.write("work/greet.tgz", archiveOf("1.1.0"));
    expect((await run("update", "--all")).exitCode).toBe(0);
    expect((await sandbox.run(["greet"])).stdout).toBe("1.1.0\n");
  });

  test("refuses a damaged or missing archive and another plugin's name, and leaves the plugin unchanged", async () => {
    await installThenReplace(archiveOf("1.1.0").subarray(0, -30));
    expect(codeOf(await run("update", "greet"))).toBe("archive-invalid");
    sandbox.addPlugin("other", "name: other\nversion: 1.0.0\nusage: u\ncommand: cmd\n");
    sandbox.write("work/greet.tgz", archiveOf("1.1.0", [], "", "other"));
    expect(codeOf(await run("update", "greet"))).toBe("plugin-exists");
    expect(codeOf(await run("update", "--version", "^1", "greet"))).toBe("usage");
    rmSync(sandbox.path("work/greet.tgz"));
    expect(codeOf(await run("update", "greet"))).toBe("source-not-found");
    expect((await sandbox.run(["greet"])).stdout).toBe("1.0.0\n");
    expect(leftovers()).toEqual([]);
  });

  test("is told by list --outdated", async () => {
    const [one, two] = [archiveOf("1.0.0"), archiveOf("1.1.0")];
    await installThenReplace(two, one);
    expect((await run("list", "--outdated")).stdout).toContain(
      `greet  1.0.0    ${short(two)}          ${sandbox.shown("work/greet.tgz")}\n`,
    );
    await run("update", "greet");
    expect(await run("list", "--outdated", "-o", "json")).toMatchObject({ exitCode: 0, stdout: "[]\n", stderr: "" });
  });

  test("is told by list --outdated that an archive is gone", async () => {
    sandbox.write("work/other.tgz", archiveOf("1.0.0", [], "", "other"));
    await run("install", "other.tgz");
    const two = archiveOf("1.1.0");
    await installThenReplace(two);
    rmSync(sandbox.path("work/other.tgz"));
    const { exitCode, stdout, stderr } = await run("list", "--outdated");
    expect({ exitCode, offersOther: stdout.includes(short(two)) }).toEqual({ exitCode: 1, offersOther: true });
    expect(stderr).toContain(
      `the archive that plugin "other" was installed from is gone: ${sandbox.shown("work/other.tgz")} [source-not-found]`,
    );
  });

  test("reports that the plugin has a new name", async () => {
    await installThenReplace(archiveOf("1.1.0", [], "", "hello"));
    expect((await run("update", "greet")).stdout).toStartWith("Updated plugin: greet, which is called hello now\n");
    expect((await sandbox.run(["hello"])).stdout).toBe("1.1.0\n");
  });
});

describe("luff plugin update of several plugins", () => {
  /** Otherwise the system makes no links, and the folder was copied. */
  let isLinked: boolean;
  beforeEach(async () => {
    await installThenReplace(archiveOf("1.1.0"));
    sandbox.write("work/linked/plugin.yaml", "name: linked\nversion: 1.0.0\nusage: u\ncommand: cmd\n");
    isLinked = (await run("install", "linked")).stdout.includes("linked to");
    sandbox.addPlugin("copied", "name: copied\nversion: 1.0.0\nusage: u\ncommand: cmd\n");
  });

  test("updates the others if one fails, with status 1", async () => {
    const ended = await run("update", "absent", "linked", "copied", "greet");
    expect({ status: ended.exitCode, code: codeOf(ended) }).toEqual({ status: 1, code: "plugin-not-found" });
    const linked = isLinked
      ? `Plugin linked is linked to ${sandbox.shown("work/linked")}, so there is nothing to update`
      : "Updated plugin: linked\nFrom 1.0.0 to 1.0.0";
    expect(ended.stdout).toStartWith(`${linked}\nUpdated plugin: greet\n`);
    expect(ended.stderr).toContain("2 plugins could not be updated:");
    expect(ended.stderr).toContain('plugin "absent" is not installed');
    expect(ended.stderr).toContain('luff does not know where plugin "copied" came from');
    expect((await sandbox.run(["greet"])).stdout).toBe("1.1.0\n");
  });

  test("updates with --all the plugins whose source is known, and notes the others", async () => {
    const { exitCode, stdout, stderr } = await run("update", "--all");
    expect(exitCode).toBe(0);
    const updated = stdout.split("\n").filter((line) => line.startsWith("Updated"));
    expect(updated).toEqual(["greet", ...(isLinked ? [] : ["linked"])].map((name) => `Updated plugin: ${name}`));
    expect(stderr).toContain('Note: luff does not know where plugin "copied" came from, so it is not updated\n');
  });

  test("reports with --all plugins that cannot be used", async () => {
    sandbox.addPlugin("broken", "name: broken\nversion: [\n");
    sandbox.addPlugin("helm-greet", "name: greet\nversion: 1.0.0\nunknown: 1\ncommand: [\n");
    const ended = await run("update", "--all");
    expect(ended.exitCode).toBe(1);
    expect(ended.stdout).toContain("Updated plugin: greet\n");
    expect(ended.stderr).toContain(`the plugin in ${sandbox.shown("plugins/broken")} cannot be used:`);
    expect(ended.stderr).toContain(`the plugin in ${sandbox.shown("plugins/helm-greet")} cannot be used:`);
  });

  test("does not end with success if a linked plugin was to be pinned", async () => {
    if (!isLinked) return;
    const refused = await run("update", "--pin", "linked");
    expect({ status: refused.exitCode, code: codeOf(refused) }).toEqual({ status: 1, code: "usage" });
    expect(refused.stderr).toContain("so there is nothing to pin");
    expect(codeOf(await run("update", "--version", "^1", "linked"))).toBe("usage");
    expect((await run("update", "--pin", "--all")).stderr).not.toContain("Error");
  });

  test("says with --all that no plugin is installed", async () => {
    await sandbox.run(["plugin", "uninstall", "greet", "linked", "copied"]);
    expect(await run("update", "--all")).toMatchObject({
      exitCode: 0,
      stdout: "",
      stderr: "Note: no plugin is installed, so there is nothing to update\n",
    });
  });

  test("prints JSON of what it did, and failures on stderr", async () => {
    const { exitCode, stdout } = await run("update", "-o", "json", "greet", "linked", "absent");
    const results = JSON.parse(stdout) as readonly Record<string, unknown>[];
    expect({ exitCode, results }).toMatchObject({
      exitCode: 1,
      results: [
        { name: "greet", result: "updated", version: "1.1.0", pinned: false, former: { version: "1.0.0" } },
        isLinked
          ? { name: "linked", result: "linked", path: sandbox.shown("work/linked") }
          : { name: "linked", result: "updated", origin: { kind: "copy", path: sandbox.shown("work/linked") } },
      ],
    });
  });

  test.each([
    ["no name", []],
    ["names and --all", ["--all", "greet"]],
    ["--pin and --unpin", ["--pin", "--unpin", "greet"]],
    ["one version for two", ["--version", "^1", "greet", "linked"]],
  ])("refuses %s", async (_what, words) => {
    const refused = await run("update", ...words);
    expect({ status: refused.exitCode, code: codeOf(refused) }).toEqual({ status: 1, code: "usage" });
  });
});
