import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { fetchAssertionSources } from "../../build/lua-assertions/assertion-sources.ts";
import { createSandbox, type Sandbox } from "../helpers/sandbox.ts";

setDefaultTimeout(600_000);

/** The only function of Penlight that luassert's specs call. */
const TABLEX = `local function deepcopy(value)
  if type(value) ~= "table" then return value end
  local copy = {}
  for key, field in pairs(value) do copy[key] = deepcopy(field) end
  return setmetatable(copy, getmetatable(value))
end
return { deepcopy = deepcopy }
`;

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = createSandbox();
  const sources = await fetchAssertionSources();
  sandbox.write("work/suite/plugin.yaml", "name: suite\nversion: 1.0.0\nusage: u\n");
  sandbox.write("work/suite/main.lua", "function main() end\n");
  sandbox.write("work/suite/pl/tablex.lua", TABLEX);
  for (const name of ["luassert", "say"]) {
    cpSync(join(sources, name, "spec"), sandbox.path("work", "suite", name, "spec"), { recursive: true });
  }
  // luassert's specs require their helper by this name.
  cpSync(join(sources, "luassert/spec/helper.lua"), sandbox.path("work", "suite", "spec", "helper.lua"));
});
afterAll(() => sandbox.remove());

// Written for busted, by the authors of busted.
test("the specs of luassert and say pass, but for one that needs a package for colours", async () => {
  const { exitCode, stdout, stderr } = await sandbox.run(["plugin", "test", "suite", "luassert", "say"]);
  expect({ exitCode, stderr, lines: stdout.split(/\r?\n/) }).toEqual({
    exitCode: 0,
    stderr: "",
    lines: [
      "ok   luassert/spec/assertions_spec.lua (54 passed)",
      "ok   luassert/spec/formatters_spec.lua (15 passed, 1 pending)",
      "  pending: Test Formatters lua 'term.colors' module not available",
      "    luassert/spec/formatters_spec.lua:123",
      "ok   luassert/spec/matchers_spec.lua (30 passed)",
      "ok   luassert/spec/mocks_spec.lua (8 passed)",
      "ok   luassert/spec/output_spec.lua (49 passed)",
      "ok   luassert/spec/spies_spec.lua (25 passed)",
      "ok   luassert/spec/state_spec.lua (4 passed)",
      "ok   luassert/spec/stub_spec.lua (23 passed)",
      "ok   say/spec/say_spec.lua (8 passed)",
      "216 passed, 0 failed, 1 pending in 9 files",
      "",
    ],
  });
});
