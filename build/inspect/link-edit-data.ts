import type { Part } from "./check-parts.ts";
import { COMMANDS, findCommand, type MachOFile } from "./read-macho.ts";

/** The commands that tell of one table: a place in the file and a size. */
const PLAIN = ["fixups", "exports", "functionStarts", "dataInCode", "signature"] as const;
/** The bytes of an entry in the tables of symbols. */
const [SYMBOL, INDIRECT_SYMBOL] = [16, 4] as const;

/** The tables of a Mach-O file's segment __LINKEDIT, as its commands tell them; those that it has not are left out. */
export function linkEditData(macho: MachOFile): Part[] {
  const tables = PLAIN.map((name) => table(name, findCommand(macho, COMMANDS[name]), { at: 8, entry: 1 }));
  const symbols = findCommand(macho, COMMANDS.symbols);
  const dynamic = findCommand(macho, COMMANDS.dynamicSymbols);
  return [
    ...tables,
    table("symbols", symbols, { at: 8, entry: SYMBOL }),
    table("names of symbols", symbols, { at: 16, entry: 1 }),
    table("indirect symbols", dynamic, { at: 56, entry: INDIRECT_SYMBOL }),
  ].filter(({ size }) => size > 0);
}

function table(name: string, command: Buffer | undefined, { at, entry }: { at: number; entry: number }): Part {
  const [offset, count] = command === undefined ? [0, 0] : [command.readUInt32LE(at), command.readUInt32LE(at + 4)];
  return { name, offset, size: count * entry, address: 0, memorySize: 0 };
}
