/**
 * What Bun prints if the working directory was removed, before luff's first line runs; the second form is for
 * terminals.
 */
const BUNS =
  "The current working directory was deleted, so that command didn't work. Please cd into a different directory and try again.";
const PLAIN = `error: ${BUNS}`;
const COLORED = `\x1b[0m\x1b[31merror\x1b[0m\x1b[2m:\x1b[0m ${BUNS}`;

/** Has the length of Bun's sentence, because the executable keeps its layout. Bun ends the line. */
const OURS =
  "Error: the working directory was removed [directory-removed]\n" +
  "Hint: luff starts in a directory that exists: change into one with cd";

/** Fills up a line invisibly: for terminals it is the colour that they already have. */
const RESET = "\x1b[0m";

/**
 * The executable with luff's own sentence for a removed working directory. Throws if Bun's is not found exactly once in
 * each form: then this Bun is built differently.
 */
export function withOwnSentence(executable: Uint8Array): Uint8Array {
  const bytes = Buffer.from(executable);
  for (const theirs of [PLAIN, COLORED]) {
    const at = bytes.indexOf(theirs);
    if (at < 0) throw new Error(`this Bun does not say: ${theirs}`);
    if (bytes.includes(theirs, at + 1)) throw new Error(`this Bun says more than once: ${theirs}`);
    const rest = theirs.length - OURS.length;
    bytes.write(RESET.repeat(Math.floor(rest / RESET.length)) + OURS + " ".repeat(rest % RESET.length), at);
  }
  return bytes;
}
