import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { luffOnPath } from "../helpers/luff-on-path.ts";
import { platformUnderTest, testsWindows } from "../helpers/program-under-test.ts";
import { createSandbox, type Sandbox } from "../helpers/sandbox.ts";

interface Block {
  readonly language: string;
  readonly text: string;
}

const readme = readFileSync(resolve(import.meta.dir, "../../README.md"), "utf8");
const blocks: readonly Block[] = [...readme.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(
  ([, language = "", text = ""]) => ({
    language,
    text,
  }),
);

/** The path of a file that the reader makes: its first comment. */
function fileOf({ text }: Block): string | undefined {
  return /^(?:#!.*\n)?(?:#|--) ([\w/]+\.\w+)\n/.exec(text)?.[1];
}

/** The typed lines of a block, and the printed ones. */
function sessionOf({ text }: Block): { readonly typed: string; readonly printed: string } {
  const lines = text.split(/(?<=\n)/);
  const typed = lines.filter((line) => line.startsWith("$ ")).map((line) => line.slice(2));
  return { typed: typed.join(""), printed: lines.filter((line) => !line.startsWith("$ ")).join("") };
}

describe.skipIf(testsWindows())("an example of README.md", () => {
  let sandbox: Sandbox;
  let path: string;
  beforeAll(() => {
    sandbox = createSandbox();
    path = luffOnPath(sandbox);
    for (const block of blocks) {
      const file = fileOf(block);
      if (file !== undefined) sandbox.write(`work/${file}`, block.text);
    }
  });
  afterAll(() => sandbox.remove());

  const sessions = blocks.filter(({ language }) => language === "console").map(sessionOf);

  test.each(sessions)("prints what README.md says: $typed", async ({ typed, printed }) => {
    const result = await sandbox.run([], {
      program: ["sh", "-euc", typed],
      env: { PATH: path, HELM_PLUGINS: undefined },
    });
    expect(result).toEqual({ exitCode: 0, signal: null, stdout: printed, stderr: "" });
  });

  test("exists: two plugins by path, one by its name", () => {
    expect(sessions.map(({ typed }) => typed.includes("luff "))).toEqual([true, true, true]);
    expect(blocks.map(fileOf).filter((file) => file !== undefined)).toEqual([
      "total/plugin.yaml",
      "total/main.lua",
      "hello.lua",
    ]);
  });

  test("runs last-386 on every Linux, as the text above it says", async () => {
    const manifest = blocks.find(({ text }) => text.startsWith("name: last\n"))?.text ?? "";
    sandbox.addPlugin("last", manifest);
    for (const name of ["last", "last-386", "last.exe"]) {
      sandbox.write(`plugins/last/bin/${name}`, `#!/bin/sh\necho ${name}\n`, 0o755);
    }
    const expected = platformUnderTest().startsWith("linux/") ? "last-386\n" : "last\n";
    expect(await sandbox.run(["last"])).toEqual({ exitCode: 0, signal: null, stdout: expected, stderr: "" });
  });
});
