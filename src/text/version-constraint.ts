import { compareVersions, parseVersion, type Version } from "./semver.ts";

/** Whether a version satisfies a constraint. */
export type Constraint = (version: Version) => boolean;

/** An operator, and a version some of whose numbers may be missing or wildcards. */
const COMPARISON =
  /^(=|!=|>|<|>=|=>|<=|=<|~|~>|\^)?\s*v?(\d+|[xX*])(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;
const SEARCH =
  /(?:!=|>=|=>|<=|=<|~>|[=><~^])?\s*v?(?:\d+|[xX*])(?:\.(?:\d+|[xX*])){0,2}(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?/g;
const RANGE = /(\S+)\s+-\s+(\S+)/g;

/**
 * Reads a constraint in the language of Masterminds' semver, which Helm uses: `>=1.2, <2 || ~3.1`, `1.x`, `^2`, `1.2 - 1.4`. A
 * pre-release satisfies only what names a pre-release itself. Undefined for anything else.
 */
export function parseConstraint(text: string): Constraint | undefined {
  const alternatives = text.split("||").map((part) => parseAll(part.trim()));
  if (alternatives.includes(undefined)) return undefined;
  const all = alternatives as readonly (readonly Constraint[])[];
  return (version) => all.some((constraints) => constraints.every((constraint) => constraint(version)));
}

function parseAll(text: string): readonly Constraint[] | undefined {
  const plain = text.replaceAll(RANGE, ">=$1 <=$2");
  const parts = plain.match(SEARCH) ?? [];
  // What the parts leave over is not a constraint.
  if (parts.length === 0 || plain.replaceAll(SEARCH, "").replaceAll(/[\s,]/g, "") !== "") return undefined;
  const constraints = parts.map((part) => parseOne(part.trim()));
  return constraints.includes(undefined) ? undefined : (constraints as readonly Constraint[]);
}

interface Bound {
  readonly version: Version;
  /** How many of the three numbers are given. */
  readonly given: number;
}

function parseOne(text: string): Constraint | undefined {
  const [, operator = "", ...fields] = COMPARISON.exec(text) ?? [];
  const numbers = fields.slice(0, 3);
  if (numbers[0] === undefined) return undefined;
  const wild = numbers.findIndex((field) => field === undefined || /^[xX*]$/.test(field));
  const given = wild < 0 ? 3 : wild;
  const pre = fields[3];
  const filled = numbers.map((field, index) => (index < given ? field : "0")).join(".");
  const version = parseVersion(pre === undefined ? filled : `${filled}-${pre}`);
  return version && constraintOf(operator, { version, given });
}

function constraintOf(operator: string, bound: Bound): Constraint {
  const compare = comparisonOf(operator, bound);
  const namesPre = bound.version.pre.length > 0;
  return (version) => (version.pre.length === 0 || namesPre) && compare(version);
}

function comparisonOf(operator: string, { version: bound, given }: Bound): Constraint {
  const above: Constraint = (version) => compareVersions(version, bound) >= 0;
  const within: Constraint = (version) => above(version) && isSameUpTo(version, bound, given);
  switch (operator) {
    case "!=":
      return given === 3 ? (version) => compareVersions(version, bound) !== 0 : (version) => !within(version);
    case ">":
      return given === 3
        ? (version) => compareVersions(version, bound) > 0
        : (version) => above(version) && !within(version);
    case "<":
      return (version) => compareVersions(version, bound) < 0;
    case ">=":
    case "=>":
      return above;
    case "<=":
    case "=<":
      return given === 3
        ? (version) => compareVersions(version, bound) <= 0
        : (version) => !above(version) || within(version);
    case "~":
    case "~>":
      return (version) => above(version) && isSameUpTo(version, bound, Math.min(given, 2));
    case "^":
      return (version) => above(version) && isSameUpTo(version, bound, Math.min(given, firstNonZero(bound) + 1));
    default:
      return given === 3 ? (version) => compareVersions(version, bound) === 0 : within;
  }
}

function isSameUpTo(one: Version, other: Version, count: number): boolean {
  return one.numbers.slice(0, count).every((number, index) => number === other.numbers[index]);
}

function firstNonZero({ numbers }: Version): number {
  const index = numbers.findIndex((number) => number !== 0);
  return index < 0 ? 2 : index;
}
