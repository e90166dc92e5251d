const LARGEST_OF_BUN = 0xff;
const FAILURE = 1;

/**
 * Ends the process with a status. Bun keeps only the lowest byte, but on Windows a status has 32 bits, and 256 is a
 * failure.
 */
export function endProcess(status: number): never {
  if (process.platform === "win32" && status > LARGEST_OF_BUN) endByWindows(status);
  process.exit(status);
}

function endByWindows(status: number): never {
  try {
    const { openWindowsLibrary } =
      require("./library/windows-library.ts") as typeof import("./library/windows-library.ts");
    openWindowsLibrary().ExitProcess(status);
  } catch {
    // If Bun cannot call Windows's functions, the lowest byte may be 0.
  }
  process.exit(FAILURE);
}
