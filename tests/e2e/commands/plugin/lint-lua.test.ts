import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { rmSync } from "node:fs";
import { membersOf, readLibraryTypes } from "../../../../build/library-reference.ts";
import { createSandbox, type Sandbox } from "../../../helpers/sandbox.ts";

const MANIFEST = "name: scripts\nversion: 1.0.0\nusage: u\ncommand: luff $HELM_PLUGIN_DIR/main.lua\n";
const MAIN = "function main() end\n";

type Files = Readonly<Record<string, string>>;

interface Report {
  readonly findings: readonly {
    readonly code: string;
    readonly severity: string;
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly message: string;
    readonly luacheck?: string;
  }[];
}

describe("luff plugin lint of Lua scripts", () => {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = createSandbox();
  });
  afterAll(() => sandbox.remove());

  const addPlugin = (name: string, files: Files): void => {
    for (const [file, text] of Object.entries({ "plugin.yaml": MANIFEST, "main.lua": MAIN, ...files })) {
      sandbox.write(`work/${name}/${file}`, text);
    }
  };
  /** The findings of a plugin with these files: "severity code file:line:column message (luacheck's code)". */
  const findingsOf = async (name: string, files: Files): Promise<readonly string[]> => {
    addPlugin(name, files);
    const { stdout, stderr } = await sandbox.run(["plugin", "lint", "-o", "json", name]);
    expect(stderr).toBe("");
    const { findings } = JSON.parse(stdout) as Report;
    const folder = `${sandbox.shown("work", name)}/`.length;
    return findings.map(({ severity, code, file, line, column, message, luacheck }) => {
      const place = `${file.slice(folder).replaceAll("\\", "/")}:${line}:${column}`;
      return `${severity} ${code} ${place} ${message}${luacheck === undefined ? "" : ` (${luacheck})`}`;
    });
  };

  test("prints what luacheck says, each with its place and luacheck's code", async () => {
    addPlugin("table", {
      "main.lua": "local unused = 1\nfunction main(...)\n  return helper(...)  \nend\n",
    });
    expect(await sandbox.run(["plugin", "lint", "table"])).toEqual({
      exitCode: 0,
      signal: null,
      stdout:
        `scripts 1.0.0: ${sandbox.shown("work", "table")}\n` +
        "luff loads it, Helm 3 loads it, Helm 4 loads it\n" +
        "warning  main.lua:1:7   script-unused  unused variable 'unused' (W211)\n" +
        "warning  main.lua:3:10  script-global  accessing undefined variable 'helper' (W113)\n" +
        "note     main.lua:3:21  script-layout  line contains trailing whitespace (W612)\n" +
        "no errors, 2 warnings\n",
      stderr: "",
    });
    expect(await sandbox.run(["plugin", "lint", "--strict", "table"])).toMatchObject({ exitCode: 1 });
  });

  const HEAD = "name: scripts\nversion: 1.0.0\nusage: u\n";
  const ENTRY = "platformHooks:\n  install:\n  - command: $HELM_PLUGIN_DIR/install.lua\n";
  const V1 = "apiVersion: v1\nname: scripts\nversion: 1.0.0\ntype: cli/v1\nruntime: subprocess\n";
  const HOOK_HINT =
    "write `luff $HELM_PLUGIN_DIR/install.lua`, which Helm can start too; luff runs the script as it is";
  test.each([
    ["hook-lua", `${HEAD}command: x\nhooks:\n  install: luff $HELM_PLUGIN_DIR/install.lua now\n`, undefined],
    ["hook-bare", `${HEAD}command: x\nhooks:\n  install: $HELM_PLUGIN_DIR/install.lua\n`, HOOK_HINT],
    ["hook-entry", `${HEAD}command: x\n${ENTRY}`, HOOK_HINT],
    ["command-bare", `${HEAD}command: $HELM_PLUGIN_DIR/install.lua\n`, HOOK_HINT],
    [
      "hook-v1",
      `${V1}runtimeConfig:\n  platformCommand:\n  - command: x\n${ENTRY.trimEnd().replaceAll(/^/gm, "  ")}\n`,
      "add an entry with `os: windows` for Helm; luff runs the script as it is",
    ],
    [
      "lua",
      `${HEAD}command: lua $HELM_PLUGIN_DIR/install.lua\n`,
      "write luff, which runs the script with its own Lua: luff $HELM_PLUGIN_DIR/install.lua",
    ],
  ])("says how to write the command of a Lua script: %s", async (name, manifest, hint) => {
    addPlugin(name, { "plugin.yaml": manifest, "install.lua": "function main() print(1) end\n" });
    const { stdout, stderr } = await sandbox.run(["plugin", "lint", "-o", "json", name]);
    expect(stderr).toBe("");
    const { findings } = JSON.parse(stdout) as { findings: readonly { code: string; hint?: string }[] };
    const hints = findings.filter(({ code }) => /windows|shell|lua-of/.test(code)).map((finding) => finding.hint);
    expect(hints).toEqual(hint === undefined ? [] : [hint]);
  });

  test("prints a finding of each class of luacheck's", async () => {
    const main =
      "-- luacheck: nonsense\n" +
      "function main(list)\n" +
      "  counter = 1\n" +
      "  local value = 1\n" +
      "  value = 2\n" +
      "  for _, list in ipairs(list) do print(list, value) end\n" +
      "  if value then end\n" +
      "  do return end\n" +
      "end\n";
    expect(await findingsOf("classes", { "main.lua": main })).toEqual([
      "warning luacheck-options main.lua:1:1 unknown inline option 'nonsense' (E021)",
      "warning script-global main.lua:3:3 setting non-standard global variable 'counter' (W111)",
      "warning script-value main.lua:4:9 value assigned to variable 'value' is overwritten on line 5 before use (W311)",
      "warning script-shadowed main.lua:6:10 shadowing definition of argument 'list' on line 2 (W422)",
      "warning script-flow main.lua:7:12 empty if branch (W542)",
    ]);
  });

  test("checks each Lua file of the plugin, but not the packages of others", async () => {
    const broken = "local a <const> = 1\n\nreturn {";
    const files = { "hooks/install.lua": broken, "plugin.complete.lua": broken, "lib/deep/a.lua": broken };
    const packages = { "lua_modules/share/lua/5.4/b.lua": broken, "notes.txt": broken };
    const message = "Lua 5.4 does not compile the script: unexpected symbol near <eof>";
    expect(await findingsOf("files", { ...files, ...packages })).toEqual([
      `error script-syntax hooks/install.lua:3:1 ${message}`,
      `error script-syntax lib/deep/a.lua:3:1 ${message}`,
      `error script-syntax plugin.complete.lua:3:1 ${message}`,
    ]);
  });

  test("checks the scripts of a plugin whose manifest cannot be used", async () => {
    const [manifest, script] = await findingsOf("unusable", { "plugin.yaml": "[]\n", "main.lua": "return undefined" });
    expect(manifest).toStartWith("error not-a-mapping plugin.yaml:1:1 ");
    expect(script).toBe("warning script-global main.lua:1:8 accessing undefined variable 'undefined' (W113)");
  });

  test("knows what Lua 5.4 has, and main, and reads past a first line and a byte order mark", async () => {
    const text =
      "local size <const> = utf8.len(arg[0]) // 1\nfunction main() goto last ::last:: return size, warn end\nprint(main)\n";
    const files = { "main.lua": `#!/usr/bin/env luff\n${text}`, "lib/a.lua": "return unpack\n" };
    expect(await findingsOf("names", files)).toEqual([
      "warning script-global lib/a.lua:1:8 accessing undefined variable 'unpack' (W113)",
    ]);
  });

  test("gives up on a script for which luacheck takes too long", async () => {
    const list = Array.from({ length: 2001 }, (_, index) => `t[${index}] = function(a) local b = a return b end\n`);
    const files = { "lib/list.lua": `local t = {}\n${list.join("")}return t\n`, "lib/a.lua": "return nothing\n" };
    expect(await findingsOf("long", files)).toEqual([
      "warning script-global lib/a.lua:1:8 accessing undefined variable 'nothing' (W113)",
      "warning script-unchecked lib/list.lua:0:0 luacheck cannot check the script: " +
        "it has more than 2000 functions, for which luacheck takes too long",
    ]);
  });

  describe(".luacheckrc", () => {
    const script = "local unused\nfunction main(...) return helper(unpack(...)) end\n";

    test("decides what is checked, and how", async () => {
      const options =
        'std = "lua51"\nread_globals = { "helper" }\nexclude_files = { "lib/other" }\n' +
        'files["lib/*.lua"].ignore = { "211" }\n';
      const files = { "main.lua": script, "lib/a.lua": script, "lib/other/b.lua": "return nothing\n" };
      expect(await findingsOf("options", { ...files, ".luacheckrc": options })).toEqual([
        "warning script-unused main.lua:1:7 unused variable 'unused' (W211)",
      ]);
      const none = 'return { std = "none", only = { "1" }, globals = { "helper" }, stds = {} }';
      expect(await findingsOf("none", { "main.lua": script, ".luacheckrc": none })).toEqual([
        "warning script-global main.lua:2:34 accessing undefined variable 'unpack' (W113)",
      ]);
    });

    test("is ignored for a script by a remark in it", async () => {
      const ignored = `-- luacheck: ignore 211\n-- luacheck: read globals helper unpack\n${script}`;
      expect(await findingsOf("remarks", { "main.lua": ignored })).toEqual([]);
    });

    test("has no part in a remark whose pattern takes too long, of which a warning tells", async () => {
      const name = "a".repeat(3000);
      const files = { "main.lua": `-- luacheck: ignore ${".-".repeat(7)}x\n${MAIN}local ${name}\n` };
      expect(await findingsOf("slow-remark", files)).toEqual([
        "warning script-unchecked plugin.yaml:0:0 luff could not check the plugin's Lua scripts: " +
          "luacheck takes too long with the remarks for it in a script",
      ]);
    });

    const HEAD = "warning luacheck-options .luacheckrc:0:0 the options of the file are not used: ";
    const LOADING = `${HEAD}Couldn't load configuration from .luacheckrc: `;
    test.each([
      [
        "programs",
        'os.execute("x")',
        `${LOADING}runtime error (.luacheckrc:1: attempt to index a nil value (global 'os'))`,
      ],
      [
        "modules",
        'require("x")',
        `${LOADING}runtime error (.luacheckrc:1: attempt to call a nil value (global 'require'))`,
      ],
      ["time", "while true do end", `${HEAD}they take too long`],
      ["time in a search", `x = ("a"):rep(3000):find(".-.-.-.-.-.-x")`, `${HEAD}they take too long`],
      ["time of a pattern", `ignore = { "211/${".-".repeat(150)}x" }`, `${HEAD}they take too long`],
      [
        "time in a metatable",
        "std = setmetatable({}, { __index = function() while true do end end })",
        `${HEAD}they take too long`,
      ],
      [
        "what runs later",
        "setmetatable({}, { __gc = function() while true do end end })",
        `${LOADING}runtime error (.luacheckrc:1: a metatable with __gc is not allowed)`,
      ],
      ["syntax", "std =", `${LOADING}syntax error (.luacheckrc:1: unexpected symbol near <eof>)`],
      [
        "names",
        'std = "lua99"',
        `${HEAD}in config loaded from .luacheckrc: invalid value of option 'std': unknown std 'lua99'`,
      ],
    ])("that cannot be used is reported, and luff's own options count: %s", async (name, options, expected) => {
      expect(await findingsOf(`unused-${name}`, { "main.lua": script, ".luacheckrc": options })).toEqual([
        expected,
        "warning script-unused main.lua:1:7 unused variable 'unused' (W211)",
        "warning script-global main.lua:2:27 accessing undefined variable 'helper' (W113)",
        "warning script-global main.lua:2:34 accessing undefined variable 'unpack' (W113)",
      ]);
    });
  });

  describe("main", () => {
    const main = "function main() print(1) end\n";
    const twice = "main itself; luff calls it too, so that its work";

    test("that the script calls itself runs twice, which is reported", async () => {
      expect(await findingsOf("twice", { "main.lua": `${main}main(...)\n` })).toEqual([
        `error main-called main.lua:2:1 the script calls ${twice} is done twice`,
      ]);
      expect(await sandbox.run(["./twice"])).toMatchObject({ exitCode: 0, stdout: "1\n1\n" });
    });

    test.each([
      ["return main(...)", "error", "2:8"],
      ["if arg[1] then main() end", "warning", "2:16"],
      ["local ok = arg[1] and pcall(main) print(ok)", "warning", "2:23"],
      ["xpcall(main, print)", "error", "2:1"],
      ["while main() do print(2) end", "warning", "2:7"],
    ])("is found in %s", async (call, severity, place) => {
      const verb = severity === "error" ? "calls" : "may call";
      const effect = severity === "error" ? "is done twice" : "would be done twice";
      const [found] = await findingsOf("found", { "main.lua": `${main}${call}\n` });
      expect(found).toBe(`${severity} main-called main.lua:${place} the script ${verb} ${twice} ${effect}`);
    });

    test.each([
      ["in a function that may never run", "function start() main() end -- luacheck: ignore"],
      ["of another table", "local app = { main = print }\napp.main()"],
      ["that ends the script", "os.exit(main(...))"],
      ["of a local variable", "do local main = print main() end"],
    ])("may be called %s", async (_, call) => {
      expect(await findingsOf("fine", { "main.lua": `${main}${call}\n` })).toEqual([]);
    });

    test("is not needed in hooks, getters and completions, which must do something", async () => {
      const manifest =
        `${MANIFEST}platformHooks:\n  install:\n  - command: luff $HELM_PLUGIN_DIR/hooks/install.lua\n` +
        "  update:\n  - command: $HELM_PLUGIN_DIR/hooks/update.lua\n" +
        "downloaders:\n- command: get.lua\n  protocols: [x]\n";
      const idle = "local function main() return 1 end\nlocal _ = main\n";
      const files = {
        "plugin.yaml": manifest,
        "hooks/install.lua": 'print("installed")\n',
        "hooks/update.lua": idle,
        "get.lua": "local function main() print(1) end\nmain()\n",
        "plugin.complete.lua": idle,
        "lib/unstarted.lua": idle,
      };
      const message = "the script does nothing: it calls no function, and has no global main that luff could call";
      const found = await findingsOf("optional", files);
      expect(found.filter((line) => line.includes(".lua:") && !line.includes(" plugin.yaml:"))).toEqual([
        `warning script-without-effect hooks/update.lua:0:0 ${message}`,
        `warning script-without-effect plugin.complete.lua:0:0 ${message}`,
      ]);
    });
  });

  test("warns of names that a module of luff's library does not have", async () => {
    const main = `local fs, helm = require "helm.fs", require("helm")
local platform = require("helm").platform
local late
local other = require "helm.json"
local alias = fs
other = { own = 1 }
late = require("helm.term")
function fs.extra() return 1 end
function main()
  print(fs.reed("x"), fs.read("x"), fs.extra(), helm.filesystem.read("y"), helm.fs.wride("x"), helm.yaml.decode(""))
  print(platform.oz, platform.os, platform.is_windows, other.own, late.zzz(), alias.exist("x"))
  print(require("helm.encoding").base64.decode("x"), helm.plugin.name, helm.plugin.config.anything)
  if fs.newer then print(fs.newer()) end
  print((helm.fs.newest or fs.read)("x"), helm.log.wran("x"))
  local fs = { own = print }
  fs.own(helm.defer(print))
end
`;
    const found = await findingsOf("library", { "main.lua": main });
    expect(found.filter((line) => line.includes("library-unknown"))).toEqual([
      'warning library-unknown main.lua:10:12 helm.fs has no "reed"',
      'warning library-unknown main.lua:10:54 helm has no "filesystem"',
      'warning library-unknown main.lua:10:84 helm.fs has no "wride"',
      'warning library-unknown main.lua:11:18 helm.platform has no "oz"',
      'warning library-unknown main.lua:11:72 helm.term has no "zzz"',
      'warning library-unknown main.lua:11:85 helm.fs has no "exist"',
      'warning library-unknown main.lua:14:52 helm.log has no "wran"',
    ]);
    const { stdout } = await sandbox.run(["plugin", "lint", "library"]);
    const hints = stdout.split("\n").flatMap((line) => (line.includes("→") ? [line.trim()] : []));
    expect(hints).toContain("→ did you mean fs.read?");
    expect(hints).toContain("→ 'luff help lua term' lists what it has");
  });

  test("says nothing of the members of a variable that is no module of luff's everywhere", async () => {
    const main = `local ok, json = pcall(require, "cjson.safe")
if not ok then json = require("helm.json") end
local fs = nil
fs = require("helm.fs")
local function yaml() end
yaml = require("helm.yaml")
function main(term)
  term = term or {}
  for path = 1, 2 do path = require("helm.path") print(path.none) end
  for _, env in ipairs(arg) do env = require("helm.env") print(env.none) end
  if not term.any then term = require("helm.term") end
  local given = arg[1]
  given = require("helm.log")
  print(json.none, fs.none, yaml.none, term.none, given.none)
end
function call(helm) helm = helm ~= 1 and helm or nil helm = require("helm") print(helm.none) end
`;
    const found = await findingsOf("sometimes", { "main.lua": main });
    expect(found.filter((line) => line.includes("library-unknown"))).toEqual([
      'warning library-unknown main.lua:14:23 helm.fs has no "none"',
    ]);
  });

  test("says which file is near to a script that is missing, as luff does when it runs the plugin", async () => {
    addPlugin("near", { "mian.lua": MAIN });
    rmSync(sandbox.path("work", "near", "main.lua"));
    const { stdout } = await sandbox.run(["plugin", "lint", "near"]);
    expect(stdout).toContain("→ the folder has mian.lua\n");
    const { exitCode, stderr } = await sandbox.run(["./near"]);
    expect({ exitCode, hint: stderr.split("\n")[1] }).toEqual({
      exitCode: 1,
      hint: "Hint: Look for another name: the folder has mian.lua.",
    });
  });

  test("knows each name of luff's library", async () => {
    const uses = readLibraryTypes().flatMap((types) =>
      types.name.startsWith("helm.")
        ? membersOf(types).map((member) => `require("${types.name}").${member.replace("()", "")}`)
        : [],
    );
    const names = uses.filter((use) => !use.endsWith("."));
    expect(names.length).toBeGreaterThan(100);
    const main = `function main()\n${names.map((name) => `  print(${name})\n`).join("")}end\n`;
    const found = await findingsOf("names", { "main.lua": main });
    expect(found.filter((line) => line.includes("library-unknown"))).toEqual([]);
  });

  describe("require", () => {
    const tried = (name: string, ...folders: readonly string[]): string =>
      folders
        .flatMap((folder) => [folder, `${folder}lua/`, `${folder}lua_modules/share/lua/5.4/`])
        .flatMap((place) => [`${place}${name}.lua`, `${place}${name}/init.lua`])
        .join(", ");
    const missing = (name: string, ...folders: readonly string[]): string => {
      const places = tried(name.replaceAll(".", "/"), ...folders);
      return `there is no module "${name}": luff has none of this name, and in the plugin there is none of ${places}`;
    };

    test("of a module that nobody has names the places that luff searches", async () => {
      const main =
        'local a = require("lib.a")\nfunction main() if a then return require "b" end return require(a) end\n';
      expect(await findingsOf("missing", { "main.lua": main })).toEqual([
        `error require-missing main.lua:1:11 ${missing("lib.a", "")}`,
        `warning require-missing main.lua:2:34 ${missing("b", "")}`,
      ]);
      const { stderr } = await sandbox.run(["./missing"]);
      const searched = [...stderr.matchAll(/no file '(.*)'/g)].map(([, path = ""]) => path);
      const folder = `${sandbox.shown("work", "missing")}/`.length;
      expect(searched.map((path) => path.slice(folder).replaceAll("\\", "/")).join(", ")).toBe(tried("lib/a", ""));
    });

    test("finds luff's modules, Lua's own, and those of the plugin in each of its layouts", async () => {
      const names = [
        "helm",
        "helm.fs",
        "lfs",
        "socket.http",
        "cjson.safe",
        "lpeg",
        "string",
        "a",
        "b",
        "c.d",
        "e",
        "f.g",
      ];
      const uses = names.map((name) => `print(require("${name}"))\n`).join("");
      const files = ["a.lua", "b/init.lua", "lua/c/d.lua", "lua/e/init.lua", "lua_modules/share/lua/5.4/f/g.lua"];
      const modules = Object.fromEntries(files.map((file) => [file, "return {}\n"]));
      expect(await findingsOf("present", { "main.lua": `function main() end\n${uses}`, ...modules })).toEqual([]);
    });

    test("that may fail is not reported, nor are modules of a plugin that changes where Lua searches", async () => {
      const caught =
        'function main() end\nprint(pcall(require, "x"))\nprint(pcall(function() return require("y") end))\n' +
        "do local require = print require('z') end\n";
      expect(await findingsOf("caught", { "main.lua": caught })).toEqual([]);
      const changed = 'package.path = arg[1] .. "/?.lua;" .. package.path\n';
      const files = { "main.lua": 'function main() end\nrequire("x")\n', "lib/path.lua": changed };
      expect(await findingsOf("changed", files)).toEqual([]);
    });

    test("finds in specs what luff plugin test brings along, and lets them replace modules", async () => {
      const spec =
        'local match = require("luassert.match")\npackage.loaded["a"] = match\nprint(require("say"), require("b"))\n';
      const files = { "spec/a_spec.lua": spec, "main.lua": 'function main() end\nprint(require("say"))\n' };
      expect(await findingsOf("spec-modules", files)).toEqual([
        `error require-missing main.lua:2:7 ${missing("say", "")}`,
      ]);
    });

    test("searches in the folder of a hook and of a script that nothing starts, but not in that of a module", async () => {
      const manifest = `${MANIFEST}platformHooks:\n  install:\n  - command: luff $HELM_PLUGIN_DIR/hooks/install.lua\n`;
      const files = {
        "plugin.yaml": manifest,
        "main.lua": 'function main() end\nprint(require("lib.a"))\n',
        "lib/a.lua": 'return require("k")\n',
        "lib/k.lua": "return 1\n",
        "hooks/install.lua": 'print(require("c"), require("lib.a"))\n',
        "hooks/c.lua": "return 2\n",
        "tools/t.lua": 'print(require("d"))\n',
        "tools/d.lua": "return 3\n",
      };
      const found = await findingsOf("folders", files);
      expect(found.filter((line) => !line.includes(" plugin.yaml:"))).toEqual([
        `error require-missing hooks/install.lua:1:21 ${missing("lib.a", "hooks/")}`,
        `error require-missing lib/a.lua:1:8 ${missing("k", "", "hooks/")}`,
      ]);
    });
  });

  test("knows the functions that specs use", async () => {
    const spec = 'describe("main", function() it("works", function() assert.same(1, 1) end) end)\n';
    expect(
      await findingsOf("specs", { "spec/a_spec.lua": spec, "b_spec.lua": spec, "tests/deep/c_spec.lua": spec }),
    ).toEqual([]);
  });
});
