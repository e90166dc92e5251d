/**
 * The command line of a program that file permissions apply to: root loses its right to read everything. Linux's setpriv does so;
 * elsewhere the tests are not run as root.
 */
export function withoutOverride(command: readonly string[]): readonly string[] {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return command;
  const rights = "-dac_override,-dac_read_search";
  return ["setpriv", `--bounding-set=${rights}`, `--inh-caps=${rights}`, ...command];
}
