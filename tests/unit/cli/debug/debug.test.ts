import { describe, expect, test } from "bun:test";
import { call, manifest, PLUGINS, plugins, PROGRAM } from "../../../helpers/call-luff.ts";
import type { MemoryHostOptions } from "../../../helpers/memory-host.ts";

/** What luff explains, without the times and without the variables of Helm that every plugin gets. */
async function explain(argv: readonly string[], options: MemoryHostOptions): Promise<readonly string[]> {
  const { stderr } = await call(argv, options);
  const lines = stderr.split("\n").slice(0, -1);
  const debug = lines.map((line) => line.replace(/^Debug: 0 ms: /, ""));
  return debug.filter((line) => !/^sets (?!to nothing|HELM_PLUGIN_|HELM_NAMESPACE|HELM_KUBETOKEN)/.test(line));
}

const HEAD = [
  "luff 0.0.0-source, Memory 1.0, linux/amd64",
  expect.stringMatching(/^called as: luff /),
  "in the folder /wd",
];
const EMPTY =
  "HELM_KUBEAPISERVER, HELM_KUBEASGROUPS, HELM_KUBEASUSER, HELM_KUBECAFILE, HELM_KUBECONTEXT, HELM_KUBETLS_SERVER_NAME";

describe("luff --debug NAME", () => {
  test("explains on stderr which command of which plugin starts, and with what", async () => {
    const text = `name: p
version: 1.2.3
platformCommand:
  - {os: windows, command: run.exe}
  - {os: linux, command: $HELM_PLUGIN_DIR/run --ns $HELM_NAMESPACE}
`;
    const files = {
      "/q/other/plugin.yaml": manifest("other"),
      "/r/p/plugin.yaml": text,
      "/r/p/run": { ...PROGRAM, content: "#!/bin/sh\n" },
      "/bin/sh": PROGRAM,
    };
    const env = { HOME: "/home/user", HELM_PLUGINS: "/none:/q:/r:/s", HELM_NAMESPACE: "web" };
    expect(await explain(["--debug", "p", "a b", "--kube-token", "x"], { files, env })).toEqual([
      HEAD[0],
      'called as: luff --debug p "a b" --kube-token ***',
      HEAD[2],
      "the plugins folder /none (from HELM_PLUGINS) does not exist",
      'the plugins folder /q (from HELM_PLUGINS) has no plugin "p"',
      'the plugins folder /r (from HELM_PLUGINS) has the plugin "p" in /r/p',
      "the plugins folder /s (from HELM_PLUGINS) is not searched any more",
      'plugin "p": manifest /r/p/plugin.yaml: no apiVersion, type cli/v1, version 1.2.3',
      'plugin "p": platformCommand[0] (windows, any architecture): not taken: this is linux',
      'plugin "p": platformCommand[1] (linux, any architecture): taken',
      'plugin "p": written: $HELM_PLUGIN_DIR/run --ns $HELM_NAMESPACE',
      'plugin "p": expanded: /r/p/run --ns web "a b"',
      'plugin "p": program /r/p/run, by its path, a script that begins with #!/bin/sh',
      "sets HELM_KUBETOKEN=***",
      "sets HELM_PLUGIN_DIR=/r/p",
      "sets HELM_PLUGIN_NAME=p",
      `sets to nothing: ${EMPTY}`,
      "passes on as they are: 3 variables",
      'starts /r/p/run with the words: /r/p/run --ns web "a b"',
      "the program ended with status 0 after 0 ms",
      "luff ends with status 0",
    ]);
  });

  test("hides a secret of the environment that the command expands", async () => {
    const files = {
      ...plugins("p"),
      [`${PLUGINS}/p/plugin.yaml`]: "name: p\nversion: 1.0.0\ncommand: $HELM_PLUGIN_DIR/run $MY_SECRET\n",
    };
    const { stderr, started } = await call(["--debug", "p"], {
      files,
      env: { HOME: "/home/user", MY_SECRET: "geheim" },
    });
    expect(started[0]?.args).toEqual(["geheim"]);
    expect(stderr).toContain("/p/run ***\n");
    expect(stderr).not.toContain("geheim");
  });

  test("says what is missing if the plugin does not run here", async () => {
    const of = async (command: string, more = {}): Promise<readonly string[]> => {
      const files = { [`${PLUGINS}/p/plugin.yaml`]: `name: p\nversion: 1.0.0\n${command}`, ...more };
      const lines = await explain(["--debug", "p"], { files, env: { HOME: "/home/user", PATH: "/bin:/usr/bin" } });
      return lines.filter((line) => line.startsWith('plugin "p": ')).slice(1);
    };
    expect(await of("platformCommand: [{os: windows, command: x}]\n")).toEqual([
      'plugin "p": platformCommand[0] (windows, any architecture): not taken: this is linux',
      'plugin "p": command: there is none',
    ]);
    expect(await of("command: nothing\n")).toEqual([
      'plugin "p": command: taken',
      'plugin "p": written: nothing',
      'plugin "p": expanded: nothing',
      'plugin "p": no program nothing: no such file was found; PATH is /bin:/usr/bin',
    ]);
    expect((await of("command: $HELM_PLUGIN_DIR/run\n")).at(-1)).toBe(
      `plugin "p": no program ${PLUGINS}/p/run: no such file was found`,
    );
    const script = {
      [`${PLUGINS}/p/run`]: { ...PROGRAM, content: "#!/usr/bin/env python3\n" },
      "/usr/bin/env": PROGRAM,
    };
    expect((await of("command: $HELM_PLUGIN_DIR/run\n", script)).at(-1)).toBe(
      `plugin "p": program ${PLUGINS}/p/run, by its path, a script that begins with #!/usr/bin/env python3` +
        "; it will not start: its first line asks for python3, which is not on PATH",
    );
    expect((await of("command: $HELM_PLUGIN_DIR/run\n", { ...script, "/usr/bin/python3": PROGRAM })).at(-1)).toBe(
      `plugin "p": program ${PLUGINS}/p/run, by its path, a script that begins with #!/usr/bin/env python3, which is /usr/bin/python3`,
    );
  });

  test("names the folder of PATH that has the program", async () => {
    const files = {
      [`${PLUGINS}/p/plugin.yaml`]: "name: p\nversion: 1.0.0\ncommand: tool\n",
      "/b/tool": { ...PROGRAM, content: "#!/x" },
      "/x": PROGRAM,
    };
    const lines = await explain(["--debug", "p"], { files, env: { HOME: "/home/user", PATH: "/a:/b" } });
    expect(lines).toContain('plugin "p": program /b/tool, on PATH (folder 2 of 2), a script that begins with #!/x');
  });

  test("says by whom luff was called", async () => {
    const env = { HOME: "/home/user", HELM_PLUGIN_NAME: "outer", HELM_PLUGIN_DIR: "/plugins/outer" };
    expect(await explain(["--debug", "version"], { env })).toEqual([
      ...HEAD,
      'called by the plugin "outer" in /plugins/outer',
      "luff ends with status 0",
    ]);
  });

  test("ends with the error of the call", async () => {
    const lines = await explain(["--debug", "nope"], { files: plugins("p") });
    expect(lines.slice(3)).toEqual([
      `the plugins folder ${PLUGINS} (by default) has no plugin "nope"`,
      "luff ends with an error",
      'Error: unknown command "nope" [unknown-command]',
      expect.stringMatching(/^Hint: /),
    ]);
    const hidden = await explain(["--debug", "p"], {
      files: plugins("p"),
      env: { HOME: "/home/user", HELM_NO_PLUGINS: "1" },
    });
    expect(hidden[3]).toBe("HELM_NO_PLUGINS=1 hides all installed plugins");
  });
});

describe("luff explains", () => {
  const env = { HOME: "/home/user" };
  const isExplained = async (argv: readonly string[], more: Record<string, string> = {}): Promise<boolean> =>
    (await call(argv, { files: plugins("p"), env: { ...env, ...more } })).stderr.includes("Debug: ");

  test.each([
    [["--debug", "p"], {}, true],
    [["--debug=true", "p"], {}, true],
    [["-n", "x", "--debug", "p", "--debug=false"], {}, true],
    [["p"], { LUFF_DEBUG: "1" }, true],
    [["p"], { LUFF_DEBUG: "true" }, true],
    [["--debug=false", "p"], { LUFF_DEBUG: "1" }, false],
    [["p"], { LUFF_DEBUG: "0" }, false],
    [["p"], { LUFF_DEBUG: "" }, false],
    [["p"], { HELM_DEBUG: "1" }, false],
    [["p", "--debug"], {}, false],
    [["--debug=false", "p"], {}, false],
    [["version", "--debug"], {}, false],
  ])("%j with %j: %p", async (argv, more, explained) => {
    expect(await isExplained(argv, more)).toBe(explained);
  });

  test("LUFF_DEBUG=1 does not tell the plugin to print more", async () => {
    const { started } = await call(["p"], { files: plugins("p"), env: { ...env, LUFF_DEBUG: "1" } });
    expect(started[0]?.variables["HELM_DEBUG"]).toBe("false");
  });
});

test("on Windows luff --debug says what runs a script, and gives a shell paths with slashes", async () => {
  const SH = "C:\\Git\\bin\\sh.exe";
  const files = {
    [SH]: "MZ",
    "C:\\p\\told\\plugin.yaml": "name: told\nversion: 1.0.0\ncommand: $HELM_PLUGIN_DIR/run\n",
    "C:\\p\\told\\run": "#!/bin/sh\n",
  };
  const env = { USERPROFILE: "C:\\Users\\user", HELM_PLUGINS: "C:\\p", Path: "C:\\Git\\bin" };
  const lines = await explain(["--debug", "told"], { os: "windows", files, env });
  expect(lines.filter((line) => !line.startsWith("sets to nothing"))).toEqual([
    "luff 0.0.0-source, Memory 1.0, windows/amd64",
    "called as: luff --debug told",
    "in the folder C:\\work",
    'the plugins folder C:\\p (from HELM_PLUGINS) has the plugin "told" in C:\\p\\told',
    'plugin "told": manifest C:\\p\\told\\plugin.yaml: no apiVersion, type cli/v1, version 1.0.0',
    'plugin "told": command: taken',
    'plugin "told": written: $HELM_PLUGIN_DIR/run',
    'plugin "told": expanded: C:\\p\\told/run',
    'plugin "told": program C:\\p\\told\\run, by its path',
    `plugin "told": ${SH} (on PATH) runs C:\\p\\told\\run`,
    "sets HELM_NAMESPACE=default",
    "sets HELM_PLUGIN_DIR=C:/p/told",
    "sets HELM_PLUGIN_NAME=told",
    "passes on as they are: 2 variables",
    `starts ${SH} with the words: sh C:/p/told/run`,
    "the program ended with status 0 after 0 ms",
    "luff ends with status 0",
  ]);
});
