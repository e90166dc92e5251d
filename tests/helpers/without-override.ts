/**
 * The command line as one that file permissions bind: root's right to read all is taken from it. Linux's setpriv does so;
 * elsewhere the tests are not run as root.
 */
export function withoutOverride(command: readonly string[]): readonly string[] {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return command;
  const rights = "-dac_override,-dac_read_search";
  return ["setpriv", `--bounding-set=${rights}`, `--inh-caps=${rights}`, ...command];
}
