import type { Measured } from "./interleave.ts";
import type { ScenarioResult } from "./scenario.ts";
import { estimateMedian, type Estimate } from "./statistics.ts";

/** A figure that luff must stay below. */
interface Target {
  readonly text: string;
  readonly scenario: string;
  readonly of: string;
  /** The base of the ratio, or with `over` the figure that is subtracted; absent for a figure by itself. */
  readonly against?: string;
  readonly over?: true;
  readonly quantity: "wall" | "cpu" | "memory";
  /** A number, milliseconds, or with memory by itself MB. */
  readonly atMost: number;
}

/** Sources, and luff's time in multiples of Helm's. */
const INSTALL_RATIOS = [
  ["folder", 0.5],
  ["archive", 0.5],
  ["server", 0.5],
  ["git", 0.9],
] as const;

/** A library's work, luff's module, and the most in multiples of lua5.4 with the same library: luff, and the compact executable. */
const LIBRARY_RATIOS = [
  ["json-decode", "cjson", "cjson", 2, 1.3],
  ["json-decode", "cjson", "helm.json", 2, 1.3],
  ["json-encode", "cjson", "cjson", 1.7, 1.3],
  ["json-encode", "cjson", "helm.json", 1.7, 1.3],
  ["yaml-load", "lyaml", "lyaml", 1.7, 1.3],
  ["yaml-load", "lyaml", "helm.yaml", 1.7, 1.3],
  ["yaml-dump", "lyaml", "lyaml", 1.7, 1.3],
  ["yaml-dump", "lyaml", "helm.yaml", 1.7, 1.3],
  ["lpeg", "lpeg", "lpeg", 1.7, 1.3],
  ["inflate", "zlib", "zlib", 1.7, 1.3],
] as const;

/** A scenario of programs, how luff does it, what it is measured against, and the most in multiples of that. */
/** There is none for `cat` with one text: `lua5.4` takes three times `cat | cat` only to make the text (decision 0030). */
const PROGRAM_RATIOS = [
  ["sha256", "", "sha256sum", 1.5],
  ["starts", "", "a C program", 1.5],
  ["cat", ", blocks", "cat | cat", 2],
] as const;

/** What a plugin that was a shell script takes in Lua, beside that script with Helm. */
const PORTS = ["envs", "schema", "git"] as const;

const LUFFS = ["luff", "luff, compact"] as const;

/** Decision 0023 says where the time of a start goes, and which of these goals it does not reach. */
const TARGETS: readonly Target[] = [
  {
    text: "an executable plugin: wall time in multiples of an empty Bun program's",
    scenario: "executable",
    of: "luff",
    against: "an empty Bun program",
    quantity: "wall",
    atMost: 1.6,
  },
  {
    text: "the first line of a Lua plugin: wall time in multiples of an empty Bun program's",
    scenario: "first-line",
    of: "luff, Lua plugin",
    against: "an empty Bun program",
    quantity: "wall",
    atMost: 2.5,
  },
  {
    text: "an executable plugin: wall time against Helm 4",
    scenario: "executable",
    of: "luff",
    against: "helm 4",
    quantity: "wall",
    atMost: 0.2,
  },
  {
    text: "an executable plugin: peak memory against Helm 4",
    scenario: "executable",
    of: "luff",
    against: "helm 4",
    quantity: "memory",
    atMost: 0.8,
  },
  {
    text: "the first line of a Lua plugin against Helm 4's of a shell plugin",
    scenario: "first-line",
    of: "luff, Lua plugin",
    against: "helm 4, shell plugin",
    quantity: "wall",
    atMost: 0.4,
  },
  {
    text: "the words that a Tab offers: wall time against Helm 4",
    scenario: "completion",
    of: "luff",
    against: "helm 4",
    quantity: "wall",
    atMost: 0.3,
  },
  {
    text: "1,000 installed plugins against one, in folders named helm-NAME",
    scenario: "installed",
    of: "luff, 1000",
    against: "luff, 1",
    quantity: "wall",
    atMost: 2,
  },
  {
    text: "1,000 installed plugins against one, in folders named as the plugins",
    scenario: "installed",
    of: "luff, 1000, folders named as the plugins",
    against: "luff, 1, folders named as the plugins",
    quantity: "wall",
    atMost: 2,
  },
  {
    text: "the compact executable: processor time over lua5.4's, ms",
    scenario: "compact",
    of: "luff, compact",
    against: "lua5.4",
    over: true,
    quantity: "cpu",
    atMost: 25,
  },
  {
    text: "the compact executable: peak memory of a Lua plugin, MB",
    scenario: "compact",
    of: "luff, compact",
    quantity: "memory",
    atMost: 12,
  },
  ...INSTALL_RATIOS.map(([source, atMost]) => ({
    text: `installing a plugin of 1,000 files from ${source}: wall time against Helm 4`,
    scenario: `install-${source}`,
    of: "luff",
    against: "helm 4",
    quantity: "wall" as const,
    atMost,
  })),
  {
    text: "installing a set of 20 plugins: wall time against 20 installs of Helm 4",
    scenario: "install-set",
    of: "luff",
    against: "helm 4",
    quantity: "wall",
    atMost: 0.15,
  },
  {
    text: "installing an archive of 200 MB: peak memory, MB",
    scenario: "install-large",
    of: "luff",
    quantity: "memory",
    atMost: 100,
  },
  {
    text: "luff plugin list with 1,000 plugins: wall time against Helm 4",
    scenario: "list",
    of: "luff",
    against: "helm 4",
    quantity: "wall",
    atMost: 0.25,
  },
  ...LIBRARY_RATIOS.flatMap(([work, native, module, ...most]) =>
    LUFFS.map((luff, index) => ({
      text: `${work} by ${module} in ${luff}: wall time against lua5.4 with ${native}`,
      scenario: `library-${work}`,
      of: `${luff}, ${module}`,
      against: `lua5.4, ${native}`,
      quantity: "wall" as const,
      atMost: most[index]!,
    })),
  ),
  ...PROGRAM_RATIOS.flatMap(([work, how, against, atMost]) =>
    LUFFS.map((luff) => ({
      text: `${work}${how} in ${luff}: wall time against ${against}`,
      scenario: `library-${work}`,
      of: `${luff}${how}`,
      against,
      quantity: "wall" as const,
      atMost,
    })),
  ),
  ...PORTS.flatMap((port) =>
    LUFFS.map((luff) => ({
      text: `the example plugin ${port} in ${luff}: wall time against its shell script with Helm 4`,
      scenario: `port-${port}`,
      of: luff,
      against: "helm 4, in shell",
      quantity: "wall" as const,
      atMost: 1,
    })),
  ),
];

export interface Verdict {
  readonly text: string;
  readonly atMost: number;
  readonly measured: number;
  /** The range in which the figure lies. */
  readonly range: Omit<Estimate, "value">;
  readonly reached: boolean;
}

/** The results of the targets whose scenario was measured completely. */
export function judgeTargets(results: readonly ScenarioResult[]): readonly Verdict[] {
  return TARGETS.flatMap((target) => {
    const rows = results.find((result) => result.name === target.scenario)?.measured ?? [];
    const figures = figuresOf(target, rows);
    if (figures.length === 0) return [];
    const { value: measured, ...range } = estimateMedian(figures);
    return [{ text: target.text, atMost: target.atMost, measured, range, reached: measured <= target.atMost }];
  });
}

/** The figure of each round. What changed the machine's speed in one round met both commands, so it cancels out. */
function figuresOf({ of, against, over, quantity }: Target, rows: readonly Measured[]): readonly number[] {
  const values = samplesOf(rows, of, quantity);
  if (against === undefined) return quantity === "memory" ? values.map((value) => value / 1e6) : values;
  const references = samplesOf(rows, against, quantity);
  return values
    .slice(0, references.length)
    .map((value, round) => (over === true ? value - references[round]! : value / references[round]!));
}

function samplesOf(measured: readonly Measured[], name: string, quantity: Target["quantity"]): readonly number[] {
  return measured.find((one) => one.command === name)?.samples[quantity] ?? [];
}
