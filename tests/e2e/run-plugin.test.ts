import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { findTool, withoutTool } from "../helpers/find-tool.ts";
import { argumentsFiles, manifestOf, programFiles } from "../helpers/fixture-programs.ts";
import { programUnderTest, testsWindows } from "../helpers/program-under-test.ts";
import { runInShell } from "../helpers/run-in-shell.ts";
import { createSandbox, type Sandbox } from "../helpers/sandbox.ts";
import { pathList } from "../helpers/shown-path.ts";

const linuxOnly = test.skipIf(process.platform !== "linux" || testsWindows());

describe("luff NAME", () => {
  let sandbox: Sandbox;

  beforeAll(() => {
    sandbox = createSandbox();
    sandbox.addPlugin("arguments", manifestOf("arguments"), argumentsFiles());
    sandbox.addPlugin("exit", manifestOf("exit"), programFiles('exit "$1"', "os.exit(tonumber(arg[1]))"));
    // Lua cannot read the working folder's name: a file in the folder identifies it.
    sandbox.write("work/where", `${sandbox.shown("work")}\n`);
    const copy = 'io.write(io.read("a")) io.stderr:write("problem\\n") io.write(io.open("where"):read("a"))';
    sandbox.addPlugin("streams", manifestOf("streams"), programFiles("cat\necho problem >&2\npwd", copy));
    sandbox.addPlugin("environ", manifestOf("environ", "/bin/cat /proc/self/environ"));
    const value = programFiles('eval "printf \'%s\' \\"\\$$1\\""', "io.write(os.getenv(arg[1]))");
    sandbox.addPlugin("value", manifestOf("value"), value);
  });
  afterAll(() => sandbox.remove());

  test("passes arguments unchanged", async () => {
    const args = [
      "",
      "a b",
      " ",
      "*",
      "~",
      "$HOME",
      "`id`",
      "'\"\\",
      "ü\u{1F600}",
      "line\nline",
      "-x",
      "--",
      "-n",
      "y",
      "\t",
    ];
    const { exitCode, stdout, stderr } = await sandbox.run(["arguments", ...args]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toBe(args.map((text) => `[${text}]\n`).join(""));
  });

  test("passes thousands of arguments", async () => {
    // As many as fit into a command line of Windows, and more on other systems.
    const args = Array.from({ length: testsWindows() ? 1000 : 5000 }, (_, index) => `argument ${index}`);
    const { stdout } = await sandbox.run(["arguments", ...args]);
    expect(stdout).toBe(args.map((text) => `[${text}]\n`).join(""));
  });

  test("passes one argument of many kilobytes", async () => {
    const length = testsWindows() ? 30_000 : 100_000;
    const { stdout } = await sandbox.run(["arguments", "x".repeat(length)]);
    expect(stdout).toHaveLength(length + 3);
  });

  linuxOnly("passes arguments that are not UTF-8 byte for byte", async () => {
    const line = `"$@" arguments "$(printf 'a\\377b')" "$(printf '\\357\\277\\275')" "" -n "$(printf '\\376')" "$(printf '\\355\\240\\200')" end > out`;
    expect((await runInShell(sandbox, line, [])).exitCode).toBe(0);
    const bytes = readFileSync(sandbox.path("work/out")).toString("latin1");
    expect(bytes).toBe("[a\xffb]\n[\xef\xbf\xbd]\n[]\n[\xed\xa0\x80]\n[end]\n");
  });

  test.each([0, 1, 2, 7, 42, 70, 125, 126, 127, 128, 130, 254, 255])("returns the exit status %i", async (status) => {
    expect(await sandbox.run(["exit", `${status}`])).toEqual({
      exitCode: status,
      signal: null,
      stdout: "",
      stderr: "",
    });
  });

  test("passes the three streams and the working folder to the plugin", async () => {
    expect(await sandbox.run(["streams"], { stdin: "in\n" })).toEqual({
      exitCode: 0,
      signal: null,
      stdout: `in\n${sandbox.shown("work")}\n`,
      stderr: "problem\n",
    });
  });

  test("passes megabytes on stdin and stdout", async () => {
    const stdin = "0123456789abcde\n".repeat(200_000);
    const { stdout } = await sandbox.run(["streams"], { stdin });
    expect(stdout).toHaveLength(stdin.length + sandbox.shown("work").length + 1);
    expect(stdout.startsWith(stdin)).toBe(true);
  });

  test("names the plugin and its folder", async () => {
    const value = async (name: string): Promise<string> => (await sandbox.run(["value", name])).stdout;
    expect(await value("HELM_PLUGIN_NAME")).toBe("value");
    expect(await value("HELM_PLUGIN_DIR")).toBe(sandbox.shown("plugins", "value"));
    expect(await value("HELM_PLUGINS")).toBe(sandbox.shown("plugins"));
    expect(await value("HELM_NAMESPACE")).toBe("default");
  });

  test("sets the variables from global flags before and after the name", async () => {
    const value = async (name: string): Promise<string> =>
      (await sandbox.run(["--kube-context", "ctx", "value", "-n=team", name, "--debug"])).stdout;
    expect(await value("HELM_KUBECONTEXT")).toBe("ctx");
    expect(await value("HELM_NAMESPACE")).toBe("team");
    expect(await value("HELM_DEBUG")).toBe("true");
  });

  test("reads the namespace from a list of kubeconfigs, with relative paths too", async () => {
    sandbox.write("work/one.yaml", "current-context: c\n");
    sandbox.write("two.yaml", "contexts:\n- name: c\n  context:\n    namespace: from-two\n");
    const env = { KUBECONFIG: pathList("one.yaml", sandbox.shown("none.yaml"), "", sandbox.shown("two.yaml")) };
    expect((await sandbox.run(["value", "HELM_NAMESPACE"], { env })).stdout).toBe("from-two");
  });

  test("does not expand $ in the path of a plugin's folder", async () => {
    const folder = "odd $HOME ${x} folder";
    const files = programFiles('printf %s "$HELM_PLUGIN_DIR"', 'io.write(os.getenv("HELM_PLUGIN_DIR"))');
    sandbox.addPlugin(folder, manifestOf("odd"), files);
    expect((await sandbox.run(["odd"])).stdout).toBe(sandbox.shown("plugins", folder));
  });

  linuxOnly("keeps every variable that is not Helm's byte for byte, even unusual ones", async () => {
    const odd = `A="$(printf '\\377\\376')" EMPTY= NAME_ü=1 LINES_="$(printf 'a\\nb')"`;
    const direct = await runInShell(sandbox, `env ${odd} cat /proc/self/environ > direct; env ${odd} "$@" > through`, [
      "environ",
    ]);
    expect(direct).toMatchObject({ exitCode: 0, stderr: "" });
    const variables = (file: string): string[] =>
      readFileSync(sandbox.path("work", file))
        .toString("latin1")
        .split("\0")
        .filter((line) => !line.startsWith("HELM_"));
    expect(variables("direct").join("\n")).toContain("A=\xff\xfe");
    expect(variables("through")).toEqual(variables("direct"));
  });

  linuxOnly("keeps a variable of Helm's byte for byte if luff sets it to the same value", async () => {
    const line = `HELM_KUBETOKEN="$(printf 'a\\377')" "$@" > token`;
    expect(await runInShell(sandbox, line, ["environ"])).toMatchObject({ exitCode: 0 });
    const lines = readFileSync(sandbox.path("work/token")).toString("latin1").split("\0");
    expect(lines.filter((text) => text.startsWith("HELM_KUBETOKEN="))).toEqual(["HELM_KUBETOKEN=a\xff"]);
  });

  const python = findTool("python3");
  test.skipIf(process.platform !== "linux" || testsWindows() || python === null)(
    `keeps variables that are given twice${withoutTool(python, "python3")}`,
    async () => {
      const copies = resolve(import.meta.dir, "../fixtures/programs/exec-with-copies.py");
      const given = [python ?? "", copies, ...programUnderTest()];
      const { stdout, exitCode } = await sandbox.run(["environ"], { program: given });
      expect(exitCode).toBe(0);
      const lines = stdout.split("\0");
      expect(lines.filter((line) => /^[XY]=|^no-/.test(line))).toEqual(["X=1", "Y=", "X=2", "no-equals-sign"]);
      // Only luff's own value is left.
      expect(lines.filter((line) => line.startsWith("HELM_DEBUG="))).toEqual(["HELM_DEBUG=false"]);
    },
  );

  linuxOnly("names a program on PATH by the command's word", async () => {
    sandbox.addPlugin("named", manifestOf("named", "cat /proc/self/cmdline"));
    expect((await sandbox.run(["named"])).stdout).toBe("cat\0/proc/self/cmdline\0");
  });
});
