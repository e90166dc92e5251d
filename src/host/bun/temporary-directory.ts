/** The folder that C's tmpfile and Lua's os.tmpname use, with a separator at its end. As they do, it ignores TMPDIR. */
export function temporaryDirectory(): string {
  if (process.platform !== "win32") return "/tmp/";
  const directory = process.env["TEMP"] ?? process.env["TMP"] ?? "C:\\Windows\\Temp";
  return directory.endsWith("\\") ? directory : `${directory}\\`;
}
