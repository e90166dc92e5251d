import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { resolve } from "node:path";
import { findTool, withoutTool } from "../helpers/find-tool.ts";
import { manifestOf } from "../helpers/fixture-programs.ts";
import { programUnderTest, testsWindows } from "../helpers/program-under-test.ts";
import { createSandbox, type Sandbox, type Variables } from "../helpers/sandbox.ts";

/** Prints each of its arguments in brackets, and says on stderr what must not get among them. */
const LUA_COMPLETE = `function main(...)
  io.stderr:write("noise\\n")
  for _, word in ipairs({...}) do print("[" .. word .. "]") end
  print(os.getenv("HELM_PLUGIN_NAME") .. "\\tthe plugin")
  print(":4")
end
`;

/**
 * Prints words that look like a directive, or that come twice; behind "close" one without a space, and behind "other" lines as on Windows,
 * with a directive that luff does not know.
 */
const ODD_COMPLETE = `function main(first)
  if first == "close" then print("single\\n:6")
  elseif first == "other" then io.write("word\\r\\n:68\\r\\n")
  else print(":first\\nus:er\\ntwin\\tone\\ntwin\\ttwo\\n:5\\n:0") end
end
`;

/** Prints more than a mebibyte, and a directive at its end. */
const LONG_COMPLETE = `function main()
  for number = 1, 90000 do print(("word%05d\\tdescribed"):format(number)) end
  print(":4")
end
`;

/** Words with characters that a shell would understand, by the first argument. */
const SHARP_COMPLETE = `local words = {
  one = {"rel$(touch\${IFS}RAN)x"},
  all = {'s$IFS\`id\`\\\\"!x'},
  single = {"it's$IFS"},
  ending = {"sharp'"},
  inch = {'3"'},
  two = {"r;touch\${IFS}RAN;1\\tfirst", "r;touch\${IFS}RAN;2\\tsecond"},
  names = {"my file one\\tfirst", "my file two\\tsecond"},
  within = {"part\\tfirst", "part of it\\tsecond"},
  long = {("l"):rep(100) .. "1\\tfirst", ("l"):rep(100) .. "2\\tsecond"},
}
function main(first) print(table.concat(words[first], "\\n") .. "\\n:4") end
`;

const POST_RENDERER = `apiVersion: v1
name: labels
version: 1.0.0
type: postrenderer/v1
runtime: subprocess
runtimeConfig:
  platformCommand: [{command: cat}]
`;

function fill(sandbox: Sandbox): void {
  sandbox.addPlugin("scripted", manifestOf("scripted", "echo"), { "plugin.complete.lua": LUA_COMPLETE });
  sandbox.addPlugin("odd", manifestOf("odd", "echo"), { "plugin.complete.lua": ODD_COMPLETE });
  sandbox.addPlugin("sharp", manifestOf("sharp", "echo"), { "plugin.complete.lua": SHARP_COMPLETE });
  sandbox.addPlugin("fetch", `${manifestOf("fetch", "echo")}downloaders: [{command: x, protocols: [s3, gs]}]\n`);
  sandbox.addPlugin("labels", POST_RENDERER);
  sandbox.addPlugin("quiet", `${manifestOf("quiet", "echo")}ignoreFlags: true\n`, {
    "plugin.complete.lua": LUA_COMPLETE,
  });
  sandbox.write("plugins/broken/plugin.yaml", "name: [");
}

describe("luff __complete", () => {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = createSandbox();
    fill(sandbox);
    sandbox.addPlugin("scripted-else", manifestOf("scripted-else", "echo"));
    sandbox.addPlugin("long", manifestOf("long", "echo"), { "plugin.complete.lua": LONG_COMPLETE });
    sandbox.write("work/folder/plugin.yaml", manifestOf("inside", "echo"));
    sandbox.write("work/folder/completion.yaml", "commands: [{name: up}, {name: down}]\n");
    sandbox.write("work/script.lua", "print(1)\n");
  });
  afterAll(() => sandbox.remove());

  const ask = async (words: readonly string[], env: Variables = {}): Promise<readonly string[]> => {
    const { exitCode, stdout } = await sandbox.run(["__completeNoDesc", ...words], { env });
    expect(exitCode).toBe(0);
    return stdout.trimEnd().split("\n");
  };

  test("obeys the directive at the end of an output of which not every line is offered", async () => {
    const lines = await ask(["long", ""]);
    // 1 MiB has 52,428 whole lines of 20 bytes.
    expect([lines.length, lines[0], lines.at(-2), lines.at(-1)]).toEqual([52_429, "word00001", "word52428", ":4"]);
  });

  test("ends a plugin.complete that never stops printing, and offers what it printed first", async () => {
    const source =
      "local lines = {}\nfor i = 1, 60000 do lines[i] = ('word%05d\\tdescription\\n'):format(i) end\n" +
      "local block = table.concat(lines)\nwhile true do io.write(block) end\n";
    sandbox.addPlugin("endless", manifestOf("endless", "echo"), { "plugin.complete.lua": source });
    const { exitCode, stdout, stderr } = await sandbox.run(["__completeNoDesc", "endless", ""]);
    const lines = stdout.split("\n");
    expect([exitCode, lines[0], lines.at(-2)]).toEqual([0, "word00001", ":0"]);
    // 1 MiB has 47,662 whole lines of 22 bytes; in C's text mode on Windows they have 23.
    expect([47_662, 45_590]).toContain(lines.length - 2);
    expect(stderr.replaceAll("\r", "")).toBe(
      'The completion of plugin "endless" was ended: it printed more than 16 MiB\n' +
        "Completion ended with directive: ShellCompDirectiveDefault\n",
    );
  });

  test.each<[readonly string[], readonly string[]]>([
    [["plu"], ["plugin", ":4"]],
    [["scr"], ["scripted", "scripted-else", ":4"]],
    [["--builtin", "scr"], [":4"]],
    [
      ["plugin", "in"],
      ["index", "info", "install", ":4"],
    ],
    [
      ["plugin", "bundle", ""],
      ["load", "save", ":4"],
    ],
    [["plugin", "nothing", ""], [":4"]],
    [
      ["plugin", "uninstall", "scripted", "scr"],
      ["scripted-else", ":4"],
    ],
    [
      ["plugin", "rm", "qu"],
      ["quiet", ":4"],
    ],
    [
      ["plugin", "list", "-o", ""],
      ["table", "json", "yaml", ":4"],
    ],
    [
      ["plugin", "list", "--output=j"],
      ["--output=json", ":4"],
    ],
    [
      ["plugin", "list", "--outp"],
      ["--output", ":4"],
    ],
    [
      ["plugin", "list", "--namespace", "x", "--outd"],
      ["--outdated", ":4"],
    ],
    [["plugin", "list", "--", "--outp"], [":4"]],
    [["plugin", "install", ""], [":0"]],
    [["plugin", "install", "x", ""], [":4"]],
    [["plugin", "install", "--version", "1", ""], [":0"]],
    [["plugin", "install", "--ca-file", ""], [":0"]],
    [["plugin", "lint", ""], [":16"]],
    [
      ["plugin", "create", "--template", "po"],
      ["postrenderer", "postrenderer-exec", ":4"],
    ],
    [
      ["post-render", ""],
      ["labels", ":4"],
    ],
    [["post-render", "labels", ""], [":0"]],
    [
      ["get", ""],
      ["s3://", "gs://", ":6"],
    ],
    [
      ["help", "plugin", "in"],
      ["index", "info", "install", ":4"],
    ],
    [
      ["help", "air"],
      ["air-gapped", ":4"],
    ],
    [
      ["help", "lua", "helm.f"],
      ["helm.fail", "helm.fs", ":4"],
    ],
    [
      ["help", "scripted-"],
      ["scripted-else", ":4"],
    ],
    [
      ["completion", ""],
      ["bash", "zsh", "fish", "powershell", ":4"],
    ],
    [
      ["--kube"],
      [
        "--kube-context",
        "--kubeconfig",
        "--kube-apiserver",
        "--kube-token",
        "--kube-as-user",
        "--kube-as-group",
        "--kube-ca-file",
        "--kube-tls-server-name",
        "--kube-insecure-skip-tls-verify",
        ":4",
      ],
    ],
    [["--kubeconfig", ""], [":0"]],
    [["--kubeconfig=x"], [":0"]],
    [["--time-limit=1"], [":0"]],
    [["--debug=x"], [":4"]],
    [["plugin", "list", "--namespace=x"], [":4"]],
    [["plugin", "install", "--ca-file=x"], [":0"]],
    [["plugin", "list", "--debug=x"], [":4"]],
    [
      ["--namespace", "x", "scripted-"],
      ["scripted-else", ":4"],
    ],
    [["./f"], [":0"]],
    [
      ["./folder", ""],
      ["up", "down", ":4"],
    ],
    [["./script.lua", ""], [":0"]],
    [
      ["odd", "other", ""],
      ["word", ":4"],
    ],
    [["no-such-plugin", ""], [":0"]],
    [["broken", ""], [":0"]],
  ])("%j → %j", async (words, expected) => {
    expect(await ask(words)).toEqual([...expected]);
  });

  test("offers each word once: a plugin in the place of a command, a name before a usage line, the first getter", async () => {
    using own = createSandbox();
    const v1 = (name: string, usage: string): string =>
      `apiVersion: v1\nname: ${name}\nversion: 1.0.0\ntype: cli/v1\nruntime: subprocess\n` +
      `config: {usage: "${usage}", shortHelp: "plugin ${name}"}\nruntimeConfig: {platformCommand: [{command: cat}]}\n`;
    own.addPlugin("get", v1("get", "get"));
    own.addPlugin("gem", v1("gem", "get x"));
    own.addPlugin("geo", v1("geo", "gem"));
    own.addPlugin("gez", v1("gez", "ge-z"));
    own.addPlugin("gezz", v1("gezz", "ge-z"));
    own.addPlugin("environment", v1("environment", "env"));
    for (const name of ["a", "b"]) {
      own.addPlugin(name, `${manifestOf(name, "echo")}downloaders: [{command: x, protocols: [s3]}]\n`);
    }
    const offered = async (...words: readonly string[]): Promise<string> =>
      (await own.run(["__complete", ...words])).stdout;
    const plugins = ["gem\tplugin gem", "geo\tplugin geo", "get\tplugin get", "gez\tplugin gez", "ge-z\tplugin gez"];
    const expected = [...plugins, "gezz\tplugin gezz", ":4"].map((line) => `${line}\n`).join("");
    expect(await offered("ge")).toBe(expected);
    expect(await offered("help", "ge")).toBe(expected.replace(":4", "getters\ta topic of the manual\n:4"));
    expect(await offered("--builtin", "ge")).toBe("get\tGet a file by its URL\n:4\n");
    expect(await offered("env")).toBe(
      "env\tPrint the variables that plugins get\nenvironment\tplugin environment\n:4\n",
    );
    expect(await offered("--builtin", "get", "s")).toStartWith("s3://");
    expect((await offered("--builtin", "get", "s")).match(/s3/g)).toHaveLength(1);
  });

  test("runs plugin.complete.lua with all words, an empty last one and the plugin's variables", async () => {
    const words = ["--namespace", "n", "scripted", "a b", "--own", "--debug", "--", "--debug", ""];
    expect(await ask(words)).toEqual(["[a b]", "[--own]", "[--]", "[--debug]", "[]", "scripted", ":4"]);
  });

  test("passes the namespace of a flag on either side of the name, and none behind --", async () => {
    const source = 'print(os.getenv("HELM_NAMESPACE"))\n';
    sandbox.addPlugin("spaces", manifestOf("spaces", "echo"), { "plugin.complete.lua": source });
    expect(await ask(["-n", "a", "spaces", ""])).toEqual(["a", ":0"]);
    expect(await ask(["spaces", "-n", "b", ""])).toEqual(["b", ":0"]);
    expect(await ask(["--", "spaces", "-n", "b", ""])).toEqual(["default", ":0"]);
  });

  test("passes no words to a plugin with ignoreFlags", async () => {
    expect(await ask(["quiet", "a", ""])).toEqual(["quiet", ":4"]);
  });

  test("prints descriptions behind a tab, and what a plugin or luff complains of only on stderr", async () => {
    const { stdout, stderr } = await sandbox.run(["__complete", "scripted", ""]);
    expect(stdout).toBe("[]\nscripted\tthe plugin\n:4\n");
    expect(stderr).toBe("noise\nCompletion ended with directive: ShellCompDirectiveNoFileComp\n");
  });

  test("says on stderr why a plugin offers nothing", async () => {
    sandbox.addPlugin("fails", manifestOf("fails", "echo"), { "plugin.complete.lua": "print('lost') os.exit(3)\n" });
    const failed = await sandbox.run(["__complete", "fails", ""]);
    expect(failed.stdout).toBe(":0\n");
    expect(failed.stderr).toStartWith('The completion of plugin "fails" ended with status 3\n');
    const without = await sandbox.run(["__complete", "fetch", ""]);
    expect(without).toMatchObject({
      stdout: ":0\n",
      stderr: "Completion ended with directive: ShellCompDirectiveDefault\n",
    });
    const missing = await sandbox.run(["__complete", "no-such-plugin", ""]);
    expect(missing.stderr).toStartWith('unknown command "no-such-plugin"\n');
  });

  test("offers only whole lines of a very long output, and no empty word", async () => {
    const source = 'print("\\tempty") for i = 1, 200000 do print("word" .. i) end\n';
    sandbox.addPlugin("long", manifestOf("long", "echo"), { "plugin.complete.lua": source });
    const words = await ask(["long", ""]);
    expect(words.length).toBeGreaterThan(50_000);
    expect(words.slice(0, -1)).toEqual(words.slice(0, -1).map((_, index) => `word${index + 1}`));
  });

  test("offers no plugin if HELM_NO_PLUGINS hides them", async () => {
    expect(await ask(["scr"], { HELM_NO_PLUGINS: "1" })).toEqual([":4"]);
  });
});

describe("luff completion", () => {
  test("refuses an unknown shell and names the known ones", async () => {
    using sandbox = createSandbox();
    const { exitCode, stderr } = await sandbox.run(["completion", "tcsh"]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("luff completion:");
    for (const shell of ["bash", "zsh", "fish", "powershell"]) expect(stderr).toContain(shell);
  });

  test("prints a script that asks without descriptions if it is told so", async () => {
    using sandbox = createSandbox();
    const { stdout } = await sandbox.run(["completion", "bash", "--no-descriptions"]);
    expect(stdout).toContain(" __completeNoDesc ");
    expect(stdout).not.toContain(" __complete ");
  });

  test.skipIf(findTool("shellcheck") === null)(
    "prints a script for bash in which shellcheck finds nothing",
    async () => {
      using sandbox = createSandbox();
      const { stdout } = await sandbox.run(["completion", "bash"]);
      const checked = await sandbox.run(["-s", "bash", "-"], {
        program: [findTool("shellcheck") ?? ""],
        stdin: stdout,
      });
      expect(checked).toMatchObject({ stdout: "", exitCode: 0 });
    },
  );
});

const IN_TERMINAL = resolve(import.meta.dir, "../fixtures/programs/in-terminal.py");
const PYTHON = findTool("python3");

/** What is typed, and the words that luff was called with. */
type Typed = readonly [title: string, keys: string, called: string];

const TYPED: readonly Typed[] = [
  ["a command", "luff plu\\t", "<plugin>"],
  ["a command of a group, and a flag", "luff plugin ins\\t--no-h\\t", "<plugin><install><--no-hooks>"],
  ["a flag's value behind =", "luff plugin list --output=y\\t", "<plugin><list><--output=yaml>"],
  ["a flag's value in quotes behind =", 'luff plugin list --output="y\\t', "<plugin><list><--output=yaml>"],
  ["a value behind a flag", "luff plugin list -o j\\t", "<plugin><list><-o><json>"],
  ["an installed plugin", "luff plugin info scr\\t", "<plugin><info><scripted>"],
  ["a URL's beginning, without a space behind it", "luff get s\\tbucket", "<get><s3://bucket>"],
  ["what a plugin offers, with a space behind it", "luff scripted a scri\\tx", "<scripted><a><scripted><x>"],
  ["what a plugin offers, without one", "luff odd close s\\tx", "<odd><close><singlex>"],
  ["a word that begins as a directive", "luff odd :f\\t", "<odd><:first>"],
  ["a word with a colon", "luff odd us\\t", "<odd><us:er>"],
  ["a word that has two descriptions", "luff odd tw\\tx", "<odd><twin><x>"],
  ["a word that would run a command", "luff sharp one r\\t", "<sharp><one><rel$(touch${IFS}RAN)x>"],
  ["such a word in double quotes", 'luff sharp one "r\\t', "<sharp><one><rel$(touch${IFS}RAN)x>"],
  ["such a word in single quotes", "luff sharp one 'r\\t", "<sharp><one><rel$(touch${IFS}RAN)x>"],
  ["a file with a space in its name", "luff plugin install char\\t", "<plugin><install><chart one.tgz>"],
  ["a file in the home folder", "luff plugin install ~/mi\\t", "<plugin><install><~/mine>"],
  ["a file behind =", "luff get --output=char\\t", "<get><--output=chart one.tgz>"],
  ["a folder behind =", "luff plugin package --destination=fo\\tx", "<plugin><package><--destination=folder/x>"],
  ["a file where no word of a plugin fits", "luff odd char\\t", "<odd><chart one.tgz>"],
];

/** bash can put the candidates themselves on the line, which then have no description, and replaces only what stands behind a colon. */
const TYPED_IN_BASH: readonly Typed[] = [
  ["a file with a colon in its name", "luff plugin install co:\\t", "<plugin><install><co:lon>"],
  ["all that double quotes leave special", 'luff sharp all "s\\t', '<sharp><all><s$IFS`id`\\"!x>'],
  ["all that is special without quotes", "luff sharp all s\\t", '<sharp><all><s$IFS`id`\\"!x>'],
  ["a single quote in single quotes", "luff sharp single 'i\\tx", "<sharp><single><it's$IFS><x>"],
  ["a word that ends in a single quote, in single quotes", "luff sharp ending 's\\tx", "<sharp><ending><sharp'><x>"],
  ["a word that ends in a double quote, in double quotes", 'luff sharp inch "3\\tx', '<sharp><inch><3"><x>'],
  [
    "the common beginning of words that would run a command",
    "luff sharp two r\\t3",
    "<sharp><two><r;touch${IFS}RAN;3>",
  ],
  ["such a beginning in double quotes", 'luff sharp two "r\\t3"', "<sharp><two><r;touch${IFS}RAN;3>"],
  ["such a beginning in single quotes", "luff sharp two 'r\\t3'", "<sharp><two><r;touch${IFS}RAN;3>"],
  [
    "the common beginning of words with spaces, then one of them",
    "luff sharp names m\\to\\tx",
    "<sharp><names><my file one><x>",
  ],
  ["a word that is the beginning of another", "luff sharp within p\\t", "<sharp><within><part>"],
  ["the common beginning of words as long as the screen", "luff sharp long l\\t", `<sharp><long><${"l".repeat(100)}>`],
  [
    "one word that would run a command after the other",
    'bind "TAB: menu-complete"\\rluff sharp two r\\t\\t',
    "<sharp><two><r;touch${IFS}RAN;2>",
  ],
  [
    "one such word after the other in double quotes",
    'bind "TAB: menu-complete"\\rluff sharp two "r\\t\\t',
    "<sharp><two><r;touch${IFS}RAN;2>",
  ],
  [
    "all words that would run a command at once",
    "luff sharp two r\\x1b*",
    "<sharp><two><r;touch${IFS}RAN;1><r;touch${IFS}RAN;2>",
  ],
  [
    "all such words at once in double quotes",
    'luff sharp two "r\\x1b*',
    "<sharp><two><r;touch${IFS}RAN;1><r;touch${IFS}RAN;2>",
  ],
  ["one word after the other", 'bind "TAB: menu-complete"\\rluff plugin in\\t\\t', "<plugin><info>"],
  ["all words at once", "luff plugin in\\x1b*", "<plugin><index><info><install>"],
];

const BASH_START = `eval "$(luff completion bash)"; PS1='ready> '\n`;
const FISH_START = "luff completion fish | source; function fish_prompt; echo 'ready> '; end";
const ZSH_START = `autoload -Uz compinit; compinit -u -D; eval "$(luff completion zsh)"; PS1='ready> '\n`;

describe.skipIf(testsWindows() || PYTHON === null).each(["bash", "zsh", "fish"] as const)(
  `Tab in %s${withoutTool(PYTHON, "python3 to make a terminal with")}`,
  (shell) => {
    const program = findTool(shell);
    let sandbox: Sandbox;
    beforeAll(() => {
      sandbox = createSandbox();
      fill(sandbox);
      // Completes as luff does; run, it prints the words that it was called with.
      const luff = programUnderTest().map((word) => `'${word}'`);
      const real = `exec ${luff.join(" ")} "$@"`;
      const shown = `printf 'called'; printf '<%s>' "$@"; echo`;
      sandbox.write("bin/luff", `#!/bin/sh\ncase $1 in __complete*|completion) ${real};; esac\n${shown}\n`, 0o755);
      sandbox.write("home/.zshrc", ZSH_START);
      sandbox.write("home/.bash-start", BASH_START);
      sandbox.write("work/chart one.tgz", "");
      sandbox.write("work/co:lon", "");
      sandbox.write("work/folder/x", "");
      sandbox.write("home/mine", "");
    });
    afterAll(() => sandbox.remove());

    /** What starts the shell with luff's completion and "ready" as its prompt. */
    const start = (): readonly string[] => {
      switch (shell) {
        case "bash":
          return ["--rcfile", sandbox.path("home/.bash-start"), "-i"];
        case "zsh":
          return ["-i"];
        case "fish":
          return ["--no-config", "-C", FISH_START, "-i"];
      }
    };

    /** Types keys, and returns what the terminal showed. */
    const type = async (keys: string): Promise<string> => {
      const env = {
        PATH: `${sandbox.path("bin")}:${sandbox.env["PATH"]}`,
        TERM: "xterm",
        ZDOTDIR: sandbox.home,
        LANG: "C.UTF-8",
      };
      const keyboard = [PYTHON ?? "", IN_TERMINAL, `${keys}\\r\\x04`, program ?? "", ...start()];
      const { stdout } = await sandbox.run([], { program: keyboard, env });
      return stdout;
    };

    const typed = [...TYPED, ...(shell === "bash" ? TYPED_IN_BASH : [])];

    test.skipIf(program === null).each(typed)("completes %s", async (_, keys, expected) => {
      // The words that the shell called luff with.
      const shown = await type(keys);
      const called = /called(<.*>)/.exec(shown)?.[1] ?? shown;
      expect(called.replace(`<${sandbox.home}/`, "<~/")).toBe(expected);
    });

    test.skipIf(program === null)("shows candidates with their descriptions", async () => {
      const shown = await type("luff plugin in\\t\\t\\x07\\x15");
      expect(shown).toContain("info");
      expect(shown).toContain("Print facts about an installed plugin");
      expect(shown).toContain("Install a plugin");
    });

    test.skipIf(program === null)("shows words with spaces readably, with their descriptions", async () => {
      const shown = await type("luff sharp names m\\t\\t\\t\\x07\\x15");
      expect(shown).toMatch(/my(\\)? file(\\)? one/);
      expect(shown).toContain("first");
    });
  },
);
