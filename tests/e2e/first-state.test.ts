import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { resolve } from "node:path";
import { findTool, withoutTool } from "../helpers/find-tool.ts";
import { manifestOf } from "../helpers/fixture-programs.ts";
import { programUnderTest, testsBinary, testsWindows } from "../helpers/program-under-test.ts";
import { runInShell } from "../helpers/run-in-shell.ts";
import { createSandbox, type Sandbox } from "../helpers/sandbox.ts";

/** Prints what it is asked for. Of the ignored signals it prints those up to 28: C libraries ignore some of their own. */
const STATE = `#!/bin/sh
case $ASKED in
signals) sed -n 's/^SigIgn:.*\\(.......\\)$/\\1/p' /proc/self/status ;;
limit) ulimit -Sn ;;
descriptors) for each in 7 99 200; do [ -e /proc/$$/fd/$each ] && echo $each; done; : ;;
bytes) printf %s "$BYTES" | od -An -tx1 ;;
proto) tr '\\0' '\\n' </proc/$$/environ | grep '^__proto__' ;;
bare) tr '\\0' '\\n' </proc/$$/environ | grep '^no-' ;;
names) tr '\\0' '\\n' </proc/$$/environ | LC_ALL=C grep -a '^NAME' | od -An -tx1 ;;
esac
echo over
`;
const GETTER = `name: state
version: 1.0.0
usage: u
command: $HELM_PLUGIN_DIR/state.sh
downloaders:
  - command: state.sh
    protocols: [state]
`;

const STARTS = [
  ["an executable plugin", "state"],
  ["a getter", "get state://x"],
  ["a post-renderer", "post-render --exec ./state.sh"],
  ["os.execute of a Lua script", "./execute.lua"],
  ["io.popen of a Lua script", "./popen.lua"],
  ["a hook", "plugin install --force ./hooked"],
] as const;

/** What comes after the state: of a hook, what luff says of the install. */
const END = /(?<=^|\n)over\n(?:Installed plugin: hooked\nVersion 1\.0\.0, linked to .+\n)?$/;

describe.skipIf(process.platform !== "linux" || testsWindows())("what luff starts", () => {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = createSandbox();
    sandbox.addPlugin("state", GETTER, { "state.sh": STATE });
    sandbox.write("work/state.sh", STATE, 0o755);
    // A file that the script opens before that is not for what it starts.
    sandbox.write("work/execute.lua", 'local own = io.open("state.sh")\nos.execute("./state.sh")\n');
    sandbox.write("work/popen.lua", 'local own = io.open("state.sh")\nio.write(io.popen("./state.sh"):read("a"))\n');
    const hooks = 'hooks:\n  install: exec "$HELM_PLUGIN_DIR/../state.sh"\n';
    sandbox.write("work/hooked/plugin.yaml", `${manifestOf("hooked", "/bin/true")}${hooks}`);
  });
  afterAll(() => sandbox.remove());

  const ask = async (what: string, line: string, start: string): Promise<string> => {
    const { stdout, stderr } = await runInShell(sandbox, line, start.split(" "), { env: { ASKED: what }, stdin: "" });
    expect(stderr).toBe("");
    expect(stdout).toMatch(END);
    return stdout.replace(END, "");
  };

  // Only an executable can know what Bun's start changed.
  const ofExecutables = test.skipIf(!testsBinary());

  ofExecutables.each(STARTS)("gets the ignored SIGPIPE and SIGXFSZ of luff's caller: %s", async (_title, start) => {
    expect(await ask("signals", `trap '' PIPE XFSZ; exec "$@"`, start)).toBe("1001000\n");
    expect(await ask("signals", `trap '' PIPE; exec "$@"`, start)).toBe("0001000\n");
    expect(await ask("signals", `trap '' XFSZ; exec "$@"`, start)).toBe("1000000\n");
  });

  test.each(STARTS)("ignores no signal otherwise: %s", async (_title, start) => {
    expect(await ask("signals", `"$@"`, start)).toBe("0000000\n");
  });

  test.each(STARTS)("gets the soft limit of open files of luff's caller: %s", async (_title, start) => {
    expect(await ask("limit", `ulimit -Sn 256; "$@"; :`, start)).toBe("256\n");
  });

  ofExecutables.each(STARTS)("gets the soft limit that luff itself was started with: %s", async (_title, start) => {
    expect(await ask("limit", `ulimit -Sn 256; exec "$@"`, start)).toBe("256\n");
  });

  test.each(STARTS)("gets the descriptors that luff's caller opened for it: %s", async (_title, start) => {
    expect(await ask("descriptors", `"$@" 7</dev/null`, start)).toBe("7\n");
    expect(await ask("descriptors", `"$@"`, start)).toBe("");
  });

  const bash = findTool("bash");
  test.skipIf(bash === null).each(STARTS)(
    `gets a descriptor with a large number${withoutTool(bash, "bash")}: %s`,
    async (_title, start) => {
      const program = [bash ?? "", "-c", 'exec "$@" 99</dev/null 200</dev/zero', "bash", ...programUnderTest()];
      const run = await sandbox.run(start.split(" "), { program, env: { ASKED: "descriptors" }, stdin: "" });
      expect(run).toMatchObject({ stderr: "" });
      expect(run.stdout.replace(END, "")).toBe("99\n200\n");
    },
  );

  test.each(STARTS)("gets the bytes of variables, also where they are not UTF-8: %s", async (_title, start) => {
    const line = `BYTES=$(printf 'a\\377\\200\\303\\274'); export BYTES; "$@"`;
    expect(await ask("bytes", line, start)).toBe(" 61 ff 80 c3 bc\n");
  });

  // A shell does not pass on such names.
  test.each(STARTS.slice(0, 3))("gets variables whose names are not UTF-8: %s", async (_title, start) => {
    const line = `exec env "$(printf 'NAME\\377=1')" "$(printf 'NAME\\376=2')" "$@"`;
    expect(await ask("names", line, start)).toBe(" 4e 41 4d 45 ff 3d 31 0a 4e 41 4d 45 fe 3d 32 0a\n");
  });

  test.each(STARTS)("gets a variable with the name of a property that every object has: %s", async (_title, start) => {
    expect(await ask("proto", `__proto__=own "$@"`, start)).toBe("__proto__=own\n");
  });

  const python = findTool("python3");
  // A program that takes luff's place gets what luff has received.
  test.skipIf(python === null).each(STARTS.slice(1))(
    `gets nothing that is no variable${withoutTool(python, "python3")}: %s`,
    async (_title, start) => {
      const copies = resolve(import.meta.dir, "../fixtures/programs/exec-with-copies.py");
      const program = [python ?? "", copies, ...programUnderTest()];
      const run = await sandbox.run(start.split(" "), { program, env: { ASKED: "bare" }, stdin: "" });
      expect(run).toMatchObject({ stderr: "" });
      expect(run.stdout.replace(END, "")).toBe("");
    },
  );
});

describe.skipIf(process.platform !== "linux" || testsWindows())("bytes that are not UTF-8 in Lua", () => {
  const HEX =
    'local function hex(text) return (text:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end\n';

  /** BYTES is set to other bytes, MARK begins with a byte order mark, and SIGN is a valid U+FFFD. */
  const SETS_VARIABLES = String.raw`
local env, process = require("helm.env"), require("helm.process")
local line = 'echo "$BYTES/$MARK/$SIGN" | od -An -tx1'
env.set("BYTES", "b\xfe")
env.set("MARK", "\xef\xbb\xbfx")
env.set("SIGN", "\u{FFFD}")
print(hex(env.get("BYTES")), hex(os.getenv("MARK")), hex(env.all().BYTES), hex(env.all().MARK))
local function run(options) io.write(process.run({ "sh", "-c", line }, options).stdout) end
io.stdout:flush()
os.execute(line)
io.write(io.popen(line):read("a"))
run()
run({ env = { MARK = "c\xff" } })
run({ env = { MARK = "c\xff", PATH = os.getenv("PATH") }, clear_env = true })
line = 'printf %s "$BYTES" | od -An -tx1'
env.set("BYTES", "a\xff\x80\n")
run()
local long = ("\xff"):rep(100000)
env.set("LONG", long)
print(env.get("LONG") == long, env.unset("LONG"), env.get("LONG"))
`;

  test("arguments arrive unchanged, so that they open the file that they name", async () => {
    using sandbox = createSandbox();
    const text = `${HEX}local name, other = ...\nprint(hex(arg[1]), hex(name), hex(other), io.open(name):read("a"))\n`;
    sandbox.write("work/x.lua", text);
    const line = `name=$(printf '\\377n\\303\\274'); echo content >"$name"; exec "$@" "$name" "$(printf 'a\\200b')"`;
    expect(await runInShell(sandbox, line, ["./x.lua"])).toMatchObject({
      stdout: "ff6ec3bc\tff6ec3bc\t618062\tcontent\n\n",
      stderr: "",
    });
  });

  test("variables arrive unchanged, from os.getenv and from helm.env", async () => {
    using sandbox = createSandbox();
    const text = `${HEX}print(hex(os.getenv("BYTES")))\nlocal env = require("helm.env")\nprint(hex(env.get("BYTES")), hex(env.all().BYTES), hex(os.getenv("BYTES")))\n`;
    sandbox.write("work/x.lua", `${text}env.set("OTHER", "1")\nos.execute("printf %s \\"$BYTES\\" | od -An -tx1")\n`);
    const line = `BYTES=$(printf 'a\\377\\200'); export BYTES; exec "$@"`;
    expect(await runInShell(sandbox, line, ["./x.lua"])).toMatchObject({
      stdout: "61ff80\n61ff80\t61ff80\t61ff80\n 61 ff 80\n",
      stderr: "",
    });
  });

  test("names of variables arrive unchanged, also if a text would make one of two", async () => {
    using sandbox = createSandbox();
    const text = `local process, env = require("helm.process"), require("helm.env")
local function names(text)
  for line in (text .. "\\0"):gmatch("(.-)%z") do if line:find("^N") then print(hex(line)) end end
end
local all = env.all()
print(all["N\\xff"], all["N\\xfe"], all["N\\u{FFFD}"], env.get("N\\xfe"), os.getenv("N\\xff"))
print(all.__proto__, env.get("__proto__"), os.getenv("__proto__"))
names(process.run({ "cat", "/proc/self/environ" }).stdout)
names(process.run({ "cat", "/proc/self/environ" }, { env = { ["N\\xff"] = "3" } }).stdout)
local print_own = { "sh", "-c", 'echo "$__proto__"' }
io.write(process.run(print_own).stdout, process.run(print_own, { env = { ["__proto__"] = "given" } }).stdout)
io.write(process.run(print_own, { env = { ["__proto__"] = false } }).stdout)
`;
    sandbox.write("work/x.lua", HEX + text);
    const line = `exec env __proto__=own "$(printf 'N\\377=1')" "$(printf 'N\\376=2')" "$@"`;
    expect(await runInShell(sandbox, line, ["./x.lua"])).toMatchObject({
      stdout: [
        "1\t2\tnil\t2\t1",
        "own\town\town",
        ...["4eff3d31", "4efe3d32", "4eff3d33"],
        ...["own", "given", "", ""],
      ].join("\n"),
      stderr: "",
    });
  });

  test("variables that helm.env sets arrive unchanged in every kind of program", async () => {
    using sandbox = createSandbox();
    sandbox.write("work/x.lua", `${HEX}${SETS_VARIABLES}`);
    const line = `BYTES=$(printf 'a\\377\\200'); export BYTES; exec "$@"`;
    const printed = " 62 fe 2f ef bb bf 78 2f ef bf bd 0a\n";
    expect(await runInShell(sandbox, line, ["./x.lua"])).toMatchObject({
      stdout: [
        "62fe\tefbbbf78\t62fe\tefbbbf78\n",
        ...[printed, printed, printed],
        " 62 fe 2f 63 ff 2f ef bf bd 0a\n",
        " 2f 63 ff 2f 0a\n",
        " 61 ff 80 0a\n",
        "true\tnil\tnil\n",
      ].join(""),
      stderr: "",
    });
  });
});
