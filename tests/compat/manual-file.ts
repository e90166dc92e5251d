import { join } from "node:path";

/** The manual, whose list of differences is generated. */
export const MANUAL_FILE = join(import.meta.dir, "../../.github/MANUAL.md");
