import { describe, expect, test } from "bun:test";
import { readScript } from "../../../src/run/read-script.ts";
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

  test("names the plugin and the script that it cannot read", () => {
    expect(() => readScript(createMemoryHost({}), "/none.lua", 'plugin "total": ')).toThrow(
      expect.objectContaining({
        code: "script-not-found",
        message: expect.stringMatching(/^plugin "total": cannot read the Lua script \/none.lua: /),
      }),
    );
  });
});
