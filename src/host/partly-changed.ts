/**
 * The same host, or the same part of one, with some members changed. The others are asked for only when they are used: a host makes some of
 * them at their first use, which takes milliseconds, so `{ ...host }` would make all of them.
 */
export function partlyChanged<T extends object>(given: T, changes: Partial<T>): T {
  return Object.create(given, Object.getOwnPropertyDescriptors(changes)) as T;
}
