/** An environment without some variables. On Windows the case of names does not matter. */
export function withoutVariables(
  environment: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
  isWindows: boolean,
): Record<string, string | undefined> {
  if (names.length === 0) return environment;
  const left = new Set(names);
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !left.has(isWindows ? name.toUpperCase() : name)),
  );
}
