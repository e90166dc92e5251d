import type { PathOperations } from "../descriptors.ts";
import { nodeFs } from "./node-fs.ts";
import { systemPath } from "./streams/descriptors.ts";
import { errorNumber } from "./error-number.ts";
import { luaTemporaryFolder } from "./temporary-directory.ts";

const ENOENT = 2;
const EEXIST = 17;
const ATTEMPTS = 100;
const SUFFIX_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

export const pathOperations: PathOperations = {
  remove,
  rename,
  makeTemporaryFile,
};

function attempt(call: () => void): number {
  try {
    call();
    return 0;
  } catch (error) {
    return errorNumber(error);
  }
}

/** Bun treats an empty path differently from the system. */
function rename(from: Uint8Array, to: Uint8Array): number {
  if (from.length === 0 || to.length === 0) return -ENOENT;
  return attempt(() => nodeFs().renameSync(systemPath(from), systemPath(to)));
}

/** As C's remove: of a file or an empty folder. */
function remove(path: Uint8Array): number {
  if (path.length === 0) return -ENOENT;
  const file = systemPath(path);
  const removed = attempt(() => nodeFs().unlinkSync(file));
  if (removed === 0 || !isDirectory(file)) return removed;
  return attempt(() => nodeFs().rmdirSync(file));
}

function isDirectory(file: string | Buffer): boolean {
  try {
    return nodeFs().lstatSync(file).isDirectory();
  } catch {
    return false;
  }
}

/** As C's mkstemp: creates the file, so that nobody else can take the name. */
function makeTemporaryFile(prefix: string): Uint8Array | number {
  for (let attempts = 0; attempts < ATTEMPTS; attempts++) {
    const path = Buffer.from(`${luaTemporaryFolder()}${prefix}${randomSuffix()}`, "utf8");
    const made = attempt(() => nodeFs().closeSync(nodeFs().openSync(systemPath(path), "wx", 0o600)));
    if (made === 0) return path;
    if (made !== -EEXIST) return made;
  }
  return -EEXIST;
}

function randomSuffix(): string {
  const letters = crypto.getRandomValues(new Uint8Array(6));
  return Array.from(letters, (letter) => SUFFIX_ALPHABET[letter % SUFFIX_ALPHABET.length]).join("");
}
