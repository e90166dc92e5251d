import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { membersOf, parseTypes, readLibraryTypes } from "../../../../build/library-reference.ts";
import { filesBelow } from "../../../helpers/files-below.ts";
import { createSandbox, type RunResult, type Sandbox } from "../../../helpers/sandbox.ts";

const C_LIBRARIES = resolve(import.meta.dir, "../../../../src/lua/c-libraries/types");
const OF_C = readdirSync(C_LIBRARIES).map((file) => parseTypes(readFileSync(join(C_LIBRARIES, file), "utf8")));
/** What scripts define, and what specs call. */
const GLOBALS = [
  ...["main", "describe", "context", "insulate", "expose", "it", "spec", "test", "pending", "finally"],
  ...["before_each", "after_each", "setup", "teardown"],
  ...["lazy_setup", "lazy_teardown", "strict_setup", "strict_teardown"],
  ...["spy", "stub", "mock", "match"],
];
const MODULES = [...readLibraryTypes(), ...OF_C].map(({ name }) => name).toSorted();

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.write("work/p/main.lua", "function main() end\n");
  sandbox.write("work/p/plugin.yaml", "name: p\nversion: 1.0.0\nusage: u\n");
});
afterEach(() => sandbox.remove());

const run = (...args: readonly string[]): Promise<RunResult> => sandbox.run(["plugin", "types", ...args]);
const done = (stdout: string): RunResult => ({ exitCode: 0, signal: null, stdout, stderr: "" });
const typesFolder = (): string => sandbox.shown("work", "p", ".luff", "types");
const settingsFile = (): string => sandbox.shown("work", "p", ".luarc.json");
const wrote = (): string => `Wrote the types of ${MODULES.length} modules: ${typesFolder()}\n`;

describe("luff plugin types", () => {
  test("writes the types of every module under its name, and settings", async () => {
    expect(await run("p")).toEqual(done(`${wrote()}Created ${settingsFile()}\n`));
    const types = sandbox.path("work/p/.luff/types");
    const found = Object.entries(filesBelow(types)).filter(([, content]) => content !== "folder");
    const names = found.map(([path, content]) => `${path} ${parseTypes(content).name}`);
    expect(names.toSorted()).toEqual(MODULES.map((name) => `${name.replaceAll(".", "/")}.lua ${name}`).toSorted());
    expect(JSON.parse(readFileSync(sandbox.path("work/p/.luarc.json"), "utf8"))).toEqual({
      "runtime.version": "Lua 5.4",
      "runtime.path": [
        "?.lua",
        "?/init.lua",
        "lua/?.lua",
        "lua/?/init.lua",
        "lua_modules/share/lua/5.4/?.lua",
        "lua_modules/share/lua/5.4/?/init.lua",
      ],
      "workspace.library": [".luff/types"],
      "workspace.checkThirdParty": false,
      "diagnostics.globals": GLOBALS,
    });
  });

  test("writes settings that know every global of specs", async () => {
    const names = (file: string): string => `
local file <close> = assert(io.open("${file}", "w"))
for name in pairs(_G) do file:write(name, "\\n") end
`;
    sandbox.write("work/p/main.lua", `function main()${names("of-script")}end\n`);
    sandbox.write("work/p/spec/globals_spec.lua", `it("writes", function()${names("of-specs")}end)\n`);
    expect((await sandbox.run(["./p/main.lua"])).stderr).toBe("");
    expect((await sandbox.run(["plugin", "test", "p"])).exitCode).toBe(0);
    const written = (path: string): readonly string[] => readFileSync(sandbox.path(path), "utf8").trim().split(/\r?\n/);
    const ofScript = written("work/of-script");
    const ofSpecs = written("work/p/of-specs").filter((name) => !ofScript.includes(name));
    expect(ofSpecs.toSorted()).toEqual(GLOBALS.filter((name) => name !== "main").toSorted());
  });

  test("replaces the types and leaves complete settings alone", async () => {
    await run("p");
    sandbox.write("work/p/.luff/types/lfs.lua", "old");
    const before = readFileSync(sandbox.path("work/p/.luarc.json"), "utf8");
    expect(await sandbox.run(["plugin", "types"], { cwd: "work/p" })).toEqual(
      done(`${wrote()}${settingsFile()} already has the settings\n`),
    );
    expect(readFileSync(sandbox.path("work/p/.luff/types/lfs.lua"), "utf8")).toStartWith("---@meta lfs\n");
    expect(readFileSync(sandbox.path("work/p/.luarc.json"), "utf8")).toBe(before);
  });

  test("adds to the user's settings, and keeps what has another value", async () => {
    const own = { "diagnostics.globals": ["describe"], "runtime.version": "LuaJIT", "hint.enable": true };
    sandbox.write("work/p/.luarc.json", JSON.stringify(own));
    const added = "runtime.path, workspace.library, workspace.checkThirdParty, diagnostics.globals";
    expect(await run("p")).toEqual(
      done(
        `${wrote()}Added to ${settingsFile()}: ${added}\n${settingsFile()} has its own runtime.version, which stays\n`,
      ),
    );
    expect(JSON.parse(readFileSync(sandbox.path("work/p/.luarc.json"), "utf8"))).toMatchObject({
      ...own,
      "diagnostics.globals": ["describe", ...GLOBALS.filter((name) => name !== "describe")],
      "workspace.library": [".luff/types"],
    });
  });

  test("says what to add to settings with comments, and leaves them alone", async () => {
    const own = '{ // mine\n"runtime.path": ["?.lua"] }';
    sandbox.write("work/p/.luarc.json", own);
    expect(await run("p")).toEqual(
      done(
        `${wrote()}${settingsFile()} is not changed, because it has comments or is no JSON. Add these settings to it:\n` +
          '  "runtime.version": "Lua 5.4",\n' +
          '  "runtime.path": ["?/init.lua","lua/?.lua","lua/?/init.lua","lua_modules/share/lua/5.4/?.lua","lua_modules/share/lua/5.4/?/init.lua"],\n' +
          '  "workspace.library": [".luff/types"],\n' +
          '  "workspace.checkThirdParty": false,\n' +
          `  "diagnostics.globals": ${JSON.stringify(GLOBALS)},\n`,
      ),
    );
    expect(readFileSync(sandbox.path("work/p/.luarc.json"), "utf8")).toBe(own);
  });

  test("changes nothing with --dry-run", async () => {
    expect(await run("--dry-run", "p")).toEqual(
      done(`Would write the types of ${MODULES.length} modules: ${typesFolder()}\nWould create ${settingsFile()}\n`),
    );
    sandbox.write("work/p/.luarc.json", '{"runtime.version": "Lua 5.4"}');
    expect((await run("--dry-run", "p")).stdout).toEndWith(
      `Would add to ${settingsFile()}: runtime.path, workspace.library, workspace.checkThirdParty, diagnostics.globals\n`,
    );
    expect(existsSync(sandbox.path("work/p/.luff"))).toBe(false);
    expect(readFileSync(sandbox.path("work/p/.luarc.json"), "utf8")).toBe('{"runtime.version": "Lua 5.4"}');
  });

  test("prints JSON for programs", async () => {
    const { stdout } = await run("p", "-o", "json");
    const { types, files, settings, result } = JSON.parse(stdout);
    expect({ types, result, count: files.length }).toEqual({
      types: typesFolder(),
      result: "written",
      count: MODULES.length,
    });
    expect(settings).toMatchObject({
      file: settingsFile(),
      result: "created",
      added: { "runtime.version": "Lua 5.4" },
      kept: [],
    });
  });

  test("refuses a folder that is not there", async () => {
    expect(await run("none")).toEqual({
      exitCode: 1,
      signal: null,
      stdout: "",
      stderr:
        `Error: there is no folder ${sandbox.shown("work", "none")} [not-a-plugin-folder]\n` +
        'Hint: No plugin named "none" is installed, either. Name the folder of a plugin, or of Lua scripts.\n',
    });
  });

  test.each([
    [".luff", ".luff", "folder"],
    [".luff/types", ".luff/types", "folder"],
    [".luff/types/helm", ".luff/types/helm", "folder"],
    [".luarc.json", ".luarc.json", "file"],
  ])("writes nothing through a link that leads out of the folder: %s", async (_, name, kind) => {
    const link = sandbox.path("work/p", name);
    const target = sandbox.path("work/other", kind);
    mkdirSync(sandbox.path("work/other/folder"), { recursive: true });
    sandbox.write("work/other/file", "{}");
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(target, link, kind === "folder" ? "junction" : "file");
    const { exitCode, stdout, stderr } = await run("p");
    const shown = sandbox.shown("work", "p", ...name.split("/"));
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: `Error: cannot write ${shown}: it is a link that leads out of the folder [file-failed]\nHint: Remove the link.\n`,
    });
    expect(filesBelow(sandbox.path("work/other"))).toEqual({ file: "{}", folder: "folder" });
  });

  test("writes through a link that stays in the folder, and leaves it a link", async () => {
    mkdirSync(sandbox.path("work/p/own"));
    sandbox.write("work/p/own/settings", "{}");
    symlinkSync(sandbox.path("work/p/own"), sandbox.path("work/p/.luff"), "junction");
    symlinkSync(sandbox.path("work/p/own/settings"), sandbox.path("work/p/.luarc.json"));
    expect((await run("p")).stdout).toStartWith(wrote());
    expect(existsSync(sandbox.path("work/p/own/types/lfs.lua"))).toBe(true);
    expect(readFileSync(sandbox.path("work/p/own/settings"), "utf8")).toContain('"runtime.version": "Lua 5.4"');
    expect(lstatSync(sandbox.path("work/p/.luarc.json")).isSymbolicLink()).toBe(true);
  });

  test("reports a folder that cannot be made", async () => {
    sandbox.write("work/p/.luff", "a file");
    const { exitCode, stderr } = await run("p");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("[file-failed]\nHint: Name a folder that you may write to.\n");
    expect(existsSync(sandbox.path("work/p/.luarc.json"))).toBe(false);
  });

  test("writes nothing that belongs into a package or that lint reports", async () => {
    const before = await sandbox.run(["plugin", "lint", "p"]);
    await run("p");
    expect(await sandbox.run(["plugin", "lint", "p"])).toEqual(before);
    const { stdout } = await sandbox.run(["plugin", "package", "--dry-run", "-o", "json", "p"]);
    expect(stdout).toContain("main.lua");
    expect(stdout).not.toContain(".luarc");
    expect(stdout).not.toContain(".luff");
  });
});

const PRINT_MEMBERS = `
local names = {}
for key, member in pairs(require(...)) do
  names[#names + 1] = type(member) == "function" and key .. "()" or key
end
table.sort(names)
print(table.concat(names, "\\n"))`;

test.each(OF_C.filter(({ name }) => name !== "cjson.safe").map((types) => [types.name, membersOf(types)] as const))(
  "the C library %s has the members of its types",
  async (name, members) => {
    const { stdout, stderr } = await sandbox.run(["-", name], { stdin: PRINT_MEMBERS });
    expect({ members: stdout.trimEnd().split("\n"), stderr }).toEqual({ members: [...members], stderr: "" });
  },
);

test("every file of types is Lua", async () => {
  await run("p");
  const check =
    "for _, path in ipairs(require('helm.fs').glob('p/.luff/types/**/*.lua')) do print(assert(loadfile(path))) end";
  const { stdout, stderr } = await sandbox.run(["-e", check]);
  expect(stderr).toBe("");
  expect(stdout.trimEnd().split("\n")).toHaveLength(MODULES.length);
});
