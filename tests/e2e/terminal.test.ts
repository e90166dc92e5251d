import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { resolve } from "node:path";
import { findTool, withoutTool } from "../helpers/find-tool.ts";
import { manifestOf } from "../helpers/fixture-programs.ts";
import { programUnderTest, testsWindows } from "../helpers/program-under-test.ts";
import { createSandbox, type RunResult, type Sandbox, type Variables } from "../helpers/sandbox.ts";

const IN_TERMINAL = resolve(import.meta.dir, "../fixtures/programs/in-terminal.py");
const TELLER = resolve(import.meta.dir, "../helpers/write-terminal.ts");
const PYTHON = findTool("python3");

const TRAPS = `#!/bin/sh
trap 'echo interrupted; count=$((count + 1))' INT
count=0
echo ready
turns=0
while [ "$turns" -lt 600 ] && [ "$count" -lt 1 ]; do sleep 0.1; turns=$((turns + 1)); done
sleep 0.1
exit $((40 + count))
`;

interface Terminal {
  readonly keys?: string;
  readonly env?: Variables;
  /** A line of `sh` with job control in which `"$@"` is luff; luff alone where it is absent. */
  readonly shell?: string;
}

describe.skipIf(testsWindows() || PYTHON === null)(
  `in a terminal${withoutTool(PYTHON, "python3 to make a terminal with")}`,
  () => {
    let sandbox: Sandbox;

    /** Runs luff in a terminal; what the terminal showed is stdout, with its line ends. */
    const run = async (args: readonly string[], { keys = "", env = {}, shell }: Terminal = {}): Promise<RunResult> => {
      const command = shell === undefined ? programUnderTest() : ["/bin/sh", "-mc", shell, "sh", ...programUnderTest()];
      const program = [PYTHON ?? "", IN_TERMINAL, keys, ...command];
      const result = await sandbox.run(args, { program, env: { TERM: "xterm", ...env } });
      return { ...result, stdout: result.stdout.replaceAll("\r\n", "\n") };
    };

    beforeAll(() => {
      sandbox = createSandbox();
      sandbox.addPlugin("asks", manifestOf("asks"), {
        "run.sh": '#!/bin/sh\n[ -t 0 ] && [ -t 1 ] && [ -t 2 ] && echo ready\nread -r answer\necho "got $answer"\n',
      });
      sandbox.addPlugin("traps", manifestOf("traps"), { "run.sh": TRAPS });
      sandbox.addPlugin("waits", manifestOf("waits"), { "run.sh": "#!/bin/sh\necho ready\nread -r line\nexit 3\n" });
    });
    afterAll(() => sandbox.remove());

    test("a plugin has the terminal on all three streams, and reads what is typed", async () => {
      const { exitCode, stdout } = await run(["asks"], { keys: "yes\\n" });
      expect(exitCode).toBe(0);
      expect(stdout).toEndWith("got yes\n");
    });

    test("the Bun host recognises all three streams as terminals, and knows their size and whether they show what is typed", async () => {
      const program = [PYTHON ?? "", IN_TERMINAL, "", "/bin/sh", "-c", 'stty cols 123 rows 45 -echo; exec "$@"', "sh"];
      const { stdout } = await sandbox.run([process.execPath, TELLER, "tell"], { program });
      expect(JSON.parse(stdout)).toEqual({ streams: [true, true, true], width: 123, height: 45, echo: false });
    });

    test("Ctrl-C reaches a plugin once, and luff returns its status after its clean-up", async () => {
      const { exitCode, stdout } = await run(["traps"], { keys: "\\x03" });
      expect(stdout.match(/interrupted/g)).toHaveLength(1);
      expect(exitCode).toBe(41);
    });

    test("Ctrl-C ends a plugin that does not handle it, by the signal", async () => {
      expect((await run(["waits"], { keys: "\\x03" })).exitCode).toBe(130);
    });

    test("Ctrl-\\ ends a plugin by SIGQUIT", async () => {
      expect((await run(["waits"], { keys: "\\x1c" })).exitCode).toBe(131);
    });

    test("Ctrl-Z stops a plugin, and fg resumes it", async () => {
      const shell = '"$@"; echo "stopped $?"; fg >/dev/null; echo "ended $?"';
      // The line is typed before the plugin is resumed, which then reads it. A plugin that started programs meanwhile could
      // be stopped in a vfork, which the shell does not notice.
      const { exitCode, stdout } = await run(["waits"], { keys: "\\x1ago\\n", shell });
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(/stopped 1\d\d\n(.*\n)*ended 3\n/);
    });

    /** Writes a plugin whose install hook is this line of `sh`, and returns the words that install it. */
    const installOf = (hook: string): string[] => {
      sandbox.write("work/hooked/plugin.yaml", `${manifestOf("hooked")}hooks:\n  install: ${JSON.stringify(hook)}\n`);
      return ["plugin", "install", "--force", sandbox.path("work", "hooked")];
    };
    /** The hook has the terminal when it is ready: the system has stopped it once, because it set the terminal. */
    const ASKS = 'stty sane </dev/tty; echo ready; read -r answer </dev/tty; echo "got $answer"';

    test.each([
      ["reads what is typed, although it has no input", 'echo ready; read -r answer </dev/tty; echo "got $answer"'],
      ["can set the terminal", ASKS],
    ])("a hook %s", async (_title, hook) => {
      const { exitCode, stdout } = await run(installOf(hook), { keys: "yes\\n" });
      expect(stdout).toMatch(/\ngot yes\nInstalled plugin: hooked\n/);
      expect(exitCode).toBe(0);
    });

    test("luff reads the terminal again after a hook has read it", async () => {
      const shell = '"$@"; read -r rest; echo "rest $rest"';
      const { stdout } = await run(installOf(ASKS), { keys: "yes\\nmore\\n", shell });
      expect(stdout).toEndWith("rest more\n");
    });

    test.each([
      ["that reads the terminal", ASKS],
      ["that does not", "echo ready; exec sleep 600"],
    ])("Ctrl-C at a hook %s stops the install", async (_title, hook) => {
      const { exitCode, stdout } = await run(installOf(hook), { keys: "\\x03" });
      expect(stdout).toContain("[interrupted]");
      expect(exitCode).toBe(130);
    });

    test("Ctrl-Z at a hook that reads the terminal stops luff, and fg resumes both", async () => {
      const shell = '"$@"; echo "stopped $?"; fg >/dev/null; echo "ended $?"';
      const { exitCode, stdout } = await run(installOf(ASKS), { keys: "\\x1ago\\n", shell });
      expect(stdout).toMatch(/stopped 148\n(.*\n)*got go\n(.*\n)*ended 0\n/);
      expect(exitCode).toBe(0);
    });

    test("Ctrl-D ends a plugin's input", async () => {
      const { exitCode, stdout } = await run(["asks"], { keys: "\\x04" });
      expect(exitCode).toBe(0);
      expect(stdout).toEndWith("got \n");
    });

    test.each<[string, Variables, boolean]>([
      ["has bold text", {}, true],
      ["has bold text if NO_COLOR is empty", { NO_COLOR: "" }, true],
      ["has no bold text if NO_COLOR is not empty", { NO_COLOR: "0" }, false],
      ["has no bold text if NO_COLOR refuses what FORCE_COLOR asks for", { NO_COLOR: "1", FORCE_COLOR: "1" }, false],
      ["has no bold text if FORCE_COLOR is 0", { FORCE_COLOR: "0" }, false],
      ["has no bold text if the terminal supports none", { TERM: "dumb" }, false],
      ["has bold text in such a terminal if FORCE_COLOR asks for it", { TERM: "dumb", FORCE_COLOR: "1" }, true],
    ])("luff's own help %s", async (_title, env, styled) => {
      const { exitCode, stdout } = await run(["help", "version"], { env });
      expect(exitCode).toBe(0);
      expect(stdout).toContain("Print luff's version");
      expect(stdout.includes("\u001B[")).toBe(styled);
    });

    /** The escape sequences in a text, each once. */
    const codesIn = (text: string): string[] => [...new Set(text.match(/\u001B[^a-zA-Z]*[a-zA-Z]/g))].toSorted();

    test.each([
      ["help", ["\u001B[1m", "\u001B[22m"]],
      ["help plugin install", ["\u001B[1m", "\u001B[22m"]],
      ["help doctor", ["\u001B[1m", "\u001B[22m"]],
      ["help exit-codes", ["\u001B[1m", "\u001B[22m"]],
      ["plugin", ["\u001B[1m", "\u001B[22m"]],
      ["help asks", ["\u001B[1m", "\u001B[22m"]],
      ["plugin list", []],
      ["doctor", []],
    ])("luff %s has text in the terminal's own colours, which a light one shows as well", async (words, codes) => {
      const { stdout } = await run(words.split(" "), { env: { PAGER: "cat" } });
      expect(stdout.split("\n").length).toBeGreaterThan(3);
      expect(codesIn(stdout)).toEqual(codes);
    });

    test("the results of luff plugin test are green and red alone, which a light terminal shows as well", async () => {
      const folder = sandbox.path("work", "specs");
      sandbox.write("work/specs/plugin.yaml", "name: specs\nversion: 1.0.0\nusage: u\n");
      sandbox.write("work/specs/main.lua", "function main() end\n");
      sandbox.write("work/specs/spec/a_spec.lua", "it('is true', function() assert.is_true(true) end)\n");
      expect(codesIn((await run(["plugin", "test", folder])).stdout)).toEqual(["\u001B[0m", "\u001B[32m"]);
      sandbox.write("work/specs/spec/b_spec.lua", "it('is false', function() assert.is_true(false) end)\n");
      const codes = codesIn((await run(["plugin", "test", folder])).stdout).filter((code) => code.endsWith("m"));
      expect(codes).toEqual(["\u001B[0m", "\u001B[31m", "\u001B[32m"]);
    });

    test.each([
      ["stdout", "print('one') io.write('234567')"],
      ["stderr", "io.stderr:write('one\\n234567')"],
    ])("a reached output limit is reported on a new line if the last line of %s has no end", async (_, source) => {
      const { exitCode, stdout } = await run(["--output-limit", "6", sandbox.write("limited.lua", source)]);
      expect(exitCode).toBe(122);
      expect(stdout).toContain("one\n23\nError: output limit reached (6, set by --output-limit) [limit-reached]\n");
    });

    const inColumns = (columns: number): string => `stty cols ${columns}; exec "$@"`;

    test("a list fits the terminal, and is whole in a pipe", async () => {
      using own = createSandbox();
      const description = "Shows 日本語 text and what an upgrade would change in a release of this long story";
      own.addPlugin("p", `name: p\nversion: 1.0.0\nusage: ${description}\n`, { "main.lua": "" });
      const listed = async (columns: number): Promise<string> => {
        const command = ["/bin/sh", "-c", inColumns(columns), "sh", ...programUnderTest()];
        const program = [PYTHON ?? "", IN_TERMINAL, "", ...command];
        const { stdout } = await own.run(["plugin", "list"], { program, env: { TERM: "xterm" } });
        return stdout.replaceAll("\r\n", "\n");
      };
      const head =
        "NAME  VERSION  TYPE    RUNTIME  RUNS  SOURCE  DESCRIPTION\np     1.0.0    cli/v1  lua      yes           ";
      expect(await listed(80)).toBe(`${head}Shows 日本語 text and what an…\n`);
      expect(await listed(120)).toBe(
        `${head}Shows 日本語 text and what an upgrade would change in a release of this…\n`,
      );
      expect((await own.run(["plugin", "list"])).stdout).toBe(`${head}${description}\n`);
      const folder = `work/${"deep/".repeat(20)}long-name-of-a-plugin`;
      own.write(`${folder}/plugin.yaml`, `name: long-name-of-a-plugin\nversion: 1.0.0\nusage: ${description}\n`);
      own.write(`${folder}/main.lua`, "");
      await own.run(["plugin", "install", folder.slice("work/".length)]);
      for (const columns of [80, 100, 132]) {
        const lines = (await listed(columns)).split("\n");
        expect(lines.filter((line) => line.length > columns)).toEqual([]);
        if (columns > 80) expect(lines[1]).toMatch(/ yes +\/tmp\/.*….*plugin {2}/);
      }
      expect((await own.run(["plugin", "list"])).stdout).toContain(own.path(folder));
    });

    test.each([
      ["help", ["Usage:", "Commands:", "Plugins:", "Flags (", "Limits of ", "Examples:"]],
      ["plugin", ["Commands of luff plugin:"]],
      ["help plugin list", ["Usage", "Options", "Details", "Examples"]],
      ["help asks", ["Usage:"]],
      ["help bug", ["bug"]],
    ])("the headings of luff %s are bold, unless NO_COLOR is set", async (words, headings) => {
      const bolds = async (env: Variables): Promise<readonly string[]> => {
        const { stdout } = await run(words.split(" "), { env: { PAGER: "cat", ...env } });
        return [...stdout.matchAll(/^\u001B\[1m([^-$\u001B][^\u001B]*)\u001B\[22m$/gm)].map(([, text = ""]) => text);
      };
      expect(await bolds({})).toEqual(
        headings.map((text) => expect.stringMatching(new RegExp(`^${RegExp.escape(text)}`))),
      );
      expect(await bolds({ NO_COLOR: "1" })).toEqual([]);
    });

    test("help shows the commands before the flags", async () => {
      expect((await run(["help"], { env: { NO_COLOR: "1" } })).stdout).toMatch(/^Commands:[^]*^Plugins:[^]*^Flags /m);
    });

    /** An example is one line, which can be copied. */
    const isExample = (line: string): boolean => line.startsWith("  $ luff ");

    test.each([
      [80, "help", 80],
      [80, "plugin", 80],
      [80, "help plugin install", 80],
      [80, "help get", 80],
      [80, "help exit-codes", 80],
      [120, "help plugin install", 100],
      [50, "help plugin install", 50],
    ])("in %i columns, the lines of luff %s have at most %i", async (columns, words, most) => {
      const env = { NO_COLOR: "1", PAGER: "cat" };
      const { exitCode, stdout } = await run(words.split(" "), { shell: inColumns(columns), env });
      expect(exitCode).toBe(0);
      const lengths = stdout.split("\n").flatMap((line) => (isExample(line) ? [] : [line.length]));
      expect(Math.max(...lengths)).toBeLessThanOrEqual(most);
      expect(Math.max(...lengths)).toBeGreaterThan(most - 12);
    });

    test.each(["doctor", "plugin lint ../plugins/odd"])(
      "the lines of luff %s are broken between words, and are whole in a pipe",
      async (words) => {
        using own = createSandbox();
        own.addPlugin("odd", "name: odd\nversion: x\nusage: u\ncommand: $HELM_PLUGIN_DIR/none.sh\nfoo: 1\n");
        // The first run makes a cache, which the next one mentions.
        await own.run(words.split(" "));
        const command = ["/bin/sh", "-c", inColumns(60), "sh", ...programUnderTest()];
        const program = [PYTHON ?? "", IN_TERMINAL, "", ...command];
        const { stdout } = await own.run(words.split(" "), { program, env: { TERM: "xterm" } });
        const lines = stdout.replaceAll("\r", "").split("\n");
        expect(lines.filter((line) => line.length > 60 && line.trim().includes(" "))).toEqual([]);
        const piped = (await own.run(words.split(" "))).stdout;
        expect(Math.max(...piped.split("\n").map((line) => line.length))).toBeGreaterThan(60);
        // The line about the terminal is another one.
        const textOf = (text: string): string => text.replaceAll(/\s+/g, " ").replace(/ok stdout is .*? colours /, "");
        expect(textOf(stdout)).toBe(textOf(piped));
      },
    );

    test.each([
      ["sed 's/^/>/'", ">\u001B[1mpost-renderer-empty"],
      ["", "\u001B[1mpost-renderer-empty\u001B[22m\n"],
      ["cat", "\u001B[1mpost-renderer-empty\u001B[22m\n"],
    ])("a topic is shown by the pager %j", async (pager, first) => {
      const { exitCode, stdout } = await run(["help", "post-renderer-empty"], { env: { PAGER: pager } });
      expect(exitCode).toBe(0);
      expect(stdout).toStartWith(first);
      expect(stdout).toContain("A post-renderer printed nothing.");
    });

    test("a pager is a command line of a shell, and reads the text while its keys come from the terminal", async () => {
      const variables = { TMPDIR: "/no/such/folder", SIGN: "~" };
      const words = { env: { ...variables, PAGER: `sed -n "1s/^/a  b'$SIGN /p"` } };
      expect((await run(["help", "post-renderer-empty"], words)).stdout).toBe(
        "a  b'~ \u001B[1mpost-renderer-empty\u001B[22m\n",
      );
      const asks = `wc -c; echo ready; read -r key </dev/tty; echo "key $key"`;
      const { exitCode, stdout } = await run(["help", "library"], { keys: "x\\n", env: { PAGER: asks } });
      expect(exitCode).toBe(0);
      const [, count] = /^ *(\d+)\nready\n(?:x\n)?key x\n$/.exec(stdout) ?? [stdout];
      const plain = await sandbox.run(["help", "library"], { env: { FORCE_COLOR: "1" } });
      expect(Number(count)).toBe(Buffer.byteLength(plain.stdout));
    });

    test("Ctrl-C is the pager's, and luff waits for its end", async () => {
      const pager = "trap 'echo caught' INT; cat >/dev/null; echo ready; read -r key </dev/tty; echo over";
      const { exitCode, stdout } = await run(["help", "bug"], { keys: "\\x03\\n", env: { PAGER: pager } });
      expect(exitCode).toBe(0);
      // The shell may obey the signal before the key, after it, or end before that.
      expect(stdout).toMatch(/\nover\n(?:caught\n)?$/);
    });

    const SETS = "stty -echo -icanon </dev/tty; kill -s SIGNAL $PPID";
    /** As less: it sets the terminal back at SIGTERM. */
    const RESTORES = `sh -c "trap 'stty echo icanon </dev/tty; echo restored; exit 3' TERM; ${SETS}; while :; do sleep 0.1; done"`;
    const LEAVES = `sh -c "${SETS}; read -r key </dev/tty"; echo more`;
    test.each([
      ["SIGTERM", RESTORES, 143, "restored\n"],
      ["SIGHUP", RESTORES, 129, "restored\n"],
      ["SIGTERM", LEAVES, 143, ""],
      ["SIGHUP", LEAVES, 129, ""],
      ["SIGQUIT", RESTORES, 131, "restored\n"],
    ])("%s for luff ends the pager, and the terminal is as before: %s", async (signal, pager, status, said) => {
      const shell = `"$@"; echo "status $?"; stty -a | tr ' ;' '\\n\\n' | grep -x -e -*echo -e -*icanon`;
      const env = { PAGER: pager.replace("SIGNAL", signal.slice("SIG".length)) };
      const { stdout } = await run(["help", "bug"], { shell, env });
      const error = "Error: stopped by a signal; the pager has ended [interrupted]";
      // The shells may tell of it.
      const rest = stdout.replaceAll(/^.*Terminated.*\n/gm, "");
      expect(rest).toBe(`${said}${error}\nstatus ${status}\nicanon\necho\n`);
    });

    test.each([
      ["no-such-pager -x", /no-such-pager: .*not found/],
      ["sed --no-such-flag", /^sed: /m],
      ['sed "s/^/x', /[Uu]nterminated|unexpected/],
      ["false", /^/],
    ])("a topic is printed if the pager fails: %s", async (pager, said) => {
      const { exitCode, stdout } = await run(["help", "post-renderer-empty"], { env: { PAGER: pager } });
      expect(exitCode).toBe(0);
      const [before = "", after] = stdout.split("\u001B[1mpost-renderer-empty\u001B[22m\n");
      expect(before).toMatch(said);
      expect(after).toContain("A post-renderer printed nothing.");
    });

    test("in a session of luff -i Ctrl-C ends what runs and drops what is typed, and Ctrl-D ends the session", async () => {
      const parts = [
        "print('re'..'ady') while true do end\\n",
        "\\x03=6*7\\nprint('re'..'ady')\\n",
        "half a line\\x03=1+2\\n\\x04",
      ];
      const { exitCode, stdout } = await run(["-i", "-e", "print 'ready'"], { keys: parts.join("\\x00") });
      expect(exitCode).toBe(0);
      expect(stdout).toContain("interrupted!\nstack traceback:\n\tstdin:1: in main chunk\n\t[C]: in ?\n");
      expect(stdout.match(/^> \d+$/gm)).toEqual(["> 42", "> 3"]);
    });

    test("in a session of luff -i Ctrl-D drops incomplete code, with its error, and then ends the session", async () => {
      const { exitCode, stdout } = await run(["-i", "-e", "print 'ready'"], { keys: "x =\\n\\x04=6*7\\n\\x04" });
      expect(exitCode).toBe(0);
      expect(stdout).toContain("stdin:1: unexpected symbol near <eof>\n");
      expect(stdout).toMatch(/^> 42$/m);
    });

    test("luff - reads a script that is typed until Ctrl-D, and the script reads what is typed then", async () => {
      const keys = "print('re'..'ady') print('got '..io.read())\\n\\x04\\x00more\\n";
      const { exitCode, stdout } = await run(["-e", "print 'ready'", "-", "a"], { keys });
      expect(exitCode).toBe(0);
      expect(stdout).toEndWith("got more\n");
    });

    const PROMPT = "local prompt = require 'helm.prompt' ";

    test("helm.prompt.password does not show what is typed, and what is typed after it is shown", async () => {
      const code = `${PROMPT} print(#prompt.password('ready')) print(prompt.input('rea' .. 'dy'))`;
      const { exitCode, stdout } = await run(["-e", code], { keys: "s3cret\\n\\x00seen\\n" });
      expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "ready \n6\nready seen\nseen\n" });
    });

    test.each<[string, readonly string[], string, number]>([
      ["Ctrl-C", [], "\\x03", 130],
      ["the end of the time", ["--time-limit", "1s"], "", 124],
    ])(
      "%s ends helm.prompt.password, and the terminal shows what is typed again",
      async (_title, flags, keys, status) => {
        const shell = `"$@"; echo "status $?"; stty -a | tr ' ' '\\n' | grep -x -e echo -e -echo`;
        const { stdout } = await run([...flags, "-e", `${PROMPT} prompt.password('ready')`], { keys, shell });
        expect(stdout).toEndWith(`status ${status}\necho\n`);
      },
    );

    test.each(["confirm('ready')", "input('ready')", "password('ready')", "select('ready', { 'a' })"])(
      "Ctrl-C ends helm.prompt.%s without a word",
      async (call) => {
        const shell = `"$@"; echo "status $?"`;
        const { stdout } = await run(["-e", `${PROMPT} prompt.${call}`], { keys: "\\x03", shell });
        expect(stdout.replace("  1) a\n", "")).toMatch(/^ready (\[y\/n\] )?(\^C)?\n+status 130\n$/);
      },
    );

    test("Ctrl-C ends a Lua plugin that waits for a program without a word, at the beginning of a line", async () => {
      sandbox.addPlugin("sleeps", "name: sleeps\nversion: 1.0.0\ncommand: $HELM_PLUGIN_DIR/main.lua\n", {
        "main.lua": `io.write("ready") io.stdout:flush() require("helm.process").run({ "sleep", "600" })`,
      });
      const { stdout } = await run(["sleeps"], { keys: "\x03", shell: `"$@"; echo "status $?"` });
      expect(stdout).toMatch(/^ready(\^C)?\nstatus 130\n$/);
    });

    test.each<[string, string, string, string]>([
      [
        "confirm('ready', false)",
        "maybe\\n\\x00yes\\n",
        "ready [y/N] maybe\nAnswer y or n.\nready [y/N] yes\n",
        "true",
      ],
      ["confirm('ready', true)", "\\n", "ready [Y/n] \n", "true"],
      ["confirm('ready')", "\\n\\x00N\\n", "ready [y/n] \nAnswer y or n.\nready [y/n] N\n", "false"],
      ["confirm('ready')", "\\x04", "ready [y/n] ", "nil\tthe input has ended\tEOF"],
      ["input('ready')", "\\n", "ready \n", ""],
      ["input('ready', 'web')", "\\n", "ready [web] \n", "web"],
      ["input('ready', 'web')", "\\u017e \\u03c0\\n", "ready [web] ž π\n", "ž π"],
      ["input('ready')", "\\x04", "ready ", "nil\tthe input has ended\tEOF"],
      [
        "select('ready', { 'a', 'b' }, 1)",
        "3\\n\\x002\\n",
        "  1) a\n  2) b\nready [1] 3\nAnswer a number from 1 to 2.\nready [1] 2\n",
        "b\t2",
      ],
      ["select('ready', { 'a', 'b' }, 1)", "\\n", "  1) a\n  2) b\nready [1] \n", "a\t1"],
      ["select('ready', { 'a' })", "\\x04", "  1) a\nready ", "nil\tthe input has ended\tEOF"],
      ["password('ready')", "\\x04", "ready \n", "nil\tthe input has ended\tEOF"],
    ])("helm.prompt.%s with the keys %j", async (call, keys, asked, answer) => {
      const { exitCode, stdout } = await run(["-e", `${PROMPT} print(prompt.${call})`], { keys });
      expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `${asked}${answer}\n` });
    });

    test("helm.progress draws a bar, and removes it at the end", async () => {
      const code =
        "do local bar <close> = require('helm.progress').new({ total = 2048, label = 'x\\27', bytes = true }) bar:set(2048) end print('done')";
      const { stdout } = await run(["-e", code]);
      expect(stdout).toBe(
        `\rx  [${" ".repeat(24)}]   0% 0 B/2.0 KiB\u001B[K\rx  [${"#".repeat(24)}] 100% 2.0 KiB/2.0 KiB\u001B[K\r\u001B[Kdone\n`,
      );
    });

    test.each([
      ["require('helm.log').info('done')", "done\n"],
      ["print('done')", "done\n"],
      ["require('helm.fail')('bad\\n')", "luff: bad\n"],
      ["", ""],
    ])("helm.progress leaves the line before %s writes there", async (code, written) => {
      const { stdout } = await run(["-e", `bar = require('helm.progress').new({ label = 'x' }) ${code}`]);
      expect(stdout).toBe(`\rx 0\u001B[K\r\u001B[K${written}`);
    });

    test("helm.progress draws again below what was written", async () => {
      const code =
        "local bar = require('helm.progress').new({ total = 1, label = 'x' }) print('y') bar:set(1) bar:finish()";
      const { stdout } = await run(["-e", code]);
      expect(stdout).toBe(
        `\rx [${" ".repeat(24)}]   0% 0/1\u001B[K\r\u001B[Ky\n\rx [${"#".repeat(24)}] 100% 1/1\u001B[K\r\u001B[K`,
      );
    });

    test("helm.progress keeps to the width of the terminal", async () => {
      const shell = 'stty cols 20; "$@"';
      const code = "require('helm.progress').new({ label = ('ž'):rep(30) })";
      expect((await run(["-e", code], { shell })).stdout).toBe(`\r${"ž".repeat(19)}\u001B[K\r\u001B[K`);
    });

    test.each([
      ["{ total = 2 } bar:add(1.5)", "[                        ]   0% 0/2"],
      ["{ bytes = true } bar:set(1.5) bar:set(0/0)", "0 B"],
      ["{ label = 'a\\xFFb\\u{9B}31m\\u{202E}' }", "a\uFFFDb 31m  0"],
    ])("helm.progress draws %s", async (bar, drawn) => {
      const [options = "", ...calls] = bar.split(/(?<=\}) /);
      const code = `local bar = require('helm.progress').new(${options}) ${calls.join(" ")}`;
      expect((await run(["-e", code])).stdout).toStartWith(`\r${drawn}\u001B[K`);
    });

    test("helm.progress counts a wide character as two columns", async () => {
      const shell = 'stty cols 20; "$@"';
      const code = "require('helm.progress').new({ label = ('\u8a9e'):rep(30) })";
      expect((await run(["-e", code], { shell })).stdout).toBe(`\r${"\u8a9e".repeat(9)}\u001B[K\r\u001B[K`);
    });

    test("helm.prompt asks without what controls a terminal", async () => {
      const call = "select('\\u{9B}ready', { 'a\\xFF', '\\u{2028}b' })";
      const { stdout } = await run(["-e", `${PROMPT} print(#prompt.${call})`], { keys: "1\\n" });
      expect(stdout).toStartWith("  1) a\uFFFD\n  2)  b\n ready ");
    });

    test("system.termsize and system.isatty know the terminal", async () => {
      const shell = 'stty cols 123 rows 45; "$@"';
      const code = "local system = require 'system' print(system.isatty(io.stdin), system.termsize())";
      expect((await run(["-e", code], { shell })).stdout).toBe("true\t45\t123\n");
    });

    test("luff's own help names the value of a flag", async () => {
      const { exitCode, stdout } = await run(["help", "plugin", "list"]);
      expect(exitCode).toBe(0);
      expect(stdout).toContain("-o,--output ARG");
      expect(stdout).not.toContain("#0");
    });
  },
);

test.each([
  [{}, false],
  [{ FORCE_COLOR: "" }, false],
  [{ FORCE_COLOR: "0" }, false],
  [{ FORCE_COLOR: "1" }, true],
  [{ FORCE_COLOR: "3" }, true],
  [{ FORCE_COLOR: "1", NO_COLOR: "1" }, false],
])("with %j luff's own help in a pipe has bold text: %p", async (env, styled) => {
  using sandbox = createSandbox();
  const { stdout } = await sandbox.run(["help", "version"], { env: { TERM: "xterm", FORCE_COLOR: undefined, ...env } });
  expect(stdout).toStartWith("Print luff's version\n\n");
  expect(stdout.match(/\u001B\[\d+m/g) ?? []).toEqual(
    expect.arrayContaining(styled ? ["\u001B[1m", "\u001B[22m"] : []),
  );
  expect(stdout.includes("\u001B")).toBe(styled);
});
