import { describe, expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { TARGETS, targetName } from "../../build/targets.ts";
import packageManifest from "../../package.json" with { type: "json" };

const WORKFLOWS = resolve(import.meta.dir, "../../.github/workflows");
const FILES = readdirSync(WORKFLOWS);

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: { readonly path?: string };
}

interface Job {
  readonly uses?: string;
  readonly "timeout-minutes"?: number;
  readonly strategy?: { readonly matrix: { readonly include?: readonly { readonly targets: string }[] } };
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

describe.each(FILES)("the workflow %s", (file) => {
  const text = readFileSync(join(WORKFLOWS, file), "utf8");
  const workflow = parse(text) as Workflow;
  const jobs = Object.values(workflow.jobs);

  test("pins each action by its full hash and names the version", () => {
    const actions = text.match(/uses: (?!\.\/).*/g) ?? [];
    expect(actions).not.toBeEmpty();
    expect(actions.filter((action) => !/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual(
      [],
    );
  });

  test("may read the source and nothing else, unless a job says so", () => {
    expect(workflow.permissions).toEqual({ contents: "read" });
  });

  test("ends each of its jobs in time", () => {
    const endless = jobs.filter((job) => job.uses === undefined && job["timeout-minutes"] === undefined);
    expect(endless).toEqual([]);
  });
});

test("the release runs the end-to-end tests over each target of the matrix", () => {
  const { jobs } = parse(readFileSync(join(WORKFLOWS, "release.yml"), "utf8")) as Workflow;
  const tested = jobs["e2e"]?.strategy?.matrix.include?.flatMap(({ targets }) => targets.split(" ")) ?? [];
  expect(tested.toSorted()).toEqual(TARGETS.map(targetName).toSorted());
});

test("the release takes its notes from the changelog, and refuses a tag without a section before it builds anything", () => {
  const { jobs } = parse(readFileSync(join(WORKFLOWS, "release.yml"), "utf8")) as Workflow;
  const runs = (job: string): string[] => jobs[job]?.steps?.flatMap(({ run }) => run ?? []) ?? [];
  const build = runs("build");
  const notes = build.findIndex((run) => run.includes('build/print-release-notes.ts "$GITHUB_REF_NAME" > dist/'));
  const release = build.findIndex((run) => run.includes("npm run release"));
  expect(notes).toBeGreaterThanOrEqual(0);
  expect(release).toBeGreaterThan(notes);
  expect(runs("draft").at(-1)).toContain("--notes-file ../release-notes.md");
});

test("each check keeps the coverage and what the benchmarks measured", () => {
  const { jobs } = parse(readFileSync(join(WORKFLOWS, "check.yml"), "utf8")) as Workflow;
  const steps = jobs["figures"]?.steps ?? [];
  const kept = steps.find(({ uses }) => uses?.startsWith("actions/upload-artifact@") === true)?.with?.path ?? "";
  const files = kept.trim().split("\n");
  expect(files).toEqual(["dist/coverage/lcov.info", "dist/bench.json", "dist/bench-lua.json"]);
  const commands = steps.map(({ run }) => run ?? "").join("\n");
  expect(commands).toContain("npm run coverage");
  // Unit tests read dist/lua.wasm, which a fresh checkout does not have.
  expect(packageManifest.scripts.coverage).toStartWith("bun build/ensure-lua-module.ts && bun test ");
  expect(packageManifest.scripts.coverage).toContain(" --coverage-reporter=lcov --coverage-dir=dist/coverage ");
  for (const file of files.slice(1)) expect(commands).toContain(` > ${file}`);
});
