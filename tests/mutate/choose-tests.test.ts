import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../build/root.ts";
import { chooseTests } from "./choose-tests.ts";
import { findMutations } from "./find-mutations.ts";
import { readReferences } from "./reference-graph.ts";
import { mutatedFiles, testFiles, typeScriptFiles } from "./scope.ts";

const SPLIT = "src/command/split-command.ts";
const INTERRUPTS = "src/host/bun/interrupts/interrupts.ts";

describe("the tests for a mutant", () => {
  const tests = testFiles();
  const graph = readReferences(ROOT, typeScriptFiles());
  const knowledge = { graph, secondsOf: (test: string) => test.length };

  test("are first those of its file, then those of its folder, then whole runs, with short ones before long ones", () => {
    const chosen = chooseTests(SPLIT, tests, knowledge);
    expect(chosen[0]).toBe("tests/unit/command/split-command.test.ts");
    expect(chosen[1]).toBe("tests/unit/command/prepare-command.test.ts");
    const runs = chosen.findIndex((file) => file.startsWith("tests/e2e/"));
    expect(runs).toBeGreaterThan(1);
    expect(chosen.slice(runs).filter((file) => file.startsWith("tests/unit/"))).toEqual([]);
    expect(chosen.slice(runs)).toEqual(chosen.slice(runs).toSorted((a, b) => a.length - b.length));
  });

  test("are not those that never run its file", () => {
    const chosen = chooseTests(SPLIT, tests, knowledge);
    expect(chosen).not.toContain("tests/unit/platform/path-style.test.ts");
    expect(chosen).not.toContain("tests/unit/command/expand-variables.test.ts");
  });

  test("are also those that start it as a program, or import it while they run", () => {
    expect(chooseTests(INTERRUPTS, tests, knowledge)[0]).toBe("tests/unit/host/bun/interrupts/interrupts.test.ts");
    expect(chooseTests("src/manifest/parse-manifest.ts", tests, knowledge)).toContain(
      "tests/unit/plugin/list-plugins.test.ts",
    );
  });

  test("are not those that only import its types", () => {
    expect(chooseTests("src/host/files.ts", tests, knowledge)).toEqual([]);
    expect(graph.importersOf("src/host/files.ts")).toContain("src/host/bun/files.ts");
  });

  test("exist for every file that has something to mutate", () => {
    const untested = mutatedFiles().filter((file) => chooseTests(file, tests, knowledge).length === 0);
    expect(untested.filter((file) => findMutations(file, readFileSync(join(ROOT, file), "utf8")).length > 0)).toEqual(
      [],
    );
  });
});
