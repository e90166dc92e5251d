import type { TestCase } from "./junit-report.ts";
import type { Suite } from "./suites.ts";
import { targetName, type Target } from "./targets.ts";

/** Tests of the end-to-end suite that cannot hold where a target is tested. */
export interface PlatformLimit {
  /** The targets that this is about. */
  readonly where: (target: Target) => boolean;
  /** Of the whole title, those of the enclosing blocks included, with spaces between them. */
  readonly title: RegExp;
  readonly why: string;
}

const inQemu = (target: Target): boolean => target.testedBy === "qemu-user";

/** The one list of them. What is left out of an emulator's run holds where the kernel runs luff itself, and is tested there. */
export const PLATFORM_LIMITS: readonly PlatformLimit[] = [
  {
    where: inQemu,
    title: /keeps every variable that is not Helm's byte for byte|keeps variables that are given twice/,
    why: "the script that starts qemu, and qemu, make the environment anew: its order, odd names and repetitions are lost",
  },
  {
    where: inQemu,
    title: /the signals that its caller ignores, as nohup does/,
    why: "qemu handles every signal itself, and a program that is started resets what was handled",
  },
  {
    where: (target) => target.testedBy === "wine",
    title: /finds the batch file before the executable where PATHEXT says so/,
    why: "Wine sets PATHEXT itself, whatever it is given",
  },
];

/** The limits of a target, and the flags of `bun test` that leave their tests out. All of them are about the end-to-end suite. */
export function limitsOf(
  target: Target,
  suite: Suite,
): { readonly limits: readonly PlatformLimit[]; readonly flags: string[] } {
  const limits = suite === "end-to-end" ? PLATFORM_LIMITS.filter((limit) => limit.where(target)) : [];
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
