import { describe, expect, test } from "bun:test";
import { lintPlugin } from "../../../src/author/lint-plugin.ts";
import { join } from "node:path";
import { LINT_CODES } from "../../../src/author/lint-codes.ts";
import type { MemoryEntry } from "../../helpers/memory-files.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

type FolderFiles = Readonly<Record<string, MemoryEntry>>;

const program = (content = ""): MemoryEntry => ({ kind: "program", content });
const withoutBits = (content: string): MemoryEntry => ({
  kind: "barred",
  permissions: { mode: 0o644, noexec: false },
  content,
});

const HEAD = "name: p\nversion: 1.0.0\nusage: u\n";
const V1 = "apiVersion: v1\nname: p\nversion: 1.0.0\ntype: cli/v1\nruntime: subprocess\n";
const ELF = program("\x7fELF");
/** luff starts it on Windows too. */
const PE = program("MZ");

/** lint's findings in a folder: "severity code place path". */
async function findingsIn(manifest: string, files: FolderFiles = {}, os = "linux"): Promise<readonly string[]> {
  const root = os === "windows" ? "C:\\p" : "/p";
  const separator = os === "windows" ? "\\" : "/";
  const entries = Object.entries({ "plugin.yaml": manifest, ...files });
  const host = createMemoryHost({
    os,
    files: Object.fromEntries(entries.map(([name, entry]) => [root + separator + name, entry])),
    env: {},
  });
  const { findings } = await lintPlugin(host, root);
  return findings.map(({ severity, code, file, line, column, path }) => {
    const place = `${file.slice(root.length + 1)}:${line}:${column}`.replace(/:0:0$/, "");
    return `${severity} ${code} ${place} ${path}`.trim();
  });
}

const BY_LUFF =
  "platformCommand:\n  - os: windows\n    command: $HELM_PLUGIN_DIR\\bin\\luff.cmd run.lua\n  - command: $HELM_PLUGIN_DIR/bin/luff run.lua\n";

const CASES: readonly (readonly [title: string, manifest: string, files: FolderFiles, found: readonly string[]])[] = [
  ["nothing in a program for every platform", `${HEAD}command: $HELM_PLUGIN_DIR/x\n`, { x: PE }, []],
  [
    "that a luff of the plugin's own lacks its run bits, and the script behind it",
    `${HEAD}${BY_LUFF}`,
    { "bin/luff": withoutBits("#!/bin/sh\n"), "bin/luff.cmd": program("@echo off\n") },
    [
      "error file-missing plugin.yaml:6:14 platformCommand[0].command",
      "error file-not-executable plugin.yaml:7:14 platformCommand[1].command",
      "error file-missing plugin.yaml:7:14 platformCommand[1].command",
    ],
  ],
  ["nothing in a program on PATH", `${HEAD}command: kubectl get pods\n`, {}, []],
  [
    "a file that is missing",
    `${HEAD}command: $HELM_PLUGIN_DIR/x\n`,
    {},
    ["error file-missing plugin.yaml:4:10 command"],
  ],
  [
    "a file that the install hook must make",
    `${HEAD}command: \${HELM_PLUGIN_DIR}/x\nplatformHooks:\n  install:\n  - command: curl\n`,
    {},
    ["note file-missing plugin.yaml:4:10 command"],
  ],
  [
    "a file without run bits",
    `${HEAD}command: $HELM_PLUGIN_DIR/x\n`,
    { x: withoutBits("\x7fELF") },
    ["error file-not-executable plugin.yaml:4:10 command", "warning not-for-windows plugin.yaml:4:10 command"],
  ],
  [
    "a program for another system than Windows",
    `${HEAD}command: $HELM_PLUGIN_DIR/x\n`,
    { x: ELF },
    ["warning not-for-windows plugin.yaml:4:10 command"],
  ],
  [
    "nothing in a program for another system if Windows has its own entry",
    `${HEAD}platformCommand:\n- command: $HELM_PLUGIN_DIR/x\n- os: windows\n  command: $HELM_PLUGIN_DIR\\y.cmd\n`,
    { x: ELF, "y.cmd": "" },
    [],
  ],
  [
    "nothing in a script without run bits that an interpreter reads",
    `${HEAD}platformCommand:\n- os: windows\n  command: cmd\n- command: sh $HELM_PLUGIN_DIR/x\n`,
    { x: withoutBits("echo") },
    [],
  ],
  [
    "a Windows program by its name without the extension",
    `${HEAD}platformCommand:\n- command: $HELM_PLUGIN_DIR/x\n- os: windows\n  command: $HELM_PLUGIN_DIR\\bin\\x\n`,
    { x: PE, "bin/x.exe": "MZ" },
    [],
  ],
  [
    "a script that a stock Windows cannot start",
    `${HEAD}command: $HELM_PLUGIN_DIR/x.sh\n`,
    { "x.sh": program("#!/bin/sh\n") },
    ["warning script-on-windows plugin.yaml:4:10 command"],
  ],
  [
    "a shell that a stock Windows does not have",
    `${HEAD}command: sh -c true\n`,
    {},
    ["warning script-on-windows plugin.yaml:4:10 command"],
  ],
  [
    "a hook for sh",
    `${HEAD}command: kubectl\nhooks:\n  install: make\n`,
    {},
    ["warning hook-needs-shell plugin.yaml:6:12 hooks.install"],
  ],
  [
    "the system's lua in a command and in a hook",
    `${HEAD}command: lua5.4 x.lua\nhooks:\n  install: lua $HELM_PLUGIN_DIR/y.lua\n`,
    {},
    [
      "warning lua-of-system plugin.yaml:4:10 command",
      "note file-missing plugin.yaml:4:10 command",
      "warning lua-of-system plugin.yaml:6:12 hooks.install",
      "warning hook-needs-shell plugin.yaml:6:12 hooks.install",
    ],
  ],
  [
    "a hook whose Lua script is missing",
    `${HEAD}command: kubectl\nhooks:\n  install: luff $HELM_PLUGIN_DIR/instal.lua\n`,
    {},
    ["error file-missing plugin.yaml:6:12 hooks.install"],
  ],
  [
    "a hook for sh that starts luff among other things",
    `${HEAD}command: kubectl\nhooks:\n  install: cd $HELM_PLUGIN_DIR && luff install.lua\n`,
    {},
    ["warning hook-needs-shell plugin.yaml:6:12 hooks.install"],
  ],
  [
    "nothing in a hook for sh if Windows has no command",
    `${HEAD}platformCommand:\n- os: linux\n  command: x\n- os: darwin\n  command: x\nhooks:\n  install: make\n`,
    {},
    ["note platform-missing plugin.yaml:5:1 platformCommand"],
  ],
  [
    "a hook without a command for a platform of the plugin",
    `${HEAD}command: x\nplatformHooks:\n  install:\n  - os: linux\n    command: y\n`,
    {},
    ["warning hook-platform-missing plugin.yaml:7:3 platformHooks.install"],
  ],
  ["no command at all", HEAD, {}, ["error command-none plugin.yaml:1:1"]],
  ["an empty command", `${HEAD}command: " x"\n`, {}, ["error command-empty plugin.yaml:4:10 command"]],
  ["quotes that are not removed", `${HEAD}command: x "a b"\n`, {}, ["warning command-quoted plugin.yaml:4:10 command"]],
  [
    "a path from the working folder",
    `${HEAD}command: ./x\n`,
    { x: PE },
    ["warning command-relative plugin.yaml:4:10 command"],
  ],
  [
    "a getter's path that Helm joins twice, and a command that Helm 4 does not have",
    `${HEAD}command: x\ndownloaders:\n- command: $HELM_PLUGIN_DIR/get\n  protocols: [s3]\n`,
    { get: PE },
    [
      "warning combined-plugin plugin.yaml:6:1 downloaders",
      "warning getter-path plugin.yaml:6:12 downloaders[0].command",
    ],
  ],
  [
    "a getter below the folder",
    `${HEAD}downloaders:\n- command: bin/get\n  protocols: [s3]\n`,
    {},
    ["error file-missing plugin.yaml:5:12 downloaders[0].command"],
  ],
  [
    "what Helm 3 refuses",
    `${HEAD}command: x\nfoo: 1\nuseTunnel: maybe\n`,
    {},
    ["error unknown-key plugin.yaml:5:1 foo", "error use-tunnel-invalid plugin.yaml:6:12 useTunnel"],
  ],
  [
    "what Helm 4 refuses",
    'name: p\nversion: v1\ncommand: x\ndownloaders:\n- command: x\n  protocols: [a, ""]\n',
    { x: PE },
    [
      "error version-invalid plugin.yaml:2:10 version",
      "warning combined-plugin plugin.yaml:5:1 downloaders",
      "error protocol-empty plugin.yaml:6:18 downloaders[0].protocols[1]",
    ],
  ],
  [
    "a name that Helm 3 reads as another type",
    "name: 007\nversion: 1.0.0\ncommand: x\n",
    {},
    ["warning name-reread plugin.yaml:1:7 name"],
  ],
  [
    "a name of a Helm command",
    "name: template\nversion: 1.0.0\ncommand: x\n",
    {},
    ["warning name-taken plugin.yaml:1:7 name"],
  ],
  [
    "a v1 manifest: Helm 3, the word that runs it, and arguments of hooks",
    `${V1}config:\n  usage: other\nruntimeConfig:\n  platformCommand:\n  - command: x\n  platformHooks:\n    install:\n    - command: y\n      args: [$HELM_PLUGIN_DIR]\n`,
    {},
    [
      "note api-version-helm3 plugin.yaml:1:13 apiVersion",
      "warning usage-word plugin.yaml:7:10 config.usage",
      "warning hook-not-expanded plugin.yaml:13:16 runtimeConfig.platformHooks.install[0].command",
    ],
  ],
  [
    "a runtime of luff's own, and its script",
    V1.replace("subprocess", "lua/v1"),
    {},
    [
      "note api-version-helm3 plugin.yaml:1:13 apiVersion",
      "note runtime-of-luff plugin.yaml:5:10 runtime",
      "error file-missing plugin.yaml:1:1 runtimeConfig.script",
    ],
  ],
  [
    "a module that is missing",
    V1.replace("subprocess", "extism/v1"),
    {},
    ["note api-version-helm3 plugin.yaml:1:13 apiVersion", "error module-missing plugin.yaml:5:10 runtime"],
  ],
  ["only the manifest's faults if it has any", "name: [\n", {}, ["error yaml-syntax plugin.yaml:2:1"]],
  [
    "line ends of Windows in scripts",
    `${HEAD}command: x\n`,
    {
      "a.sh": "echo 1\necho 2\r\n",
      b: program("#!/usr/bin/env python3\r\nprint(1)\r\n"),
      "c.py": "print(1)\r\n",
      "d.txt": "a\r\n",
    },
    ["error carriage-returns a.sh:2:7", "error carriage-returns b:1:23"],
  ],
  [
    "nothing in files that a package leaves out",
    `${HEAD}command: x\n`,
    {
      ".luffignore": "tests/\n*.old.sh\n",
      "a.old.sh": "echo 1\r\n",
      "tests/b.sh": "echo 1\r\n",
      "lib/c.sh": "echo 1\r\n",
      ".git/hooks/d.sh": "echo 1\r\n",
    },
    ["error carriage-returns lib/c.sh:1:7"],
  ],
  [
    "marks and encodings that interpreters do not read",
    `${HEAD}command: x\n`,
    {
      "mark.sh": "\u{feff}echo 1\n",
      "mark.bat": "\u{feff}@echo off\n",
      "mark.py": "\u{feff}print(1)\n",
      "mark.ps1": "\u{feff}1\n",
      "line.py": "\u{feff}#!/usr/bin/env python3\nprint(1)\n",
      "text.txt": "\u{feff}a\n",
    },
    ["error script-encoding line.py:1:1", "error script-encoding mark.bat:1:1", "error script-encoding mark.sh:1:1"],
  ],
  [
    "a name of the plugin that no folder on Windows can have",
    "name: aux\nversion: 1.0.0\nusage: u\ncommand: x\n",
    {},
    ["warning name-reserved plugin.yaml:1:7 name"],
  ],
  [
    "a file that no Windows can have, and that the install hook must make",
    `${HEAD}command: $HELM_PLUGIN_DIR/con/x\nplatformHooks:\n  install:\n  - command: curl\n`,
    {},
    ["note file-missing plugin.yaml:4:10 command", "warning name-reserved plugin.yaml:4:10 command"],
  ],
  [
    "names that Windows does not have",
    `${HEAD}command: x\n`,
    { "lib/aux.txt": "", "lib/A": "", "lib/a": "", "doc/a": "", ".git/con": "" },
    ["warning name-reserved lib/aux.txt", "warning name-clash lib/a"],
  ],
];

describe("lint", () => {
  test.each(CASES)("finds %s", async (_title, manifest, files, found) => {
    expect([...(await findingsIn(manifest, files))].toSorted()).toEqual([...found].toSorted());
  });

  test.each([
    ["a.sh", "\u00ff\u00fee\u0000"],
    ["a.cmd", "\u00fe\u00ff\u0000e"],
    ["a.py", "\u00ff\u00fee\u0000"],
  ])("finds UTF-16 in %s", async (name, text) => {
    const files = { "/p/plugin.yaml": `${HEAD}command: x\n`, [`/p/${name}`]: Buffer.from(text, "latin1") };
    const { findings } = await lintPlugin(createMemoryHost({ files }), "/p");
    expect(findings).toMatchObject([{ code: "script-encoding", message: expect.stringContaining("UTF-16") }]);
  });

  test.each([
    ["#!/bin/bash\n", "the file is a script for bash (its first line)"],
    ["#!/bin/php\n", "the file is a script for php (its first line)"],
  ])("says what Windows lacks for a script with the first line %j", async (content, reason) => {
    const files = { "/p/plugin.yaml": `${HEAD}command: $HELM_PLUGIN_DIR/x\n`, "/p/x": program(content) };
    const { findings } = await lintPlugin(createMemoryHost({ files }), "/p");
    const message = `a stock Windows cannot start this command: ${reason}`;
    expect(findings).toMatchObject([{ code: "script-on-windows", message }]);
  });

  test.each([
    ['luff: ">=0.2"', "0.1.0", "the plugin needs luff 0.2 or later, and this luff is 0.1.0, which does not run it"],
    ['luff: "~1.2"', "2.0.0", "the plugin needs a luff of version ~1.2, and this luff is 2.0.0, which does not run it"],
    ['luff: ">=0.2"', "0.2.0", undefined],
    ["limits: {time: 1s}", "0.1.0", undefined],
  ])("says of %j whether luff %s runs the plugin", async (config, version, message) => {
    const manifest = `${V1.replace("subprocess", "lua/v1")}config: {}\nruntimeConfig:\n  ${config}\n`;
    const host = createMemoryHost({ files: { "/p/plugin.yaml": manifest } });
    const { findings } = await lintPlugin(host, "/p", { version });
    const found = findings.filter(({ code }) => code === "luff-version");
    const place = { severity: "warning", path: "runtimeConfig.luff", line: 8 };
    expect(found).toMatchObject(message === undefined ? [] : [{ ...place, message }]);
  });

  const NO_FORMAT = "the file is not a program, and neither a first line nor its ending names an interpreter";
  const OTHER_ENTRY = "add an entry with `os: windows`, or write the plugin in Lua";
  const PS1 = "PowerShell runs only files that end in .ps1";
  const RENAME = "rename the file to end in .ps1";
  test.each<[string, string, string, string]>([
    ["$HELM_PLUGIN_DIR/x", "#!/usr/bin/env\n", "its first line names no interpreter", "write one: #!/usr/bin/env sh"],
    ["$HELM_PLUGIN_DIR/x", "\x7fELF", "the file is a program for Linux", OTHER_ENTRY],
    ["$HELM_PLUGIN_DIR/x", "", "the file is empty", OTHER_ENTRY],
    ["$HELM_PLUGIN_DIR/x", "echo\n", NO_FORMAT, OTHER_ENTRY],
    ["$HELM_PLUGIN_DIR/x", "#!/usr/bin/env pwsh\n", PS1, RENAME],
    ["pwsh $HELM_PLUGIN_DIR/x", "", PS1, RENAME],
    ["pwsh -NoProfile -ExecutionPolicy Bypass -File $HELM_PLUGIN_DIR/x", "", PS1, RENAME],
    [
      "$HELM_PLUGIN_DIR/x",
      '#!/usr/bin/env -S "sh\n',
      "env's option -S has a quote that does not end",
      "write the second quote, or a backslash before a quote that means itself",
    ],
  ])("says why nothing on Windows starts %j with %j, and what to do", async (command, content, reason, hint) => {
    for (const manifest of [`command: ${command}\n`, `platformCommand:\n- os: windows\n  command: ${command}\n`]) {
      const files = { "/p/plugin.yaml": HEAD + manifest, "/p/x": program(content) };
      const { findings } = await lintPlugin(createMemoryHost({ files }), "/p");
      expect(findings.filter(({ code }) => code.includes("windows"))).toMatchObject([
        {
          code: "not-for-windows",
          severity: "warning",
          hint,
          message: `nothing on Windows starts this command: ${reason}`,
        },
      ]);
    }
  });

  const unsigned = "PowerShell runs no unsigned script there without -ExecutionPolicy Bypass -File before it";
  const forWindows = (command: string): string => `platformCommand:\n- os: windows\n  command: ${command}\n`;
  test.each([
    ["command: /usr/bin/env python3 $HELM_PLUGIN_DIR/x\n", ["it has no /usr/bin/env"]],
    ["command: python $HELM_PLUGIN_DIR/x\n", ["it has no python"]],
    ["command: node $HELM_PLUGIN_DIR/x\n", ["it has no node"]],
    ["command: pwsh $HELM_PLUGIN_DIR/x.ps1\n", ["it has no pwsh"]],
    ["command: powershell $HELM_PLUGIN_DIR/x.ps1\n", [unsigned]],
    ["command: powershell -File $HELM_PLUGIN_DIR/x.ps1\n", []],
    ["command: luff $HELM_PLUGIN_DIR/x\n", []],
    [forWindows("python $HELM_PLUGIN_DIR/x"), []],
    [forWindows("pwsh $HELM_PLUGIN_DIR/x.ps1"), [unsigned]],
    [forWindows("sh $HELM_PLUGIN_DIR/x"), ["it has no sh"]],
  ])("says what a stock Windows lacks for %j", async (command, reasons) => {
    const files = { "/p/plugin.yaml": HEAD + command, "/p/x": "", "/p/x.ps1": "" };
    const { findings } = await lintPlugin(createMemoryHost({ files }), "/p");
    expect(findings.filter(({ code }) => code === "script-on-windows").map(({ message }) => message)).toEqual(
      reasons.map((reason) => `a stock Windows cannot start this command: ${reason}`),
    );
  });

  test("finds missing files on Windows, and ignores modes", async () => {
    const manifest = `${HEAD}command: $HELM_PLUGIN_DIR/bin/x\n`;
    expect(await findingsIn(manifest, { "bin\\x": "MZ" }, "windows")).toEqual([]);
    expect(await findingsIn(manifest, { "bin\\y": "MZ" }, "windows")).toEqual([
      "error file-missing plugin.yaml:4:10 command",
    ]);
  });

  test("says the same on each system of a command for all systems that leaves out its file's extension", async () => {
    const manifest = `${HEAD}command: $HELM_PLUGIN_DIR/x\n`;
    const found = ["error file-missing plugin.yaml:4:10 command"];
    expect(await findingsIn(manifest, { "x.cmd": "" }, "windows")).toEqual(found);
    expect(await findingsIn(manifest, { "x.cmd": "" })).toEqual(found);
  });

  test("names the programs that do not load the plugin", async () => {
    const host = createMemoryHost({ files: { "/p/plugin.yaml": `${HEAD}command: x\nfoo: 1\n` } });
    const { loads, findings } = await lintPlugin(host, "/p");
    expect(loads).toEqual({ luff: true, helm3: false, helm4: true });
    expect(findings).toMatchObject([{ code: "unknown-key", refusedBy: ["helm3"], file: "/p/plugin.yaml" }]);
  });

  test("refuses a folder that is not a plugin's", async () => {
    const host = createMemoryHost({ files: { "/p/plugin.yml": HEAD } });
    expect(await lintPlugin(host, "/p").catch((error: unknown) => error)).toMatchObject({
      code: "not-a-plugin-folder",
      hint: expect.stringMatching(/^Look at the folder: .*plugin\.yml/),
    });
    expect(await lintPlugin(host, "/q").catch((error: unknown) => error)).toMatchObject({
      code: "not-a-plugin-folder",
      message: "there is no folder /q",
    });
  });

  test("has each code once", () => {
    expect(new Set(LINT_CODES).size).toBe(LINT_CODES.length);
  });

  test("has each of its codes in the manual's table", async () => {
    const manual = await Bun.file(join(import.meta.dir, "../../../.github/MANUAL.md")).text();
    const section = /^### luff plugin lint\n([^]*?)^#/m.exec(manual)?.[1] ?? "";
    const rows = [...section.matchAll(/^\| (`[a-z0-9-]+`(?:, `[a-z0-9-]+`)*) \| \S/gm)].map(([, codes = ""]) => codes);
    const listed = rows.flatMap((codes) => [...codes.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code));
    expect(listed.toSorted()).toEqual([...LINT_CODES].toSorted());
  });
});
