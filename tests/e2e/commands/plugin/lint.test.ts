import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { delimiter, dirname } from "node:path";
import { testsWindows } from "../../../helpers/program-under-test.ts";
import { realHelm } from "../../../helpers/real-helm.ts";
import { createSandbox, type RunResult, type Sandbox } from "../../../helpers/sandbox.ts";

const LEGACY = "version: 1.0.0\nusage: u\ncommand: luff $HELM_PLUGIN_DIR/main.lua\n";
const V1 =
  "apiVersion: v1\nname: v1\nversion: 1.0.0\ntype: cli/v1\nruntime: subprocess\n" +
  "runtimeConfig:\n  platformCommand:\n  - command: luff $HELM_PLUGIN_DIR/main.lua\n";

interface Report {
  readonly loads: object;
  readonly errors: number;
  readonly findings: readonly { readonly code: string; readonly line: number; readonly message: string }[];
}

describe("luff plugin lint", () => {
  let sandbox: Sandbox;
  const addPlugin = (name: string, manifest: string, main: string): void => {
    sandbox.write(`work/${name}/plugin.yaml`, manifest);
    sandbox.write(`work/${name}/main.lua`, main);
  };
  beforeAll(() => {
    sandbox = createSandbox();
    addPlugin("good", `name: good\n${LEGACY}`, "function main() end\n");
    addPlugin("warned", `name: template\n${LEGACY}`, "function main() end\n");
    addPlugin("broken", `name: broken\nfoo: 1\n${LEGACY}`, "print(1)\n");
    addPlugin("syntax", `name: syntax\n${LEGACY}`, "-- a remark\nfunction main( end\n");
    addPlugin("local", `name: local\n${LEGACY}`, "local function main() end\n");
    addPlugin("v1", V1, "function main() end\n");
    sandbox.write("work/empty/x", "");
  });
  afterAll(() => sandbox.remove());

  const lint = (...args: readonly string[]): Promise<RunResult> => sandbox.run(["plugin", "lint", ...args]);
  const report = async (...args: readonly string[]): Promise<Report> =>
    JSON.parse((await lint("-ojson", ...args)).stdout) as Report;

  test("says that this luff is not the one that the plugin asks for", async () => {
    const asking = V1.replace("subprocess", "lua/v1").replace(/runtimeConfig:[^]*/, "config: {}\nruntimeConfig:\n");
    addPlugin("asking", `${asking}  luff: ">=99"\n`, "function main() end\n");
    const version = (await sandbox.run(["version", "--short"])).stdout.trim();
    const { findings } = await report("asking");
    // A luff without a build has no version.
    expect(findings.some(({ code }) => code === "luff-version")).toBe(version !== "0.0.0-source");
  });

  test("has no findings for a good plugin", async () => {
    expect(await lint("good")).toEqual({
      exitCode: 0,
      signal: null,
      stdout:
        `good 1.0.0: ${sandbox.shown("work", "good")}\n` +
        "luff loads it, Helm 3 loads it, Helm 4 loads it\nno errors, no warnings\n",
      stderr: "",
    });
  });

  test("checks the working folder if no folder is given", async () => {
    const { exitCode, stdout } = await sandbox.run(["plugin", "lint"], { cwd: "work/good" });
    expect({ exitCode, last: stdout.split("\n").at(-2) }).toEqual({ exitCode: 0, last: "no errors, no warnings" });
  });

  test("warns of a command that nothing on Windows starts, with the cure", async () => {
    const manifest = (name: string, file: string): string =>
      `name: ${name}\nversion: 1.0.0\nusage: u\nplatformCommand:\n- command: luff $HELM_PLUGIN_DIR/main.lua\n` +
      `- os: windows\n  command: ${file}\n`;
    addPlugin("shellfile", manifest("shellfile", "pwsh -File $HELM_PLUGIN_DIR\\run"), "function main() end\n");
    addPlugin("textfile", manifest("textfile", "$HELM_PLUGIN_DIR\\run"), "function main() end\n");
    for (const name of ["shellfile", "textfile"]) sandbox.write(`work/${name}/run`, "echo\n");
    const found = async (name: string): Promise<unknown> => (await report(name)).findings;
    expect(await found("shellfile")).toMatchObject([
      {
        code: "not-for-windows",
        line: 7,
        message: "nothing on Windows starts this command: PowerShell runs only files that end in .ps1",
        hint: "rename the file to end in .ps1",
      },
    ]);
    expect(await found("textfile")).toMatchObject([
      {
        code: "not-for-windows",
        line: 7,
        message:
          "nothing on Windows starts this command: " +
          "the file is not a program, and neither a first line nor its ending names an interpreter",
      },
    ]);
  });

  test("exits with 1 if there are errors, and says what to do", async () => {
    const { exitCode, stdout, stderr } = await lint("broken");
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: "" });
    expect(stdout).toContain("luff loads it, Helm 3 does not load it, Helm 4 loads it\n");
    expect(stdout).toMatch(/^error +plugin\.yaml:2:1 +unknown-key +foo: .*; Helm 3 refuses the plugin for it$/m);
    expect(stdout).toMatch(/^error +main\.lua +main-missing +.*\n +→ put the script's work into/m);
    expect(stdout).toEndWith("\n2 errors, no warnings\n");
  });

  test.each([
    ["command", "command: luff\nplatformCommand:\n- command: luff\n"],
    ["hooks", "command: luff\nhooks:\n  install: luff\nplatformHooks:\n  install:\n  - command: luff\n"],
  ])("says that Helm 3.18.0 alone of all Helms 3 refuses two forms of %s", async (field, text) => {
    sandbox.write(`work/two-${field}/plugin.yaml`, `name: two\nversion: 1.0.0\nusage: u\n${text}`);
    const { exitCode, stdout } = await lint(`two-${field}`);
    expect(exitCode).toBe(1);
    expect(stdout).toContain("\nluff loads it, Helm 3 loads it (3.18.0 does not), Helm 4 does not load it\n");
    expect(stdout).toMatch(/ Helm 3\.18\.0 and Helm 4 refuse a manifest with both$/m);
    expect(stdout).not.toContain("refuses the plugin for it");
  });

  test("treats warnings as errors with --strict", async () => {
    expect(await lint("warned")).toMatchObject({ exitCode: 0, stderr: "" });
    const { exitCode, stdout } = await lint("--strict", "warned");
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^error +plugin\.yaml:1:7 +name-taken /m);
  });

  test("prints all findings as JSON", async () => {
    expect(await report("broken")).toMatchObject({
      folder: sandbox.shown("work", "broken"),
      manifest: sandbox.shown("work", "broken", "plugin.yaml"),
      plugin: { name: "broken", version: "1.0.0", format: "legacy", type: "cli/v1", runtime: "subprocess" },
      loads: { luff: true, helm3: false, helm4: true },
      errors: 2,
      warnings: 0,
      findings: [
        { code: "unknown-key", severity: "error", path: "foo", line: 2, column: 1, refusedBy: ["helm3"] },
        { code: "main-missing", severity: "error", path: "", line: 0, column: 0, refusedBy: [] },
      ],
    });
  });

  test("reports a script that Lua does not compile, and a main that luff does not see", async () => {
    expect((await report("syntax")).findings).toMatchObject([
      {
        code: "script-syntax",
        line: 2,
        message: "Lua 5.4 does not compile the script: <name> or '...' expected near 'end'",
      },
    ]);
    expect((await report("local")).findings).toMatchObject([
      { code: "main-local" },
      { code: "script-unused", message: "unused function 'main'" },
    ]);
  });

  test("says what to do about a folder without a manifest", async () => {
    const { exitCode, stdout, stderr } = await lint("empty");
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(
      /^Error: there is no plugin\.yaml in .* \[not-a-plugin-folder\]\nHint: .*luff plugin create NAME\.\n$/,
    );
  });

  for (const major of [3, 4] as const) {
    const helm = realHelm(major).path;
    const without = helm === undefined ? ` (skipped: there is no Helm ${major})` : "";
    test.skipIf(helm === undefined || testsWindows())(
      `reports whether the Helm ${major} on PATH works with a v1 manifest${without}`,
      async () => {
        const path = `${dirname(helm ?? "")}${delimiter}${sandbox.env["PATH"]}`;
        const { stdout } = await sandbox.run(["plugin", "lint", "-ojson", "v1"], { env: { PATH: path } });
        const codes = (JSON.parse(stdout) as Report).findings.map(({ code }) => code);
        expect(codes).toEqual([...(major === 3 ? ["helm3-on-path"] : []), "api-version-helm3"]);
      },
    );
  }
});
