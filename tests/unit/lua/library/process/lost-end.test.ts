import { beforeAll, expect, test } from "bun:test";
import { ensureLuaModule } from "../../../../../build/ensure-lua-module.ts";
import { createHost } from "../../../../../src/host/bun/host.ts";
import { createLuaSystem } from "../../../../../src/host/bun/lua-system.ts";
import { createDescriptors } from "../../../../../src/host/bun/streams/descriptors.ts";
import { runLuaScript } from "../../../../../src/lua/run-script.ts";
import { createProgramFinder } from "../../../../../src/run/program-finder.ts";

const ECHILD = 10;
const PROGRAM = "{ 'sh', '-c', ':' }";

beforeAll(ensureLuaModule);

test.each([
  ["run", PROGRAM],
  ["pipe", `{ ${PROGRAM}, ${PROGRAM} }`],
])("%s returns nil, a message and a code where nobody knows how a program ended", async (name, argument) => {
  const call = `require("helm.process").${name}`;
  const script = `local result, message, code = ${call}(${argument})
    assert(result == nil and code == "ECHILD", tostring(code))
    assert(message:find("No child processes", 1, true), message)
    local good, raised = pcall(${call}, ${argument}, { check = true })
    assert(not good and raised:find("No child processes", 1, true), raised)`;
  expect(await statusOf(script)).toBe(0);
});

/** The status of a script whose programs start, and whose ends the system does not tell. */
function statusOf(source: string): Promise<number> {
  const system = createLuaSystem(createDescriptors());
  const programs = { ...system.programs, waitForEnd: () => -ECHILD };
  const script = { path: "x.lua", args: [], packagePath: [], limits: {}, mainIsOptional: true };
  const environment = { PATH: process.env["PATH"] ?? "" };
  const host = createHost();
  const library = { ...host, programs: createProgramFinder(host), version: "1.0.0", ownFiles: "plugin-data" };
  return runLuaScript({ ...system, programs }, { ...script, environment, source: Buffer.from(source) }, { library });
}
