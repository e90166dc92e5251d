import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { BUN_VERSION, contentKey, importedFiles, type Inputs } from "./content-key.ts";
import { lockedIntegrity } from "./locked-integrity.ts";
import type { BunTarget } from "./targets.ts";
import { ROOT } from "./root.ts";
import { withOwnSentence } from "./removed-folder.ts";
import { runProgram } from "./run-program.ts";
import { withStartGuard } from "./start-guard/with-start-guard.ts";

const CACHE = join(ROOT, "node_modules/.cache/bun-executables");

/**
 * Variables that a compiled program obeys before its first line runs: it becomes Bun itself, loads other code, opens a
 * debugger's port or writes files. A parent that is made with Bun passes them on without knowing.
 */
export const DEAF_TO = [
  "BUN_BE_BUN",
  "BUN_OPTIONS",
  "BUN_INSPECT",
  "BUN_INSPECT_CONNECT_TO",
  "BUN_INSPECT_PRELOAD",
  "BUN_BYTECODE_ORDER_OUT",
  "BUN_BYTECODE_ORDER_NAMES_OUT",
  "BUN_BYTECODE_DIGEST_OUT",
] as const;

/**
 * The path of the Bun executable that luff is put into. It ignores the variables above, and has luff's own messages for
 * a machine on which it cannot start. It is cached below node_modules. Without a target it is made from the Bun that
 * runs this script, otherwise from the target's npm package.
 */
export function bunExecutable(target?: BunTarget): string {
  const source = target === undefined ? "local" : target.bunPackage.replace("/", "-");
  const inputs = bunExecutableInputs(target);
  const file = join(CACHE, `${source}-${contentKey(inputs)}${process.platform === "win32" ? ".exe" : ""}`);
  if (existsSync(file)) return file;
  mkdirSync(CACHE, { recursive: true });
  const staging = mkdtempSync(join(CACHE, "staging-"));
  try {
    const original = target === undefined ? process.execPath : unpack(target.bunPackage, staging);
    const staged = join(staging, "changed");
    writeFileSync(staged, changed(readFileSync(original), target?.os ?? process.platform));
    chmodSync(staged, 0o755);
    renameSync(staged, file);
    return file;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** The inputs of the file: the Bun that is changed, and what changes it. */
export function bunExecutableInputs(target?: BunTarget): Inputs {
  const original = target === undefined ? process.platform : (lockedIntegrity(target.bunPackage, Bun.version) ?? "");
  return { files: importedFiles(import.meta.path), words: [BUN_VERSION, original] };
}

function changed(executable: Uint8Array, os: string): Uint8Array {
  const own = withOwnSentence(deafened(executable));
  return os === "linux" ? withStartGuard(own) : own;
}

/**
 * Makes the executable ignore the variables: each name that it looks up then begins with "=", which no variable's name
 * can. Throws if a name is not found exactly once: then this Bun is built differently, and the list must be checked.
 */
export function deafened(executable: Uint8Array): Uint8Array {
  const bytes = Buffer.from(executable);
  for (const name of DEAF_TO) {
    const at = bytes.indexOf(`${name}\0`);
    if (at < 0) throw new Error(`this Bun does not look up ${name}`);
    if (bytes.includes(`${name}\0`, at + 1)) throw new Error(`this Bun holds ${name} more than once`);
    bytes.write("=", at);
  }
  return bytes;
}

/**
 * Downloads the package of this Bun's version through npm, checks it against bun.lock and returns the path of its
 * executable.
 */
function unpack(bunPackage: string, folder: string): string {
  const npm = process.platform === "win32" ? ["cmd", "/d", "/c", "npm"] : ["npm"];
  const tarball = join(
    folder,
    runProgram([...npm, "pack", "--silent", `${bunPackage}@${Bun.version}`], { cwd: folder }).trim(),
  );
  const integrity = `sha512-${new Bun.CryptoHasher("sha512").update(readFileSync(tarball)).digest("base64")}`;
  if (integrity !== lockedIntegrity(bunPackage, Bun.version)) {
    throw new Error(`${bunPackage}: ${integrity} is not the one of bun.lock`);
  }
  const program = `package/bin/bun${bunPackage.includes("windows") ? ".exe" : ""}`;
  runProgram(["tar", "-xzf", tarball, program], { cwd: dirname(tarball) });
  return join(folder, program);
}
