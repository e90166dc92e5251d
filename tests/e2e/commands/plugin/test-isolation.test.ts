import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { basename } from "node:path";
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

  const runSpec = (main: string, spec: string, env: Readonly<Record<string, string>> = {}): Promise<RunResult> => {
    sandbox.write("work/p/plugin.yaml", "name: p\nversion: 1.0.0\ncommand: luff $HELM_PLUGIN_DIR/main.lua\n");
    sandbox.write("work/p/main.lua", main);
    sandbox.write("work/p/spec/a_spec.lua", `local test = require "helm.test"\n${spec}`);
    return sandbox.run(["plugin", "test", "p"], { env });
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

  test("have a home folder of their own, with Helm's folders, that is empty for each test", async () => {
    const main = `
local fs, paths, plugin = require("helm.fs"), require("helm.paths"), require("helm.plugin")
local function add(folder) assert(fs.write(folder .. "/file", "x")) end
function main()
  add(require("helm.platform").home())
  add(assert(plugin.data_dir()))
  add(assert(plugin.cache_dir()))
  for _, name in ipairs({ "config_home", "plugins" }) do
    assert(fs.mkdir(paths[name]))
    add(paths[name])
  end
  if require("helm.platform").is_windows then add(os.getenv("APPDATA")) end
end
`;
    const spec = `
local fs, paths, home = require "helm.fs", require "helm.paths", require("helm.platform").home()
for _, name in ipairs({ "one", "two" }) do
  it(name, function()
    assert.is_false(fs.exists(home .. "/file"))
    for path, kind in fs.walk(home) do assert.equals("directory", kind, path) end
    local result = test.run()
    assert.equals("", result.stderr)
    for _, folder in ipairs({ home, paths.data_home .. "/plugin-data/p", paths.cache_home .. "/plugin-data/p", paths.config_home }) do
      assert.is_true(fs.is_file(folder .. "/file"), folder)
    end
    assert.is_nil(os.getenv("XDG_CONFIG_HOME"))
  end)
end
`;
    const env = {
      XDG_CONFIG_HOME: sandbox.shown("xdg"),
      HELM_DATA_HOME: sandbox.shown("data"),
      HOME: sandbox.shown("home"),
    };
    const result = await runSpec(main, spec, env);
    expect(result).toMatchObject(passes(2));
    const all = readdirSync(sandbox.path(), { recursive: true, encoding: "utf8" });
    expect(all.filter((path) => basename(path) === "file")).toEqual([]);
  });

  test("do not let helm.install replace the plugin's program", async () => {
    const main = `
function main()
  return require("helm.install").release{
    url = "https://example.com", asset = "tool", bin = "tool", version = "1.0.0",
  }
end
`;
    const spec = `
local fs, plugin = require "helm.fs", require "helm.plugin"
before_each(function() test.url("https://example.com/tool", { body = "new" }) end)
it("is refused", function()
  local result = test.run()
  assert.equals(1, result.code)
  assert.matches("specs do not change the plugin itself: copy plugin.yaml", result.stderr, 1, true)
  assert.is_false(fs.exists("bin"))
end)
it("goes into another folder", function()
  local folder = test.dir()
  assert(fs.copy("plugin.yaml", folder .. "/plugin.yaml"))
  test.env({ HELM_PLUGIN_DIR = folder })
  local result = test.run()
  assert.equals(0, result.code, result.stderr)
  assert.equals(1, #fs.glob("bin/tool*", folder))
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
