/** A map with its keys in small letters: Go, in which Helm is written, does not look at their case. Undefined for what is no map. */
export function lowerKeys(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key.toLowerCase(), one]));
}
