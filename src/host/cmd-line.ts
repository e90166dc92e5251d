/** A pair of quotes directly before another one, or a quoted part that ends with a space and continues without one. */
const OUTER_PAIR = /^"(?:"[^\s"]|[^"]*\s"[^\s"])/;

/** One pair of quotes around everything, with nothing inside that has a meaning to cmd. */
const SINGLE_PAIR = /^"[^"&<>()@^|%]*"$/;

/**
 * The switches and the command for "cmd.exe", for a command of Lua's os.execute or io.popen on Windows. It accepts
 * everything that C's system and popen accept with `cmd /c`, such as `""C:\a b\x.cmd" "y""`. It also accepts the
 * command without the outer pair of quotes, which cmd itself would break.
 */
export function cmdLine(command: string): string {
  const text = command.trim();
  // cmd keeps the quotes around a program's path, and removes them from a command.
  if (SINGLE_PAIR.test(text)) return `/d /c ${text}`;
  // With /s it removes the first quote and the last one, whatever is inside.
  return OUTER_PAIR.test(text) ? `/d /s /c ${text}` : `/d /s /c "${command}"`;
}
