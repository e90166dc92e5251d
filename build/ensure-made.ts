import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { contentKey, type Inputs } from "./content-key.ts";

/**
 * Makes a file with a fixed name if it is missing or was made from other inputs. The key of the inputs is in
 * `FILE.key`. Passes on errors of `make`; the next call tries again.
 */
export async function ensureMade(file: string, inputs: Inputs, make: () => Promise<void>): Promise<void> {
  const keyFile = `${file}.key`;
  const key = contentKey(inputs);
  if (existsSync(file) && existsSync(keyFile) && readFileSync(keyFile, "utf8") === key) return;
  rmSync(keyFile, { force: true });
  await make();
  writeFileSync(keyFile, key);
}
