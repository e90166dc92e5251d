import type { FaultList, FaultText, Place } from "./fault-list.ts";
import { joinIndex, joinKey } from "./field-path.ts";
import { findNearestWord } from "../text/nearest-word.ts";
import type { FieldsShape, Shape } from "./shape.ts";
import { isTreeMap, type TreeMap, type TreeValue } from "./tree.ts";

export interface KeyCheck {
  readonly warnings: FaultList;
  readonly placeOfKey: (path: string) => Place;
  /** Helm 3 ignores the case of keys, and so does luff for its format: `Name` is `name` if there is no `name`. */
  readonly anyCase: boolean;
}

/** The tree with keys in their correct case. Warns of each unknown key, and suggests the nearest known one. */
export function checkKeys(root: TreeMap, shape: FieldsShape, check: KeyCheck): TreeMap {
  return visitFields(root, shape, "", check);
}

function visit(value: TreeValue, shape: Shape, path: string, check: KeyCheck): TreeValue {
  if (shape.kind === "list" && Array.isArray(value)) {
    return value.map((item: TreeValue, index) => visit(item, shape.item, joinIndex(path, index), check));
  }
  if (!isTreeMap(value)) return value;
  if (shape.kind === "fields") return visitFields(value, shape, path, check);
  if (shape.kind !== "dictionary") return value;
  const result: Record<string, TreeValue> = Object.create(null);
  for (const [key, item] of Object.entries(value)) result[key] = visit(item, shape.value, joinKey(path, key), check);
  return result;
}

function visitFields(map: TreeMap, shape: FieldsShape, path: string, check: KeyCheck): TreeMap {
  const result: Record<string, TreeValue> = Object.create(null);
  for (const [key, value] of Object.entries(map)) {
    const keyPath = joinKey(path, key);
    const known = findField(key, shape, check.anyCase ? [map, result] : []);
    const field = known === undefined ? undefined : shape.fields[known];
    if (known !== undefined && field !== undefined) result[known] = visit(value, field, keyPath, check);
    if (known === key) continue;
    const warning = known === undefined ? describeUnknown(keyPath, key, shape) : describeCase(keyPath, known);
    check.warnings.add(known === undefined ? "unknown-key" : "key-case", warning, check.placeOfKey(keyPath));
  }
  return result;
}

/** The field of a key: the key itself, or a field in another case that none of `maps` has. Without maps, case matters. */
function findField(key: string, shape: FieldsShape, maps: readonly TreeMap[]): string | undefined {
  if (Object.hasOwn(shape.fields, key)) return key;
  if (maps.length === 0) return undefined;
  const lower = key.toLowerCase();
  return Object.keys(shape.fields).find(
    (field) => field.toLowerCase() === lower && !maps.some((map) => Object.hasOwn(map, field)),
  );
}

function describeUnknown(path: string, key: string, shape: FieldsShape): FaultText {
  const fields = Object.keys(shape.fields);
  const nearest = findNearestWord(key, fields);
  const own = shape.hints !== undefined && Object.hasOwn(shape.hints, key) ? shape.hints[key] : undefined;
  const expected = fields.length === 0 ? "no keys are allowed here" : `the keys here are ${fields.join(", ")}`;
  const hint = own ?? (nearest === undefined ? expected : `did you mean \`${nearest}\`?`);
  return { path, message: `unknown key ${JSON.stringify(key)}: it is ignored`, hint };
}

function describeCase(path: string, known: string): FaultText {
  return { path, message: `the key is read as \`${known}\``, hint: `write \`${known}\`: Helm 4 does not ignore case` };
}
