import { luaCommand, luaCompletion, luaGetter, luaHook, luaPostRenderer } from "./lua-templates.ts";
import { luffWrapperOfPrograms } from "./luff-wrapper.ts";
import type { NewFile } from "./make-folder.ts";
import { fill, program, text, type TemplateFile } from "./template-file.ts";
import type { HelmForm } from "./template-form.ts";
import type { TemplateName } from "./template-names.ts";
import { getterManifest, HEAD, hooksOf, inForm, postRendererManifest, SAYS_HELLO } from "./template-manifests.ts";

/** The files of a new plugin, in the form for a Helm. */
export function filesOfTemplate(template: TemplateName, form: HelmForm, name: string): readonly NewFile[] {
  return TEMPLATES[template](form).map((file) => inForm(fill(file, name), form));
}

const TEMPLATES: Readonly<Record<TemplateName, (form: HelmForm) => readonly TemplateFile[]>> = {
  lua: luaCommand,
  "lua-completion": luaCompletion,
  "lua-getter": luaGetter,
  "lua-postrenderer": luaPostRenderer,
  "lua-hook": luaHook,
  exec: () => [text("plugin.yaml", EXEC_MANIFEST), ...HELLO_SCRIPTS],
  getter: () => [
    text("plugin.yaml", getterManifest("bin/get", GETTER_COMMENT)),
    program("bin/get", GETTER_SHELL),
    program("bin/get.cmd", GETTER_BATCH),
  ],
  postrenderer: (form) => [
    text("plugin.yaml", postRendererManifest(form, WINDOWS_PROGRAM, PROGRAM)),
    program("bin/@NAME@", POSTRENDERER_SHELL),
    program("bin/@NAME@.cmd", POSTRENDERER_BATCH),
  ],
  "postrenderer-exec": () => [text("plugin.yaml", POSTRENDERER_EXEC_MANIFEST), ...luffWrapperOfPrograms()],
  hook: (form) => [
    text("plugin.yaml", EXEC_MANIFEST + hooksOf(form, WINDOWS_HOOK, "$HELM_PLUGIN_DIR/hooks/changed")),
    ...HELLO_SCRIPTS,
    program("hooks/changed", HOOK_SHELL),
    program("hooks/changed.cmd", HOOK_BATCH),
  ],
};

const WINDOWS_PROGRAM = "$HELM_PLUGIN_DIR\\bin\\@NAME@.cmd";
const PROGRAM = "$HELM_PLUGIN_DIR/bin/@NAME@";
const WINDOWS_HOOK = "$HELM_PLUGIN_DIR\\hooks\\changed.cmd";

const EXEC_MANIFEST = `${HEAD}${SAYS_HELLO}# The first entry that fits the system is run. Without a shell between, the user's arguments reach it as they are.
platformCommand:
  - os: windows
    command: ${WINDOWS_PROGRAM}
  - os: linux
    command: ${PROGRAM}
  - os: darwin
    command: ${PROGRAM}
  - command: ${PROGRAM}
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

const HELLO_SCRIPTS: readonly TemplateFile[] = [
  program("bin/@NAME@", HELLO_SHELL),
  program("bin/@NAME@.cmd", HELLO_BATCH),
];

const HOOK_SHELL = `#!/bin/sh
# A status other than 0 makes the install or the update fail. Here a plugin can download its program into $HELM_PLUGIN_DIR.
echo "@NAME@ is $1 in $HELM_PLUGIN_DIR"
`;

const HOOK_BATCH = `@echo off
rem A status other than 0 makes the install or the update fail. Here a plugin can download its program into HELM_PLUGIN_DIR.
echo @NAME@ is %1 in %HELM_PLUGIN_DIR%
`;

const GETTER_COMMENT = "# Helm joins the command to the plugin's folder; Windows finds bin/get.cmd by it.";

const GETTER_SHELL = `#!/bin/sh
# Helm gives a certificate file, a key file and a CA file (each may be empty), then the URL. What is printed is the file's content.
# This getter reads a file of this machine, by @SCHEME@:///PATH or @SCHEME@://localhost/PATH. Helm takes a chart only by a URL with
# a host, a file of values by both. In a chart's URL Helm writes a space as %20, which this script does not change back.
path=\${4#*://}
case $path in
  localhost/*) path=\${path#localhost} ;;
  /*) ;;
  *)
    echo "@NAME@: $4 is on another machine: write @SCHEME@:///PATH, or @SCHEME@://localhost/PATH" >&2
    exit 1
    ;;
esac
exec cat "$path"
`;

const GETTER_BATCH = `@echo off
rem Helm gives a certificate file, a key file and a CA file (each may be empty), then the URL. What is printed is the file's content.
rem This getter reads a file of this machine, by @SCHEME@:///PATH or @SCHEME@://localhost/PATH. Helm takes a chart only by a URL with
rem a host, a file of values by both. PATH begins with a drive: C:/...
setlocal
set "url=%~4"
set "file=%url:*://=%"
if "%file:~0,10%"=="localhost/" set "file=%file:~10%"
if "%file:~0,1%"=="/" set "file=%file:~1%"
if not "%file:~1,2%"==":/" (
  >&2 echo @NAME@: the URL is on another machine, or without a drive: write @SCHEME@:///C:/PATH, or @SCHEME@://localhost/C:/PATH
  exit /b 1
)
type "%file:/=\\%"
`;

const POSTRENDERER_EXEC_MANIFEST = `# Runs an executable post-renderer of Helm 3 in Helm 4. The first argument is its path or its name on PATH:
#   helm template CHART --post-renderer @NAME@ --post-renderer-args ./kustomize.sh --post-renderer-args prod
# To have one program always, append its path to args.
apiVersion: v1
${HEAD}type: postrenderer/v1
runtime: subprocess
runtimeConfig:
  platformCommand:
    # Helm starts bin/luff, which runs the program by luff, or says what to install.
    - os: windows
      command: $HELM_PLUGIN_DIR\\bin\\luff.cmd
      args: [post-render, --exec]
    - command: $HELM_PLUGIN_DIR/bin/luff
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
