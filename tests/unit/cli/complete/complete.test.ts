import { describe, expect, test } from "bun:test";
import { call, manifest, PLUGINS, plugins } from "../../../helpers/call-luff.ts";
import type { MemoryEntry } from "../../../helpers/memory-files.ts";

const FILES: Record<string, MemoryEntry> = {
  ...plugins("one", "two", "env"),
  [`${PLUGINS}/s3/plugin.yaml`]: manifest("s3", "downloaders: [{command: run, protocols: [s3]}]\n"),
  [`${PLUGINS}/flagged/plugin.yaml`]: manifest("flagged"),
  [`${PLUGINS}/flagged/completion.yaml`]: "flags: [wait, w]\ncommands: [{name: up, validArgs: [a, ab]}]\n",
  "/work/script.lua": "",
};

/** The candidates and the directive for words. */
async function ask(...words: readonly string[]): Promise<readonly string[]> {
  const { status, stdout } = await call(["__completeNoDesc", ...words], { files: FILES });
  expect(status).toBe(0);
  return stdout.trimEnd().split("\n");
}

describe("what is offered", () => {
  test.each<[string, readonly string[]]>([
    // Words of commands and of plugins.
    ["plugin l", ["lint", "list"]],
    ["plugin bundle load --f", ["--force"]],
    ["plugin bundle ", ["load", "save"]],
    ["plugin bundle l", ["load"]],
    ["plugin rm o", ["one"]],
    ["plugin remove o", ["one"]],
    ["plugin up o", ["one"]],
    ["plugin uninstall one o", []],
    ["plugin uninstall -- one o", []],
    ["plugin uninstall -- one t", ["two"]],
    ["plugin uninstall --force o", ["one"]],
    ["plugin update --version 1 o", ["one"]],
    ["plugin update --version one o", ["one"]],
    ["e", ["env"]],
    ["--builtin o", []],
    ["--version ", []],
    ["--help ", []],
    ["help plugin bundle ", ["load", "save"]],
    ["help two", ["two"]],
    ["help two x", []],
    ["completion bash ", []],
    ["version ", []],
    // Flags and their values.
    ["version --s", ["--short"]],
    ["-e print(1) -", ["-e", "-i"]],
    ["-i -e ", []],
    ["version --he", ["--help"]],
    ["version --name", ["--namespace"]],
    ["version -- --s", []],
    ["version -- -", []],
    ["-- --ver", []],
    ["plugin list --type g", ["getter/v1"]],
    ["plugin list --type=g", ["--type=getter/v1"]],
    ["plugin list -o y", ["yaml"]],
    ["plugin list -o --output ", []],
    ["plugin create x --template h", ["hook"]],
    ["plugin create x --for h", ["helm3", "helm4"]],
    ["plugin bundle save --as-installed t", ["two"]],
    ["flagged --w", ["--wait"]],
    ["flagged up a", ["a", "ab"]],
    ["flagged up ab", ["ab"]],
  ])("behind %j there are words", async (line, expected) => {
    expect(await ask(...line.split(" "))).toEqual([...expected, ":4"]);
  });

  test.each<[string, string]>([
    ["plugin list --type ", ":4"],
    ["plugin install --timeout ", ":4"],
    ["plugin info --output ", ":4"],
    ["plugin bundle save -o ", ":0"],
    ["plugin index -o ", ":0"],
    ["get -o ", ":0"],
    ["get --output=", ":0"],
    ["get --key-file=", ":0"],
    ["plugin install -f ", ":0"],
    ["plugin search --index ", ":0"],
    ["version --registry-config ", ":0"],
    ["version --repository-cache ", ":16"],
    ["plugin migrate --into ", ":16"],
    ["plugin package -d ", ":16"],
    ["plugin package x ", ":4"],
    ["plugin lint ", ":16"],
    ["plugin bundle load ", ":0"],
    ["plugin bundle load x ", ":4"],
    ["post-render --exec ", ":0"],
    ["get s", ":6"],
    ["get s3://x ", ":4"],
    ["--namespace ", ":0"],
    ["--memory-limit ", ":0"],
    ["--memory-limit=", ":0"],
    ["--memory-limit", ":4"],
    ["./script.lua ", ":0"],
    ["-- -e ", ":0"],
    ["- -", ":0"],
    ["-e print(1) ", ":0"],
    ["./", ":0"],
    ["flagged up a ", ":0"],
    ["flagged --namespace ", ":0"],
    ["no-such-plugin ", ":0"],
  ])("behind %j the directive is %s", async (line, directive) => {
    expect((await ask(...line.split(" "))).at(-1)).toBe(directive);
  });

  test("is a getter's scheme by luff's own command, and a plugin's words by the plugin of the same name", async () => {
    const files = {
      ...FILES,
      [`${PLUGINS}/get/plugin.yaml`]: manifest("get"),
      [`${PLUGINS}/get/completion.yaml`]: "validArgs: [mine]\n",
    };
    const first = async (...words: readonly string[]): Promise<string> =>
      (await call(["__completeNoDesc", ...words], { files })).stdout;
    expect(await first("get", "")).toBe("mine\n:4\n");
    expect(await first("--builtin", "get", "")).toBe("s3://\n:6\n");
  });

  test("is luff's command where a plugin of its name is hidden, and no stderr without a completion of the plugin", async () => {
    const env = await call(["__complete", "en"], { files: FILES });
    expect(env.stdout).toBe("env\tPrint the variables that plugins get\n:4\n");
    const one = await call(["__complete", "one", "x", ""], { files: FILES });
    expect(one).toMatchObject({
      stdout: ":0\n",
      stderr: "Completion ended with directive: ShellCompDirectiveDefault\n",
    });
  });
});
