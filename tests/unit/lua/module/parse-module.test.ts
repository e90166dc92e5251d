import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { ByteReader } from "../../../../src/lua/module/byte-reader.ts";
import { ByteWriter } from "../../../../src/lua/module/byte-writer.ts";
import { encodeModule } from "../../../../src/lua/module/encode-module.ts";
import { readExpression } from "../../../../src/lua/module/instructions.ts";
import { glueFile } from "../../../../src/lua/module/make-lua-module.ts";
import { parseModule } from "../../../../src/lua/module/parse-module.ts";

const glue = readFileSync(glueFile);

test("keeps all of wasmoon's module except the data count, which only passive segments need", () => {
  const encoded = encodeModule(parseModule(glue));
  expect(encoded.length).toBe(glue.length - 4);
  expect(parseModule(encoded)).toEqual(parseModule(glue));
});

test.each([0, 1, 63, 64, 127, 128, 8191, 8192, 2 ** 31 - 1, -1, -64, -65, -(2 ** 31)])(
  "writes and reads the signed number %i",
  (value) => {
    const writer = new ByteWriter();
    writer.s33(value);
    expect(new ByteReader(writer.finish()).s33()).toBe(value);
  },
);

test.each([0, 127, 128, 16383, 16384, 2 ** 32 - 1])("writes and reads the unsigned number %i", (value) => {
  const writer = new ByteWriter();
  writer.u32(value);
  expect(new ByteReader(writer.finish()).u32()).toBe(value);
});

test("refuses an unknown opcode", () => {
  expect(() => readExpression(new ByteReader(Uint8Array.of(0xfd, 0x00, 0x0b)))).toThrow("0xfd");
});

test("refuses bytes that are not a module", () => {
  expect(() => parseModule(Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0))).toThrow("not a WebAssembly module");
});

test("refuses a module that is cut off", () => {
  expect(() => parseModule(glue.subarray(0, 1000))).toThrow(RangeError);
});
