/** The endings of the files that Windows starts, in the order of its PATHEXT. */
export const WINDOWS_ENDINGS: readonly string[] = [".com", ".exe", ".bat", ".cmd"];

/** Whether a Windows file is a program by its ending. */
export function isProgramFile(file: string): boolean {
  return /\.(?:com|exe)$/i.test(file);
}

/** Whether a Windows file is a script for cmd. */
export function isBatchFile(file: string): boolean {
  return /\.(?:bat|cmd)$/i.test(file);
}
