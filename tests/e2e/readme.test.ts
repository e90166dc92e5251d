import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { luffOnPath } from "../helpers/luff-on-path.ts";
import { platformUnderTest, testsWindows } from "../helpers/program-under-test.ts";
import { createSandbox, type Sandbox } from "../helpers/sandbox.ts";

interface Block {
  readonly language: string;
  readonly text: string;
}

/** A line that the reader types, and what it prints. */
interface Typed {
  readonly line: string;
  readonly printed: string;
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

/** The lines of a session that are typed, each with what stands below it. */
function typedIn({ text }: Block): readonly Typed[] {
  return text.split(/^\$ /m).flatMap((part) => {
    const [line = "", ...printed] = part.split(/(?<=\n)/);
    return line === "" ? [] : [{ line: line.trimEnd(), printed: printed.join("") }];
  });
}

describe.skipIf(testsWindows())("an example of README.md", () => {
  let sandbox: Sandbox;
  /** The reader's folder. The sandbox's own has characters in its name that luff writes with quotes. */
  let folder: string;
  let env: Record<string, string | undefined>;

  beforeAll(() => {
    sandbox = createSandbox();
    folder = mkdtempSync(join(realpathSync(tmpdir()), "luff-readme-"));
    env = { PATH: luffOnPath(sandbox), HOME: folder, HELM_PLUGINS: undefined };
  });
  afterAll(() => {
    sandbox.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Types a line, and returns what the reader sees. */
  async function type(line: string): Promise<Typed> {
    const result = await sandbox.run([], { program: ["sh", "-uc", line], cwd: folder, env });
    expect({ line, ...result }).toMatchObject({ exitCode: 0, stderr: "" });
    return { line, printed: result.stdout.replaceAll(folder, "/home/ada") };
  }

  /** Does what the blocks say, from the first to the last: writes files and types lines. */
  async function follow(): Promise<readonly Typed[]> {
    const seen: Typed[] = [];
    for (const block of blocks) {
      const file = fileOf(block);
      if (file !== undefined) {
        mkdirSync(dirname(join(folder, file)), { recursive: true });
        writeFileSync(join(folder, file), block.text);
      }
      if (block.language !== "console") continue;
      for (const { line } of typedIn(block)) seen.push(await type(line));
    }
    return seen;
  }

  test("prints what README.md says below each line", async () => {
    const expected = blocks.filter(({ language }) => language === "console").flatMap(typedIn);
    expect(expected.length).toBeGreaterThan(6);
    expect(await follow()).toEqual([...expected]);
  });

  test("runs last-386 on Linux with a processor of 32 bits and last on others, and lint says that each Helm loads it", async () => {
    const manifest = blocks.find(({ text }) => text.startsWith("name: last\n"))?.text ?? "";
    sandbox.addPlugin("last", manifest);
    for (const name of ["last", "last-386", "last.exe"]) {
      sandbox.write(`plugins/last/bin/${name}`, `#!/bin/sh\necho ${name}\n`, 0o755);
    }
    const expected = platformUnderTest() === "linux/386" ? "last-386\n" : "last\n";
    expect(await sandbox.run(["last"])).toEqual({ exitCode: 0, signal: null, stdout: expected, stderr: "" });
    const linted = await sandbox.run(["plugin", "lint", "-ojson", "../plugins/last"]);
    const { loads, findings } = JSON.parse(linted.stdout) as { loads: unknown; findings: { code: string }[] };
    expect({ loads, codes: findings.map(({ code }) => code) }).toEqual({
      loads: { luff: true, helm3: true, helm4: true },
      codes: [],
    });
  });
});

test("README.md has only blocks that a test runs, or that install luff", () => {
  const others = blocks.filter((block) => block.language !== "console" && fileOf(block) === undefined);
  expect(others.map(({ language, text }) => [language, text.split("\n")[0]])).toEqual([
    ["sh", "curl -fsSLO https://github.com/luff-run/luff/releases/latest/download/install.sh"],
    ["powershell", "irm https://github.com/luff-run/luff/releases/latest/download/install.ps1 -OutFile install.ps1"],
    ["sh", "sh install.sh --offline .   # Windows: powershell -ExecutionPolicy Bypass -File install.ps1 -Offline ."],
    ["yaml", "name: last"],
    ["sh", "npm run demo   # installs dependencies, compiles dist/luff for this machine, runs two plugins"],
  ]);
});
