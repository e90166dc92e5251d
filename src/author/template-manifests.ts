import { migrateManifest } from "./migrate-manifest.ts";
import { MANIFEST_NAME } from "../plugin/read-plugin.ts";
import type { NewFile } from "./make-folder.ts";
import type { HelmForm } from "./template-form.ts";

/** A name that YAML would read as a number or a boolean needs quotes. */
export const HEAD = `name: "@NAME@"
version: 0.1.0
`;

/** The help of commands. */
export const SAYS_HELLO = `usage: say hello
description: |-
  Says hello to everybody that it is given, or to the world.
`;

/** The file of a new plugin in the form for a Helm: a manifest without apiVersion gets one for Helm 4. */
export function inForm(file: NewFile, form: HelmForm): NewFile {
  if (form !== "helm4" || file.path !== MANIFEST_NAME) return file;
  const migrated = migrateManifest(new TextEncoder().encode(file.content), { path: file.path, hasMain: false });
  return migrated === undefined ? file : { ...file, content: migrated.plugins[0].text };
}

/** Hooks that start a program without a shell, after an install with the word "installed", after an update with "updated". */
export function hooksOf(form: HelmForm, windows: string, others: string): string {
  const entries = (word: string): string => `    - os: windows
      command: ${windows} ${word}
    - command: ${others} ${word}
`;
  const since = form === "helm4" ? "" : "# Helm 3 knows entries for platforms from 3.18 on.\n";
  return `# Run without a shell after an install and after an update. Helm removes the files before it runs a delete hook, so that such a
# hook cannot be one of them.
${since}platformHooks:
  install:
${entries("installed")}  update:
${entries("updated")}`;
}

/** A getter. The comment stands above its command. */
export function getterManifest(command: string, comment: string): string {
  return `${HEAD}usage: get files by URLs such as @SCHEME@:///path/of/a/file, and charts by @SCHEME@://localhost/path/of/a/chart.tgz
${comment}
downloaders:
  - command: ${command}
    protocols:
      - @SCHEME@
`;
}

/** A post-renderer: a plugin of its own type in Helm 4, and a program that Helm 3 takes by its path. */
export function postRendererManifest(form: HelmForm, windows: string, others: string): string {
  if (form !== "helm4") {
    return `# Helm 3 takes a post-renderer by the path of its program:
#   helm template CHART --post-renderer "$(helm env HELM_PLUGINS)/@NAME@/bin/@NAME@"
# As a plugin it is a command: helm @NAME@ <rendered.yaml
${HEAD}usage: change rendered manifests on standard input
platformCommand:
  - os: windows
    command: ${windows}
  - os: linux
    command: ${others}
  - os: darwin
    command: ${others}
  - command: ${others}
`;
  }
  return `# Post-renderers are plugins in Helm 4: helm template CHART --post-renderer @NAME@
apiVersion: v1
${HEAD}type: postrenderer/v1
runtime: subprocess
runtimeConfig:
  platformCommand:
    - os: windows
      command: ${windows}
    - command: ${others}
`;
}
