import { describe, expect, test } from "bun:test";
import { migrateManifest } from "../../../src/author/migrate-manifest.ts";

const HELM3 = "Helm 3 refuses manifests with apiVersion, and runs no plugin while one is in its folder";

function migrate(text: string, hasMain = false) {
  return migrateManifest(new TextEncoder().encode(text), { path: "plugin.yaml", hasMain });
}

function textsOf(text: string, hasMain = false): readonly string[] {
  return migrate(text, hasMain)?.plugins.map((plugin) => plugin.text) ?? [];
}

const WHOLE = `# What this file is
name: p # the name

# the version
version: 1.2.0
usage: does it
description: |-
  First line.
  Second line.
# flags
ignoreFlags: yes
# what runs
command: $HELM_PLUGIN_DIR/x "a"
hooks:
  # after an install
  install: |
    cd $HELM_PLUGIN_DIR
    make
  update: make # again
platformHooks:
  delete:
    - os: linux
      command: y
# the end
`;

const WHOLE_V1 = `# What this file is
apiVersion: v1
name: p # the name

# the version
version: 1.2.0
type: cli/v1
runtime: subprocess
config:
  shortHelp: does it
  longHelp: |-
    First line.
    Second line.
  # flags
  ignoreFlags: yes
runtimeConfig:
  platformCommand:
    # what runs
    - command: $HELM_PLUGIN_DIR/x "a"
  platformHooks:
    # after an install
    install:
      - command: sh
        args:
          - -c
          - |
            cd $HELM_PLUGIN_DIR
            make
    update:
      - command: sh
        args:
          - -c
          - make # again
    delete:
      - os: linux
        command: y

# the end
`;

const BOTH = `name: s
version: 1.0.0
usage: u
command: $HELM_PLUGIN_DIR/x
downloaders:
# one for all
- command: bin/get now
  protocols: [s3, gs]
hooks: {install: make}
`;

describe("migrateManifest", () => {
  test("keeps comments, order and the spelling of values", () => {
    expect(textsOf(WHOLE)).toEqual([WHOLE_V1]);
    expect(migrate(WHOLE)).toMatchObject({ changes: [], notes: [HELM3] });
  });

  test("keeps line ends of Windows", () => {
    expect(textsOf(WHOLE.replaceAll("\n", "\r\n"))).toEqual([WHOLE_V1.replaceAll("\n", "\r\n")]);
  });

  test("makes two plugins from a command that is also a getter", () => {
    const [command = "", getter = ""] = textsOf(BOTH);
    expect(command).toBe(
      "apiVersion: v1\nname: s\nversion: 1.0.0\ntype: cli/v1\nruntime: subprocess\nconfig:\n  shortHelp: u\n" +
        "runtimeConfig:\n  platformCommand:\n    - command: $HELM_PLUGIN_DIR/x\n" +
        "  platformHooks:\n    install:\n      - command: sh\n        args:\n          - -c\n          - make\n",
    );
    expect(getter).toBe(
      "apiVersion: v1\nname: s-getter\nversion: 1.0.0\ntype: getter/v1\nruntime: subprocess\n" +
        "config:\n  protocols:\n    - s3\n    - gs\nruntimeConfig:\n  protocolCommands:\n    # one for all\n" +
        "    - protocols: [ s3, gs ]\n      platformCommand:\n        - command: bin/get now\n" +
        "  platformHooks:\n    install:\n      - command: sh\n        args:\n          - -c\n          - make\n",
    );
    expect(migrate(BOTH)?.changes).toEqual(['the key "usage" is left out: a getter has no help']);
  });

  test("makes one getter from downloaders only, and two plugins if a main.lua makes it a command", () => {
    const text = "name: g\nversion: 1.0.0\ndownloaders:\n- command: get\n  protocols: ['', s3]\n";
    expect(migrate(text)?.plugins.map(({ plugin }) => [plugin.name, plugin.type])).toEqual([["g", "getter/v1"]]);
    expect(migrate(text)?.plugins[0].plugin.getters[0]?.protocols).toEqual(["s3"]);
    expect(migrate(text, true)?.plugins.map(({ plugin }) => [plugin.name, plugin.type])).toEqual([
      ["g", "cli/v1"],
      ["g-getter", "getter/v1"],
    ]);
  });

  test.each([
    ["version: v1.2\n", ['the version "v1.2" becomes 1.2.0, which Helm 4 can read']],
    ["", ["the plugin had no version, which Helm 4 requires: it becomes 0.1.0"]],
    ["version: 1.0.0\nuseTunnel: true\n", ['the key "useTunnel" is left out: only Helm 2 used it']],
    ["version: 1.0.0\nfoo: 1\n", ['the key "foo" is left out: it is unknown']],
    ["version: 1.0.0\ndownloaders:\n- command: x\n", ['the key "downloaders" is left out: it names no protocols']],
    ['version: 1.0.0\napiVersion: ""\nUsage: u\n', []],
  ])("reports other changes: %j", (fields, changes) => {
    expect(migrate(`name: p\ncommand: x\n${fields}`)?.changes).toEqual(changes);
  });

  test("reports a platform on which luff now runs another command", () => {
    const text = "name: p\nversion: 1.0.0\nplatformCommand:\n- {os: windows, arch: arm64, command: a}\ncommand: b\n";
    expect(migrate(text)?.notes).toEqual([
      HELM3,
      "on windows/amd64 luff now runs the command for all platforms, and no longer the one for another architecture",
    ]);
    const other = text.replace("command: b\n", "").replace("version: 1.0.0\n", "version: 1.0.0\ncommand: b\n");
    expect(textsOf(other)[0]).toEndWith("    - { os: windows, arch: arm64, command: a }\n    - command: b\n");
  });

  test("reports hooks in which variables are no longer replaced", () => {
    const text = "name: p\nversion: 1.0.0\ncommand: x\nplatformHooks:\n  install:\n  - command: y $HELM_PLUGIN_DIR\n";
    expect(migrate(text)?.notes[1]).toStartWith(
      "the variables in the arguments of the install hook are no longer replaced",
    );
  });

  test("returns nothing for a manifest in the newest format", () => {
    expect(migrate(WHOLE_V1)).toBeUndefined();
  });

  test.each([
    ["migration-impossible", "x: &a {command: x}\nname: p\nversion: 1.0.0\n<<: *a\n"],
    [
      "migration-impossible",
      "name: p\nhooks: &h {install: a}\nplatformHooks: {}\ncommand: x\nuseTunnel: *h\nHooks: *h\n",
    ],
    ["migration-impossible", "name: p\ncommand: x\nplatformCommand: &a\n- command: y\nplatformHooks:\n  install: *a\n"],
    ["manifest-invalid", "name: [\n"],
    ["manifest-invalid", "name: a b\n"],
  ])("ends with %s for %j", (code, text) => {
    let thrown: unknown;
    try {
      migrate(text);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code });
  });
});
