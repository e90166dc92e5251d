/** A value as JSON can hold it: bytes become {"$bytes": […]}, undefined {"$none": true}. Plain objects, arrays and scalars only. */
export function packValue(value: unknown): unknown {
  if (value === undefined) return { $none: true };
  if (value instanceof Uint8Array) return { $bytes: [...value] };
  if (Array.isArray(value)) return value.map(packValue);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, packValue(item)]));
}

/** The inverse of packValue. */
export function unpackValue(packed: unknown): unknown {
  if (Array.isArray(packed)) return packed.map(unpackValue);
  if (typeof packed !== "object" || packed === null) return packed;
  if ("$none" in packed) return undefined;
  if ("$bytes" in packed) return new Uint8Array(packed.$bytes as number[]);
  return Object.fromEntries(Object.entries(packed).map(([name, item]) => [name, unpackValue(item)]));
}
