import { ByteWriter } from "../../src/lua/module/byte-writer.ts";
import { UNITS_SECTION } from "../../src/lua/module/parse-libraries.ts";

/** Where the functions begin in the linker's map. */
const CODE = /^ +- +[0-9a-f]+ +[0-9a-f]+ CODE$/;
/** A function: its object file, or the archive with it in parentheses. Below it stand its names. */
const FUNCTION = /^ +- +[0-9a-f]+ +[0-9a-f]+ {2,}(.+):\([^()]+\)$/;
/** The beginning of another section. */
const SECTION = /^ +\S+ +[0-9a-f]+ +[0-9a-f]+ \S/;

/** Adds a section to a linked module that has, by lines, the object file of each of its functions. `map` is what wasm-ld says of it. */
export function withUnits(linked: Uint8Array, map: string): Uint8Array {
  const content = new ByteWriter();
  content.name(UNITS_SECTION);
  content.name(unitsOf(map).join("\n"));
  const out = new ByteWriter();
  out.append(linked);
  out.byte(0);
  out.sized(content.finish());
  return out.finish();
}

/** The object files of the functions, in the order of the module. */
function unitsOf(map: string): string[] {
  const lines = map.split("\n");
  const start = lines.findIndex((line) => CODE.test(line));
  const behind = lines.slice(start + 1);
  const end = behind.findIndex((line) => SECTION.test(line));
  return behind.slice(0, end).flatMap((line) => FUNCTION.exec(line)?.[1] ?? []);
}
