/** Variables of the shell that tests ask for themselves: the seed to begin with, and the Helms to compare with. */
const KEPT: readonly string[] = ["LUFF_TEST_SEED", "LUFF_HELM3", "LUFF_HELM4"];

/** luff's variables and Helm's; Windows does not distinguish their case. */
const ABOUT_LUFF = /^(?:LUFF|HELM)_/i;

/**
 * The environment of a test: that of the shell, by default this process's, without the variables that change what luff or
 * Helm does, and with the test's own ones.
 */
export function testEnvironment(
  own: Readonly<Record<string, string>>,
  shell: Readonly<Record<string, string | undefined>> = process.env,
): Record<string, string | undefined> {
  const names = Object.keys(shell).filter((name) => !ABOUT_LUFF.test(name) || KEPT.includes(name));
  return { ...Object.fromEntries(names.map((name) => [name, shell[name]])), ...own };
}
