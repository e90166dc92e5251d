import { describe, expect, test } from "bun:test";
import { resolve } from "node:path";
import { createMemoryHost } from "../helpers/memory-host.ts";
import { createSandbox } from "../helpers/sandbox.ts";

const WRITER = resolve(import.meta.dir, "../helpers/write-terminal.ts");

/** What a terminal wrote, and what it said of itself. */
interface Written {
  readonly stdout: string;
  readonly stderr: string;
}

type Write = (texts: readonly (readonly ["stdout" | "stderr", string])[]) => Promise<Written>;

const WRITERS: Readonly<Record<string, Write>> = {
  "the Bun host": async (texts) => {
    using sandbox = createSandbox();
    const { stdout, stderr } = await sandbox.run(["write"], {
      program: [process.execPath, WRITER],
      stdin: JSON.stringify(texts),
    });
    return { stdout, stderr };
  },
  "the in-memory host": async (texts) => {
    const { terminal, written } = createMemoryHost();
    for (const [stream, text] of texts) terminal.write(stream, text);
    return written;
  },
};

describe.each(Object.entries(WRITERS))("Terminal of %s", (_name, write) => {
  test("writes on either stream, nothing included", async () => {
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
