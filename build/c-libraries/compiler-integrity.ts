import packageManifest from "../../package.json" with { type: "json" };
import { lockedIntegrity } from "../locked-integrity.ts";

/** The npm package with the C compiler, the linker and the C library for WebAssembly. It runs wherever Bun runs. */
export const COMPILER = "@yowasp/clang";

/** What identifies the compiler: its package's integrity in bun.lock. Throws if the lock has another version. */
export function compilerIntegrity(): string {
  const integrity = lockedIntegrity(COMPILER, packageManifest.devDependencies[COMPILER]);
  if (integrity === undefined) throw new Error(`bun.lock does not have the version of ${COMPILER} in package.json`);
  return integrity;
}
