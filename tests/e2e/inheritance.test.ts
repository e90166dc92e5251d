import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { findTool, withoutTool } from "../helpers/find-tool.ts";
import { manifestOf } from "../helpers/fixture-programs.ts";
import { programUnderTest, testsWindows } from "../helpers/program-under-test.ts";
import { runInShell } from "../helpers/run-in-shell.ts";
import { createSandbox, type Sandbox } from "../helpers/sandbox.ts";

/** Signals whose disposition is "ignore", a bit for each. */
const IGNORED = "grep ^SigIgn /proc/self/status";

describe.skipIf(process.platform !== "linux" || testsWindows())("a plugin inherits", () => {
  let sandbox: Sandbox;

  beforeAll(() => {
    sandbox = createSandbox();
    // Programs and no shells where the process's own state is looked at: a shell changes it.
    sandbox.addPlugin("descriptors", manifestOf("descriptors", "/bin/ls -l /proc/self/fd"));
    sandbox.addPlugin("status", manifestOf("status", "/bin/cat /proc/self/status"));
    sandbox.addPlugin("limits", manifestOf("limits", "/bin/cat /proc/self/limits"));
    sandbox.addPlugin("links", manifestOf("links"), {
      "run.sh": "#!/bin/sh\nreadlink /proc/$$/fd/0 /proc/$$/fd/1 /proc/$$/fd/2 >&3\n",
    });
    sandbox.addPlugin("take", manifestOf("take"), { "run.sh": '#!/bin/sh\nread -r line\necho "took $line"\n' });
    sandbox.addPlugin("nothing", manifestOf("nothing", "/bin/true"));
    sandbox.addPlugin("yes", manifestOf("yes"), { "run.sh": "#!/bin/sh\nyes | head -n 1\n" });
    sandbox.addPlugin("id", manifestOf("id"), { "run.sh": '#!/bin/sh\necho "$$"\n' });
    sandbox.addPlugin("umask", manifestOf("umask"), { "run.sh": "#!/bin/sh\numask\n" });
  });
  afterAll(() => sandbox.remove());

  test("the three streams themselves: files, pipes and devices", async () => {
    sandbox.write("work/in", "x");
    const link = "readlink /proc/$$/fd/0 /proc/$$/fd/1 /proc/$$/fd/2";
    for (const streams of ["<in >out 2>err", "</dev/null >>out 2>&1", ""]) {
      const line = `exec 3>fds ${streams}; ${link} >&3; exec "$@"`;
      expect(await runInShell(sandbox, line, ["links"], { stdin: "text" })).toMatchObject({ exitCode: 0 });
      const lines = (await Bun.file(sandbox.path("work/fds")).text()).trimEnd().split("\n");
      expect(lines).toHaveLength(6);
      expect(lines.slice(3)).toEqual(lines.slice(0, 3));
    }
  });

  test("the modes of the streams: none is made non-blocking", async () => {
    const files = "/proc/self/fdinfo/0 /proc/self/fdinfo/1 /proc/self/fdinfo/2";
    sandbox.addPlugin("modes", manifestOf("modes", `/bin/grep -h flags ${files}`));
    const direct = await runInShell(sandbox, `exec grep -h flags ${files}`, []);
    expect(direct.stdout.trimEnd().split("\n")).toHaveLength(3);
    expect((await sandbox.run(["modes"])).stdout).toBe(direct.stdout);
  });

  test("no other descriptor", async () => {
    const { stdout } = await sandbox.run(["descriptors"]);
    // The third one is the folder that `ls` reads.
    expect([...stdout.matchAll(/ (\d+) -> /g)].map((match) => match[1])).toEqual(["0", "1", "2", "3"]);
    expect(stdout).toMatch(/3 -> \/proc\/\d+\/fd\n/);
  });

  test("the descriptors that its caller opened for it, as a shell does for <(command)", async () => {
    const { stdout } = await runInShell(sandbox, '"$@" 5</dev/zero 6>>out 9</dev/null', ["descriptors"]);
    expect(stdout).toContain(" 5 -> /dev/zero\n");
    expect(stdout).toContain(` 6 -> ${sandbox.path("work/out")}\n`);
    expect(stdout).toContain(" 9 -> /dev/null\n");
    expect(stdout.match(/ \d+ -> /g)).toHaveLength(7);
  });

  const bash = findTool("bash");
  test.skipIf(bash === null)(`what bash gives for <(command)${withoutTool(bash, "bash")}`, async () => {
    sandbox.addPlugin("cat", manifestOf("cat", "/bin/cat"));
    const program = [bash ?? "", "-c", '"$@" <(echo one) <(echo two)', "bash", ...programUnderTest()];
    expect(await sandbox.run(["cat"], { program })).toMatchObject({ exitCode: 0, stdout: "one\ntwo\n" });
  });

  const kubeconfig = "contexts: [{name: c, context: {namespace: n}}]\n";
  test("a kubeconfig that is a pipe, unread", async () => {
    sandbox.addPlugin("config", manifestOf("config"), { "run.sh": '#!/bin/sh\ncat "$KUBECONFIG"\n' });
    const line = 'printf %s "$TEXT" | "$@" --kubeconfig /dev/fd/0';
    const { stdout } = await runInShell(sandbox, line, ["config"], { env: { TEXT: kubeconfig } });
    expect(stdout).toBe(kubeconfig);
  });

  test("the position in stdin: the next program reads the rest", async () => {
    const stdin = "first\nsecond\nthird\n";
    for (const source of ["<in", ""]) {
      sandbox.write("work/in", stdin);
      const { stdout } = await runInShell(sandbox, `("$@"; echo; cat) ${source}`, ["take"], { stdin });
      expect(stdout).toBe("took first\n\nsecond\nthird\n");
    }
  });

  test("a stdin that luff has not read from", async () => {
    for (const args of [["nothing"], ["version"], ["help"], ["plugin", "list"], ["unknown"]]) {
      const { stdout } = await runInShell(sandbox, '"$@" >/dev/null 2>&1; cat', args, { stdin: "all of it\n" });
      expect(stdout).toBe("all of it\n");
    }
  });

  test("the default dispositions of all signals, and no blocked signal", async () => {
    const { stdout } = await sandbox.run(["status"]);
    expect(stdout).toMatch(/^SigIgn:\t0+$/m);
    expect(stdout).toMatch(/^SigBlk:\t0+$/m);
  });

  test("the signals that its caller ignores, as nohup does", async () => {
    sandbox.addPlugin("ignored", manifestOf("ignored", `/bin/${IGNORED}`));
    const direct = await runInShell(sandbox, `trap '' HUP INT; exec ${IGNORED}`, []);
    const through = await runInShell(sandbox, `trap '' HUP INT; exec "$@"`, ["ignored"]);
    expect(through.stdout).toBe(direct.stdout);
    expect(through.stdout).toMatch(/0003$/m);
  });

  test("a SIGPIPE that ends its pipelines quietly", async () => {
    expect(await sandbox.run(["yes"])).toEqual({ exitCode: 0, signal: null, stdout: "y\n", stderr: "" });
  });

  test("luff's process id, and so its place in job control", async () => {
    const { stdout } = await runInShell(sandbox, 'echo $$; exec "$@"', ["id"]);
    const [shell, plugin] = stdout.split("\n");
    expect(plugin).toBe(shell);
  });

  test.each([256, 1024])("the soft limit of %i open files", async (limit) => {
    const { stdout } = await runInShell(sandbox, `ulimit -Sn ${limit}; "$@"; :`, ["limits"]);
    expect(stdout).toMatch(new RegExp(`^Max open files +${limit} +\\d+`, "m"));
  });

  test("the umask", async () => {
    expect((await runInShell(sandbox, 'umask 027; "$@"', ["umask"])).stdout).toBe("0027\n");
  });
});
