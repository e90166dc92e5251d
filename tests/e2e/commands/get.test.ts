import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { argumentsFiles, programFile, programFiles } from "../../helpers/fixture-programs.ts";
import { testsWindows } from "../../helpers/program-under-test.ts";
import { createSandbox, type RunOptions, type RunResult, type Sandbox } from "../../helpers/sandbox.ts";

let sandbox: Sandbox;
beforeEach(() => void (sandbox = createSandbox()));
afterEach(() => sandbox.remove());

const get = (args: readonly string[], options?: RunOptions): Promise<RunResult> =>
  sandbox.run(["get", ...args], options);
const codeOf = ({ stderr }: RunResult): string | undefined => /^Error: .*\[([a-z-]+)\]$/m.exec(stderr)?.[1];
const inWork = (): string[] => readdirSync(sandbox.work);
const sha256 = (text: string): string => new Bun.CryptoHasher("sha256").update(text).digest("hex");

const legacy = (command: string, protocols = ["made"]): string =>
  `name: getter\nversion: 1.0.0\nusage: u\ndownloaders:\n  - command: ${JSON.stringify(command)}\n    protocols: [${protocols.join(", ")}]\n`;
const v1 = (runtime: string): string =>
  `apiVersion: v1\nname: getter\nversion: 1.0.0\ntype: getter/v1\nconfig:\n  protocols: [made]\n${runtime}`;
const platformCommand = (command: string): string =>
  v1(
    `runtime: subprocess\nruntimeConfig:\n  protocolCommands:\n    - protocols: [made]\n      platformCommand:\n` +
      `        - command: ${JSON.stringify(command)}\n          args: ["$HELM_PLUGIN_NAME", ""]\n`,
  );

/** A plugin whose getter is a shell script, or on Windows a Lua script. */
function addGetter(sh: string, lua: string): void {
  sandbox.addPlugin("getter", legacy(programFile("run")), programFiles(sh, lua));
}

describe("luff get", () => {
  test("passes the words of the command, three files for TLS and the URL unchanged", async () => {
    sandbox.addPlugin("getter", legacy(`${programFile("run")}  a $HELM_PLUGIN_NAME`), argumentsFiles());
    const url = 'Made://u:p@host/a b/%20$HOME;\'?x="ü"&y=*#f';
    const { exitCode, stdout, stderr } = await get(["--cert-file", "c.pem", "--ca-file=a b.pem", url]);
    const expected = ["", "a", "$HELM_PLUGIN_NAME", "c.pem", "", "a b.pem", url].map((text) => `[${text}]\n`).join("");
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: expected, stderr: "" });
  });

  test("starts a getter of apiVersion v1, and does not expand its args", async () => {
    sandbox.addPlugin("getter", platformCommand(programFile("run")), argumentsFiles());
    expect(await get(["made://x"])).toMatchObject({
      exitCode: 0,
      stdout: "[$HELM_PLUGIN_NAME]\n[]\n[]\n[]\n[]\n[made://x]\n",
    });
  });

  test("does not change an absolute command", async () => {
    sandbox.addPlugin("getter", platformCommand(`$HELM_PLUGIN_DIR/${programFile("run")}`), argumentsFiles());
    expect(await get(["made://x"])).toMatchObject({ exitCode: 0 });
  });

  test.each([
    ["a runtime of Lua", v1("runtime: lua/v1\n"), "main.lua"],
    ["a main.lua beside a manifest without a command", v1("runtime: subprocess\n"), "main.lua"],
    ["a command that ends in .lua", legacy("in/get.lua"), "in/get.lua"],
    ["luff and a script", legacy("luff in/get.lua"), "in/get.lua"],
    ["luff and a script by its variable", legacy("luff $HELM_PLUGIN_DIR/in/get.lua"), "in/get.lua"],
  ])("runs a getter in Lua: %s", async (_what, manifest, script) => {
    const text = 'function main(...) print(select("#", ...), (select(4, ...)), os.getenv("HELM_PLUGIN_NAME")) end\n';
    sandbox.addPlugin("getter", manifest, { [script]: text });
    const { exitCode, stdout, stderr } = await get(["made://x"]);
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: "4\tmade://x\tgetter\n", stderr: "" });
  });

  test("a getter in Lua has the limits of its manifest and of the flags", async () => {
    const manifest = v1("runtime: lua/v1\nruntimeConfig:\n  limits:\n    output: 10B\n");
    sandbox.addPlugin("getter", manifest, { "main.lua": 'function main() print("0123456789") end\n' });
    expect((await get(["made://x"])).exitCode).toBe(122);
    expect((await sandbox.run(["--output-limit", "none", "get", "made://x"])).exitCode).toBe(0);
  });

  test("passes credentials in variables, and none in the arguments", async () => {
    addGetter(
      'echo "$HELM_PLUGIN_USERNAME|$HELM_PLUGIN_PASSWORD|$HELM_PLUGIN_PASS_CREDENTIALS_ALL|$*"',
      `function main(...)
        local seen = {}
        for _, name in ipairs { "USERNAME", "PASSWORD", "PASS_CREDENTIALS_ALL" } do
          table.insert(seen, os.getenv("HELM_PLUGIN_" .. name) or "")
        end
        print(table.concat(seen, "|") .. "|" .. table.concat({ ... }, " "))
      end`,
    );
    const flags = ["--username", "me", "--password-stdin", "--pass-credentials"];
    expect((await get([...flags, "made://x"], { stdin: "se cret\n" })).stdout).toBe("me|se cret|true|   made://x\n");
    expect((await get(["made://x"])).stdout).toBe("||false|   made://x\n");
    const env = { HELM_PLUGIN_USERNAME: "own", HELM_PLUGIN_PASSWORD: "secret" };
    expect((await get(["made://x"], { env })).stdout).toBe("own|secret|false|   made://x\n");
  });

  test("gives the getter no input, and its stderr is not in the data", async () => {
    addGetter(
      "cat; echo data; echo complaint >&2",
      'function main() io.write(io.read("a")) print("data") io.stderr:write("complaint\\n") end',
    );
    const { exitCode, stderr } = await get(["-o", "file", "made://x"], { stdin: "input" });
    expect({ exitCode, stderr: stderr.trimEnd() }).toEqual({ exitCode: 0, stderr: "complaint" });
    expect(readFileSync(sandbox.path("work", "file"), "utf8").trimEnd()).toBe("data");
  });

  test("writes to a file what the getter prints, and replaces a file", async () => {
    addGetter('printf %s "$4"', "function main(...) io.write((select(4, ...))) end");
    sandbox.write("work/old", "a longer old text", testsWindows() ? 0o644 : 0o600);
    for (const file of ["new", "old"]) {
      const { exitCode, stdout, stderr } = await get(["-o", file, "made://x"]);
      expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: "", stderr: "" });
      expect(readFileSync(sandbox.path("work", file), "utf8")).toBe("made://x");
    }
    expect(inWork()).toEqual(["new", "old"]);
    if (!testsWindows()) expect(statSync(sandbox.path("work", "old")).mode & 0o777).toBe(0o600);
  });

  test("ends with the status of a getter that fails, and leaves no part of a file", async () => {
    addGetter("echo part; exit 22", 'function main() print("part") return 22 end');
    sandbox.write("work/old", "old");
    for (const file of ["new", "old"]) {
      const ended = await get(["-o", file, "made://x"]);
      expect({ status: ended.exitCode, code: codeOf(ended), stdout: ended.stdout }).toEqual({
        status: 22,
        code: "getter-failed",
        stdout: "",
      });
    }
    expect(inWork()).toEqual(["old"]);
    expect(readFileSync(sandbox.path("work", "old"), "utf8")).toBe("old");
    expect((await get(["made://x"])).exitCode).toBe(22);
  });

  test("keeps data that have the checksum, and only those", async () => {
    addGetter('printf %s "$4"', "function main(...) io.write((select(4, ...))) end");
    const good = ["--checksum", `sha256:${sha256("made://x")}`];
    const bad = ["--checksum", `sha256:${sha256("another")}`];
    expect(await get([...good, "made://x"])).toMatchObject({ exitCode: 0, stdout: "made://x" });
    expect(await get([...good, "-o", "file", "made://x"])).toMatchObject({ exitCode: 0 });
    for (const output of [[], ["-o", "other"]]) {
      const ended = await get([...bad, ...output, "made://x"]);
      expect({ status: ended.exitCode, code: codeOf(ended), stdout: ended.stdout }).toEqual({
        status: 1,
        code: "checksum-mismatch",
        stdout: "",
      });
    }
    expect(inWork()).toEqual(["file"]);
    expect(codeOf(await get(["--checksum", "md5:1", "made://x"]))).toBe("checksum-invalid");
    expect(readdirSync(sandbox.path("tmp")).filter((name) => name.startsWith("luff-"))).toEqual([]);
  });

  test("passes bytes that are not text", async () => {
    sandbox.write(
      "work/bytes",
      Uint8Array.from({ length: 1 << 20 }, (_, index) => (index * 7 + (index >> 8)) & 0xff),
    );
    addGetter('cat "${4#made:}"', 'function main(...) io.write(io.open((select(4, ...)):sub(6), "rb"):read("a")) end');
    expect((await get(["-o", "copy", "made:bytes"])).exitCode).toBe(0);
    expect(Bun.file(sandbox.path("work", "copy")).bytes()).resolves.toEqual(
      await Bun.file(sandbox.path("work", "bytes")).bytes(),
    );
  });

  test("reports the schemes that it can get, and unusable plugins", async () => {
    sandbox.addPlugin("getter", legacy("run", ["made", "other"]));
    sandbox.addPlugin("broken", "name: [\n");
    const ended = await get(["s3://x"]);
    expect({ status: ended.exitCode, code: codeOf(ended) }).toEqual({ status: 1, code: "getter-missing" });
    expect(ended.stderr).toContain("made, other");
    expect(ended.stderr).toMatch(/^Warning: .*broken/m);
    expect(codeOf(await get(["charts/index.yaml"]))).toBe("usage");
  });

  test("reports a getter without a command here, and one that luff cannot run", async () => {
    sandbox.addPlugin("getter", v1("runtime: subprocess\n"));
    expect(codeOf(await get(["made://x"]))).toBe("no-command");
    sandbox.addPlugin("getter", v1("runtime: extism/v1\nruntimeConfig: {hostFunctions: [x]}\n"), { "plugin.wasm": "" });
    expect(codeOf(await get(["made://x"]))).toBe("runtime-unsupported");
    sandbox.addPlugin("getter", legacy("absent"));
    expect(codeOf(await get(["-o", "file", "made://x"]))).toBe("start-failed");
    expect(inWork()).toEqual([]);
  });

  test("reports why it cannot write the file", async () => {
    addGetter("echo x", 'function main() print("x") end');
    expect(codeOf(await get(["-o", "absent/file", "made://x"]))).toBe("file-failed");
    expect(codeOf(await get(["-o", sandbox.shown("home"), "made://x"]))).toBe("file-failed");
  });

  test("finds getters although HELM_NO_PLUGINS hides commands, as Helm does", async () => {
    sandbox.addPlugin("getter", legacy(programFile("run")), argumentsFiles());
    expect((await get(["made://x"], { env: { HELM_NO_PLUGINS: "1" } })).exitCode).toBe(0);
  });
});

describe.skipIf(testsWindows())("luff get that a signal ends", () => {
  const SUCCEEDS = "trap 'exit 0' INT QUIT; ";

  test.each([
    ["SIGINT", 130, ""],
    ["SIGTERM", 143, ""],
    ["SIGQUIT", 131, ""],
    ["SIGINT", 130, SUCCEEDS],
    ["SIGQUIT", 131, SUCCEEDS],
  ] as const)(
    "leaves no file: %s, with status %d, after a getter that begins with %j",
    async (signal, status, trap) => {
      addGetter(`${trap}echo part; touch started; while :; do sleep 0.01; done`, "");
      const { process, result } = sandbox.start(["get", "-o", "file", "made://x"]);
      while (!existsSync(sandbox.path("work", "started"))) await Bun.sleep(5);
      process.kill(signal);
      const ended = await result;
      expect({ status: ended.exitCode, code: codeOf(ended) }).toEqual({ status, code: "interrupted" });
      expect(inWork()).toEqual(["started"]);
    },
  );
});
