import { describe, expect, test } from "bun:test";
import { commandLine, STEPS } from "../../build/demo.ts";
import { ROOT } from "../../build/root.ts";
import { luffOnPath } from "../helpers/luff-on-path.ts";
import { createSandbox } from "../helpers/sandbox.ts";

describe("the demo", () => {
  test
    .skipIf(process.platform === "win32")
    .each(STEPS.map((step) => [commandLine(step, "luff", "linux"), step] as const))(
    "prints a line that does the same in a shell: %s",
    async (line, { expected }) => {
      using sandbox = createSandbox();
      const env = { PATH: luffOnPath(sandbox), HELM_PLUGINS: undefined };
      const { exitCode, stdout, stderr } = await sandbox.run([], { program: ["sh", "-euc", line], env, cwd: ROOT });
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
      if (typeof expected === "string") expect(stdout).toBe(`${expected}\n`);
      else expect(stdout).toMatch(expected);
    },
  );

  test("prints lines for PowerShell on Windows", () => {
    expect(STEPS.map((step) => commandLine(step, "dist\\luff.exe", "win32"))).toEqual([
      '$env:HELM_PLUGINS = "build\\demo\\plugins"; dist\\luff.exe version',
      '$env:HELM_PLUGINS = "build\\demo\\plugins"; dist\\luff.exe platform --all "two words"',
      '$env:HELM_PLUGINS = "build\\demo\\plugins"; "3`n4`n35" | dist\\luff.exe total apples',
    ]);
  });
});
