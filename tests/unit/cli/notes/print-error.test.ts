import { describe, expect, test } from "bun:test";
import { printError } from "../../../../src/cli/notes/print-error.ts";
import { throwFailures } from "../../../../src/cli/plugin/for-each-of.ts";
import { AppError } from "../../../../src/errors/app-error.ts";
import { call, PLUGINS, PROGRAM } from "../../../helpers/call-luff.ts";
import { createMemoryHost } from "../../../helpers/memory-host.ts";

function printed(error: unknown): string {
  const host = createMemoryHost();
  printError(host, error);
  return host.written.stderr;
}

function thrownBy(action: () => void): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

describe("printError", () => {
  test("keeps a line end of a foreign text inside its line", () => {
    const error = new AppError("usage", "bad a\nError: fake [bug]", { hint: "Run\nit.", details: ["  b\r\nc"] });
    expect(printed(error)).toBe("Error: bad a\uFFFDError: fake [bug] [usage]\n  b\uFFFD\uFFFDc\nHint: Run\uFFFDit.\n");
  });

  test("prints each of several errors on lines of its own, and their line ends inside them", () => {
    const first = new AppError("plugin-not-found", "no a\nb", { hint: "Look." });
    const second = new AppError("manifest-invalid", "c:", { details: ["  d"] });
    expect(printed(thrownBy(() => throwFailures([first, second], "plugins failed")))).toBe(
      "Error: 2 plugins failed: [plugin-not-found]\nno a\uFFFDb\n  Look.\nc:\n  d\n",
    );
  });

  test("says that memory has run out, for which QuickJS throws null", () => {
    const host = createMemoryHost();
    expect(printError(host, null)).toBe(125);
    expect(host.written.stderr).toMatch(/^Error: not enough memory \[machine-failed\]\nHint: .+\n$/);
  });

  test("prints a bug with the build, the machine and a stack that cannot steer a terminal", () => {
    const lines = printed(new TypeError("odd \u001B[31m\u202E")).split("\n");
    expect(lines[0]).toBe("Error: this is a bug in luff; please report it with the lines below [bug]");
    expect(lines[1]).toMatch(/^luff 0\.0\.0-source, on linux\/amd64 with .+/);
    expect(lines[2]).toBe("TypeError: odd \uFFFD[31m\uFFFD");
    expect(lines.at(-1)).toBe("");
  });
});

const FORGED = "x\\nError: fake [usage]";

describe("an error about a manifest is one line that ends with its code", () => {
  test.each([
    ["an operating system", `platformCommand:\n  - os: "${FORGED}"\n    command: x\n`, "no-command"],
    ["a command", `command: "/none/${FORGED}"\n`, "start-failed"],
    ["a command for a platform", `platformCommand:\n  - command: "/none/${FORGED}"\n`, "start-failed"],
    ["a script", `apiVersion: v1\ntype: cli/v1\nruntime: lua/v1\nruntimeConfig:\n  script: "${FORGED}"\n`, ""],
  ])("with a line end in %s", async (_title, more, code) => {
    const files = { [`${PLUGINS}/p/plugin.yaml`]: `name: p\nversion: 1.0.0\n${more}`, [`${PLUGINS}/p/run`]: PROGRAM };
    const { status, stderr } = await call(["p"], { files });
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/^Error: /);
    expect(stderr).not.toMatch(/\nError: /);
    if (code !== "") expect(stderr.split("\n")[0]).toEndWith(`[${code}]`);
  });
});
