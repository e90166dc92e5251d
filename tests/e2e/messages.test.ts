import { describe, expect, test } from "bun:test";
import { truncateSync } from "node:fs";
import { testsWindows } from "../helpers/program-under-test.ts";
import { createSandbox } from "../helpers/sandbox.ts";

const posixOnly = test.skipIf(testsWindows());
const FORGED = "x\\nError: fake [usage]";

describe("a plugin whose manifest cannot be read", () => {
  test.each(["p", "plugin info p", "plugin verify p", "plugin update p", "help p"])(
    "is reported as such by luff %s",
    async (line) => {
      using sandbox = createSandbox();
      sandbox.write("plugins/p/plugin.yaml/in-the-way", "");
      const { exitCode, stdout, stderr } = await sandbox.run(line.split(" "));
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
      const start = `Error: the plugin in ${sandbox.shown("plugins/p")} cannot be used: cannot read `;
      expect(stderr).toStartWith(start);
      expect(stderr.split("\n")[0]).toEndWith(" [manifest-unreadable]");
    },
  );
});

describe("files that are much too long", () => {
  test("do not keep a plugin out of the list", async () => {
    using sandbox = createSandbox();
    sandbox.addPlugin("p", "name: p\nversion: 1.0.0\n", { "main.lua": "" });
    sandbox.write("plugins/.luff/receipts/p.json", "");
    truncateSync(sandbox.path("plugins/.luff/receipts/p.json"), 2 ** 32);
    const { exitCode, stdout, stderr } = await sandbox.run(["plugin", "list"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toStartWith("NAME  VERSION");
    expect(stdout).toContain("\np     1.0.0");
  });

  test("are no Lua scripts", async () => {
    using sandbox = createSandbox();
    sandbox.write("work/long.lua", "");
    truncateSync(sandbox.path("work/long.lua"), 2 ** 32);
    const result = await sandbox.run(["./long.lua"]);
    expect(result).toMatchObject({ exitCode: 1, stdout: "" });
    expect(result.stderr).toMatch(/^Error: the Lua script \S+ is longer than 64 MiB \[script-invalid\]\nHint: .+\n$/);
  });

  posixOnly("are no Lua scripts, even where they have no end", async () => {
    using sandbox = createSandbox();
    sandbox.link("work/zero.lua", "/dev/zero");
    const { stderr } = await sandbox.run(["./zero.lua"]);
    expect(stderr).toMatch(/^Error: the Lua script \S+ is longer than 64 MiB \[script-invalid\]\nHint: .+\n$/);
  });
});

describe("an error about a foreign text is one line that ends with luff's code", () => {
  test.each([
    ["a manifest's operating system", `platformCommand:\n  - os: "${FORGED}"\n    command: x\n`, "no-command"],
    ["a manifest's command", `command: "/none/x\\nError:fake"\n`, "start-failed"],
  ])("with a line end in %s", async (_title, more, code) => {
    using sandbox = createSandbox();
    sandbox.addPlugin("p", `name: p\nversion: 1.0.0\n${more}`);
    const { stderr } = await sandbox.run(["p"]);
    const [first, ...others] = stderr.trimEnd().split("\n");
    expect(first).toMatch(new RegExp(`^Error: .*Error: ?fake.* \\[${code}\\]$`));
    for (const line of others) expect(line).toStartWith("Hint: ");
  });

  test.each([
    ["a plugin's name", ["plugin", "info", "a\nError: b"], "plugin-not-found"],
    ["a flag", ["plugin", "list", "--bad\nError: b"], "usage"],
    ["a flag before a command", ["--bad\nError: b", "plugin", "list"], "usage"],
    ["a source", ["plugin", "install", "./none\nError: b"], "source-not-found"],
  ])("with a line end in %s", async (_title, args, code) => {
    using sandbox = createSandbox();
    const { stdout, stderr } = await sandbox.run(args);
    expect(stdout).toBe("");
    const [first, ...others] = stderr.trimEnd().split("\n");
    expect(first).toMatch(new RegExp(`^Error: .*Error: b.* \\[${code}\\]$`));
    for (const line of others) expect(line).toMatch(/^(Hint|Warning): /);
  });

  test("with marks of the direction and characters that nobody sees", async () => {
    using sandbox = createSandbox();
    const { stderr } = await sandbox.run(["plugin", "info", "a\u200E\u061C\u200B\u{E0041}b"]);
    expect(stderr).toContain("a\uFFFD\uFFFD\uFFFD\uFFFDb");
  });
});
