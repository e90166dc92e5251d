import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, readdirSync, utimesSync } from "node:fs";
import { serveEcho, type EchoServer } from "../helpers/echo-server.ts";
import { madeModule } from "../helpers/made-module.ts";
import { testsCompactHost, testsWindows } from "../helpers/program-under-test.ts";
import { wasmProgram } from "../helpers/wasm-bytes.ts";
import { createSandbox, type RunOptions, type RunResult, type Sandbox, type Started } from "../helpers/sandbox.ts";

// The module is compiled once.
setDefaultTimeout(600_000);

const COMPACT = testsCompactHost();
let module: Uint8Array;
let sandbox: Sandbox;
beforeAll(async () => void (module = await madeModule()));
beforeEach(() => void (sandbox = createSandbox()));
afterEach(() => sandbox.remove());

/** Adds a plugin whose module is the one for tests. */
function add(name: string, rest = "", type = "cli/v1"): void {
  const head = `apiVersion: v1\nname: ${name}\nversion: 1.0.0\ntype: ${type}\nruntime: extism/v1\n`;
  sandbox.addPlugin(name, head + rest);
  sandbox.write(`plugins/${name}/plugin.wasm`, module);
}

/** Runs a command that is the module, with this runtimeConfig in YAML. */
function run(args: readonly string[], config = "{}", options?: RunOptions): Promise<RunResult> {
  add("m", `runtimeConfig: ${config}\n`);
  return sandbox.run(["m", ...args], options);
}

/** What a run that succeeds prints. */
async function printed(...call: Parameters<typeof run>): Promise<string> {
  const { exitCode, stdout, stderr } = await run(...call);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  return stdout;
}

/** What a run that fails writes to stderr, and its status. */
async function failure(...call: Parameters<typeof run>): Promise<readonly [number | null, string]> {
  const { exitCode, stderr } = await run(...call);
  return [exitCode, stderr];
}

/** On Windows Helm's cache is there too. */
const inTemporaryFolder = (): string[] => readdirSync(sandbox.path("tmp")).filter((name) => name !== "helm");

test("plugins with WebAssembly run in luff with Bun, and the compact executable refuses them", async () => {
  add("m");
  const { exitCode, stdout, stderr } = await sandbox.run(["m", "input"]);
  const [listed] = JSON.parse((await sandbox.run(["plugin", "list", "-o", "json"])).stdout);
  if (!COMPACT) {
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: '{"extraArgs":["input"]}\n', stderr: "" });
    expect(listed).toMatchObject({ runtime: "extism", runs: true, startFailure: null });
    return;
  }
  const hint =
    "The compact executables have no WebAssembly for plugins: use a luff with Bun, where there is one, or Helm 4.";
  const refusal = "has the runtime extism/v1, which this luff cannot run";
  expect({ exitCode, stdout, stderr }).toEqual({
    exitCode: 1,
    stdout: "",
    stderr: `Error: plugin "m" ${refusal} [runtime-unsupported]\nHint: ${hint}\n`,
  });
  expect(listed).toMatchObject({ runtime: "extism", runs: false, startFailure: refusal, startHint: hint });
  const installed = await sandbox.run(["plugin", "install", "--force", sandbox.shown("plugins", "m")], {
    env: { HELM_PLUGINS: sandbox.shown("other") },
  });
  expect([installed.exitCode, installed.stderr]).toEqual([
    0,
    `Warning: plugin "m" does not run here: ${refusal}. ${hint}\n`,
  ]);
});

describe.skipIf(COMPACT)("a command of WebAssembly", () => {
  test("is explained by --debug", async () => {
    add("m", "runtimeConfig: {allowedHosts: [example.com]}\n");
    const { exitCode, stdout, stderr } = await sandbox.run(["--debug", "--time-limit", "50s", "m", "input"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '{"extraArgs":["input"]}\n' });
    const lines = stderr
      .replaceAll("\r", "")
      .split("\n")
      .map((line) => line.replace(/^Debug: \d+ ms: /, ""));
    const module = sandbox.shown("plugins", "m", "plugin.wasm");
    expect(lines.filter((line) => line.startsWith('plugin "m": '))).toEqual([
      `plugin "m": manifest ${sandbox.shown("plugins", "m", "plugin.yaml")}: apiVersion v1, type cli/v1, version 1.0.0`,
      'plugin "m": runtime extism/v1',
      `plugin "m": expanded: "${module}" input`,
      `plugin "m": luff itself runs ${module}`,
      'plugin "m": limits: memory none; time 50s, set by --time-limit; output none',
      'plugin "m": may reach the servers: example.com; calls helm_plugin_main',
    ]);
  });

  test("gets the arguments in its message, without Helm's flags", async () => {
    expect(await printed(["input", "--debug=x", "ü", 'a "b"', "", "--namespace", "n", "-x"])).toBe(
      '{"extraArgs":["input","--debug=x","ü","a \\"b\\"","","-x"]}\n',
    );
    add("m", "config: {ignoreFlags: true}\nruntimeConfig: {entryFuncName: other_main}\n");
    expect((await sandbox.run(["m", "x"])).stdout).toBe("another function\n");
  });

  test("reads stdin, and writes to stdout and stderr", async () => {
    const stdin = "line\n".repeat(5000);
    expect(await run(["copy"], "{}", { stdin })).toMatchObject({
      exitCode: 0,
      stdout: stdin,
      stderr: "read to the end\n",
    });
  });

  test("has the user's environment, and Helm's variables", async () => {
    expect(await printed(["env", "SOME"], "{}", { env: { SOME: "thing" } })).toBe("thing\n");
    expect(await printed(["env", "HELM_NAMESPACE"])).toBe("default\n");
    expect(await printed(["env", "HELM_PLUGIN_NAME"])).toBe("m\n");
  });

  test.each([
    [["return", "3"], 3],
    [["exit", "4"], 4],
    [["exit", "0"], 0],
    [["answer", ""], 0],
    [["answer", '{"data":"text"}'], 0],
  ] as const)("ends luff with its status: %j", async (args, status) => {
    expect(await failure(args)).toEqual([status, ""]);
  });

  test("gives a status that the system does not have as 1", async () => {
    const [status, text] = await failure(["return", "-1"]);
    // Windows has 32 bits for it, of which a shell under Wine sees 8.
    expect([(status ?? 0) & 0xff, text]).toEqual([testsWindows() ? 0xff : 1, ""]);
    expect(await failure(["return", "511"])).toEqual([testsWindows() ? expect.any(Number) : 1, ""]);
  });

  test("reports the error that it sets, a trap, an endless recursion, and an answer that is not JSON", async () => {
    expect(await failure(["error", "it failed\ntwice", "5"])).toEqual([
      5,
      'Error: plugin "m": it failed [module-failed]\ntwice\n',
    ]);
    expect(await failure(["error", "it failed"])).toEqual([1, 'Error: plugin "m": it failed [module-failed]\n']);
    expect(await failure(["error", "\u001B[31mred\ntwo\u009B1m"])).toEqual([
      1,
      'Error: plugin "m": \uFFFD[31mred [module-failed]\ntwo\uFFFD1m\n',
    ]);
    const failed = 'Error: plugin "m": its module failed:';
    expect(await failure(["trap"])).toEqual([1, `${failed} Unreachable code should not be executed [module-failed]\n`]);
    expect(await failure(["recurse"])).toEqual([1, `${failed} Maximum call stack size exceeded. [module-failed]\n`]);
    const [status, answer] = await failure(["answer", "hello"]);
    expect([status, answer.split("\n")[0]]).toEqual([
      1,
      'Error: plugin "m": the answer of its module is not JSON [answer-invalid]',
    ]);
    const [, list] = await failure(["answer", "[]"]);
    expect(list.split("\n")[0]).toBe(
      'Error: plugin "m": the answer of its module is JSON with an array, expected an object [answer-invalid]',
    );
  });

  test("has its configuration, and variables", async () => {
    expect(await printed(["config", "k"], "{config: {k: v}}")).toBe("v\n");
    expect(await printed(["config", "toString"], "{config: {k: v}}")).toBe("none\n");
    expect(await printed(["variables"])).toBe("0 first 0\n");
    expect(await printed(["fill", "x".repeat(50)], "{memory: {maxVarBytes: 100}}")).toBe("stored\n");
    expect(await failure(["fill", "x".repeat(70)], "{memory: {maxVarBytes: 100}}")).toEqual([
      1,
      'Error: plugin "m": its variables have more than 100 bytes [module-failed]\n' +
        "Hint: Its author can set runtimeConfig.memory.maxVarBytes to a larger value.\n",
    ]);
    expect((await failure(["fill", "x".repeat(70)], "{memory: {maxVarBytes: 1}}"))[1]).toStartWith(
      'Error: plugin "m": its variables have more than 1 byte [module-failed]',
    );
    expect(await failure(["variables"], "{memory: {maxVarBytes: 0}}")).toEqual([
      1,
      'Error: plugin "m": it sets a variable, and runtimeConfig.memory.maxVarBytes is 0 [module-failed]\n',
    ]);
  });

  test("prints its warnings and errors, and with --debug all messages", async () => {
    const faults = "WARNING: a warning\nError: a fault\n";
    expect(await run(["log"])).toMatchObject({ exitCode: 0, stdout: "level 3\n", stderr: faults });
    const all = `[debug] a trace\n[debug] a detail\na fact\n${faults}`;
    expect(await run(["--debug", "log"])).toMatchObject({ exitCode: 0, stdout: "level 0\n", stderr: all });
  });

  test("gives away no secret in its messages", async () => {
    const runtime = "{config: {db_password: a trace, plain: a detail}}";
    const { exitCode, stderr } = await run(["--debug", "log", "--token", "a fact"], runtime, {
      env: { MY_SECRET: "a warning" },
    });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: "[debug] ***\n[debug] a detail\n***\nWARNING: ***\nError: a fault\n",
    });
  });

  test("knows that pipes are no terminals", async () => {
    expect(await printed(["terminal"], "{}", { stdin: "" })).toBe("0 0 0\n");
  });

  test("waits, and knows the time", async () => {
    expect(await printed(["wait"])).toBe("waited, year good\n");
  });

  test("reads what is outside of the memory for messages as 0", async () => {
    expect(await printed(["outside"])).toBe("0 0 0\n");
  });

  test("has only the pages that are allowed, or that the user allows", async () => {
    expect(await printed(["grow"])).toBe("64 MiB of its own, kernel has room\n");
    expect(await printed(["grow"], "{memory: {maxPages: 96}}")).toMatch(/^[45] MiB of its own, kernel full\n$/);
    add("m");
    expect((await sandbox.run(["--memory-limit=6MiB", "m", "grow"])).stdout).toMatch(
      /^[45] MiB of its own, kernel full\n$/,
    );
    expect(await failure(["grow"], "{memory: {maxPages: 1}}")).toEqual([
      1,
      'Error: plugin "m": its module needs 2 pages of memory, and only 1 is allowed [module-failed]\n' +
        "Hint: A page has 64 KiB. Allow more by runtimeConfig.memory.maxPages in the manifest, or by a larger limit on memory.\n",
    ]);
  });

  test("has no more elements in its tables than the memory that is allowed", async () => {
    add("m");
    // Adds 1000 elements until there are no more, and returns whether there are more than 50,000.
    const grow = [0x03, 0x40, 0xd0, 0x70, 0x41, 0xe8, 7, 0xfc, 15, 0, 0x41, 0x7f, 0x47, 0x0d, 0, 0x0b];
    const program = wasmProgram([...grow, 0xfc, 16, 0, 0x41, 0xd0, 0x86, 3, 0x4b], { 4: [1, 0x70, 0, 1] });
    sandbox.write("plugins/m/plugin.wasm", program);
    const status = async (limit: string): Promise<number | null> =>
      (await sandbox.run([`--memory-limit=${limit}`, "m"])).exitCode;
    expect([await status("4MiB"), await status("8MiB")]).toEqual([0, 1]);
  });
});

describe.skipIf(COMPACT)("the files of a command of WebAssembly", () => {
  test("are in a temporary folder, which is gone afterwards", async () => {
    expect(await printed(["files"], "{fileSystem: {createTempDir: true}}")).toBe(
      "8 bytes, the second line is two\nentry sub\n",
    );
    expect(inTemporaryFolder()).toEqual([]);
  });

  test("may stay open at the end", async () => {
    expect(await printed(["open"], "{fileSystem: {createTempDir: true}}")).toBe("open\n");
    expect(inTemporaryFolder()).toEqual([]);
  });

  test("are none without createTempDir", async () => {
    expect(await printed(["files"])).toMatch(/^no \/tmp: /);
  });

  test.each(["{}", "{fileSystem: {createTempDir: true}}"])("are never outside of it: %s", async (config) => {
    const lines = (await printed(["escape"], config)).trimEnd().split("\n");
    expect(lines.map((line) => line.split(": ")[1])).toEqual(Array.from({ length: 8 }, () => "refused"));
  });
});

describe.skipIf(COMPACT)("a request of a command of WebAssembly", () => {
  let server: EchoServer;
  beforeAll(async () => void (server = await serveEcho()));
  afterAll(() => server[Symbol.dispose]());
  const allowed = "{allowedHosts: [127.0.*]}";

  test("goes to a host that is allowed, with nothing of the user's", async () => {
    sandbox.write("home/.netrc", "default login me password secret\n");
    expect(await printed(["http", "post", `${server.url}/a?s=201`, "body"], allowed)).toBe(
      '201 body\n"x-two":"a, b"\n',
    );
    const { method, headers } = server.requests.at(-1)!;
    expect({ method, test: headers["x-test"], secret: headers["authorization"] }).toEqual({
      method: "POST",
      test: "yes",
      secret: undefined,
    });
  });

  test("goes to no other host, directly or by a redirect", async () => {
    const [status, text] = await failure(["http", "get", "http://localhost:1/?token=1"], allowed);
    expect([status, text]).toEqual([
      1,
      'Error: plugin "m": it may not make a request to http://localhost:1/?…: runtimeConfig.allowedHosts does not have this host [module-failed]\n' +
        "Hint: If the plugin should reach this host, add its name to the manifest.\n",
    ]);
    const [, redirected] = await failure(["http", "get", `${server.url}/?s=302&to=http://localhost:1/x`], allowed);
    expect(redirected).toContain(
      "it redirects, and the plugin may not make a request to http://localhost:1/x: runtimeConfig.allowedHosts",
    );
    expect(await printed(["http", "get", `${server.url}/?s=302&to=/x`], allowed)).toStartWith("200 ");
    const [, none] = await failure(["http", "get", server.url]);
    expect(none).toContain("it may not make a request to ");
  });

  test("gets no more than maxHttpResponseBytes", async () => {
    const config = "{allowedHosts: [127.0.0.1], memory: {maxHttpResponseBytes: 4}}";
    expect(await printed(["http", "post", server.url, "four"], config)).toStartWith("200 four\n");
    expect((await failure(["http", "post", server.url, "five!"], config))[1]).toContain(
      "has more than 4 bytes [module-failed]",
    );
  });
});

describe.skipIf(COMPACT)("the time of a command of WebAssembly", () => {
  const stopped = (source: string): string =>
    `Error: m: time limit reached (${source}) [limit-reached]\n` +
    'Hint: Set --time-limit or LUFF_TIME_LIMIT to a larger value, or to "none" for no limit.\n';

  test("ends at the timeout, also in a loop that calls nothing", async () => {
    const config = "{timeout: 400, fileSystem: {createTempDir: true}}";
    expect(await run(["loop", "file"], config)).toMatchObject({
      exitCode: 124,
      stdout: "looping\n",
      stderr: stopped(`400ms, set by runtimeConfig.timeout in ${sandbox.shown("plugins/m/plugin.yaml")}`),
    });
    expect(inTemporaryFolder()).toEqual([]);
  });

  test("ends at the user's limit, which comes first", async () => {
    add("m", "runtimeConfig: {timeout: 1}\n");
    const { exitCode, stderr } = await sandbox.run(["--time-limit=400ms", "m", "loop"]);
    expect([exitCode, stderr.split("\n")[0]]).toEqual([
      124,
      "Error: m: time limit reached (400ms, set by --time-limit) [limit-reached]",
    ]);
    expect((await sandbox.run(["--time-limit=none", "m", "config", "x"])).stdout).toBe("none\n");
  });

  test("does not keep luff waiting", async () => {
    const before = performance.now();
    expect(await printed(["variables"], "{timeout: 3000000}")).toBe("0 first 0\n");
    expect(performance.now() - before).toBeLessThan(300_000);
  });
});

test.skipIf(COMPACT)("a command of WebAssembly ends at the user's limit on output", async () => {
  add("m");
  const { exitCode, stdout, stderr } = await sandbox.run(["--output-limit=10", "m", "input"]);
  expect({ exitCode, stdout, first: stderr.split("\n")[0] }).toEqual({
    exitCode: 122,
    stdout: "",
    first: "Error: m: output limit reached (10, set by --output-limit) [limit-reached]",
  });
});

describe.skipIf(COMPACT || testsWindows())("a command of WebAssembly that a signal ends", () => {
  test.each([
    ["SIGINT", "{}"],
    ["SIGINT", "{fileSystem: {createTempDir: true}}"],
    ["SIGTERM", "{fileSystem: {createTempDir: true}, timeout: 3000000}"],
    ["SIGQUIT", "{fileSystem: {createTempDir: true}}"],
    ["SIGXCPU", "{fileSystem: {createTempDir: true}}"],
    ["SIGVTALRM", "{fileSystem: {createTempDir: true}}"],
    ["SIGPROF", "{fileSystem: {createTempDir: true}}"],
    ["SIGUSR1", "{fileSystem: {createTempDir: true}}"],
    ["SIGUSR2", "{fileSystem: {createTempDir: true}}"],
  ] as const)("in a loop: %s, %s", async (signal, config) => {
    add("m", `runtimeConfig: ${config}\n`);
    const args = config === "{}" ? ["m", "loop"] : ["m", "loop", "file"];
    const { process } = sandbox.start(args);
    const reader = process.stdout.getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe("looping\n");
    process.kill(signal);
    await process.exited;
    expect([process.exitCode, process.signalCode]).toEqual([null, signal]);
    expect(inTemporaryFolder()).toEqual([]);
  });

  test("at once leaves its folder, which the next one removes", async () => {
    add("m", "runtimeConfig: {fileSystem: {createTempDir: true}}\n");
    const looping = async (): Promise<Started["process"]> => {
      const { process } = sandbox.start(["m", "loop", "file"]);
      await process.stdout.getReader().read();
      return process;
    };
    const killed = await looping();
    killed.kill("SIGKILL");
    await killed.exited;
    const [left = ""] = inTemporaryFolder();
    const alive = await looping();
    const both = inTemporaryFolder();
    expect(both).toContain(left);
    for (const name of both) utimesSync(sandbox.path("tmp", name), 0, 0);
    sandbox.write("tmp/luff-plugin-abcdef", "");
    sandbox.write("tmp/luff-plugin-longer1/file", "");
    utimesSync(sandbox.path("tmp/luff-plugin-longer1"), 0, 0);
    expect((await sandbox.run(["m", "config", "x"])).stdout).toBe("none\n");
    const others = ["luff-plugin-abcdef", "luff-plugin-longer1"];
    const expected = [...both.filter((name) => name !== left), ...others];
    expect(inTemporaryFolder().toSorted()).toEqual(expected.toSorted());
    alive.kill("SIGTERM");
    await alive.exited;
    expect(inTemporaryFolder().toSorted()).toEqual(others);
  });
});

describe.skipIf(COMPACT)("a module of WebAssembly that cannot be run", () => {
  const HEADER = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

  async function broken(bytes: readonly number[], rest = ""): Promise<string> {
    add("m", rest);
    sandbox.write("plugins/m/plugin.wasm", Uint8Array.from(bytes));
    const { exitCode, stderr } = await sandbox.run(["m"]);
    expect(exitCode).toBe(1);
    return stderr.split("\n")[0] ?? "";
  }

  test("is no module", async () => {
    expect(await broken([1, 2, 3])).toMatch(/^Error: plugin "m": its module failed: .+ \[module-failed\]$/);
  });

  test("has no function of the name", async () => {
    expect(await broken(HEADER)).toBe('Error: plugin "m": its module has no function helm_plugin_main [module-failed]');
    expect(await broken(HEADER, "runtimeConfig: {entryFuncName: go}\n")).toBe(
      'Error: plugin "m": its module has no function go [module-failed]',
    );
  });

  test("imports what is not there", async () => {
    const type = [1, 4, 1, 0x60, 0, 0];
    const name = (text: string): number[] => [text.length, ...new TextEncoder().encode(text)];
    const imports = (place: string, what: string): number[] => {
      const content = [1, ...name(place), ...name(what), 0, 0];
      return [...HEADER, ...type, 2, content.length, ...content];
    };
    const lacking = (what: string): string =>
      `Error: plugin "m": its module imports the function ${what}, which neither luff nor Helm has [module-failed]`;
    expect(await broken(imports("extism:host/user", "x"))).toBe(lacking("x of extism:host/user"));
    expect(await broken(imports("extism:host/env", "x"))).toBe(lacking("x of extism:host/env"));
    expect(await broken(imports("e", "\u001B[31mx\nError: y"))).toBe(lacking("\uFFFD[31mx\uFFFDError: y of e"));
    const content = [1, ...name("helm_plugin_main"), 0, 0];
    const exported = [7, content.length, ...content];
    for (const what of ["x", "toString"]) {
      expect(await broken([...imports("wasi_snapshot_preview1", what), ...exported])).toBe(
        `Error: plugin "m": its module failed: there is no function ${what} of WASI [module-failed]`,
      );
    }
  });

  test("has functions of other types than expected", async () => {
    const section = (id: number, ...content: readonly number[]): number[] => [id, content.length, ...content];
    const name = (text: string): number[] => [text.length, ...new TextEncoder().encode(text)];
    const exported = (index: number): number[] => section(7, 1, ...name("helm_plugin_main"), 0, index);
    const entry = [...HEADER, ...section(1, 1, 0x60, 1, 0x7e, 0), ...section(3, 1, 0), ...exported(0)];
    expect(await broken([...entry, ...section(10, 1, 2, 0, 0x0b)])).toBe(
      'Error: plugin "m": its function helm_plugin_main takes 1 values, expected none [module-failed]',
    );
    const types = section(1, 2, 0x60, 1, 0x7f, 0, 0x60, 0, 0);
    const imported = section(2, 1, ...name("extism:host/env"), ...name("log_warn"), 0, 0);
    const code = section(10, 1, 6, 0, 0x41, 0, 0x10, 0, 0x0b);
    expect(await broken([...HEADER, ...types, ...imported, ...section(3, 1, 1), ...exported(1), ...code])).toStartWith(
      'Error: plugin "m": its module failed: it has or calls a function whose parameters or results are of other types than expected: ',
    );
    const real = [...HEADER, ...section(1, 1, 0x60, 0, 1, 0x7c), ...section(3, 1, 0), ...exported(0)];
    const notANumber = section(10, 1, 11, 0, 0x44, 0, 0, 0, 0, 0, 0, 0xf8, 0x7f, 0x0b);
    expect(await broken([...real, ...notANumber])).toBe(
      'Error: plugin "m": its function helm_plugin_main returns NaN, expected a status [module-failed]',
    );
  });

  test("uses more than WebAssembly 2.0", async () => {
    const struct = wasmProgram([0x41, 0], { 1: [2, 0x60, 0, 1, 0x7f, 0x5f, 0] });
    expect(await broken([...struct])).toBe(
      'Error: plugin "m": its module uses types of garbage collection, which neither luff nor Helm runs [module-failed]',
    );
    const table = wasmProgram([0x41, 0], { 4: [1, 0x70, 0, 0x80, 0xad, 0xe2, 4] });
    expect(await broken([...table], "runtimeConfig: {memory: {maxPages: 64}}\n")).toBe(
      'Error: plugin "m": its module has 1 table with 10000000 elements, for which 64 pages of memory are too few [module-failed]',
    );
  });

  test("ends itself while it starts", async () => {
    const section = (id: number, ...content: readonly number[]): number[] => [id, content.length, ...content];
    const name = (text: string): number[] => [text.length, ...new TextEncoder().encode(text)];
    add("m");
    const bytes = [
      ...HEADER,
      ...section(1, 2, 0x60, 1, 0x7f, 0, 0x60, 0, 0),
      ...section(2, 1, ...name("wasi_snapshot_preview1"), ...name("proc_exit"), 0, 0),
      ...section(3, 1, 1),
      ...section(7, 1, ...name("helm_plugin_main"), 0, 1),
      ...section(8, 1),
      ...section(10, 1, 6, 0, 0x41, 7, 0x10, 0, 0x0b),
    ];
    sandbox.write("plugins/m/plugin.wasm", Uint8Array.from(bytes));
    const { exitCode, stderr } = await sandbox.run(["m"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 7, stderr: "" });
  });

  test("is an error of lint, which runs nothing of it", async () => {
    const linted = async (): Promise<readonly unknown[]> => {
      const { stdout } = await sandbox.run(["plugin", "lint", "-o", "json", sandbox.shown("plugins/m")]);
      const { findings } = JSON.parse(stdout);
      return findings.filter(({ severity }: { severity: string }) => severity === "error");
    };
    add("m");
    expect(await linted()).toEqual([]);
    add("m", "runtimeConfig: {entryFuncName: go, memory: {maxPages: 10}}\n");
    expect(await linted()).toEqual([
      expect.objectContaining({ code: "module-invalid", message: "its module has no function go" }),
    ]);
    sandbox.write("plugins/m/plugin.wasm", "no module");
    expect(await linted()).toEqual([
      expect.objectContaining({ code: "module-invalid", message: expect.stringMatching(/^its module is not valid: /) }),
    ]);
  });

  test("asks for host functions", async () => {
    expect(await broken(HEADER, "runtimeConfig: {hostFunctions: [helm_list]}\n")).toBe(
      'Error: plugin "m" asks for the host function "helm_list", and neither luff nor Helm has any [runtime-unsupported]',
    );
  });
});

test("lint says whether it has looked into the module of a plugin", async () => {
  sandbox.addPlugin("m", "apiVersion: v1\nname: m\nversion: 1.0.0\ntype: cli/v1\nruntime: extism/v1\n");
  sandbox.write("plugins/m/plugin.wasm", "no module");
  const { exitCode, stdout } = await sandbox.run(["plugin", "lint", "-o", "json", sandbox.shown("plugins/m")]);
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly { readonly code: string }[] };
  const found = findings.filter(({ code }) => code.startsWith("module-"));
  const message = "this luff runs no WebAssembly plugins, so it did not look into plugin.wasm";
  const unchecked = { code: "module-unchecked", severity: "note", message };
  expect(found).toEqual([expect.objectContaining(COMPACT ? unchecked : { code: "module-invalid", severity: "error" })]);
  expect(exitCode).toBe(COMPACT ? 0 : 1);
});

describe.skipIf(COMPACT)("a getter of WebAssembly", () => {
  const get = (args: readonly string[], options?: RunOptions): Promise<RunResult> => {
    add("g", "config: {protocols: [made]}\n", "getter/v1");
    return sandbox.run(["get", ...args], options);
  };

  test("gets a message with Helm's names, and answers with bytes", async () => {
    const options = { env: { HELM_PLUGIN_USERNAME: "me", HELM_PLUGIN_PASSWORD: "p" } };
    const { exitCode, stderr } = await get(["-o", "file", "--ca-file", "ca.pem", "made://host/x"], options);
    expect(exitCode).toBe(0);
    expect(await Bun.file(sandbox.path("work/file")).bytes()).toEqual(
      Uint8Array.of(0, 1, 2, 255, ...new TextEncoder().encode("hello\n")),
    );
    const [message = "", environment] = stderr.split("\n");
    expect(environment).toBe("HOME is unset, HELM_PLUGIN_NAME is g");
    expect(JSON.parse(message)).toEqual({
      href: "made://host/x",
      protocol: "made",
      options: {
        URL: "made://host/x",
        CertFile: "",
        KeyFile: "",
        CAFile: "ca.pem",
        UNTar: false,
        InsecureSkipVerifyTLS: false,
        PlainHTTP: false,
        AcceptHeader: "",
        Username: "me",
        Password: "p",
        PassCredentialsAll: false,
        UserAgent: "",
        Version: "",
        Timeout: 0,
      },
    });
  });

  test("leaves no file if it fails", async () => {
    const lines = (stderr: string): string[] => stderr.split("\n").filter((line) => line.startsWith("Error: "));
    const bad = await get(["-o", "file", "made://bad"]);
    expect([bad.exitCode, lines(bad.stderr)]).toEqual([
      1,
      [
        'Error: plugin "g": the answer of its module has no data in base64 [answer-invalid]',
        'Error: the getter of plugin "g" ended with status 1 [getter-failed]',
      ],
    ]);
    const status = await get(["-o", "file", "made://status"]);
    expect([status.exitCode, lines(status.stderr)]).toEqual([
      7,
      ['Error: the getter of plugin "g" ended with status 7 [getter-failed]'],
    ]);
    expect(existsSync(sandbox.path("work/file"))).toBe(false);
  });

  test("is no command", async () => {
    add("g", "config: {protocols: [made]}\n", "getter/v1");
    expect(await sandbox.run(["g"])).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('plugin "g" is a getter and has no command to run [not-a-command]'),
    });
  });
});

describe.skipIf(COMPACT)("a post-renderer of WebAssembly", () => {
  test("gets the manifests as a text, and prints what it made of them", async () => {
    add("r", "", "postrenderer/v1");
    const stdin = 'a: "1"\nb: ü\\x\n';
    expect(await sandbox.run(["post-render", "r", "one", "two"], { stdin })).toEqual({
      exitCode: 0,
      signal: null,
      stdout: `${stdin}# by one\n`,
      stderr: "",
    });
  });

  test("gets all arguments, also beside a plugin that has the name of the command", async () => {
    add("r", "", "postrenderer/v1");
    sandbox.addPlugin("post-render", "name: post-render\nversion: 1.0.0\nusage: u\n", {
      "main.lua": "function main() print('no') end",
    });
    const args = ["--builtin", "post-render", "r", "--namespace", "-h", "--job", "x"];
    expect((await sandbox.run(args, { stdin: "a: 1\n" })).stdout).toBe("a: 1\n# by --namespace\n");
  });

  test("fails if it answers with nothing", async () => {
    add("r", "", "postrenderer/v1");
    const stdin = "a: 1\n";
    expect(await sandbox.run(["post-render", "r", "empty"], { stdin })).toMatchObject({
      exitCode: 1,
      stdout: "",
      stderr: expect.stringContaining('the post-renderer "r" printed nothing [post-renderer-empty]'),
    });
    expect(await sandbox.run(["post-render", "r", "none"], { stdin })).toMatchObject({
      exitCode: 1,
      stdout: "",
      stderr: expect.stringContaining("the answer of its module has no manifests [answer-invalid]"),
    });
  });
});
