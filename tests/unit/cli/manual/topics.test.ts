import { describe, expect, test } from "bun:test";
import { hidesPlugin, isCommandWord } from "../../../../src/cli/commands.ts";
import {
  libraryFunctions,
  libraryModules,
  readErrorHelp,
  readLibrary,
  readTopic,
} from "../../../../src/cli/manual/read-topic.ts";
import { TOPICS, topicOf } from "../../../../src/cli/manual/topics.ts";
import { readDocument } from "../../../../src/cli/manual/read-document.ts";
import { compression } from "../../../../src/host/bun/compression.ts";
import { ERROR_CODES } from "../../../../src/errors/error-codes.ts";
import { sectionsOf } from "../../../../src/text/markdown/sections.ts";

describe("the topics of luff help", () => {
  test.each(TOPICS.map((topic) => [topic.name, topic] as const))(
    "%s has the text of all its sections",
    async (_, topic) => {
      const text = await readTopic(compression, topic);
      const headings = sectionsOf(await readDocument(compression, topic.document)).map(({ heading }) => heading);
      expect(headings).toEqual(expect.arrayContaining([...topic.headings]));
      for (const heading of topic.headings) expect(text).toContain(`## ${heading}\n`);
      expect(text.length).toBeGreaterThan(200);
    },
  );

  test("contain each section of the manual but those about the commands and completion, which help has by itself", async () => {
    const named: readonly string[] = TOPICS.flatMap(({ headings }) => [...headings]);
    const sections = sectionsOf(await readDocument(compression, "manual")).filter(({ level }) => level === 2);
    expect(sections.map(({ heading }) => heading).filter((heading) => !named.includes(heading))).toEqual([
      "luff's own commands",
      "Completion in a shell",
    ]);
  });

  test("have names that are neither commands nor error codes", () => {
    const taken = (name: string): boolean =>
      isCommandWord(name) || hidesPlugin(name) || ERROR_CODES.some((code) => code === name);
    expect(TOPICS.map(({ name }) => name).filter(taken)).toEqual([]);
    expect(topicOf("lua")?.headings).toEqual(["Lua plugins"]);
    expect(topicOf("constructor")).toBeUndefined();
  });
});

describe("the library in luff help", () => {
  test("has each module by its name, and helm's also without helm", async () => {
    const modules = await libraryModules(compression);
    expect(modules).toEqual(expect.arrayContaining(["helm", "helm.fs", "lfs", "socket.http"]));
    for (const name of modules) expect(await readLibrary(compression, name)).toStartWith(`## ${name}\n`);
    expect(await readLibrary(compression, "fs")).toBe((await readLibrary(compression, "helm.fs")) ?? "");
    expect(await readLibrary(compression, "helm")).toStartWith("## helm\n");
  });

  test("has functions by the names that scripts give them", async () => {
    expect(await readLibrary(compression, "fs.read")).toStartWith("### fs.read(path)\n");
    expect(await readLibrary(compression, "helm.fs.read")).toBe((await readLibrary(compression, "fs.read")) ?? "");
    expect(await readLibrary(compression, "handle:wait")).toStartWith("### handle:wait(seconds)\n");
    expect(await readLibrary(compression, "fs.rea")).toBeUndefined();
    expect(await readLibrary(compression, "read")).toBeUndefined();
    expect(await readLibrary(compression, "")).toBeUndefined();
  });
});

describe("a function of the library in luff help", () => {
  const headingsOf = async (name: string): Promise<readonly string[]> =>
    sectionsOf((await readLibrary(compression, name)) ?? "").map(({ heading }) => heading);

  test("comes with the classes of what it takes and returns, also those of other modules, each once", async () => {
    expect(await headingsOf("semver.parse")).toEqual(["semver.parse(text)", "helm.semver.version"]);
    expect((await headingsOf("kube.run")).toSorted()).toEqual([
      "helm.process.options",
      "helm.process.output_options",
      "helm.process.result",
      "helm.process.run_options",
      "kube.run(args, options)",
    ]);
    expect((await headingsOf("process.run")).slice(1).toSorted()).toEqual(
      (await headingsOf("kube.run")).slice(1).toSorted(),
    );
  });

  test("has no classes that it does not need", async () => {
    expect(await headingsOf("fs.read")).toEqual(["fs.read(path)"]);
  });

  test("is not a class, which help has by its own name", async () => {
    const names = await libraryFunctions(compression);
    expect(names).toContain("fs.stat");
    expect(names.filter((name) => name.startsWith("helm.") && name.split(".").length > 2)).toEqual([]);
    expect(await headingsOf("helm.fs.status")).toEqual(["helm.fs.status"]);
    expect(await headingsOf("fs.status")).toEqual(["helm.fs.status"]);
  });
});

test("each error code has a meaning and a cure", async () => {
  for (const code of ERROR_CODES) {
    expect(await readErrorHelp(compression, code)).toEqual({
      meaning: expect.stringMatching(/\S/),
      cure: expect.stringMatching(/\S/),
    });
  }
});
