import { describe, expect, test } from "bun:test";
import { readScript } from "../../../src/run/read-script.ts";
import type { FileStat } from "../../../src/host/files.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

const read = (bytes: Uint8Array): Uint8Array =>
  readScript(createMemoryHost({ files: { "/x.lua": bytes } }), "/x.lua", "");

const wide = (text: string): Uint8Array => Buffer.from(text, "utf16le");
const swapped = (text: string): Uint8Array => Buffer.from(text, "utf16le").swap16();
const wider = (text: string): Uint8Array => new Uint8Array(Uint32Array.from(text, (each) => each.charCodeAt(0)).buffer);

describe("readScript", () => {
  test.each([
    ["UTF-8", Buffer.from("print()")],
    ["UTF-8 with a mark", Buffer.from("\u{feff}print()")],
    ["a binary chunk", Buffer.from("\u{1b}Lua\0\0")],
    ["a comment line with zeros", Buffer.from("#\0\0\0\nprint()")],
    ["nothing", Buffer.from("")],
    ["one character", Buffer.from("x")],
  ])("reads %s unchanged", (_, bytes) => {
    expect(read(bytes)).toEqual(new Uint8Array(bytes));
  });

  test.each(["C:\\p/con.lua", "nul", "AUX"])(
    "refuses the name of a device of Windows, without a look at it: %s",
    (path) => {
      const host = createMemoryHost({ os: "windows", files: {} });
      const files = { ...host.files, read: () => expect.unreachable() };
      expect(() => readScript({ ...host, files }, path, 'plugin "p": ')).toThrow(
        `plugin "p": no script can have the name ${path.replace("/", "\\")}: it is that of a device`,
      );
    },
  );

  test("reads a script of that name on POSIX", () => {
    const host = createMemoryHost({ files: { "/con.lua": "print()" } });
    expect(readScript(host, "/con.lua", "")).toEqual(new Uint8Array(Buffer.from("print()")));
  });

  test.each([
    ["UTF-16", wide("\u{feff}print()")],
    ["UTF-16", swapped("\u{feff}print()")],
    ["UTF-16", wide("print()")],
    ["UTF-16", swapped("print()")],
    ["UTF-16", wide("x")],
    ["UTF-16", wide("#!/usr/bin/env luff\n")],
    ["UTF-16", swapped("#!/usr/bin/env luff\n")],
    ["UTF-32", wider("#!/usr/bin/env luff\n")],
    ["UTF-16", wide("\u{feff}")],
    ["UTF-32", wider("\u{feff}print()")],
    ["UTF-32", wider("\u{feff}p").toReversed()],
    ["UTF-32", wider("p")],
    ["UTF-32", wider("p").toReversed()],
  ])("refuses %s: %p", (encoding, bytes) => {
    expect(() => read(bytes)).toThrow(
      expect.objectContaining({
        code: "script-invalid",
        message: `the Lua script /x.lua is ${encoding} text; expected UTF-8`,
        hint: expect.stringMatching(/^Save it as UTF-8/),
      }),
    );
  });

  test("refuses a file that is there and cannot be read, and one that is too long", () => {
    const denied = createMemoryHost({
      files: { "/x.lua": { kind: "denied" }, "/l.lua": { kind: "link", target: "l.lua" } },
    });
    for (const path of ["/x.lua", "/l.lua"]) {
      expect(() => readScript(denied, path, "")).toThrow(expect.objectContaining({ code: "script-invalid" }));
    }
    const host = createMemoryHost({ files: { "/x.lua": "" } });
    const stat = (): FileStat => ({ kind: "file", size: 2 ** 26 + 1, executable: false, modified: 0 });
    expect(() => readScript({ ...host, files: { ...host.files, stat } }, "/x.lua", "")).toThrow(
      expect.objectContaining({ code: "script-invalid", message: "the Lua script /x.lua is longer than 64 MiB" }),
    );
  });

  test("reads at most 64 MiB of a device", () => {
    const host = createMemoryHost({ files: { "/zero": { kind: "other" } } });
    let length = 0;
    let closed = 0;
    const descriptors = {
      ...host.descriptors,
      open: () => 3,
      read: (_descriptor: number, _buffer: Uint8Array, _offset: number, count: number) => ((length += count), count),
      close: () => ((closed += 1), 0),
    };
    expect(() => readScript({ ...host, descriptors }, "/zero", "")).toThrow(
      expect.objectContaining({ code: "script-invalid", message: "the Lua script /zero is longer than 64 MiB" }),
    );
    expect(length).toBe(2 ** 26 + 2 ** 16);
    expect(closed).toBe(1);
  });

  test("reads a pipe to its end", () => {
    const host = createMemoryHost({ files: { "/pipe": { kind: "other" } } });
    const parts = ["print", "()"];
    const read = (_descriptor: number, buffer: Uint8Array, offset: number): number => {
      const part = new TextEncoder().encode(parts.shift() ?? "");
      buffer.set(part, offset);
      return part.length;
    };
    const descriptors = { ...host.descriptors, open: () => 3, read, close: () => 0 };
    expect(new TextDecoder().decode(readScript({ ...host, descriptors }, "/pipe", ""))).toBe("print()");
  });

  test("names the plugin and the script that it cannot read", () => {
    expect(() => readScript(createMemoryHost({}), "/none.lua", 'plugin "total": ')).toThrow(
      expect.objectContaining({
        code: "script-not-found",
        message: expect.stringMatching(/^plugin "total": cannot read the Lua script \/none.lua: /),
      }),
    );
  });
});
