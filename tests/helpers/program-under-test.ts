import { resolve } from "node:path";

/**
 * The command line that starts luff: the executable that LUFF_BINARY names, otherwise the source under this Bun.
 * A relative LUFF_BINARY is taken from the folder that the tests were started in.
 */
export function programUnderTest(): readonly string[] {
  const binary = process.env["LUFF_BINARY"] ?? "";
  if (binary !== "") return [resolve(binary)];
  return [process.execPath, resolve(import.meta.dir, "../../src/main.ts")];
}

/** Whether an executable is under test, rather than the source. */
export function testsBinary(): boolean {
  return (process.env["LUFF_BINARY"] ?? "") !== "";
}

/** Whether luff under test runs in the compact host, as it reports itself. */
export function testsCompactHost(): boolean {
  const { stdout } = Bun.spawnSync([...programUnderTest(), "version", "-o", "json"]);
  return JSON.parse(stdout.toString()).host === "quickjs";
}

/** The file that is under test: LUFF_EXECUTABLE where LUFF_BINARY is a script that starts it in an emulator. */
export function executableUnderTest(): string {
  return resolve(process.env["LUFF_EXECUTABLE"] || process.env["LUFF_BINARY"] || process.execPath);
}

/** Whether LUFF_BINARY is a script that starts luff in an emulator, whose memory is in what is measured of it. */
export function testsEmulated(): boolean {
  return testsBinary() && executableUnderTest() !== resolve(process.env["LUFF_BINARY"] ?? "");
}

/** Whether luff runs on Windows, or in a Wine of this machine. */
export function testsWindows(): boolean {
  return process.platform === "win32" || testsWine();
}

/** Whether luff runs in a Wine of this machine. */
export function testsWine(): boolean {
  return process.platform !== "win32" && (process.env["LUFF_EXECUTABLE"] ?? "").endsWith(".exe");
}

/** The platform of the executable in Go's words: LUFF_PLATFORM where it is another one than this machine's. */
export function platformUnderTest(): string {
  const os = process.platform === "win32" ? "windows" : process.platform;
  const arch = process.arch === "x64" ? "amd64" : process.arch;
  return process.env["LUFF_PLATFORM"] || `${os}/${arch}`;
}
