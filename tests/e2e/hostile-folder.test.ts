import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { existsSync, readdirSync } from "node:fs";
import { manifestOf, programFiles } from "../helpers/fixture-programs.ts";
import { testsBinary } from "../helpers/program-under-test.ts";
import { createSandbox, type RunResult, type Sandbox, type Variables } from "../helpers/sandbox.ts";

// A plugin that prints what reached it: the variables that a manipulated luff would have added, and its arguments.
const PROBE = `function main(...)
  print(os.getenv("STOLEN") or "-", os.getenv("NODE_ENV") or "-", ...)
end
`;
const UNMOVED: RunResult = { exitCode: 0, signal: null, stdout: "-\t-\ta\tb c\n", stderr: "" };

const PRELOAD = 'require("node:fs").writeFileSync("stolen", ""); console.log("stolen"); process.env.STOLEN = "1";\n';

const HOSTILE_FILES: Readonly<Record<string, string>> = {
  "preload.js": PRELOAD,
  ".env": "STOLEN=1\nNODE_ENV=stolen\nBUN_OPTIONS=--preload=./preload.js\nHELM_PLUGINS=/nowhere\n",
  ".env.local": "STOLEN=1\n",
  ".env.production": "STOLEN=1\n",
  ".env.development": "STOLEN=1\n",
  "bunfig.toml": 'preload = ["./preload.js"]\n[run]\npreload = ["./preload.js"]\n[test]\npreload = ["./preload.js"]\n',
  "package.json": '{ "type": "commonjs", "main": "./preload.js", "imports": { "#*": "./preload.js" }',
  "tsconfig.json": '{ "compilerOptions": { "paths": { "*": ["./preload.js"] }, "jsx": "react" }',
  "node_modules/clipanion/package.json": '{ "name": "clipanion", "main": "../../preload.js" }',
  "node_modules/yaml/package.json": '{ "name": "yaml", "main": "../../preload.js" }',
  "node_modules/wasmoon/package.json": '{ "name": "wasmoon", "main": "../../preload.js" }',
  "node_modules/.env": "STOLEN=1\n",
  "lua.wasm": "no module",
};

const HOSTILE_VARIABLES: readonly Variables[] = [
  { BUN_BE_BUN: "1" },
  { BUN_OPTIONS: "--preload=./preload.js" },
  { BUN_OPTIONS: "--config=./bunfig.toml" },
  { BUN_OPTIONS: "--env-file=.env" },
  { BUN_OPTIONS: "--version" },
  { BUN_OPTIONS: "--revision --print 1" },
  { BUN_INSPECT: "127.0.0.1:0" },
  { BUN_INSPECT_PRELOAD: "./preload.js" },
  { BUN_BYTECODE_ORDER_OUT: "stolen" },
  { BUN_BYTECODE_DIGEST_OUT: "stolen" },
  { BUN_CONFIG_PRELOAD: "./preload.js" },
  { BUN_RUNTIME_TRANSPILER_CACHE_PATH: "stolen" },
  { BUN_INSTALL: "stolen" },
  { NODE_OPTIONS: "--require=./preload.js" },
  { NODE_PATH: "." },
];

// The source runs under Bun, which reads these files and variables by itself.
describe.skipIf(!testsBinary())("a compiled luff in a hostile folder", () => {
  let sandbox: Sandbox;

  beforeAll(() => {
    sandbox = createSandbox();
    sandbox.addPlugin("probe", "name: probe\nversion: 1.0.0\nusage: u\n", { "main.lua": PROBE });
    for (const [name, content] of Object.entries(HOSTILE_FILES)) {
      for (const folder of ["work", "home", "plugins"]) sandbox.write(`${folder}/${name}`, content);
    }
    sandbox.write("home/.bunfig.toml", HOSTILE_FILES["bunfig.toml"] ?? "");
  });
  afterAll(() => sandbox.remove());

  test("runs a plugin as in any other folder", async () => {
    expect(await sandbox.run(["probe", "a", "b c"])).toEqual(UNMOVED);
    expect(existsSync(sandbox.path("work/stolen"))).toBe(false);
  });

  test("runs a plugin as usual if the folder is a plugins folder", async () => {
    expect(await sandbox.run(["probe", "a", "b c"], { cwd: sandbox.plugins })).toEqual(UNMOVED);
  });

  test("prints its help", async () => {
    const { exitCode, stdout, stderr } = await sandbox.run(["help"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).not.toContain("stolen");
  });

  test.each(HOSTILE_VARIABLES)("is not affected by %j", async (env) => {
    expect(await sandbox.run(["probe", "a", "b c"], { env })).toEqual(UNMOVED);
    expect(existsSync(sandbox.path("work/stolen"))).toBe(false);
  });

  test("passes every variable to the plugin unchanged", async () => {
    const lua = 'for _, name in ipairs(arg) do print(name .. "=" .. (os.getenv(name) or "")) end';
    sandbox.addPlugin("variables", manifestOf("variables"), programFiles("env", lua));
    const env = Object.assign({}, ...HOSTILE_VARIABLES) as Record<string, string>;
    const { stdout, exitCode } = await sandbox.run(["variables", ...Object.keys(env)], { env });
    expect(exitCode).toBe(0);
    const expected = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    expect(stdout.split("\n")).toEqual(expect.arrayContaining(expected));
  });
});

describe("luff version", () => {
  test("leaves no file behind", async () => {
    using sandbox = createSandbox();
    const { exitCode } = await sandbox.run(["version"]);
    expect(exitCode).toBe(0);
    expect(readdirSync(sandbox.root, { recursive: true, encoding: "utf8" }).toSorted()).toEqual([
      "home",
      "plugins",
      "tmp",
      "work",
    ]);
  });
});
