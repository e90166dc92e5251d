import { createProgramFinder } from "../../../../src/run/program-finder.ts";
import { afterEach, expect, test } from "bun:test";
import { createHost } from "../../../../src/host/bun/host.ts";
import { createLuaSystem } from "../../../../src/host/bun/lua-system.ts";
import { createDescriptors } from "../../../../src/host/bun/streams/descriptors.ts";
import { DROP_INS } from "../../../../src/lua/library/drop-ins.ts";
import type { LibraryModule } from "../../../../src/lua/library/library-function.ts";
import { runLuaScript } from "../../../../src/lua/run-script.ts";

const modules = DROP_INS as Record<string, LibraryModule>;
afterEach(() => delete modules["broken"]);

test.each([
  ["broken.lua", { source: "functoin main() end" }],
  ["part.lua", { source: "return 1", parts: { part: "functoin main() end" } }],
])("names %s if the library's file does not compile", async (file, module) => {
  modules["broken"] = module;
  const system = createLuaSystem(createDescriptors());
  let text = "";
  const write = (_: number, buffer: Uint8Array, offset: number, length: number): number => {
    text += Buffer.from(buffer.subarray(offset, offset + length)).toString("latin1");
    return length;
  };
  const script = { path: "x.lua", args: [], packagePath: [], environment: {}, limits: {}, mainIsOptional: true };
  const status = await runLuaScript(
    { ...system, descriptors: { ...system.descriptors, write } },
    { ...script, source: Buffer.from('require "broken"') },
    {
      library: {
        ...createHost(),
        programs: createProgramFinder(createHost()),
        version: "1.0.0",
        ownFiles: "plugin-data",
      },
    },
  );
  expect({ status, text }).toEqual({
    status: 125,
    text: `Error: the Lua machine failed: ${file} of luff's own library does not compile: broken:1: syntax error near 'main' [machine-failed]\n`,
  });
});
