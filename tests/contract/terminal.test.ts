import { describe, expect, test } from "bun:test";
import { resolve } from "node:path";
import { canRunCompactHost, compactHostDriver } from "../helpers/compact-host.ts";
import { createMemoryHost } from "../helpers/memory-host.ts";
import { createSandbox } from "../helpers/sandbox.ts";

const WRITER = resolve(import.meta.dir, "../helpers/write-terminal.ts");

interface Written {
  readonly stdout: string;
  readonly stderr: string;
}

/** What a host reports if no stream is a terminal. */
interface Told {
  /** Of stdin, stdout and stderr. */
  readonly streams: readonly boolean[];
  readonly width: number;
  readonly height: number;
  /** Whether stdin's terminal shows what is typed, as setEcho says. */
  readonly echo: boolean;
}

interface Subject {
  readonly write: (texts: readonly (readonly ["stdout" | "stderr", string])[]) => Promise<Written>;
  readonly tell: () => Promise<Told>;
}

function inProcess(program: () => readonly string[]): Subject {
  return {
    async write(texts) {
      using sandbox = createSandbox();
      const { stdout, stderr } = await sandbox.run(["write"], { program: program(), stdin: JSON.stringify(texts) });
      return { stdout, stderr };
    },
    async tell() {
      using sandbox = createSandbox();
      const { stderr } = await sandbox.run(["tell"], { program: program() });
      return JSON.parse(stderr) as Told;
    },
  };
}

const memoryHost: Subject = {
  async write(texts) {
    const { terminal, written } = createMemoryHost();
    for (const [stream, text] of texts) terminal.write(stream, text);
    return written;
  },
  async tell() {
    const { terminal } = createMemoryHost();
    const streams = (["stdin", "stdout", "stderr"] as const).map((stream) => terminal.isTerminal(stream));
    return {
      streams,
      width: terminal.width("stdout"),
      height: terminal.height("stdout"),
      echo: terminal.setEcho(true),
    };
  },
};

const SUBJECTS = {
  "the Bun host": inProcess(() => [process.execPath, WRITER]),
  ...(canRunCompactHost() ? { "the QuickJS host": inProcess(() => [compactHostDriver()]) } : {}),
  "the in-memory host": memoryHost,
};

describe.each(Object.entries(SUBJECTS))("Terminal of %s", (_name, { write, tell }) => {
  test("reports that files and pipes are not terminals, and a size of 80 columns and 24 rows", async () => {
    expect(await tell()).toEqual({ streams: [false, false, false], width: 80, height: 24, echo: true });
  });

  test("writes to both streams, also an empty text", async () => {
    const texts = [
      ["stdout", "a"],
      ["stderr", "ü\n"],
      ["stdout", ""],
      ["stdout", "\u{1F600}\n"],
    ] as const;
    expect(await write(texts)).toEqual({ stdout: "a\u{1F600}\n", stderr: "ü\n" });
  });

  test("writes all of a text that is longer than a pipe holds", async () => {
    const { stdout } = await write([["stdout", `${"0123456789".repeat(30_000)}.`]]);
    expect(stdout).toHaveLength(300_001);
    expect(stdout).toEndWith("89.");
  });
});
