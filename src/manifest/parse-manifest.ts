import { LineCounter } from "yaml";
import { buildTree } from "./build-tree.ts";
import { checkKeys } from "./check-keys.ts";
import { checkShape } from "./check-shape.ts";
import { type DecodeFault, decodeText } from "./decode-text.ts";
import { FaultList, type Place } from "./fault-list.ts";
import type { Fault } from "./fault.ts";
import type { ManifestCheck } from "./manifest-check.ts";
import { parseDocument, placeAt } from "./parse-document.ts";
import type { Plugin } from "./plugin.ts";
import { readLegacy } from "./read-legacy.ts";
import { readV1 } from "./read-v1.ts";
import { LEGACY_SHAPE, makeV1Shape } from "./shape.ts";
import { scalarText, type Tree, type TreeMap, type TreeNote } from "./tree.ts";

export interface ParsedManifest {
  /** Undefined if and only if there are faults. */
  readonly plugin: Plugin | undefined;
  /** All errors, in the order of the text. */
  readonly faults: readonly Fault[];
  /** Problems that do not stop the plugin from running. */
  readonly warnings: readonly Fault[];
}

/** A parsed manifest together with what the model leaves out. */
export interface ExaminedManifest extends ParsedManifest {
  /** The map as it is written; undefined where the text is not a map. */
  readonly tree: Tree | undefined;
  /** The map with keys in the case in which they are read, without those that mean nothing. */
  readonly root: TreeMap;
  /** Where a field stands, or the nearest one around it. */
  readonly locate: (path: string) => Place;
}

/**
 * Parses a plugin.yaml in any format of Helm 2, 3 and 4 into one model. A manifest is an error only if no Helm could
 * run anything from it. What one Helm refuses and another runs is a warning. Every scalar stays the text that was
 * written (`1.0`, `n`, `2.50`); null is "", as in Helm 4.
 */
export function parseManifest(bytes: Uint8Array): ParsedManifest {
  const { plugin, faults, warnings } = examineManifest(bytes);
  return { plugin, faults, warnings };
}

/** What `parseManifest` returns, and the tree that it was made from. */
export function examineManifest(bytes: Uint8Array): ExaminedManifest {
  const decoded = decodeText(bytes);
  const lines = new LineCounter();
  const known: { tree?: Tree } = {};
  const locate = (path: string): Place => placeAt(lines, findNote(known.tree, path)?.offset ?? 0);
  const unread = { plugin: undefined, tree: undefined, root: {}, locate };
  if (decoded.kind === "fault") return { ...unread, faults: [toFault(decoded)], warnings: [] };
  const faults = new FaultList(locate);
  const warnings = new FaultList(locate);
  const document = parseDocument(decoded.text, { lines, faults, warnings });
  const tree = document === undefined ? undefined : buildTree(document, { lines, faults, warnings });
  if (tree === undefined) return { ...unread, faults: faults.sorted(), warnings: warnings.sorted() };
  known.tree = tree;
  const placeOfKey = (path: string): Place => placeAt(lines, tree.notes.get(path)?.keyOffset ?? 0);
  const read = readTree({ tree, faults, warnings }, placeOfKey);
  const found = faults.sorted();
  const plugin = found.length === 0 ? read?.plugin : undefined;
  return { plugin, faults: found, warnings: warnings.sorted(), tree, root: read?.root ?? {}, locate };
}

interface ReadTree {
  readonly plugin: Plugin;
  readonly root: TreeMap;
}

function readTree(check: ManifestCheck, placeOfKey: (path: string) => Place): ReadTree | undefined {
  const { tree, faults, warnings } = check;
  const { apiVersion } = tree.root;
  const version = scalarText(apiVersion);
  if (version !== "" && version !== "v1") {
    const message = `unknown apiVersion ${JSON.stringify(version)}, expected v1 or none`;
    faults.add("api-version-unknown", { path: "apiVersion", message });
    return undefined;
  }
  const isLegacy = version === "";
  const shape = isLegacy ? LEGACY_SHAPE : makeV1Shape(scalarText(tree.root["type"]), scalarText(tree.root["runtime"]));
  const root = checkKeys(tree.root, shape, { warnings, placeOfKey, anyCase: isLegacy });
  checkShape(root, shape, faults);
  warnQuotedFlag(check, isLegacy ? "ignoreFlags" : "config.ignoreFlags");
  const renamed = { ...check, tree: { ...tree, root } };
  return { plugin: isLegacy ? readLegacy(renamed) : readV1(renamed), root };
}

function warnQuotedFlag({ tree, warnings }: ManifestCheck, path: string): void {
  if (tree.notes.get(path)?.quoted !== true) return;
  const hint = "remove the quotes: Helm refuses a quoted value here";
  warnings.add("flag-quoted", { path, message: "expected true or false without quotes", hint });
}

/** The note of a field, or of the nearest one around it. The key may be written in a different case than the field. */
function findNote(tree: Tree | undefined, path: string): TreeNote | undefined {
  if (tree === undefined) return undefined;
  const exact = tree.notes.get(path);
  if (exact !== undefined || path === "") return exact;
  const lower = path.toLowerCase();
  for (const [key, note] of tree.notes) if (key.toLowerCase() === lower) return note;
  return findNote(tree, path.slice(0, Math.max(path.lastIndexOf("."), path.lastIndexOf("["), 0)));
}

function toFault({ code, line, column, message, hint }: DecodeFault): Fault {
  return { code, path: "", line, column, message, ...(hint === undefined ? {} : { hint }) };
}
