import { openWindowsLibrary } from "../library/windows-library.ts";

const PROCESS_QUERY_LIMITED_INFORMATION = 0x1000;

/**
 * Keeps a running process open, so that its status can be read after its end: the returned function returns all 32
 * bits, of which Bun returns only the lowest byte. Undefined if Windows does not allow it, or Bun cannot call Windows's
 * functions.
 */
export function holdStatus(processId: number): (() => number | undefined) | undefined {
  try {
    const library = openWindowsLibrary();
    const held = library.OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, 0, processId);
    if (held === 0n) return undefined;
    return () => {
      const status = new Uint32Array(1);
      const known = library.GetExitCodeProcess(held, status) !== 0;
      library.CloseHandle(held);
      return known ? status[0] : undefined;
    };
  } catch {
    return undefined;
  }
}
