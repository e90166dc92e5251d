import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from "yaml";
import type { FaultCode } from "./fault-codes.ts";
import { joinIndex, joinKey } from "./field-path.ts";
import { type ParseSink, placeAt } from "./parse-document.ts";
import { isTreeMap, type Tree, type TreeMap, type TreeNote, type TreeValue } from "./tree.ts";

/** The most values that aliases may add. A manifest that shares a list among ten entries needs a hundred. */
const MAX_ALIASED_VALUES = 10_000;
/** How deep values may be nested after aliases are expanded. */
const MAX_EXPANDED_DEPTH = 64;

const NULL_WORDS: ReadonlySet<string> = new Set(["", "~", "null", "Null", "NULL"]);
const CORE_TAG = /^(?:!|tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq|merge))$/;

interface Build extends ParseSink {
  readonly notes: Map<string, TreeNote>;
  readonly anchors: Map<string, Node>;
  /** The collections around the current value; an alias to one of them would never end. */
  readonly open: Set<Node>;
  aliasDepth: number;
  aliasedValues: number;
}

interface Spot {
  readonly path: string;
  /** The place that is reported for the value. For values from an alias, the alias. */
  readonly offset: number | undefined;
  readonly keyOffset: number | undefined;
}

/**
 * The document as a tree. It expands aliases and merge keys (`<<`) as Go's YAML does, and reports duplicate keys,
 * cyclic aliases and aliases that expand to too much. Undefined if the document is empty or not a map.
 */
export function buildTree(document: Document, sink: ParseSink): Tree | undefined {
  const state = { notes: new Map(), anchors: new Map(), open: new Set<Node>(), aliasDepth: 0, aliasedValues: 0 };
  const build: Build = { ...sink, ...state };
  const root = convert(build, document.contents, { path: "", offset: undefined, keyOffset: undefined });
  if (isTreeMap(root)) return { root, notes: build.notes };
  const place = placeAt(sink.lines, document.contents?.range?.[0] ?? 0);
  if (root === null) {
    sink.faults.add(
      "empty-file",
      { path: "", message: "the file is empty, expected a map with at least `name`" },
      place,
    );
  } else {
    const found = typeof root === "string" ? "text" : "a list";
    sink.faults.add(
      "not-a-mapping",
      { path: "", message: `the file contains ${found}, expected a map of keys and values` },
      place,
    );
  }
  return undefined;
}

function convert(build: Build, node: Node | null, spot: Spot): TreeValue {
  if (node === null) return convertNothing(build, spot);
  if (isAlias(node)) return convertAlias(build, node, spot);
  if (node.anchor !== undefined && build.aliasDepth === 0) build.anchors.set(node.anchor, node);
  if (build.aliasDepth > 0 && !spendAlias(build, spot)) return null;
  checkTag(build, node, spot);
  const offset = spot.offset ?? node.range?.[0] ?? 0;
  const quoted = isScalar(node) && node.type !== "PLAIN";
  build.notes.set(spot.path, { offset, keyOffset: spot.keyOffset, quoted });
  if (isScalar(node)) return textOfScalar(node);
  build.open.add(node);
  const value = isMap(node) ? convertMap(build, node, spot) : convertItems(build, node, spot);
  build.open.delete(node);
  return value;
}

/** A key without a value, as in `{a, b}` or `? a`, is null at the place of the key. */
function convertNothing(build: Build, { path, offset, keyOffset }: Spot): null {
  if (keyOffset !== undefined) build.notes.set(path, { offset: offset ?? keyOffset, keyOffset, quoted: false });
  return null;
}

function convertItems(build: Build, node: Node, spot: Spot): TreeValue {
  if (!isSeq(node)) return null;
  return node.items.map((item, index) =>
    convert(build, item as Node | null, {
      path: joinIndex(spot.path, index),
      offset: spot.offset,
      keyOffset: undefined,
    }),
  );
}

function convertAlias(build: Build, alias: Node & { readonly source: string }, spot: Spot): TreeValue {
  const target = findTarget(build, alias, spot);
  if (target === undefined) return null;
  build.aliasDepth++;
  const value = convert(build, target, { ...spot, offset: spot.offset ?? alias.range?.[0] ?? 0 });
  build.aliasDepth--;
  return value;
}

function findTarget(build: Build, alias: Node & { readonly source: string }, spot: Spot): Node | undefined {
  const target = build.anchors.get(alias.source);
  const at = { ...spot, offset: spot.offset ?? alias.range?.[0] };
  if (target === undefined) {
    report(build, "alias-unknown", at, `there is no anchor for the alias *${alias.source} before it`);
    return undefined;
  }
  if (!build.open.has(target)) return target;
  report(build, "alias-cycle", at, `the alias *${alias.source} is inside the value that it refers to`);
  return undefined;
}

/** False after aliases have added too much, which is reported once. */
function spendAlias(build: Build, spot: Spot): boolean {
  build.aliasedValues++;
  if (build.aliasedValues <= MAX_ALIASED_VALUES && build.open.size <= MAX_EXPANDED_DEPTH) return true;
  if (!build.faults.has("alias-limit")) {
    const limits = `${MAX_ALIASED_VALUES} values or ${MAX_EXPANDED_DEPTH} levels`;
    report(build, "alias-limit", { ...spot, path: "" }, `the aliases of this file expand to more than ${limits}`);
  }
  return false;
}

function convertMap(build: Build, map: YAMLMap, spot: Spot): TreeMap {
  const into: Record<string, TreeValue> = Object.create(null);
  fillMap(build, map, spot, into);
  return into;
}

/** Adds the keys of `map` that `into` does not have; then those of the maps that it merges, which have lower priority. */
function fillMap(build: Build, map: YAMLMap, spot: Spot, into: Record<string, TreeValue>): void {
  const seen = new Map<string, number>();
  const merged: { readonly map: YAMLMap; readonly offset: number | undefined }[] = [];
  for (const { key, value } of map.items as readonly { key: Node | null; value: Node | null }[]) {
    const keyOffset = key?.range?.[0] ?? spot.keyOffset;
    const text = readKey(build, key, { ...spot, keyOffset });
    if (text === undefined) continue;
    const inner = { path: joinKey(spot.path, text), offset: spot.offset, keyOffset: spot.offset ?? keyOffset };
    const first = seen.get(text);
    if (first !== undefined) {
      const line = placeAt(build.lines, first).line;
      report(build, "duplicate-key", { ...inner, offset: inner.keyOffset }, `the key is already set on line ${line}`);
      continue;
    }
    seen.set(text, keyOffset ?? 0);
    if (text === "<<" && isScalar(key) && key.type === "PLAIN") merged.push(...findMerged(build, value, inner));
    else if (!(text in into)) into[text] = convert(build, value, inner);
  }
  for (const source of merged) mergeMap(build, source.map, { ...spot, offset: source.offset }, into);
}

function mergeMap(build: Build, map: YAMLMap, spot: Spot, into: Record<string, TreeValue>): void {
  build.aliasDepth++;
  build.open.add(map);
  if (spendAlias(build, spot)) fillMap(build, map, spot, into);
  build.open.delete(map);
  build.aliasDepth--;
}

/** The maps of a merge key: one, or a list of them, each literal or an alias. */
function findMerged(build: Build, value: Node | null, spot: Spot): { map: YAMLMap; offset: number | undefined }[] {
  const sources = isSeq(value) ? (value.items as Node[]) : [value];
  const maps: { map: YAMLMap; offset: number | undefined }[] = [];
  for (const source of sources) {
    const offset = spot.offset ?? source?.range?.[0];
    const target = isAlias(source) ? findTarget(build, source, { ...spot, offset }) : source;
    if (isMap(target)) maps.push({ map: target, offset });
    else if (target !== undefined) report(build, "merge-invalid", { ...spot, offset }, "`<<` can merge only maps");
  }
  return maps;
}

function readKey(build: Build, key: Node | null, spot: Spot): string | undefined {
  const node = isAlias(key) ? findTarget(build, key, spot) : key;
  if (node === null) return "";
  if (isScalar(node)) {
    if (node.anchor !== undefined && build.aliasDepth === 0) build.anchors.set(node.anchor, node);
    return String(node.value);
  }
  if (node !== undefined) report(build, "key-not-text", { ...spot, offset: spot.keyOffset }, "a key must be text");
  return undefined;
}

function textOfScalar(scalar: Scalar): string | null {
  const text = String(scalar.value);
  if (scalar.tag === "tag:yaml.org,2002:null") return null;
  return scalar.type === "PLAIN" && scalar.tag === undefined && NULL_WORDS.has(text) ? null : text;
}

function checkTag(build: Build, node: Node, spot: Spot): void {
  const tag = node.tag;
  if (tag === undefined || CORE_TAG.test(tag)) return;
  const at = { ...spot, offset: spot.offset ?? node.range?.[0] };
  if (tag === "tag:yaml.org,2002:binary") {
    report(build, "tag-unsupported", at, "a manifest cannot have binary values (tag !!binary)");
    return;
  }
  const place = placeAt(build.lines, at.offset ?? 0);
  build.warnings.add(
    "tag-ignored",
    { path: spot.path, message: `the tag ${tag} has no meaning here and is ignored` },
    place,
  );
}

function report(build: Build, code: FaultCode, spot: Spot, message: string): void {
  build.faults.add(code, { path: spot.path, message }, placeAt(build.lines, spot.offset ?? spot.keyOffset ?? 0));
}
