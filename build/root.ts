import { resolve } from "node:path";

/** The absolute path of the repository's own folder. */
export const ROOT = resolve(import.meta.dir, "..");
