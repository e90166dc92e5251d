import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/**
 * What luff leaves out: the command line, the cache, what runs several threads, and what reads rockspecs. lint has its
 * own way to do each, or does not do it.
 */
const LEFT_OUT: ReadonlySet<string> = new Set([
  ...["cache", "expand_rockspec", "main", "multithreading", "profiler", "runner", "serializer", "version"],
]);

/** Parts of luacheck in folders of their own. */
const FOLDERS = ["builtin_standards", "stages"];

/**
 * luacheck as the text that lint loads: gzip in base64. Unpacked it is one Lua script that fills package.preload. `source`
 * is the folder of luacheck's source.
 */
export function packLuacheck(source: string): string {
  const script = luacheckModules(source)
    .map(({ name, text }) => `package.preload["${name}"]=function(...)\n${withoutRemarks(text)}\nend\n`)
    .join("");
  return gzipSync(script, { level: 9 }).toString("base64");
}

/** The modules by the names that `require` takes, in the order of these. */
export function luacheckModules(source: string): readonly { readonly name: string; readonly text: string }[] {
  const root = join(source, "src/luacheck");
  const own = readdirSync(root).filter((file) => file.endsWith(".lua") && !LEFT_OUT.has(file.slice(0, -".lua".length)));
  const inner = FOLDERS.flatMap((folder) => readdirSync(join(root, folder)).map((file) => `${folder}/${file}`));
  return [...own, ...inner]
    .toSorted()
    .map((file) => ({ name: moduleName(file), text: readFileSync(join(root, file), "utf8") }));
}

function moduleName(file: string): string {
  const words = `luacheck/${file}`.replace(/\.lua$/, "").replace(/\/init$/, "");
  return words.replaceAll("/", ".");
}

/**
 * Lines that are only a remark, and the indentation of the others, say nothing to Lua. Throws for a string or a remark of
 * several lines, whose lines would lose what is theirs.
 */
export function withoutRemarks(text: string): string {
  const lines = text.split("\n");
  const long = lines.find((line) => /\[(=*)\[(?!.*\]\1\])/.test(line.replaceAll(/"(?:\\.|[^"\\])*"/g, "")));
  if (long !== undefined) throw new Error(`cannot pack a string of several lines: ${long}`);
  return lines
    .filter((line) => !/^\s*(?:--.*)?$/.test(line))
    .map((line) => line.trimStart())
    .join("\n");
}
