import { describe, expect, test } from "bun:test";
import * as fs from "node:fs";
import { constants } from "node:os";
import { openPosixLibrary } from "../../../../../src/host/bun/library/posix-library.ts";
import { createPosixChildren } from "../../../../../src/host/bun/children/posix-children.ts";
import type { ChildProcesses, PipedChild } from "../../../../../src/host/child-processes.ts";

const environment = { PATH: process.env["PATH"] ?? "", WORD: "žπ" };
const bytes = (text: string): Uint8Array => Buffer.from(text, "utf8");

function piped(children: ChildProcesses, command: string, direction: "read" | "write"): PipedChild {
  const child = children.open(bytes(command), direction, environment);
  if (typeof child === "number") throw new Error(`errno ${-child}`);
  return child;
}

function readAll({ descriptor }: PipedChild): string {
  const text = fs.readFileSync(descriptor, "utf8");
  fs.closeSync(descriptor);
  return text;
}

const libc = openPosixLibrary();

describe.if(libc !== undefined)("children of the C library", () => {
  const children = createPosixChildren(libc!);

  test("have a command interpreter", () => {
    expect(children.available()).toBe(true);
  });

  test.each([
    ["true", { kind: "exit", code: 0 }],
    ["exit 3", { kind: "exit", code: 3 }],
    ["kill -KILL $$", { kind: "signal", code: 9 }],
    ["/no/such/program 2>/dev/null", { kind: "exit", code: 127 }],
  ] as const)("that run %p end with its status", (command, end) => {
    expect(children.execute(bytes(command), environment)).toEqual(end);
  });

  // Bun ignores the last two, and SIGINT and SIGQUIT are ignored while a child of execute runs.
  test.each([
    ["SIGINT", 2, "kill -INT $$"],
    ["SIGQUIT", 3, "kill -QUIT $$"],
    ["SIGPIPE", 13, "kill -PIPE $$"],
    ["SIGXFSZ", constants.signals.SIGXFSZ, "kill -XFSZ $$"],
  ] as const)("die of %s like other programs", (_name, code, command) => {
    expect(children.execute(bytes(command), environment)).toEqual({ kind: "signal", code });
    const child = piped(children, command, "read");
    expect([readAll(child), child.wait()]).toEqual(["", { kind: "signal", code }]);
  });

  test("get exactly the environment that is given", () => {
    const child = piped(children, 'echo "$WORD" "${HOME-none}"', "read");
    expect(readAll(child)).toBe("žπ none\n");
    expect(child.wait()).toEqual({ kind: "exit", code: 0 });
  });

  test("read what is written to them", () => {
    const child = piped(children, 'read line; test "$line" = given', "write");
    fs.writeSync(child.descriptor, "given\n");
    fs.closeSync(child.descriptor);
    expect(child.wait()).toEqual({ kind: "exit", code: 0 });
  });

  test("can run in parallel", () => {
    const many = Array.from({ length: 8 }, (_unused, index) => piped(children, `echo ${index}`, "read"));
    expect(many.map(readAll).join("")).toBe("0\n1\n2\n3\n4\n5\n6\n7\n");
    expect(many.every((child) => (child.wait() as { code: number }).code === 0)).toBe(true);
  });

  test("is waited for by itself, beside others that have ended", () => {
    const first = piped(children, "exit 3", "read");
    expect(readAll(first)).toBe("");
    const second = piped(children, "sleep 0.1; exit 5", "read");
    expect([second.wait(), first.wait()]).toEqual([
      { kind: "exit", code: 5 },
      { kind: "exit", code: 3 },
    ]);
    fs.closeSync(second.descriptor);
  });

  test("that cannot start leave the system's number, and no pipe", () => {
    const tooLong = Buffer.alloc(2 << 20, "x");
    const nextDescriptor = (): number => {
      const descriptor = fs.openSync("/dev/null", "r");
      fs.closeSync(descriptor);
      return descriptor;
    };
    const before = nextDescriptor();
    expect(children.execute(tooLong, environment)).toBe(-constants.errno.E2BIG);
    for (let tries = 0; tries < 60; tries++) {
      const direction = tries % 2 === 0 ? "read" : "write";
      expect(children.open(tooLong, direction, environment)).toBe(-constants.errno.E2BIG);
    }
    expect(nextDescriptor()).toBeLessThan(before + 30);
  });

  test("stream: an endless one can be read in part", () => {
    const child = piped(children, "exec yes", "read");
    const buffer = Buffer.alloc(4);
    fs.readSync(child.descriptor, buffer);
    fs.closeSync(child.descriptor);
    expect(buffer.toString()).toBe("y\ny\n");
    expect(child.wait()).toEqual({ kind: "signal", code: 13 });
  });

  test("do not inherit each other's pipes, so that each sees the end of its own", () => {
    const first = piped(children, "cat", "write");
    const second = piped(children, "cat", "write");
    fs.closeSync(first.descriptor);
    expect(first.wait()).toEqual({ kind: "exit", code: 0 });
    fs.closeSync(second.descriptor);
    second.wait();
  });
});
