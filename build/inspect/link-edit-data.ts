import type { Part } from "./check-parts.ts";
import { COMMANDS, findCommand, type MachOFile } from "./read-macho.ts";

/** The commands with the place and the size of one table. */
const PLAIN = ["fixups", "exports", "functionStarts", "dataInCode", "signature"] as const;
/** The size of an entry in the symbol tables, in bytes. */
const [SYMBOL, INDIRECT_SYMBOL] = [16, 4] as const;

/** The tables in a Mach-O file's segment __LINKEDIT, from its commands. Tables that the file does not have are left out. */
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
