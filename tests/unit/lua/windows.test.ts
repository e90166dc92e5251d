import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLuaSystem } from "../../../src/host/bun/lua-system.ts";
import { createDescriptors } from "../../../src/host/bun/streams/descriptors.ts";
import { runLuaScript } from "../../../src/lua/run-script.ts";
import type { LuaSystem } from "../../../src/host/lua-system.ts";

interface Written {
  readonly status: number;
  readonly text: string;
}

type Changes = { readonly [Part in "descriptors" | "children"]?: Partial<LuaSystem[Part]> };

/** Runs a script on this machine, made to look like Windows, and keeps all output. */
async function runOnWindows(
  source: string,
  environment: Record<string, string> = {},
  { descriptors, children }: Changes = {},
): Promise<Written> {
  const system = createLuaSystem(createDescriptors());
  let text = "";
  const windows: LuaSystem = {
    ...system,
    os: "windows",
    descriptors: {
      ...system.descriptors,
      seek: (descriptor, ...place) => (descriptor <= 2 ? -29 : system.descriptors.seek(descriptor, ...place)),
      write: (descriptor, buffer, offset, length) => {
        if (descriptor > 2) return system.descriptors.write(descriptor, buffer, offset, length);
        text += Buffer.from(buffer.subarray(offset, offset + length)).toString("latin1");
        return length;
      },
      ...descriptors,
    },
    children: {
      available: () => true,
      execute: (command) => ({ kind: "exit", code: command.length }),
      open: () => -2,
      ...children,
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

test("names of variables ignore case", async () => {
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

test("popen's lines end with CR LF in the mode for text alone", async () => {
  const text = Buffer.from("a\r\nb\r\n");
  const source = `
    function main()
      for _, mode in ipairs { "r", "rt", "rb" } do
        local file = io.popen("x", mode)
        print(#file:read("a"), file:close())
      end
    end`;
  let left = text;
  const children: Changes["children"] = {
    open: () => {
      left = text;
      return { descriptor: 1000, wait: () => ({ kind: "exit", code: 0 }) };
    },
  };
  const descriptors: Changes["descriptors"] = {
    read: (_descriptor, buffer, offset, length) => {
      const some = left.subarray(0, length);
      buffer.set(some, offset);
      left = left.subarray(some.length);
      return some.length;
    },
    close: () => 0,
  };
  const run = await runOnWindows(source, {}, { children, descriptors });
  expect(run.text).toBe("4\ttrue\texit\t0\n4\ttrue\texit\t0\n6\ttrue\texit\t0\n");
});

test("execute without a command says whether there is an interpreter", async () => {
  const source = "function main() print(os.execute()) end";
  expect(await runOnWindows(source)).toEqual({ status: 0, text: "true\n" });
  const children = { available: () => false };
  expect(await runOnWindows(source, {}, { children })).toEqual({ status: 0, text: "false\n" });
});

test("messages are those of the platform's C library", async () => {
  const { text } = await runOnWindows("function main() print(io.stdout:seek()) end");
  expect(text).toBe("nil\tInvalid seek\t29\n");
});

describe("files", () => {
  let folder: string;
  const show = String.raw`local function show(text) io.write(text:gsub("\r", "<r>"):gsub("\n", "<n>"), ";") end `;
  const run = (body: string): Promise<Written> =>
    runOnWindows(`${show} function main() local path = ${JSON.stringify(`${folder}/text`)} ${body} end`);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "luff-text-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test("have lines that end with CR LF, unless they are opened as binary files", async () => {
    const { text } = await run(String.raw`
      local file = io.open(path, "w") file:write("one\n", "two\n") file:close()
      show(io.open(path, "rb"):read("a")) show(io.open(path):read("a"))
      for line in io.lines(path) do show(line) end
      io.input(path) show(io.read("L"))
      io.output(path) io.write("x\n") io.output():close() io.output(io.stdout) show(io.open(path, "rb"):read("a"))`);
    expect(text).toBe("one<r><n>two<r><n>;one<n>two<n>;one;two;one<n>;x<r><n>;");
  });

  test("report positions in the file, and seek to them", async () => {
    writeFileSync(join(folder, "text"), "a\r\nbc\r\nd");
    const { text } = await run(String.raw`
      local file = io.open(path)
      file:read("l") show(tostring(file:seek()))
      show(file:read(1)) show(tostring(file:seek("cur", 1))) show(file:read("a"))
      file:seek("set", 1) show(file:read("a"))
      file:setvbuf("no") file:seek("set") show(file:read(2)) show(tostring(file:seek()))`);
    expect(text).toBe("3;b;5;<n>d;<n>bc<n>d;a<n>;3;");
  });

  test("are read and written as text, both on the same file", async () => {
    writeFileSync(join(folder, "text"), "one\r\ntwo\r\n");
    const { text } = await run(String.raw`
      local file = io.open(path, "r+")
      file:read("l") file:seek("cur", 0) file:write("2\n") file:close()
      show(io.open(path, "rb"):read("a"))`);
    expect(text).toBe("one<r><n>2<r><n><r><n>;");
  });

  test("that cannot be written or closed leave the system's message", async () => {
    const source = `
      function main()
        for _, mode in ipairs { "w", "wb" } do
          local file = io.open(${JSON.stringify(`${folder}/text`)}, mode)
          file:setvbuf("no")
          print(file:write("one\\ntwo"))
          print(file:close())
        end
      end`;
    const full = (descriptor: number): number => (descriptor > 2 ? -28 : 0);
    const written: string[] = [];
    const write: LuaSystem["descriptors"]["write"] = (descriptor, buffer, offset, length) => {
      if (descriptor <= 2) written.push(Buffer.from(buffer.subarray(offset, offset + length)).toString());
      return descriptor > 2 ? -28 : length;
    };
    await runOnWindows(source, {}, { descriptors: { write, close: full } });
    const line = "nil\tNo space left on device\t28\n";
    expect(written.join("")).toBe(line.repeat(4));
  });

  test("with binary chunks, and temporary files, are not text", async () => {
    const { text } = await run(String.raw`
      local file = io.open(path, "wb") file:write(string.dump(load([[return '\r\n']]))) file:close()
      show(dofile(path))
      local own = io.tmpfile() own:write("\n") show(tostring(own:seek()))`);
    expect(text).toBe("<r><n>;1;");
  });
});
