import { expect, test } from "bun:test";
import { createLuaSystem } from "../../../src/host/bun/lua-system.ts";
import { runLuaScript } from "../../../src/lua/run-script.ts";
import type { LuaSystem } from "../../../src/host/lua-system.ts";

interface Written {
  readonly status: number;
  readonly text: string;
}

/** Runs a script over this machine's system, made to look like Windows, with everything that is written kept. */
async function runOnWindows(source: string, environment: Record<string, string> = {}): Promise<Written> {
  const system = createLuaSystem();
  let text = "";
  const windows: LuaSystem = {
    ...system,
    os: "windows",
    descriptors: {
      ...system.descriptors,
      seek: () => -29,
      write: (_, buffer, offset, length) => {
        text += Buffer.from(buffer.subarray(offset, offset + length)).toString("latin1");
        return length;
      },
    },
    children: {
      available: () => true,
      execute: (command) => ({ kind: "exit", code: command.length }),
      open: () => -2,
    },
  };
  delete (windows as { interrupts?: unknown }).interrupts;
  const script = { path: "C:\\x.lua", args: [], packagePath: [], environment, limits: {} };
  const status = await runLuaScript(windows, { ...script, source: Buffer.from(source) });
  return { status, text };
}

test("package.config has the platform's separator", async () => {
  const { text } = await runOnWindows("function main() io.write(package.config) end");
  expect(text).toBe("\\\n;\n?\n!\n-\n");
});

test("an exit status has 32 bits", async () => {
  expect(await runOnWindows("function main() return 256 end")).toEqual({ status: 256, text: "" });
  expect(await runOnWindows("function main() os.exit(-1) end")).toEqual({ status: 0xffffffff, text: "" });
});

test("names of variables do not regard case", async () => {
  const source = `function main() print(os.getenv("PATH"), os.getenv("nope"), pcall(os.getenv)) end`;
  const { text } = await runOnWindows(source, { Path: "C:\\ž" });
  expect(text).toStartWith(`${Buffer.from("C:\\ž").toString("latin1")}\tnil\tfalse\tbad argument #1`);
});

test("popen takes a mode with b or t", async () => {
  const source = `
    function main()
      print(io.popen("x", "rb"))
      print(select("#", io.popen("x", "wt")), pcall(io.popen, "x", "rw"))
    end`;
  const { text } = await runOnWindows(source);
  expect(text).toStartWith("nil\tNo such file or directory\t2\n3\tfalse\tbad argument #2");
});

test("messages are those of the platform's C library", async () => {
  const { text } = await runOnWindows("function main() print(io.stdout:seek()) end");
  expect(text).toBe("nil\tInvalid seek\t29\n");
});
