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

interface Included {
  readonly targets?: string;
  readonly container?: string;
}

interface Job {
  readonly uses?: string;
  readonly "timeout-minutes"?: number;
  readonly container?: string;
  readonly strategy?: { readonly matrix: { readonly include?: readonly Included[] } };
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
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

  test("may only read the source, unless a job says otherwise", () => {
    expect(workflow.permissions).toEqual({ contents: "read" });
  });

  test("has a time limit for each job", () => {
    const endless = jobs.filter((job) => job.uses === undefined && job["timeout-minutes"] === undefined);
    expect(endless).toEqual([]);
  });
});

test("the release runs the end-to-end tests over each target of the matrix", () => {
  const { jobs } = workflowIn("release.yml");
  const tested = jobs["e2e"]?.strategy?.matrix.include?.flatMap(({ targets }) => targets?.split(" ") ?? []) ?? [];
  expect(tested.toSorted()).toEqual(TARGETS.map(targetName).toSorted());
});

test("the release uses notes from the changelog, and refuses a tag without a section before it builds anything", () => {
  const { jobs } = workflowIn("release.yml");
  const runs = (job: string): string[] => jobs[job]?.steps?.flatMap(({ run }) => run ?? []) ?? [];
  const build = runs("build");
  const notes = build.findIndex((run) => run.includes('build/print-release-notes.ts "$GITHUB_REF_NAME" > dist/'));
  const release = build.findIndex((run) => run.includes("npm run release"));
  expect(notes).toBeGreaterThanOrEqual(0);
  expect(release).toBeGreaterThan(notes);
  expect(runs("draft").at(-1)).toContain("--notes-file ../release-notes.md");
});

test("the machines without programs that test a release have git and curl before the tests", () => {
  const { strategy, steps } = workflowIn("release.yml").jobs["e2e"]!;
  expect(strategy?.matrix.include?.filter(({ container }) => container !== undefined)).toHaveLength(1);
  const [first] = steps ?? [];
  expect(first).toMatchObject({ if: "matrix.container" });
  expect(first?.run).toMatch(/ install .* ca-certificates curl git /);
  expect(commandsOf(steps).at(-1)).toMatch(/apk add .* curl git .*test-release\.ts/s);
});

test("each check stores the coverage and the benchmark results", () => {
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

test("a pull request is checked on Debian too, where the compact executables and those for Windows are built and run", () => {
  const { on, jobs } = workflowIn("check.yml");
  expect(on).toHaveProperty("pull_request");
  const { container, strategy, steps } = jobs["check"]!;
  expect(container).toBe("${{ matrix.container }}");
  expect(strategy?.matrix.include?.map((one) => one.container)).toContain("debian:12");
  expect(commandsOf(steps)).toEqual(expect.arrayContaining(["build/install-test-programs.sh", "npm test"]));
});

test("the long check runs on a schedule and by hand, with all emulators", () => {
  const { on, jobs } = workflowIn("check-long.yml");
  expect(Object.keys(on)).toEqual(["schedule", "workflow_dispatch"]);
  const commands = commandsOf(jobs["check-long"]?.steps);
  expect(commands.slice(-4)).toEqual([
    "build/compact/install-compilers.sh",
    "build/install-test-programs.sh",
    "npm run setup",
    "npm run check:long",
  ]);
});

function workflowIn(file: string): Workflow {
  return parse(readFileSync(join(WORKFLOWS, file), "utf8")) as Workflow;
}

function commandsOf(steps: readonly Step[] | undefined): string[] {
  return steps?.flatMap(({ run }) => run ?? []) ?? [];
}
