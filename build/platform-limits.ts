import { reachOf } from "./emulators.ts";
import type { TestCase } from "./junit-report.ts";
import type { Suite } from "./suites.ts";
import { targetName, type Target, type TestedBy } from "./targets.ts";

/** Tests of a suite that cannot hold where a target is tested. */
export interface PlatformLimit {
  readonly suite: Suite;
  /** The targets that this is about, by how the machine reaches them. */
  readonly where: (reach: TestedBy, target: Target) => boolean;
  /** Of the whole title, those of the enclosing blocks included, with spaces between them. */
  readonly title: RegExp;
  readonly why: string;
}

const inQemu = (reach: TestedBy): boolean => reach === "qemu-user";

/** The one list of them. What is left out of an emulator's run holds where the kernel runs luff itself, and is tested there. */
export const PLATFORM_LIMITS: readonly PlatformLimit[] = [
  {
    suite: "end-to-end",
    where: inQemu,
    title: /keeps every variable that is not Helm's byte for byte|keeps variables that are given twice/,
    why: "the script that starts qemu, and qemu, make the environment anew: its order, odd names and repetitions are lost",
  },
  {
    suite: "end-to-end",
    where: inQemu,
    title: /the signals that its caller ignores, as nohup does/,
    why: "qemu handles every signal itself, and a program that is started resets what was handled",
  },
  {
    suite: "end-to-end",
    where: inQemu,
    title: /says so without/,
    why: "qemu wants /proc for itself",
  },
  {
    suite: "end-to-end",
    where: (reach) => reach === "wine",
    title: /finds the batch file before the executable where PATHEXT says so/,
    why: "Wine sets PATHEXT itself, whatever it is given",
  },
  {
    suite: "lua",
    where: (reach, target) => inQemu(reach) && target.host === "bun",
    title: /never end luff without its own words|random programs come to the same end/,
    why: "a start of Bun takes a second in qemu, and the fuzz test makes hundreds: five minutes were not enough",
  },
];

/** The limits of a target in a suite, and the flags of `bun test` that leave their tests out. */
export function limitsOf(
  target: Target,
  suite: Suite,
  reach = reachOf(target),
): { readonly limits: readonly PlatformLimit[]; readonly flags: string[] } {
  const limits = PLATFORM_LIMITS.filter((limit) => limit.suite === suite && limit.where(reach, target));
  const titles = limits.map(({ title }) => title.source).join("|");
  return { limits, flags: limits.length === 0 ? [] : ["--test-name-pattern", `^(?!.*(?:${titles}))`] };
}

/**
 * A line for a test that a run over the target left out, with the reason: the limit's, or the one that the title tells by
 * itself where the test needs something that this machine has not.
 */
export function renderSkip(target: Target, suite: Suite, { file, title }: TestCase): string {
  const limit = limitsOf(target, suite).limits.find((one) => one.title.test(title.replaceAll(" > ", " ")));
  return `skipped on ${targetName(target)}: ${file}: "${title}"${limit === undefined ? "" : `: ${limit.why}`}`;
}
