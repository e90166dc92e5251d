/** A version as Masterminds' semver reads it. */
export interface Version {
  readonly numbers: readonly [number, number, number];
  /** The parts of a pre-release, none for a release. */
  readonly pre: readonly string[];
}

const VERSION = /^v?(\d{1,15})(?:\.(\d{1,15}))?(?:\.(\d{1,15}))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

/** Reads a version leniently, as tags are written: with a leading v, and without its last numbers. Undefined for anything else. */
export function parseVersion(text: string): Version | undefined {
  const [, major, minor = "0", patch = "0", pre] = VERSION.exec(text) ?? [];
  if (major === undefined) return undefined;
  return { numbers: [Number(major), Number(minor), Number(patch)], pre: pre === undefined ? [] : pre.split(".") };
}

/** Below zero where the first is the lower one, 0 where both are equal (semver.org 2.0.0, 11). */
export function compareVersions(one: Version, other: Version): number {
  for (const index of [0, 1, 2] as const) {
    const difference = one.numbers[index] - other.numbers[index];
    if (difference !== 0) return difference;
  }
  if (one.pre.length === 0 || other.pre.length === 0) return other.pre.length - one.pre.length;
  for (const [index, part] of one.pre.entries()) {
    const against = other.pre[index];
    if (against === undefined) return 1;
    const difference = compareParts(part, against);
    if (difference !== 0) return difference;
  }
  return one.pre.length - other.pre.length;
}

function compareParts(one: string, other: string): number {
  const [a, b] = [one, other].map((part) => (/^\d+$/.test(part) ? Number(part) : undefined));
  if (a !== undefined && b !== undefined) return a - b;
  // Numbers are lower than words.
  if (a !== undefined) return -1;
  if (b !== undefined || one > other) return 1;
  return one === other ? 0 : -1;
}
