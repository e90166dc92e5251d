/** A pair of quotes that another one begins, or a part between quotes that ends in a space and goes on without one. */
const OUTER_PAIR = /^"(?:"[^\s"]|[^"]*\s"[^\s"])/;

/** One pair of quotes around all, and nothing in it that has a meaning to cmd. */
const SINGLE_PAIR = /^"[^"&<>()@^|%]*"$/;

/**
 * What stands behind "cmd.exe" to run a command of Lua's os.execute or io.popen on Windows: switches and the command. All that
 * C's system and popen take with `cmd /c` is taken, such as `""C:\a b\x.cmd" "y""`; so is the command without the outer pair of
 * quotes, which cmd by itself would break.
 */
export function interpreterLine(command: string): string {
  const text = command.trim();
  // cmd keeps the pair around the path of a program, and strips it from a command.
  if (SINGLE_PAIR.test(text)) return `/d /c ${text}`;
  // With /s it strips the first quote and the last one, whatever they hold.
  return OUTER_PAIR.test(text) ? `/d /s /c ${text}` : `/d /s /c "${command}"`;
}
