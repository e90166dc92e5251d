import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { cpSync, renameSync, rmSync } from "node:fs";
import { madeTgz } from "../helpers/made-tar.ts";
import { createSandbox, type RunResult, type Sandbox } from "../helpers/sandbox.ts";

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.write("work/greet.tgz", madeTgz([{ path: "plugin.yaml", content: manifest("1.0.0") }]));
});
afterEach(() => sandbox.remove());

const manifest = (version: string): string => `name: greet\nversion: ${version}\nusage: u\ncommand: cmd\n`;
const run = (...words: readonly string[]): Promise<RunResult> => sandbox.run(["plugin", ...words]);
const codeOf = ({ stderr }: RunResult): string | undefined => /^Error: .*\[([a-z-]+)\]$/m.exec(stderr)?.[1];
const factsOf = async (): Promise<Record<string, unknown>> =>
  JSON.parse((await run("info", "greet", "-o", "json")).stdout) as Record<string, unknown>;

/**
 * Puts a plugin into the place of luff's, as another program does that knows nothing of luff's receipts. The old one stays elsewhere, so
 * that the new one cannot get its number: unlike NTFS, the file systems below Wine give it away again.
 */
function replace(version: string): void {
  renameSync(sandbox.path("plugins/greet"), sandbox.path("gone"));
  sandbox.write("plugins/greet/plugin.yaml", manifest(version));
}

describe("the receipt of a plugin that another program has replaced", () => {
  test("says nothing of the new one", async () => {
    expect((await run("install", "greet.tgz")).exitCode).toBe(0);
    replace("2.0.0");
    expect(await factsOf()).toMatchObject({ version: "2.0.0", origin: null, receipt: null, installedByLuff: false });
    expect((await run("info", "greet")).stdout).toMatch(/^Source: +not known: luff did not install it$/m);
    const [listed] = JSON.parse((await run("list", "-o", "json")).stdout) as readonly unknown[];
    expect(listed).toMatchObject({ name: "greet", origin: null, pinned: false });
    sandbox.write("work/greet.tgz", madeTgz([{ path: "plugin.yaml", content: manifest("3.0.0") }]));
    expect(JSON.parse((await run("list", "--outdated", "-o", "json")).stdout)).toEqual([]);
    expect(codeOf(await run("verify", "greet"))).toBe("receipt-missing");
    expect(codeOf(await run("update", "greet"))).toBe("receipt-missing");
    expect((await factsOf())["version"]).toBe("2.0.0");
  });

  test("does not keep luff from installing, updating and removing again", async () => {
    await run("install", "greet.tgz");
    replace("2.0.0");
    expect(await run("install", "--force", "greet.tgz")).toMatchObject({ exitCode: 0 });
    expect(await factsOf()).toMatchObject({ version: "1.0.0", installedByLuff: true });
    expect((await run("verify", "greet")).exitCode).toBe(0);
    expect((await run("update", "greet")).stdout).toStartWith("Plugin greet is already at 1.0.0");
    expect((await run("uninstall", "greet")).exitCode).toBe(0);
  });

  test("is not that of a folder in the place of a link", async () => {
    sandbox.write("work/greet/plugin.yaml", manifest("1.0.0"));
    await run("install", "greet");
    expect((await factsOf())["installedByLuff"]).toBe(true);
    replace("2.0.0");
    expect(await factsOf()).toMatchObject({ version: "2.0.0", origin: null, receipt: null });
    expect(codeOf(await run("update", "greet"))).toBe("receipt-missing");
  });
});

describe("the receipt of a plugin", () => {
  test("is still its own after its files were changed", async () => {
    await run("install", "greet.tgz");
    sandbox.write("plugins/greet/plugin.yaml", manifest("1.0.1"));
    expect(await run("verify", "greet")).toMatchObject({ exitCode: 1, stdout: "changed  plugin.yaml\n" });
    expect(await factsOf()).toMatchObject({ version: "1.0.1", origin: { kind: "archive" }, installedByLuff: true });
  });

  test("goes with a copy of the plugins folder", async () => {
    await run("install", "greet.tgz");
    cpSync(sandbox.plugins, sandbox.path("copy"), { recursive: true });
    rmSync(sandbox.plugins, { recursive: true });
    renameSync(sandbox.path("copy"), sandbox.plugins);
    expect(await factsOf()).toMatchObject({ origin: { kind: "archive" }, installedByLuff: true });
    expect((await run("verify", "greet")).exitCode).toBe(0);
  });
});
