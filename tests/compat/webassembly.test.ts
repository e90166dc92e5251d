import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { serveEcho, type EchoServer } from "../helpers/echo-server.ts";
import { madeModule } from "../helpers/made-module.ts";
import { realHelm } from "../helpers/real-helm.ts";
import { wasmAnswer, wasmProgram } from "../helpers/wasm-bytes.ts";
import { createSandbox, type RunResult, type Sandbox } from "../helpers/sandbox.ts";

// The module is compiled once, and Helm compiles it too.
setDefaultTimeout(600_000);

const helm = realHelm(4);
let sandbox: Sandbox;
let server: EchoServer;
beforeAll(async () => {
  sandbox = createSandbox();
  server = await serveEcho();
  const module = await madeModule();
  const add = (name: string, type: string, rest: string): void => {
    const head = `apiVersion: v1\nname: ${name}\nversion: 1.0.0\ntype: ${type}\nruntime: extism/v1\n`;
    sandbox.addPlugin(name, head + rest);
    sandbox.write(`plugins/${name}/plugin.wasm`, module);
  };
  const memory = "memory: {maxHttpResponseBytes: 1000, maxVarBytes: 1000, maxPages: 200}";
  const rest = "config: {k: v}, allowedHosts: ['127.0.0.*'], fileSystem: {createTempDir: true}, timeout: 60000";
  add("m", "cli/v1", `config: {usage: m, shortHelp: s, longHelp: l}\nruntimeConfig: {${memory}, ${rest}}\n`);
  add("bare", "cli/v1", "config: {usage: bare, shortHelp: s, longHelp: l}\nruntimeConfig: {allowedHosts: ['*']}\n");
  add("g", "getter/v1", "config: {protocols: [made]}\n");
  add("r", "postrenderer/v1", "");
  sandbox.write("work/chart/Chart.yaml", "apiVersion: v2\nname: chart\nversion: 1.0.0\n");
  sandbox.write("work/chart/templates/a.yaml", "a: 1\n");
});
afterAll(() => {
  server[Symbol.dispose]();
  sandbox.remove();
});

function addModule(name: string, module: Uint8Array): void {
  const head = `apiVersion: v1\nname: ${name}\nversion: 1.0.0\ntype: cli/v1\nruntime: extism/v1\n`;
  sandbox.addPlugin(name, `${head}config: {usage: ${name}, shortHelp: s, longHelp: l}\n`);
  sandbox.write(`plugins/${name}/plugin.wasm`, module);
}

const byHelm = (args: readonly string[], stdin = ""): Promise<RunResult> =>
  sandbox.run(args, { program: [helm.path ?? ""], stdin });
const withServer = (words: readonly string[]): string[] => words.map((word) => word.replace("SERVER", server.url));

describe.skipIf(helm.path === undefined)("a WebAssembly plugin and Helm 4", () => {
  test.each([
    ["config k"],
    ["config other"],
    ["variables"],
    ["env HELM_NAMESPACE"],
    ["env HOME"],
    ["escape"],
    ["grow"],
    ["exit 0"],
    ["fill short"],
    ["http post SERVER/a?s=201 body"],
    ["http get SERVER/"],
    ["trap"],
    ["recurse"],
    ["error text 0"],
    [`fill ${"x".repeat(1000)}`],
    ["http get http://localhost:1/"],
    ["answer [1"],
  ])("give the same status and the same output as luff: %s", async (words) => {
    const args = withServer(["m", ...words.split(" ")]);
    const [expected, actual] = [await byHelm(args), await sandbox.run(args)];
    const escaped = (text: string): string => text.replace('"x-two":"a,b"', '"x-two":"a, b"');
    const lines = (text: string): string[] => text.split("\n");
    // Helm does not write what the C library still keeps at the end.
    expect(lines(actual.stdout)).toEqual(expect.arrayContaining(lines(escaped(expected.stdout)).slice(0, 1)));
    expect(actual.exitCode).toBe(expected.exitCode);
  });

  test.each([
    [
      "types of garbage collection",
      wasmProgram([0x41, 0], { 1: [2, 0x60, 0, 1, 0x7f, 0x5f, 0] }),
      "invalid byte: 0x5f",
    ],
    ["exceptions", wasmProgram([0x06, 0x7f, 0x41, 0, 0x19, 0x41, 1, 0x0b]), "invalid instruction 0x6"],
    ["tail calls", wasmProgram([0x12, 0]), "return_call invalid"],
    ["several memories", wasmProgram([0x41, 0], { 5: [2, 0, 1, 0, 1] }), "at most one memory"],
    ["shared memory or atomic instructions", wasmProgram([0x41, 0], { 5: [1, 3, 1, 2] }), "shared memory requested"],
  ])("refuse %s", async (feature, module, text) => {
    addModule("odd", module);
    expect(await byHelm(["odd"])).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(text) });
    const { exitCode, stderr } = await sandbox.run(["odd"]);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining(`its module uses ${feature}, which neither`)]);
  });

  test.each([
    ...["{}", "null", ' {"a":1,"a":2}\n', '{"a":1e999}', String.raw`{"a":"\ud800"}`],
    ...["[]", "5", '"x"', "true", "\uFEFF{}", "{}{}", "{} x", '{"a":01}', '{"a":1,}', "\v{}", "\u00a0{}"],
  ])("take the same answers, and refuse the same: %j", async (text) => {
    addModule("odd", wasmAnswer(new TextEncoder().encode(text)));
    expect((await sandbox.run(["odd"])).exitCode).toBe((await byHelm(["odd"])).exitCode ?? 0);
  });

  test("pass the same message to a command, but for what luff keeps of it", async () => {
    const args = ["m", "input", "--debug", "a b", "--namespace", "n", "ü", "--x=y"];
    const expected = await byHelm(args);
    expect(expected.stdout).toBe('{"extraArgs":["input","a b","ü","--x=y"]}\n');
    expect((await sandbox.run(args)).stdout).toBe(expected.stdout);
  });

  test("pass the same message to a getter, but for the file types that Helm wants of a chart", async () => {
    const shown = (await byHelm(["show", "chart", "made://host/x.tgz", "--username", "me", "--debug"])).stderr;
    const logged = /inputData="(\{\\"href.*\})"/.exec(shown)?.[1] ?? "";
    const expected = JSON.parse(JSON.parse(`"${logged}"`));
    expected.options.AcceptHeader = "";
    const { stderr } = await sandbox.run(["get", "-o", "file", "--username", "me", "made://host/x.tgz"]);
    expect(JSON.parse(stderr.split("\n")[0] ?? "")).toEqual(expected);
  });
});

/** The faults of Helm that the manual lists. When one of these tests fails, Helm may have mended it. */
describe.skipIf(helm.path === undefined)("a fault of Helm 4 with WebAssembly plugins that luff does not have", () => {
  test.each([
    ["m input", [1, "unexpected end of JSON input"], 0],
    ["m return 3", [2, "nil pointer dereference"], 3],
    ["m exit 4", [1, "module closed with exit_code(4)"], 4],
    ["bare http post SERVER/ body", [1, "request body too large"], 0],
    ["bare fill x", [1, "Vars are disabled by this host"], 0],
  ] as const)("%s", async (words, [status, text], own) => {
    const args = withServer(words.split(" "));
    const failed = await byHelm(args);
    expect([failed.exitCode, failed.stderr]).toEqual([status, expect.stringContaining(text)]);
    expect((await sandbox.run(args)).exitCode).toBe(own);
  });

  test("a redirect to a host that is not allowed", async () => {
    const { port } = server;
    const args = ["m", "http", "get", `${server.url}/?s=302&to=http://localhost:${port}/there`];
    expect((await byHelm(args)).stdout).toStartWith("200 ");
    expect((await sandbox.run(args)).exitCode).toBe(1);
  });

  test("no manifests for a post-renderer", async () => {
    const { stderr } = await byHelm(["template", "chart", "--post-renderer", "r", "--debug"]);
    expect(stderr).toContain(String.raw`inputData="{\"manifests\":{},\"extraArgs\":[]}"`);
    expect((await sandbox.run(["post-render", "r", "x"], { stdin: "a: 1\n" })).stdout).toBe("a: 1\n# by x\n");
  });

  test("no name and folder of the plugin, a clock that stands still, and no log", async () => {
    expect((await byHelm(["m", "env", "HELM_PLUGIN_NAME"])).stdout).toBe("unset\n");
    expect((await byHelm(["m", "wait"])).stdout).toBe("too early, year good\n");
    expect((await byHelm(["m", "log"])).stderr).toBe("");
  });
});
