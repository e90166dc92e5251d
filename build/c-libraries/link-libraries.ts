import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { commands, type Command, type Tree } from "@yowasp/clang";
import { libraries } from "../../src/lua/binary-facts.ts";
import { contentKey } from "../content-key.ts";
import { compilerIntegrity } from "./compiler-integrity.ts";
import { fetchLibrarySources, LIBRARY_CACHE, LIBRARY_SHA256S } from "./fetch-library-sources.ts";
import { withUnits } from "./with-units.ts";
import { INCLUDE, LIBRARY_UNITS, OWN_FILES, OWN_FOLDER, ownSources, type LibraryUnit } from "./library-units.ts";

/** WebAssembly 1.0, which every host supports. Lua's own headers decide how large its buffers are. */
const COMPILER_FLAGS = ["--target=wasm32-wasip1", "-mcpu=mvp", "-O2", "-DNDEBUG", "-ffunction-sections"];

/** What the compiler and the linker write. */
const MADE = "made";
/** Where the linker says which object file each function is from. */
const MAP = "map";

/** The module shares Lua's memory and table: its data and its functions get places that Lua leaves free. */
const LINKER_FLAGS = [
  ...["--no-entry", "--gc-sections", "--allow-undefined", "--import-memory", "--import-table"],
  ...[`--global-base=${libraries.address}`, `--table-base=${libraries.table}`, "-z", "stack-size=16"],
  // Without bulk memory, zeros are data like any other, and not written by a function at the start.
  ...["--features=mutable-globals", "--no-check-features", "--export=__heap_base"],
  // Otherwise each exported function would first call the constructors. There are none.
  "--export=__wasm_call_ctors",
];

/** Compiles and links the libraries. Returns the module, which still has the names of its functions, and says of which unit each is. */
async function linkLibraries(): Promise<Uint8Array> {
  const sources = { ...readTree(await fetchLibrarySources()), ...readTree(OWN_FOLDER) };
  const objects: Record<string, Uint8Array> = {};
  for (const unit of LIBRARY_UNITS) objects[objectName(unit)] = await compileOnce(unit, sources);
  const args = [...LINKER_FLAGS, `--Map=${MAP}`, ...Object.keys(objects), "-L/usr/lib/wasm32-wasip1", "-lc"];
  const written = await run("wasm-ld", [...args, "/usr/lib/wasm32-unknown-wasip1/libclang_rt.builtins.a"], objects);
  const map = written[MAP];
  if (typeof map !== "string") throw new Error("wasm-ld wrote no map of the C libraries");
  return withUnits(requireMade(written), map);
}

/** The object file from the cache, where it stays if a later file fails. */
async function compileOnce(unit: LibraryUnit, sources: Tree): Promise<Uint8Array> {
  const own = OWN_FILES.includes(unit.file) || unit.flags.includes(INCLUDE) ? ownSources() : [];
  const words = [...LIBRARY_SHA256S, ...COMPILER_FLAGS, ...unit.flags, unit.file, compilerIntegrity()];
  const cached = join(LIBRARY_CACHE, "objects", `${contentKey({ files: own, words })}.o`);
  if (existsSync(cached)) return new Uint8Array(readFileSync(cached));
  const made = await compile(unit, sources);
  writeWhole(cached, made);
  return made;
}

/** Another process may make the same file at the same time. */
function writeWhole(file: string, content: Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  const staged = `${file}.${process.pid}`;
  writeFileSync(staged, content);
  renameSync(staged, file);
}

async function compile({ file, flags }: LibraryUnit, sources: Tree): Promise<Uint8Array> {
  return requireMade(await run("clang", [...COMPILER_FLAGS, ...flags, "-c", file], sources));
}

function requireMade({ [MADE]: made }: Tree): Uint8Array {
  if (!(made instanceof Uint8Array)) throw new Error("the compiler wrote no file");
  return made;
}

/** Runs a program of the compiler's package over files in memory. Returns the files that it wrote. Throws with what it prints if it fails. */
async function run(program: "clang" | "wasm-ld", args: readonly string[], files: Tree): Promise<Tree> {
  const said: Uint8Array[] = [];
  const output = (bytes: Uint8Array | null): void => void (bytes === null || said.push(bytes.slice()));
  const options = { stdout: output, stderr: output, fetchProgress: () => undefined };
  try {
    const command: Command = commands[program];
    const made = await command([...args, "-o", MADE], files, options);
    if (made?.[MADE] instanceof Uint8Array) return made;
  } catch (error) {
    said.push(new TextEncoder().encode(String(error)));
  }
  throw new Error(`${program} ${args.join(" ")} failed:\n${Buffer.concat(said).toString()}`);
}

function objectName({ file }: LibraryUnit): string {
  return `${file.replaceAll("/", "-").replace(/\.c$/, "")}.o`;
}

/** The C and Lua files below a folder, as the compiler takes them. */
function readTree(folder: string): Tree {
  const tree: Tree = {};
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) tree[entry.name] = readTree(path);
    else if (/\.(?:c|h|lua)$/.test(entry.name)) tree[entry.name] = new Uint8Array(readFileSync(path));
  }
  return tree;
}

/** Runs as a process of its own, because the compiler keeps half a gigabyte of memory. */
if (import.meta.main) {
  const [target = ""] = process.argv.slice(2);
  writeWhole(target, await linkLibraries());
}
