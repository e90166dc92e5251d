import { describe, expect, test } from "bun:test";
import { call, manifest, PLUGINS } from "../../../helpers/call-luff.ts";
import type { MemoryEntry } from "../../../helpers/memory-files.ts";

function v1(name: string, usage: string, type = "cli/v1"): string {
  const config = type === "cli/v1" ? `{usage: "${usage}", shortHelp: does ${name}}` : `{protocols: [${usage}]}`;
  return `apiVersion: v1\nname: ${name}\nversion: 1.0.0\ntype: ${type}\nruntime: subprocess\nconfig: ${type === "test/v1" ? "{}" : config}\n`;
}

const FILES: Readonly<Record<string, MemoryEntry>> = {
  [`${PLUGINS}/a/plugin.yaml`]: manifest("a"),
  [`${PLUGINS}/b/plugin.yaml`]: v1("b", "other [file]… [flags]"),
  [`${PLUGINS}/c/plugin.yaml`]: v1("c", "c FILE"),
  [`${PLUGINS}/d/plugin.yaml`]: v1("d", "version of it"),
  [`${PLUGINS}/e/plugin.yaml`]: v1("e", "ESC\\e[31m x"),
  [`${PLUGINS}/g/plugin.yaml`]: v1("g", "s3, gs", "getter/v1"),
  [`${PLUGINS}/t/plugin.yaml`]: v1("t", "", "test/v1"),
  [`${PLUGINS}/broken-one/plugin.yaml`]: "name: broken\ncommand: {a: b}\n",
  "/wd/own/plugin.yaml": v1("own", "word [x]"),
  "/wd/x.lua": "",
};

const help = (...words: readonly string[]) => call(["help", ...words], { files: FILES });

describe("luff help WORD", () => {
  test.each([
    ["a", ["luff a [arguments]"]],
    ["b", ["luff b [arguments]", "luff other [file]… [flags]"]],
    ["other", ["luff b [arguments]", "luff other [file]… [flags]"]],
    ["c", ["luff c FILE"]],
    ["d", ["luff d [arguments]"]],
    ["e", ["luff e [arguments]", "luff ESC[31m x"]],
  ])("of %s prints how to run it: %j", async (word, usage) => {
    const { status, stdout, stderr } = await help(word);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const lines = stdout.split("\n");
    const at = lines.indexOf("Usage:");
    expect(lines.slice(at + 1, lines.indexOf("", at))).toEqual(usage.map((line) => `  ${line}`));
  });

  test.each([
    ["g", "It gets URLs of s3, gs, for Helm and by luff get s3://… It is not a command."],
    ["t", "It has the type test/v1, so it is not a command."],
  ])("of %s, which cannot run as a command, prints what it is", async (word, sentence) => {
    const { status, stdout } = await help(word);
    expect(status).toBe(0);
    expect(stdout).toContain(`\n\n${sentence}\n\n`);
    expect(stdout).not.toContain("Usage:");
  });

  test.each(["./own", "own/", "/wd/own", "./own/plugin.yaml"])(
    "treats %j as the plugin in that folder",
    async (path) => {
      const { status, stdout } = await help(path);
      expect(status).toBe(0);
      expect(stdout).toContain(`  luff ${path.replace("./own/plugin.yaml", "own")} [arguments]\n  luff word [x]\n`);
      expect(stdout).toEndWith("Version 1.0.0, in /wd/own\n");
    },
  );

  test.each([
    ["nope", "unknown-command"],
    ["broken", "manifest-invalid"],
    ["./none", "script-not-found"],
    ["./x.lua", "usage"],
  ])("of %s is an error", async (word, code) => {
    const { status, stdout, stderr } = await help(word);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr.split("\n", 1)[0]).toEndWith(` [${code}]`);
  });

  test("suggests a similar word that only a usage line has", async () => {
    expect((await help("othe")).stderr).toContain("Hint: Did you mean luff help other?\n");
  });
});

test("luff help lists the plugins that are commands, with each of their words", async () => {
  const { stdout } = await help();
  const [, list = ""] = stdout.split("\nPlugins:\n");
  expect(list.split("\n\n", 1)[0]?.split("\n")).toEqual([
    "  a           does a",
    "  b, other    does b",
    "  c           does c",
    "  d           does d",
    "  e, ESC[31m  does e",
  ]);
});
