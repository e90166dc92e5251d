import { expect, test } from "bun:test";
import { createSpecProgress } from "../../../../src/cli/notes/spec-progress.ts";
import type { Host } from "../../../../src/host/host.ts";

function drawn(isTerminal: boolean, term: string): string {
  let written = "";
  const host = {
    terminal: { isTerminal: () => isTerminal, write: (_: string, text: string) => void (written += text) },
    environment: { get: () => term },
  } as unknown as Host;
  const progress = createSpecProgress(host, 2);
  progress.update(0);
  progress.update(1);
  progress.clear();
  progress.clear();
  return written;
}

test("the progress of specs is one line that is removed", () => {
  const blank = " ".repeat("0 of 2 files".length);
  expect(drawn(true, "xterm")).toBe(`\r0 of 2 files\r${blank}\r\r1 of 2 files\r${blank}\r`);
});

test("the progress of specs is not drawn where no line can be removed", () => {
  expect(drawn(false, "xterm")).toBe("");
  expect(drawn(true, "dumb")).toBe("");
});
