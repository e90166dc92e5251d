import { targetName, type Target } from "./targets.ts";

/** Tests of the end-to-end suite that cannot hold where a target is tested. */
export interface PlatformLimit {
  /** The targets that this is about. */
  readonly where: (target: Target) => boolean;
  /** Of the whole title, those of the enclosing blocks included, with spaces between them. */
  readonly title: RegExp;
  readonly why: string;
}

/** The one list of them. */
export const PLATFORM_LIMITS: readonly PlatformLimit[] = [];

/** The limits of a target, and the flags of `bun test` that leave their tests out. */
export function limitsOf(target: Target): { readonly limits: readonly PlatformLimit[]; readonly flags: string[] } {
  const limits = PLATFORM_LIMITS.filter((limit) => limit.where(target));
  const titles = limits.map(({ title }) => title.source).join("|");
  return { limits, flags: limits.length === 0 ? [] : ["--test-name-pattern", `^(?!.*(?:${titles}))`] };
}

/** A line for the limit, as it is printed. */
export function renderLimit(target: Target, { title, why }: PlatformLimit): string {
  return `left out on ${targetName(target)}: /${title.source}/: ${why}`;
}
