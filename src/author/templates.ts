import type { NewFile } from "./make-folder.ts";

/** The templates of `luff plugin create`. */
export const TEMPLATE_NAMES = ["lua", "exec", "getter", "postrenderer", "postrenderer-exec", "hook"] as const;

export type TemplateName = (typeof TEMPLATE_NAMES)[number];

/** The files of a new plugin. */
export function filesOfTemplate(template: TemplateName, name: string): readonly NewFile[] {
  return TEMPLATES[template](name);
}

const TEMPLATES: Readonly<Record<TemplateName, (name: string) => readonly NewFile[]>> = {
  lua: (name) => [
    text("plugin.yaml", LUA_MANIFEST, name),
    text("main.lua", LUA_SCRIPT, name),
    text("spec/main_spec.lua", LUA_SPEC, name),
  ],
  exec: (name) => [text("plugin.yaml", EXEC_MANIFEST, name), ...helloScripts(name)],
  getter: (name) => [
    text("plugin.yaml", GETTER_MANIFEST, name),
    program("bin/get", GETTER_SHELL, name),
    program("bin/get.cmd", GETTER_BATCH, name),
  ],
  postrenderer: (name) => [
    text("plugin.yaml", POSTRENDERER_MANIFEST, name),
    program(`bin/${name}`, POSTRENDERER_SHELL, name),
    program(`bin/${name}.cmd`, POSTRENDERER_BATCH, name),
  ],
  "postrenderer-exec": (name) => [text("plugin.yaml", POSTRENDERER_EXEC_MANIFEST, name)],
  hook: (name) => [
    text("plugin.yaml", EXEC_MANIFEST + HOOKS, name),
    ...helloScripts(name),
    program("hooks/changed", HOOK_SHELL, name),
    program("hooks/changed.cmd", HOOK_BATCH, name),
  ],
};

function helloScripts(name: string): readonly NewFile[] {
  return [program(`bin/${name}`, HELLO_SHELL, name), program(`bin/${name}.cmd`, HELLO_BATCH, name)];
}

function text(path: string, content: string, name: string): NewFile {
  return { path, content: fill(content, name), executable: false };
}

function program(path: string, content: string, name: string): NewFile {
  return { path, content: fill(content, name), executable: true };
}

function fill(content: string, name: string): string {
  return content.replaceAll("@NAME@", name).replaceAll("@SCHEME@", schemeOf(name));
}

/** A URL's scheme begins with a letter and has no capitals and no `_`. */
function schemeOf(name: string): string {
  const scheme = name.toLowerCase().replaceAll("_", "-");
  return /^[a-z]/.test(scheme) ? scheme : `x${scheme.startsWith("-") ? "" : "-"}${scheme}`;
}

/** A name that YAML would read as a number or a boolean needs quotes. */
const HEAD = `name: "@NAME@"
version: 0.1.0
`;

const LUA_MANIFEST = `${HEAD}usage: say hello
description: |-
  Says hello to everybody that it is given, or to the world.
# Helm starts luff, which it finds on PATH. luff itself runs main.lua without another process.
command: luff $HELM_PLUGIN_DIR/main.lua
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

const EXEC_MANIFEST = `${HEAD}usage: say hello
description: |-
  Says hello to everybody that it is given, or to the world.
# The first entry that fits the system is run. Without a shell between, the user's arguments reach it as they are.
platformCommand:
  - os: windows
    command: $HELM_PLUGIN_DIR\\bin\\@NAME@.cmd
  - os: linux
    command: $HELM_PLUGIN_DIR/bin/@NAME@
  - os: darwin
    command: $HELM_PLUGIN_DIR/bin/@NAME@
  - command: $HELM_PLUGIN_DIR/bin/@NAME@
`;

const HELLO_SHELL = `#!/bin/sh
# Helm's settings are in variables: HELM_NAMESPACE, HELM_KUBECONTEXT, HELM_PLUGIN_DIR and others.
if [ $# -eq 0 ]; then set -- world; fi
for name in "$@"; do
  echo "Hello, $name!"
done
`;

const HELLO_BATCH = `@echo off
rem Helm's settings are in variables: HELM_NAMESPACE, HELM_KUBECONTEXT, HELM_PLUGIN_DIR and others.
if "%~1"=="" (
  echo Hello, world!
) else (
  for %%n in (%*) do echo Hello, %%~n!
)
`;

const HOOKS = `# Run without a shell after an install and after an update. Helm removes the files before it runs a delete hook, so that such a
# hook cannot be one of them. Entries for platforms need Helm 3.18 or later.
platformHooks:
  install:
    - os: windows
      command: $HELM_PLUGIN_DIR\\hooks\\changed.cmd installed
    - command: $HELM_PLUGIN_DIR/hooks/changed installed
  update:
    - os: windows
      command: $HELM_PLUGIN_DIR\\hooks\\changed.cmd updated
    - command: $HELM_PLUGIN_DIR/hooks/changed updated
`;

const HOOK_SHELL = `#!/bin/sh
# A status other than 0 makes the install or the update fail. Here a plugin can download its program into $HELM_PLUGIN_DIR.
echo "@NAME@ is $1 in $HELM_PLUGIN_DIR"
`;

const HOOK_BATCH = `@echo off
rem A status other than 0 makes the install or the update fail. Here a plugin can download its program into HELM_PLUGIN_DIR.
echo @NAME@ is %1 in %HELM_PLUGIN_DIR%
`;

const GETTER_MANIFEST = `${HEAD}usage: get files by URLs such as @SCHEME@:///path/of/a/file
# Helm joins the command to the plugin's folder; Windows finds bin/get.cmd by it.
downloaders:
  - command: bin/get
    protocols:
      - @SCHEME@
`;

const GETTER_SHELL = `#!/bin/sh
# Helm gives a certificate file, a key file and a CA file (each may be empty), then the URL. What is printed is the file's content.
# This getter reads a file of this machine.
exec cat "\${4#*://}"
`;

const GETTER_BATCH = `@echo off
rem Helm gives a certificate file, a key file and a CA file (each may be empty), then the URL. What is printed is the file's content.
rem This getter reads a file of this machine.
setlocal
set "url=%~4"
set "file=%url:*://=%"
type "%file:/=\\%"
`;

const POSTRENDERER_MANIFEST = `# Post-renderers are plugins in Helm 4: helm template --post-renderer @NAME@ …
# Helm 3 takes the program itself: helm template --post-renderer …/@NAME@/bin/@NAME@ …
apiVersion: v1
${HEAD}type: postrenderer/v1
runtime: subprocess
runtimeConfig:
  platformCommand:
    - os: windows
      command: $HELM_PLUGIN_DIR\\bin\\@NAME@.cmd
    - command: $HELM_PLUGIN_DIR/bin/@NAME@
`;

const POSTRENDERER_EXEC_MANIFEST = `# Runs an executable post-renderer of Helm 3 in Helm 4. The first argument is its path or its name on PATH:
#   helm template CHART --post-renderer @NAME@ --post-renderer-args ./kustomize.sh --post-renderer-args prod
# To have one program always, append its path to args.
apiVersion: v1
${HEAD}type: postrenderer/v1
runtime: subprocess
runtimeConfig:
  platformCommand:
    # Helm starts luff, which must be on PATH: https://github.com/luff-run/luff has its installers.
    - command: luff
      args: [post-render, --exec]
`;

const POSTRENDERER_SHELL = `#!/bin/sh
# The rendered manifests are on stdin; what is printed takes their place.
echo "# rendered through @NAME@"
exec cat
`;

const POSTRENDERER_BATCH = `@echo off
rem The rendered manifests are on stdin; what is printed takes their place.
echo # rendered through @NAME@
findstr "^"
`;
