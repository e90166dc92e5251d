/** Whether a path begins with `~` or `~NAME`, for which a shell writes a home folder. luff, like Helm, does not. */
export function beginsWithTilde(path: string): boolean {
  return /^~[^\\/]*(?:[\\/]|$)/.test(path);
}

/** The hint for such a path if there is nothing at it. */
export const TILDE_HINT =
  "luff does not replace ~, and a shell does only at the start of a word without quotes: write the home folder's path.";
