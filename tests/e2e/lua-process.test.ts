import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { programUnderTest, testsBinary, testsCompactHost, testsWindows } from "../helpers/program-under-test.ts";
import { runInShell } from "../helpers/run-in-shell.ts";
import { createSandbox, type Sandbox } from "../helpers/sandbox.ts";
import { signalAtFirstOutput } from "../helpers/signal-at-first-output.ts";

setDefaultTimeout(240_000);

let sandbox: Sandbox;
beforeAll(() => {
  sandbox = createSandbox();
});
afterAll(() => sandbox.remove());

const runScript = (source: string, flags: readonly string[] = []) => {
  sandbox.write("work/script.lua", source);
  return sandbox.run([...flags, "./script.lua"]);
};

describe("helm.process", () => {
  test("exec ends the script with the program's status, its own streams, and after what was deferred", async () => {
    sandbox.write("work/child.lua", "print('child', io.read('l')) os.exit(9)");
    sandbox.write("work/child", '#!/bin/sh\nread line\nprintf "child\\t%s\\n" "$line"\nexit 9\n', 0o755);
    sandbox.write(
      "work/script.lua",
      `require('helm.defer')(function() print('deferred') end)
      print('first')
      assert(require('helm.process').exec({ '${testsWindows() ? "./child.lua" : "./child"}' }))`,
    );
    const run = await sandbox.run(["./script.lua"], { stdin: "input\n" });
    expect(run).toEqual({ exitCode: 9, signal: null, stdout: "first\nchild\tinput\ndeferred\n", stderr: "" });
  });

  test("an error for a program that fails begins with the plugin's name, also behind return", async () => {
    sandbox.write("work/failing.lua", "os.exit(3)");
    sandbox.write("work/failing", "#!/bin/sh\nexit 3\n", 0o755);
    const program = testsWindows() ? "./failing.lua" : "./failing";
    const call = `require("helm.process").run({ "${program}" }, { check = true })`;
    const manifest = (name: string): string => `name: ${name}\nversion: 1.0.0\nusage: u\n`;
    sandbox.addPlugin("failing", manifest("failing"), { "main.lua": `return ${call}\n` });
    const lost = await sandbox.run(["failing"]);
    expect([lost.exitCode, lost.stdout]).toEqual([1, ""]);
    expect(lost.stderr).toStartWith(`failing: ${program}: exit status 3\nstack traceback:\n`);
    expect(lost.stderr).toEndWith(
      "\nHint: Lua knows no line of a call behind `return`: write `local result = CALL` and `return result` to see it.\n",
    );

    // What a script itself raises without a place is printed alone.
    const own = `local ok, message = pcall(function() return ${call} end)\nerror(message, 0)\n`;
    sandbox.addPlugin("own", manifest("own"), { "main.lua": own });
    expect(await sandbox.run(["own"])).toMatchObject({ exitCode: 1, stderr: `${program}: exit status 3\n` });

    sandbox.addPlugin("placed", manifest("placed"), { "main.lua": `local result = ${call}\n` });
    const placed = await sandbox.run(["placed"]);
    expect(placed.stderr).toContain(`main.lua:1: ${program}: exit status 3\nstack traceback:\n`);
    expect(placed.stderr).not.toContain("Hint: ");
  });
});

// The programs here are shell scripts, and signals are those of POSIX.
describe.skipIf(testsWindows())("helm.process on POSIX", () => {
  test("the end of the time ends a program that is waited for, with all that it has started", async () => {
    const fifo = sandbox.path("fifo");
    Bun.spawnSync(["mkfifo", fifo]);
    const reader = Bun.spawn(["cat", fifo], { stdout: "pipe" });
    const run = await runScript(`require('helm.process').run({ 'sh', '-c', "exec 9> '${fifo}'; sleep 600 & wait" })`, [
      "--time-limit",
      "500ms",
    ]);
    expect(run.exitCode).toBe(124);
    // It ends when nobody has the other end any more.
    expect(await new Response(reader.stdout).text()).toBe("");
  });

  test("a program runs in another folder also if luff's own is gone", async () => {
    const script = sandbox.write(
      "work/elsewhere.lua",
      "print(require('helm.process').run({ '/bin/pwd' }, { cwd = '/' }).stdout)",
    );
    const run = await runInShell(sandbox, 'mkdir gone; cd gone; rmdir ../gone; exec "$@"', [script]);
    // An executable of Bun does not start in a folder that is gone.
    const expected =
      testsBinary() && !testsCompactHost()
        ? { exitCode: 1, stdout: "", stderr: expect.stringContaining("[directory-removed]") }
        : { exitCode: 0, stdout: "/\n\n", stderr: "" };
    // Where an emulator runs luff, a shell starts it, which reports the folder too.
    const stderr = run.stderr.replace(/^sh: .*getcwd\(\) failed.*\n/, "");
    expect({ ...run, stderr }).toEqual({ signal: null, ...expected });
  });

  test("a program's input ends also if the script has many files open", async () => {
    const run = await runScript(`local files = {}
      for i = 1, 300 do files[i] = assert(io.open('/dev/null')) end
      print(require('helm.process').run({ 'cat' }, { stdin = 'x' }).stdout)`);
    expect(run).toEqual({ exitCode: 0, signal: null, stdout: "x\n", stderr: "" });
  });

  test("long texts go in and come out byte for byte, also after programs that did not take theirs", async () => {
    const run = await runScript(String.raw`local process = require('helm.process')
      local all = {}
      for byte = 0, 255 do all[byte + 1] = string.char(byte) end
      local text = table.concat(all):rep(12000)
      print(process.run({ 'true' }, { stdin = text }).ok)
      print(process.run({ 'sleep', '60' }, { stdin = text, timeout = 0.2 }).timed_out)
      local ended <close> = process.spawn({ 'true' })
      print(select(3, ended:write(text)))
      local others = {}
      for i = 1, 20 do others[i] = text .. i end
      print(process.run({ 'cat' }, { stdin = text }).stdout == text, process.run({ 'cat' }, { stdin = '' }).stdout == '')
      local cat <close> = process.spawn({ 'cat' })
      print(cat:write(text, '', 'end', text:sub(1, 9)) == cat, cat:read(#text) == text, cat:read(3), cat:read(9) == text:sub(1, 9))
      print(cat:write(text) == cat, cat:read(5) == text:sub(1, 5))
      local rest = cat:wait().stdout
      print(rest == text:sub(6))`);
    const lines = ["true", "true", "EPIPE", "true\ttrue", "true\ttrue\tend\ttrue", "true\ttrue", "true"];
    expect(run).toEqual({ exitCode: 0, signal: null, stdout: `${lines.join("\n")}\n`, stderr: "" });
  });

  test.each([
    ["SIGINT", 130, "interrupted!"],
    ["SIGTERM", 143, "terminated!"],
  ] as const)("%s ends the program, and is an error in the script", async (signal, exitCode, words) => {
    sandbox.write(
      "work/script.lua",
      `require('helm.defer')(function() print('cleaned') end)
      require('helm.process').run({ 'sh', '-c', 'trap "echo told; exit" INT TERM; echo ready; while :; do sleep 0.01; done' },
        { stdout = 'inherit' })`,
    );
    const { stdout, exitCode: status, stderr } = await signalAtFirstOutput(sandbox, signal);
    expect({ stdout, status }).toEqual({ stdout: "ready\ntold\ncleaned\n", status: exitCode });
    expect(stderr).toContain(words);
  });

  test.each([100_000, 2_000_000])(
    "a read of %d bytes that a signal stops loses nothing of what has come",
    async (count) => {
      sandbox.write(
        "work/script.lua",
        `local handle = require('helm.process').spawn({ 'sh', '-c',
        'trap "head -c 400000 /dev/zero; echo told; exit 3" TERM; head -c 90000 /dev/zero; echo ready >&2; while :; do sleep 0.01; done' })
      print(pcall(handle.read, handle, ${count}))
      local rest = handle:read('a')
      local result = handle:wait()
      print(#rest + #result.stdout, (rest .. result.stdout):sub(-5), result.code)`,
      );
      const started = Bun.spawn([...programUnderTest(), "./script.lua"], {
        cwd: sandbox.work,
        env: sandbox.env,
        stdio: ["ignore", "pipe", "pipe"],
      });
      // What the program says when it has written.
      const { value } = await started.stderr.getReader().read();
      expect(Buffer.from(value ?? []).toString()).toBe("ready\n");
      started.kill("SIGTERM");
      const [stdout, exitCode] = await Promise.all([started.stdout.text(), started.exited]);
      expect({ stdout, exitCode }).toEqual({ stdout: "false\tterminated!\n490005\ttold\n\t3\n", exitCode: 0 });
    },
  );

  test.each([
    ["exit 7", "run\t7\n", 0],
    ["exit 130", "cleaned\n", 130],
  ])("Ctrl-C is left to a program with the script's stdin, which does %s", async (end, last, exitCode) => {
    using own = createSandbox();
    own.write(
      "work/script.lua",
      `require('helm.defer')(function() if not RUN then print('cleaned') end end)
      local result = require('helm.process').run({ 'sh', '-c',
        'trap "echo told" INT; echo ready; while [ ! -e go ]; do sleep 0.01; done; ${end}' },
        { stdin = 'inherit', stdout = 'inherit' })
      RUN = true
      print('run', result.code)`,
    );
    const started = Bun.spawn([...programUnderTest(), "./script.lua"], {
      cwd: own.work,
      env: own.env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    for await (const chunk of started.stdout) {
      if (stdout === "") {
        started.kill("SIGINT");
        // Longer than what a program gets that has no terminal.
        await Bun.sleep(2500);
        own.write("work/go", "");
      }
      stdout += Buffer.from(chunk).toString();
    }
    expect({ stdout, exitCode: await started.exited }).toEqual({ stdout: `ready\n${last}`, exitCode });
  });

  test("what programs write counts against the limit on memory", async () => {
    const run = await runScript(
      `local handle = require('helm.process').spawn({ 'sh', '-c', 'head -c 100000000 /dev/zero >&2; echo end' }, { stderr = 'capture' })
      print(handle:read())`,
      ["--memory-limit", "48M"],
    );
    expect({ exitCode: run.exitCode, stdout: run.stdout }).toEqual({ exitCode: 123, stdout: "" });
    expect(run.stderr).toContain("memory limit reached");
  });

  test("a program that nobody reads waits when much is kept, and goes on when it is read", async () => {
    const { stdout } = await runScript(`
      local process, fs = require('helm.process'), require('helm.fs')
      local handle = process.spawn({ 'sh', '-c', 'head -c 40000000 /dev/zero; touch written' })
      process.run({ 'sleep', '2' })
      print(fs.exists('written'))
      print(#handle:read('a'), handle:wait().ok, fs.exists('written'))`);
    expect(stdout).toBe("false\n40000000\ttrue\ttrue\n");
  });

  test("a luff that is killed takes with it what its programs have started", async () => {
    const fifo = sandbox.path("fifo of tree");
    Bun.spawnSync(["mkfifo", fifo]);
    const reader = Bun.spawn(["cat", fifo], { stdout: "pipe" });
    sandbox.write(
      "work/script.lua",
      `local handle = require('helm.process').spawn({ 'sh', '-c', "exec 9> '${fifo}'; sleep 600 & echo ready >&9; wait" }) handle:wait()`,
    );
    const started = Bun.spawn([...programUnderTest(), "./script.lua"], { cwd: sandbox.work, env: sandbox.env });
    let said = "";
    for await (const chunk of reader.stdout) {
      if (said === "") started.kill("SIGKILL");
      said += Buffer.from(chunk).toString();
    }
    expect(said).toBe("ready\n");
  });

  test("a program that ends because the next one reads no more does not fail", async () => {
    const { stdout } = await runScript(`
      local result = require('helm.process').pipe({ { 'yes' }, { 'head', '-2' } })
      print(result.ok, result.code, result.results[1].signal, (result.stdout:gsub('\\n', ' ')))`);
    expect(stdout).toBe("true\t0\t13\ty y \n");
  });

  test("bytes that are not UTF-8 reach a program as arguments, and come back", async () => {
    const { stdout } = await runScript(String.raw`
      local result = require('helm.process').run({ 'printf', '%s', '\xff\xfe\x80' })
      print(result.stdout == '\xff\xfe\x80')`);
    expect(stdout).toBe("true\n");
  });

  test("what a program leaves running goes on", async () => {
    const file = sandbox.path("left");
    const { exitCode } = await runScript(
      `local process = require('helm.process')
      process.run({ 'sh', '-c', "(while [ ! -e '${file}' ]; do sleep 0.01; done; touch '${file}.done') >/dev/null 2>&1 &" })`,
    );
    expect(exitCode).toBe(0);
    await Bun.write(file, "");
    while (!(await Bun.file(`${file}.done`).exists())) await Bun.sleep(5);
  });
});
