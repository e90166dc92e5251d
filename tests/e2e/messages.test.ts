import { describe, expect, test } from "bun:test";
import { createSandbox } from "../helpers/sandbox.ts";

const FORGED = "x\\nError: fake [usage]";

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
