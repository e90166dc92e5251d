import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { manifestOf } from "../helpers/fixture-programs.ts";
import { realHelm } from "../helpers/real-helm.ts";
import { createSandbox, type Sandbox } from "../helpers/sandbox.ts";

const TREE = `name: other
flags: [dry-run, q, force]
validArgs: []
commands:
  - name: apply
    flags: [wait, w, x]
    commands: []
  - name: releases
    validArgs: [alpha, beta, gamma]
    flags: [all]
  - name: deep
    commands:
      - name: deeper
        flags: [down]
  - name: dynamic
`;

/** Prints its arguments as candidates, in brackets. */
const ECHO = `#!/bin/sh
for word in "$@"; do printf '[%s]\\n' "$word"; done
`;

const PLUGINS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  tree: { "completion.yaml": TREE, "plugin.complete": ECHO },
  echo: { "plugin.complete": ECHO },
  values: { "completion.yaml": "validArgs: [one, two, three]\nflags: [a, b, long]\n", "plugin.complete": ECHO },
  directive: { "plugin.complete": "#!/bin/sh\nprintf 'first\\tis first\\n\\nsecond\\n:6\\n'\n" },
  endings: { "plugin.complete": "#!/bin/sh\nprintf 'tgz\\nyaml\\n:8\\n'\n" },
  notes: { "plugin.complete": "#!/bin/sh\necho candidate\n:\n" },
  fails: { "plugin.complete": "#!/bin/sh\necho lost\nexit 3\n" },
  broken: { "completion.yaml": "commands: {a: [", "plugin.complete": ECHO },
  bare: {},
};

/** The words behind the program's name; the last one is at the cursor. */
const CASES: readonly (readonly string[])[] = [
  ["echo", ""],
  ["echo", "par"],
  ["echo", "one", "two", ""],
  ["echo", "--flag", "one", ""],
  ["echo", "--flag=x", "-y", "last"],
  ["echo", "--namespace", "prod", "one", ""],
  ["echo", "-n", "prod", "--debug", "one", ""],
  ["--namespace", "prod", "echo", "one", ""],
  ["--kube-context=c", "echo", ""],
  ["echo", "a b", "$HOME", "*", ""],
  ["echo", "one", "-f=x"],
  ["tree", ""],
  ["tree", "a"],
  ["tree", "zzz"],
  ["tree", "apply", ""],
  ["tree", "apply", "word", ""],
  ["tree", "releases", ""],
  ["tree", "releases", "be"],
  ["tree", "releases", "alpha", ""],
  ["tree", "--dry-run", "releases", ""],
  ["tree", "-q", "releases", "g"],
  ["tree", "--unknown", "releases", "releases", ""],
  ["tree", "deep", ""],
  ["tree", "deep", "deeper", ""],
  ["tree", "deep", "deeper", "a", "--b", ""],
  ["tree", "dynamic", "one", ""],
  ["tree", "dynamic", "--namespace", "x", "--own", ""],
  ["values", ""],
  ["values", "t"],
  ["values", "one", ""],
  ["directive", ""],
  ["directive", "x"],
  ["endings", ""],
  ["fails", ""],
  ["broken", "one", ""],
  ["bare", ""],
];

/** What is typed as a flag. Helm also offers those global flags that luff does not have. */
const FLAG_CASES: readonly (readonly string[])[] = [
  ["tree", "--d"],
  ["tree", "-"],
  ["tree", "apply", "--w"],
  ["tree", "apply", "-x"],
  ["tree", "deep", "deeper", "--"],
  ["values", "--l"],
  ["values", "-"],
  ["echo", "--name"],
];

describe.each([3, 4] as const)("luff __complete and Helm %i", (major) => {
  const helm = realHelm(major);
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = createSandbox();
    for (const [name, files] of Object.entries(PLUGINS)) sandbox.addPlugin(name, manifestOf(name), files);
  });
  afterAll(() => sandbox.remove());

  const ask = async (program: readonly string[] | undefined, request: string, words: readonly string[]) => {
    const { exitCode, stdout } = await sandbox.run([request, ...words], program && { program });
    const lines = stdout.trimEnd().split("\n");
    return { exitCode, directive: lines.at(-1), words: lines.slice(0, -1).toSorted() };
  };

  test.skipIf(helm.path === undefined).each(CASES.map((words) => [words] as const))(
    "offer the same for %j",
    async (words) => {
      const byHelm = await ask([helm.path ?? ""], "__complete", words);
      expect(byHelm.exitCode).toBe(0);
      expect(await ask(undefined, "__complete", words)).toEqual(byHelm);
      const short = await ask([helm.path ?? ""], "__completeNoDesc", words);
      expect(await ask(undefined, "__completeNoDesc", words)).toEqual(short);
    },
  );

  test.skipIf(helm.path === undefined).each(FLAG_CASES.map((words) => [words] as const))(
    "offer the same flags for %j",
    async (words) => {
      const byHelm = await ask([helm.path ?? ""], "__completeNoDesc", words);
      const luff = await ask(undefined, "__completeNoDesc", words);
      const known = (word: string): boolean => !UNKNOWN_TO_LUFF.includes(word);
      expect(luff).toEqual({ ...byHelm, words: byHelm.words.filter(known) });
    },
  );
});

/** Global flags of Helm that luff does not offer behind a plugin's name, and their reasons. */
const UNKNOWN_TO_LUFF: readonly string[] = [
  // They are the plugin's own.
  "--help",
  "-h",
  // luff reads and ignores them.
  "--color",
  "--colour",
  "--content-cache",
];
