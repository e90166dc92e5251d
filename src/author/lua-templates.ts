import { luffWrapper, luffWrapperOfHelm4, scriptStarter } from "./luff-wrapper.ts";
import { text, type TemplateFile } from "./template-file.ts";
import type { HelmForm } from "./template-form.ts";
import { getterManifest, HEAD, hooksOf, postRendererManifest, SAYS_HELLO } from "./template-manifests.ts";

const RUN_LUA = `# Helm starts bin/luff, which runs the script by luff, or says what to install. luff itself runs it without another process.
`;

/** A command. */
export function luaCommand(): readonly TemplateFile[] {
  return [text("plugin.yaml", LUA_COMMAND), ...HELLO];
}

/** A command whose words the shell completes. */
export function luaCompletion(): readonly TemplateFile[] {
  return [
    ...luaCommand(),
    text("plugin.complete.lua", COMPLETION_SCRIPT),
    ...scriptStarter("plugin.complete", "plugin.complete.lua"),
    text("spec/complete_spec.lua", COMPLETION_SPEC),
  ];
}

/** A command with hooks. */
export function luaHook(form: HelmForm): readonly TemplateFile[] {
  const hooks = hooksOf(form, "$HELM_PLUGIN_DIR\\bin\\luff.cmd changed.lua", "$HELM_PLUGIN_DIR/bin/luff changed.lua");
  return [
    text("plugin.yaml", LUA_COMMAND + hooks),
    ...HELLO,
    text("changed.lua", HOOK_SCRIPT),
    text("spec/changed_spec.lua", HOOK_SPEC),
  ];
}

/** A getter. */
export function luaGetter(): readonly TemplateFile[] {
  const comment =
    "# Helm joins the command to the plugin's folder. bin/luff runs the script by luff, or says what to install.";
  return [
    text("plugin.yaml", getterManifest("bin/luff get.lua", comment)),
    text("get.lua", GETTER_SCRIPT),
    text("spec/get_spec.lua", GETTER_SPEC),
    ...luffWrapper(),
  ];
}

/** A post-renderer. Helm 3 takes the path of a program without arguments. */
export function luaPostRenderer(form: HelmForm): readonly TemplateFile[] {
  const windows = "$HELM_PLUGIN_DIR\\bin\\luff.cmd main.lua";
  return [
    text("plugin.yaml", postRendererManifest(form, windows, "$HELM_PLUGIN_DIR/bin/luff main.lua")),
    text("main.lua", POSTRENDERER_SCRIPT),
    text("spec/main_spec.lua", POSTRENDERER_SPEC),
    ...(form === "helm4" ? luffWrapperOfHelm4() : [...luffWrapper(), ...scriptStarter("bin/@NAME@", "main.lua")]),
  ];
}

const LUA_COMMAND = `${HEAD}${SAYS_HELLO}${RUN_LUA}platformCommand:
  - os: windows
    command: $HELM_PLUGIN_DIR\\bin\\luff.cmd main.lua
  - os: linux
    command: $HELM_PLUGIN_DIR/bin/luff main.lua
  - os: darwin
    command: $HELM_PLUGIN_DIR/bin/luff main.lua
  - command: $HELM_PLUGIN_DIR/bin/luff main.lua
`;

const LUA_SCRIPT = `-- luff calls main with the arguments of the command line. What it returns is the exit status: nothing is 0.
function main(...)
  local names = { ... }
  if #names == 0 then names = { "world" } end
  for _, name in ipairs(names) do
    print("Hello, " .. name .. "!")
  end
end
`;

const LUA_SPEC = `-- luff plugin test runs this file. Each test calls the plugin as luff does, and looks at what it printed.
local test = require("helm.test")

describe("@NAME@", function()
  it("says hello to the world", function()
    local result = test.run()
    assert.equals(0, result.code, result.stderr)
    assert.equals("Hello, world!\\n", result.stdout)
  end)

  it("says hello to everybody that it is given", function()
    assert.equals("Hello, Ada!\\nHello, Grace!\\n", test.run({ "Ada", "Grace" }).stdout)
  end)
end)
`;

const HELLO: readonly TemplateFile[] = [
  text("main.lua", LUA_SCRIPT),
  text("spec/main_spec.lua", LUA_SPEC),
  ...luffWrapper(),
];

const COMPLETION_SCRIPT = `-- Prints what can stand at the cursor: a candidate on each line, with a description behind a tab. The last argument
-- is the word at the cursor. The last line says what the shell does with them: 4 means that no file is offered.
local NAMES = { { "Ada", "wrote the first program" }, { "Grace", "found the first bug" }, { "world", "everybody" } }

function main(...)
  local word = select(-1, ...)
  for _, row in ipairs(NAMES) do
    if row[1]:sub(1, #word) == word then print(row[1] .. "\\t" .. row[2]) end
  end
  print(":4")
end
`;

const COMPLETION_SPEC = `local test = require("helm.test")

describe("the completion of @NAME@", function()
  it("offers the names that begin with the word at the cursor", function()
    local result = test.run({ "Ada", "G" }, { script = "plugin.complete.lua" })
    assert.equals(0, result.code, result.stderr)
    assert.equals("Grace\\tfound the first bug\\n:4\\n", result.stdout)
  end)
end)
`;

const HOOK_SCRIPT = `-- Runs after an install and after an update. A status other than 0 makes it fail. Here a plugin can download its
-- program: luff help lua helm.install
function main(what)
  print("@NAME@ is " .. what .. " in " .. os.getenv("HELM_PLUGIN_DIR"))
end
`;

const HOOK_SPEC = `local test = require("helm.test")

describe("the hook of @NAME@", function()
  it("says what has happened", function()
    local result = test.run({ "installed" }, { script = "changed.lua", env = { HELM_PLUGIN_DIR = "here" } })
    assert.equals(0, result.code, result.stderr)
    assert.equals("@NAME@ is installed in here\\n", result.stdout)
  end)
end)
`;

const GETTER_SCRIPT = `-- Helm gives a certificate file, a key file and a CA file (each may be empty), then the URL. What is written is the
-- file's content. This getter reads a file of this machine. Helm takes a chart only by a URL with a host, and encodes
-- it: @SCHEME@://localhost/PATH
-- It takes a file of values by @SCHEME@:///PATH as well, and leaves that as it is.
local helm = require("helm")
local fs = require("helm.fs")
local encoding = require("helm.encoding")

function main(_, _, _, url)
  local path = url:gsub("^[^:]*://", "")
  local encoded = path:match("^localhost(/.*)$")
  if encoded then path = encoding.url.decode(encoded) or encoded end
  path = path:gsub("^/(%a:/)", "%1")
  if not path:find("^/") and not path:find("^%a:/") then
    helm.fail(url .. " is on another machine: write @SCHEME@:///PATH, or @SCHEME@://localhost/PATH")
  end
  local content, message = fs.read(path)
  io.write(content or helm.fail(message))
end
`;

const GETTER_SPEC = `local test = require("helm.test")

describe("the getter of @NAME@", function()
  it("writes the content of the file", function()
    test.file("/data/values.yaml", "a: 1\\n")
    local result = test.run({ "", "", "", "@SCHEME@:///data/values.yaml" }, { script = "get.lua" })
    assert.equals(0, result.code, result.stderr)
    assert.equals("a: 1\\n", result.stdout)
  end)

  it("takes the host localhost and no other", function()
    test.file("/data/values.yaml", "a: 1\\n")
    local result = test.run({ "", "", "", "@SCHEME@://localhost/data/values.yaml" }, { script = "get.lua" })
    assert.equals("a: 1\\n", result.stdout)
    local other = test.run({ "", "", "", "@SCHEME@://there/data/values.yaml" }, { script = "get.lua" })
    assert.equals(1, other.code)
  end)
end)
`;

const POSTRENDERER_SCRIPT = `-- The rendered manifests are on standard input; what is written takes their place.
-- Helm 4 does not say why a post-renderer fails. This shows it: helm template CHART | luff post-render @NAME@
function main()
  io.write("# rendered through @NAME@\\n", io.read("a"))
end
`;

const POSTRENDERER_SPEC = `local test = require("helm.test")

describe("@NAME@", function()
  it("writes what it reads", function()
    local result = test.run({}, { stdin = "kind: A\\n" })
    assert.equals(0, result.code, result.stderr)
    assert.equals("# rendered through @NAME@\\nkind: A\\n", result.stdout)
  end)
end)
`;
