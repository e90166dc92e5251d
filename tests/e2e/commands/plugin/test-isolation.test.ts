import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { createSandbox, type RunResult, type Sandbox } from "../../../helpers/sandbox.ts";

/** What a run prints whose tests all pass. */
const passes = (count: number): Partial<RunResult> => ({
  exitCode: 0,
  stdout: `ok   spec/a_spec.lua (${count} passed)\n${count} passed, 0 failed in 1 file\n`,
});

describe("specs that luff plugin test runs", () => {
  let sandbox: Sandbox;
  beforeEach(() => {
    sandbox = createSandbox();
  });
  afterEach(() => sandbox.remove());

  const runSpec = (main: string, spec: string): Promise<RunResult> => {
    sandbox.write("work/p/plugin.yaml", "name: p\nversion: 1.0.0\ncommand: luff $HELM_PLUGIN_DIR/main.lua\n");
    sandbox.write("work/p/main.lua", main);
    sandbox.write("work/p/spec/a_spec.lua", `local test = require "helm.test"\n${spec}`);
    return sandbox.run(["plugin", "test", "p"]);
  };

  test("give each run the folders of its own environment", async () => {
    const main = `
local fs, paths = require("helm.fs"), require("helm.paths")
function main(text)
  assert(fs.write(paths.config_home .. "/p.yaml", text))
  print(require("helm.platform").home(), require("helm.path").expand("~/x"))
end
`;
    const spec = `
local fs = require "helm.fs"
local function run(text, folder)
  local env = { HELM_CONFIG_HOME = folder, HOME = folder, USERPROFILE = folder }
  local result = test.run({ text }, { env = env })
  assert.equals(folder .. "\\t" .. require("helm.path").normalize(folder .. "/x") .. "\\n", result.stdout)
  assert.equals(text, fs.read(folder .. "/p.yaml"))
end
it("writes here", function() run("one", test.dir()) end)
it("writes elsewhere", function()
  local one, two = test.dir() .. "/one", test.dir() .. "/two"
  fs.mkdir(one)
  fs.mkdir(two)
  run("two", one)
  run("three", two)
  assert.equals("two", fs.read(one .. "/p.yaml"))
end)
`;
    expect(await runSpec(main, spec)).toMatchObject(passes(2));
  });

  test("find no variable that an earlier test or run has set", async () => {
    const main = `function main() require("helm.env").set("OF_RUN", "x") end\n`;
    const spec = `
local env = require "helm.env"
it("sets one", function()
  test.run()
  assert.is_nil(os.getenv("OF_RUN"))
  env.set("OF_TEST", "x")
  env.set("HELM_NAMESPACE", "x")
end)
it("does not find it", function()
  assert.is_nil(os.getenv("OF_TEST"))
  assert.equals("default", require("helm.plugin").flags.namespace)
end)
`;
    expect(await runSpec(main, spec)).toMatchObject(passes(2));
  });
});
