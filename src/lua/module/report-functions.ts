import type { KnownFunction, KnownStructure } from "../binary-facts.ts";
import type { Finding } from "./find-functions.ts";

/** The known facts about a binary: its functions, and the structures whose fields they use. */
export interface KnownBinary {
  readonly functions: Readonly<Record<string, KnownFunction>>;
  readonly structures: Readonly<Record<string, KnownStructure>>;
}

/** Collects the functions and structures from the exports of binary-facts.ts. */
export function knownBinary(facts: Readonly<Record<string, unknown>>): KnownBinary {
  const entries = Object.entries(facts);
  return {
    functions: Object.fromEntries(entries.filter(isFunction)),
    structures: Object.fromEntries(entries.filter(isStructure)),
  };
}

function isFunction(entry: [string, unknown]): entry is [string, KnownFunction] {
  return typeof entry[1] === "object" && entry[1] !== null && "hash" in entry[1];
}

function isStructure(entry: [string, unknown]): entry is [string, KnownStructure] {
  return typeof entry[1] === "object" && entry[1] !== null && "seenIn" in entry[1];
}

/** A report: its lines, and whether everything is as expected. */
export interface FunctionReport {
  readonly lines: readonly string[];
  readonly same: boolean;
}

/**
 * Reports for each function and structure whether binary-facts.ts is right for the binary, and if not, what to write
 * there.
 */
export function reportFunctions(
  { functions, structures }: KnownBinary,
  found: ReadonlyMap<string, Finding>,
): FunctionReport {
  const ofFunctions = Object.entries(functions).flatMap(([name, known]) => {
    const finding = found.get(name);
    return finding === undefined ? [] : functionLines(name, known, finding);
  });
  const ofStructures = Object.entries(structures).flatMap(([name, { seenIn }]) => {
    const changed = seenIn.flatMap((each) =>
      found.get(nameOf(each, functions))?.kind === "found" ? [] : [nameOf(each, functions)],
    );
    return changed.length === 0 ? [] : [`${name}: ${changed.join(" and ")} changed; compare its fields by hand`];
  });
  const lines = [...ofFunctions, ...ofStructures];
  if (lines.length > 0) return { lines, same: false };
  return { lines: [`all ${found.size} functions and their numbers are as in binary-facts.ts`], same: true };
}

function functionLines(name: string, known: KnownFunction, finding: Finding): string[] {
  switch (finding.kind) {
    case "found":
      return [
        ...(finding.index === known.index ? [] : [`${name}: index ${known.index} -> ${finding.index}`]),
        ...Object.entries(known.numbers ?? {}).flatMap(([number, { value }]) => {
          const now = finding.numbers[number];
          return now === value ? [] : [`${name}: ${number} ${value} -> ${now}`];
        }),
      ];
    case "several":
      return [`${name}: ${finding.indexes.length} functions have this hash: ${finding.indexes.join(", ")}`];
    case "changed":
      return [`${name}: not found; ${candidatesOf(finding.candidates)}`];
  }
}

function candidatesOf(candidates: Extract<Finding, { kind: "changed" }>["candidates"]): string {
  if (candidates.length === 0) {
    return "nothing to compare with: install the wasmoon version that binary-facts.ts is for";
  }
  const each = candidates.map(
    ({ index, likeness, hash }) => `${index} (${Math.floor(likeness * 100)} %, hash ${hash})`,
  );
  return `the most similar are ${each.join(", ")}`;
}

function nameOf(wanted: KnownFunction, functions: Readonly<Record<string, KnownFunction>>): string {
  return Object.entries(functions).find(([, each]) => each.hash === wanted.hash)?.[0] ?? wanted.hash;
}
