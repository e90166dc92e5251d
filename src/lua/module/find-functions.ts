import type { KnownFunction } from "../binary-facts.ts";
import { functionHash } from "./function-hash.ts";
import type { Instruction } from "./instructions.ts";
import { findFunction, type WasmModule } from "./wasm-module.ts";

/** A function that is similar to the wanted one. */
export interface Candidate {
  readonly index: number;
  /** How much the two have in common, from 0 to 1. */
  readonly likeness: number;
  readonly hash: string;
}

/** The result for one function: its index and its numbers, or similar functions. */
export type Finding =
  | { readonly kind: "found"; readonly index: number; readonly numbers: Readonly<Record<string, number>> }
  | { readonly kind: "several"; readonly indexes: readonly number[] }
  | { readonly kind: "changed"; readonly candidates: readonly Candidate[] };

const MOST_CANDIDATES = 3;

/**
 * Looks for functions in a module by their hashes. `origin` is the module for which the known numbers are valid: a
 * function that changed is compared with it. Without `origin` there are no candidates.
 */
export function findFunctions(
  module: WasmModule,
  known: Readonly<Record<string, KnownFunction>>,
  origin?: WasmModule,
): Map<string, Finding> {
  const byHash = Map.groupBy(definedIndexes(module), (index) => functionHash(module, index));
  const find = (each: KnownFunction): Finding => {
    const indexes = byHash.get(each.hash) ?? [];
    const [index] = indexes;
    if (index === undefined) return { kind: "changed", candidates: mostAlike(module, each.index, origin) };
    if (indexes.length > 1) return { kind: "several", indexes };
    return { kind: "found", index, numbers: numbersOf(module, index, each) };
  };
  return new Map(Object.entries(known).map(([name, each]) => [name, find(each)]));
}

function definedIndexes(module: WasmModule): number[] {
  return module.functions.map((_, index) => module.imports.length + index);
}

/** Reads the numbers. The body differs only in them, so they are in the same instructions. */
function numbersOf(module: WasmModule, index: number, { numbers = {} }: KnownFunction): Record<string, number> {
  const body = findFunction(module, index)?.body ?? [];
  return Object.fromEntries(Object.entries(numbers).map(([name, { at }]) => [name, body[at]?.operands[0] ?? 0]));
}

function mostAlike(module: WasmModule, index: number, origin?: WasmModule): Candidate[] {
  if (origin === undefined) return [];
  const wanted = countRuns(findFunction(origin, index)?.body ?? []);
  return definedIndexes(module)
    .map((each) => ({ index: each, likeness: likeness(wanted, countRuns(findFunction(module, each)?.body ?? [])) }))
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, MOST_CANDIDATES)
    .map((each) => ({ ...each, hash: functionHash(module, each.index) }));
}

/** How often each sequence of three opcodes is in a body. */
function countRuns(body: readonly Instruction[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + 2 < body.length; at += 1) {
    const run = [body[at], body[at + 1], body[at + 2]].map((each) => each?.opcode).join();
    counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  return counts;
}

/** Twice the number of sequences that two bodies have in common, divided by the number in both. */
function likeness(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const common = sum([...a].map(([run, count]) => Math.min(count, b.get(run) ?? 0)));
  const all = sum(a.values()) + sum(b.values());
  return all === 0 ? 0 : (2 * common) / all;
}

function sum(counts: Iterable<number>): number {
  return [...counts].reduce((total, count) => total + count, 0);
}
