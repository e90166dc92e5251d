import { existsSync, renameSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { debianAddresses } from "./debian-addresses.ts";
import { downloadPinned } from "./download-pinned.ts";

/** A file of Debian's archive. */
export interface DebianFile {
  readonly path: string;
  readonly sha256: string;
}

/** Downloads a file of Debian's archive into a folder, checks it, and returns its path. Throws if no mirror has it. */
export async function downloadTo(folder: string, { path, sha256 }: DebianFile): Promise<string> {
  const file = join(folder, basename(path));
  writeFileSync(file, await downloadPinned({ sha256, addresses: debianAddresses(path) }));
  return file;
}

/** Gives a finished folder its name in the cache. Another process may have been faster; its result is the same. */
export function moveInto(made: string, folder: string): void {
  try {
    renameSync(made, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}
