import { runScript } from "../../build/command-line.ts";
import { writeFileSync } from "node:fs";
import { setPriority } from "node:os";
import { ensureLuaModule } from "../../build/ensure-lua-module.ts";
import { ROOT } from "../../build/root.ts";
import { acceptanceOf } from "./accepted-survivors.ts";
import { chooseTests } from "./choose-tests.ts";
import { drawMutations } from "./draw-mutations.ts";
import { findMutations } from "./find-mutations.ts";
import { runIsolated } from "./isolate.ts";
import { applyEdit, changeOf, renderDiff, type Mutation } from "./mutation.ts";
import { readReferences, type ReferenceGraph } from "./reference-graph.ts";
import { mutatedFiles, testFiles, typeScriptFiles } from "./scope.ts";
import { copyRepository, type TreeCopy } from "./tree-copy.ts";
import { createTestRunner, type TestRunner } from "./test-runner.ts";
import { startTypeChecker, type TypeChecker } from "./type-checker.ts";

/** The settings for every mutant. */
interface Workshop {
  /** The source as it was at the start. It is never changed. */
  readonly tree: TreeCopy;
  readonly graph: ReferenceGraph;
  readonly checker: TypeChecker;
  readonly tests: readonly string[];
  readonly runner: TestRunner;
}

interface Tally {
  killed: number;
  accepted: number;
  discarded: number;
  /** The diffs of survivors that are not accepted. */
  readonly survivors: string[];
}

const USAGE = `usage: bun run mutate -- [--seed N] [--count N] [--jobs N] [--only PATH] [--without PATH]...
Puts small faults into copies of the source, one at a time, and reports the faults that no test finds.
  --seed N        choose the mutants; the same seed with the same source gives the same mutants
  --count N       the number of mutants; by default 40
  --jobs N        the number of mutants at a time; by default 1
  --only PATH     use only source files whose paths begin with PATH
  --without PATH  leave out test files whose paths begin with PATH
The exit status is 1 if a mutant survived that is not in accepted-survivors.ts, or none could be made.`;

const TEXT = { type: "string" } as const;

const COMMAND_LINE = {
  options: { seed: TEXT, count: TEXT, jobs: TEXT, only: TEXT, without: { ...TEXT, multiple: true } },
} as const;

interface Settings {
  readonly seed: number;
  readonly count: number;
  readonly jobs: number;
  readonly only: string;
  readonly without: readonly string[];
}

interface Wanted {
  readonly seed?: string;
  readonly count?: string;
  readonly jobs?: string;
  readonly only?: string;
  readonly without?: string[];
}

async function main({ values }: { readonly values: Wanted }): Promise<void> {
  process.exitCode = (await runIsolated()) ?? (await mutate(settingsOf(values)));
}

/** Returns the exit status. */
async function mutate({ seed, count, jobs, only, without }: Settings): Promise<number> {
  console.log(`seed ${seed}, ${count} mutants`);
  giveWay();
  await ensureLuaModule();
  using tree = copyRepository();
  await using checker = await startTypeChecker(tree.folder);
  const graph = readReferences(ROOT, typeScriptFiles());
  const files = mutatedFiles().filter((file) => file.startsWith(only));
  const tests = testFiles().filter((file) => !without.some((path) => file.startsWith(path)));
  const workshop = { tree, graph, checker, tests, runner: createTestRunner(tree, console.log) };
  const mutations = drawMutations(
    files.flatMap((file) => findMutations(file, tree.read(file))),
    seed,
  );
  const tally = await tryAll(mutations, { count, jobs }, workshop);
  for (const survivor of tally.survivors) console.log(`\nsurvived: ${survivor}`);
  console.log(
    `\nseed ${seed}: ${tally.killed} mutants were killed, ${tally.survivors.length} survived, ` +
      `${tally.accepted} are known to change nothing; ${tally.discarded} more did not compile`,
  );
  const tried = tally.killed + tally.accepted + tally.survivors.length;
  if (tried < count) console.log(`only ${tried} mutants could be made, and ${count} were wanted`);
  return tally.survivors.length === 0 && tried > 0 ? 0 : 1;
}

function settingsOf(values: Wanted): Settings {
  return {
    seed: Number(values.seed ?? Math.floor(Math.random() * 2 ** 32)),
    count: Number(values.count ?? 40),
    jobs: Number(values.jobs ?? 1),
    only: values.only ?? "",
    without: values.without ?? [],
  };
}

/** A mutant may loop forever or use all memory: it gets a low priority, and the system ends it first. */
function giveWay(): void {
  setPriority(10);
  if (process.platform === "linux") writeFileSync("/proc/self/oom_score_adj", "1000");
}

/** Tries mutants, several at a time, until the requested number has compiled. */
async function tryAll(
  mutations: Iterator<Mutation>,
  { count, jobs }: { readonly count: number; readonly jobs: number },
  workshop: Workshop,
): Promise<Tally> {
  const tally: Tally = { killed: 0, accepted: 0, discarded: 0, survivors: [] };
  let begun = 0;
  const work = async (): Promise<void> => {
    while (begun < count) {
      const { value: mutation, done } = mutations.next();
      if (done === true) return;
      begun++;
      if (!(await tryOne(mutation, workshop, tally))) begun--;
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return tally;
}

/** Tries one and counts it; false if it did not compile. */
async function tryOne(mutation: Mutation, workshop: Workshop, tally: Tally): Promise<boolean> {
  const { tree, graph, checker } = workshop;
  const { file } = mutation;
  const source = tree.read(file);
  const text = applyEdit(source, mutation);
  if (!(await checker.compiles(file, text, graph.importersOf(file)))) {
    tally.discarded++;
    return false;
  }
  const killer = await findKiller(file, text, workshop);
  const change = changeOf(source, mutation);
  const accepted = acceptanceOf(mutation, change);
  const place = `${file}:${change.line}, ${mutation.operator}`;
  if (killer !== undefined) {
    tally.killed++;
    console.log(`killed    ${place}: ${killer}`);
  } else if (accepted !== undefined) {
    tally.accepted++;
    console.log(`no change ${place}: ${accepted}`);
  } else {
    const diff = renderDiff(source, mutation);
    tally.survivors.push(diff);
    console.log(`survived  ${diff}`);
  }
  return true;
}

/** Runs the tests that reach the file over a copy with another text in it, up to the first that does not pass, which is named. */
async function findKiller(file: string, text: string, workshop: Workshop): Promise<string | undefined> {
  const { tree, graph, tests, runner } = workshop;
  using copy = tree.copy();
  copy.write(file, text);
  for (const test of chooseTests(file, tests, { graph, secondsOf: (test) => runner.secondsOf(test) })) {
    const verdict = await runner.judge(copy, test);
    if (verdict !== "passes") return `${test} ${verdict}`;
  }
  return undefined;
}

await runScript(USAGE, COMMAND_LINE, main);
