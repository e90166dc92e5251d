const SIMPLE_KEY = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The path of a key inside `parent`: `a.b`, `a["b c"]`. It is typanion's format, without the first dot. */
export function joinKey(parent: string, key: string): string {
  if (!SIMPLE_KEY.test(key)) return `${parent}[${JSON.stringify(key)}]`;
  return parent === "" ? key : `${parent}.${key}`;
}

/** The path of a list item: `a[0]`. */
export function joinIndex(parent: string, index: number): string {
  return `${parent}[${index}]`;
}
