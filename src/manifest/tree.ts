/** A YAML value with every scalar as text; a null scalar is null. Maps have no prototype, so any key is safe. */
export type TreeValue = string | null | readonly TreeValue[] | TreeMap;

export interface TreeMap {
  readonly [key: string]: TreeValue;
}

/** What the tree itself does not contain about a value. */
export interface TreeNote {
  /** Offset of the value in the text; for a value from an alias, of the alias. */
  readonly offset: number;
  /** Offset of the key, for values of a map. */
  readonly keyOffset: number | undefined;
  /** Whether the text is quoted or in a block. */
  readonly quoted: boolean;
}

export interface Tree {
  readonly root: TreeMap;
  /** By field path. */
  readonly notes: ReadonlyMap<string, TreeNote>;
}

/** Whether a value of a manifest is a map. */
export function isTreeMap(value: TreeValue | undefined): value is TreeMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The text of a scalar; "" for null, for an absent value, and for a map or list. */
export function scalarText(value: TreeValue | undefined): string {
  return typeof value === "string" ? value : "";
}

/** The map, or an empty one for anything else. */
export function mapOf(value: TreeValue | undefined): TreeMap {
  return isTreeMap(value) ? value : {};
}

/** The items of a list, or none for anything else. */
export function itemsOf(value: TreeValue | undefined): readonly TreeValue[] {
  return Array.isArray(value) ? value : [];
}
