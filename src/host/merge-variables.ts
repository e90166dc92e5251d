/**
 * Adds variables to an environment. On Windows two names that differ only in case are the same, and a program that
 * received both could see either.
 */
export function mergeVariables(
  base: Readonly<Record<string, string | undefined>>,
  top: Readonly<Record<string, string>>,
  isWindows: boolean,
): Record<string, string> {
  if (!isWindows) return { ...base, ...top } as Record<string, string>;
  const set = new Set(Object.keys(top).map((name) => name.toUpperCase()));
  const kept = Object.entries(base).filter(([name]) => !set.has(name.toUpperCase()));
  return { ...Object.fromEntries(kept), ...top } as Record<string, string>;
}
