/** The user's folder for temporary files, as luff uses it. A variable that is empty counts as one that is not set. */
export function temporaryDirectory(): string {
  const { TMPDIR, TMP, TEMP, USERPROFILE } = process.env;
  return process.platform === "win32" ? TMP || TEMP || USERPROFILE || "C:\\Windows" : TMPDIR || "/tmp";
}

/** The folder that C's tmpfile and Lua's os.tmpname use, with a separator at its end. On POSIX they ignore TMPDIR. */
export function luaTemporaryFolder(): string {
  if (process.platform !== "win32") return "/tmp/";
  return temporaryDirectory().replace(/\\?$/, "\\");
}
