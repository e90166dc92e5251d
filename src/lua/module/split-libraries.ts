import type { LibraryPart } from "../c-libraries/library-parts.ts";
import { libraries } from "../binary-facts.ts";
import { instruction, type Instruction } from "./instructions.ts";
import { homesOf, type Homes } from "./library-homes.ts";
import { op } from "./opcodes.ts";
import { removeUnused } from "./remove-unused.ts";
import { renumberFunctions } from "./renumber-functions.ts";
import {
  exportKind,
  findFunction,
  requireFunction,
  type DataSegment,
  type ElementSegment,
  type Export,
  type FunctionImport,
  type Global,
  type WasmModule,
} from "./wasm-module.ts";

/**
 * The module of Lua alone, that of what the C libraries share, which imports the first one's memory, table, globals and functions, and those of
 * the parts of the C libraries, which import those of both.
 */
export interface SplitModule {
  readonly lua: WasmModule;
  readonly libraries: WasmModule;
  readonly parts: ReadonlyMap<LibraryPart, WasmModule>;
}

/** The import module of what Lua's module exports for the libraries. */
const LUA = "lua";
/** The import module of what the libraries share. */
const SHARED = "libraries";

/** What the libraries' functions use of the rest of the module, by index. */
interface Uses {
  readonly functions: readonly number[];
  readonly globals: readonly number[];
}

/**
 * Splits the module, so that a start does not compile the libraries, and a script only those that it needs. `end` is where their data ends.
 * Throws if the rest of the module calls the libraries other than through the table.
 */
export function splitLibraries(module: WasmModule, end: number): SplitModule {
  const homes = homesOf(module);
  const uses = usesOf(module, [...homes.keys()]);
  const outside = { ...uses, functions: uses.functions.filter((index) => !homes.has(index)) };
  const parts = [...new Set(homes.values())].filter((part) => part !== undefined).toSorted();
  return {
    lua: takeLua(module, end, outside),
    libraries: takeShared(module, { end, homes, globals: outside.globals }),
    parts: new Map(parts.map((part) => [part, takePart(module, { part, homes, globals: outside.globals })])),
  };
}

function usesOf(module: WasmModule, indexes: readonly number[]): Uses {
  const operandsOf = (...opcodes: readonly number[]): number[] => {
    const found = indexes.flatMap((index) =>
      requireFunction(module, index).body.flatMap(({ opcode, operands }) =>
        opcodes.includes(opcode) ? operands.slice(0, 1) : [],
      ),
    );
    return [...new Set(found)].toSorted((a, b) => a - b);
  };
  return { functions: operandsOf(op.call), globals: operandsOf(op.globalGet, op.globalSet) };
}

function isOfLibraries(module: WasmModule, index: number): boolean {
  return findFunction(module, index)?.library !== undefined;
}

function takeLua(module: WasmModule, end: number, uses: Uses): WasmModule {
  const own = uses.functions.filter((index) => index >= module.imports.length);
  const isOwn = ({ kind, index }: Export): boolean => kind !== exportKind.function || !isOfLibraries(module, index);
  const left = removeUnused({
    ...module,
    exports: [
      ...module.exports.filter(isOwn),
      ...exportsOf(own),
      ...uses.globals.map((index) => ({ name: globalName(index), kind: exportKind.global, index })),
    ],
    elements: module.elements.filter(({ offset }) => offset !== libraries.table),
    data: module.data.flatMap((each) => outside(each, end)),
  });
  const rest = left.functions.find(({ library }) => library !== undefined);
  if (rest !== undefined) throw new Error(`Lua's part of the module calls ${rest.library} of the C libraries`);
  return left;
}

interface Taken {
  readonly homes: Homes;
  /** The globals of Lua's module that the libraries use. */
  readonly globals: readonly number[];
}

/** What the libraries share: their functions that are in no part, and all of their data. */
function takeShared(module: WasmModule, { end, homes, globals }: Taken & { readonly end: number }): WasmModule {
  const own = indexesAt(homes, undefined);
  const others = [...homes.keys()].filter((index) => homes.get(index) !== undefined);
  const wanted = usesOf(module, others).functions.filter((index) => own.includes(index));
  const exports = module.exports.filter(
    ({ kind, index }) => kind === exportKind.function && isOfLibraries(module, index),
  );
  return take(module, {
    own,
    globals,
    imports: [],
    exports: [...exports, ...exportsOf(wanted)],
    elements: elementsAt(module, homes, undefined),
    data: module.data.flatMap((each) => inside(each, end)),
  });
}

function takePart(module: WasmModule, { part, homes, globals }: Taken & { readonly part: LibraryPart }): WasmModule {
  const own = indexesAt(homes, part);
  const shared = usesOf(module, own).functions.filter((index) => homes.has(index) && homes.get(index) === undefined);
  return take(module, {
    own,
    globals,
    imports: shared,
    exports: [],
    elements: elementsAt(module, homes, part),
    data: [],
  });
}

interface Piece extends Pick<WasmModule, "exports" | "elements" | "data"> {
  readonly own: readonly number[];
  readonly globals: readonly number[];
  /** The functions that what the libraries share exports for it. */
  readonly imports: readonly number[];
}

/** A module with some of the libraries' functions. The rest of what they call is imported. */
function take(module: WasmModule, { own, globals, imports, ...rest }: Piece): WasmModule {
  const fromLua = usesOf(module, own).functions.filter((index) => !isOfLibraries(module, index));
  const numbers = new Map([...fromLua, ...imports, ...own].map((index, number) => [index, number]));
  const functions = own.map((index) => requireFunction(module, index));
  const piece: WasmModule = {
    ...module,
    ...rest,
    imports: [
      ...fromLua.map((index) => module.imports[index] ?? importOf(module, LUA, index)),
      ...imports.map((index) => importOf(module, SHARED, index)),
    ],
    functions: functions.map((each) => ({ ...each, body: each.body.map((one) => renumberGlobal(one, globals)) })),
    globals: globals.map((index) => requireGlobal(module, index)),
    shared: { module: LUA, globals: globals.map(globalName) },
  };
  return renumberFunctions(piece, (index) => requireNumber(numbers, index));
}

function importOf(module: WasmModule, from: string, index: number): FunctionImport {
  return { module: from, name: functionName(index), type: requireFunction(module, index).type };
}

function exportsOf(indexes: readonly number[]): Export[] {
  return indexes.map((index) => ({ name: functionName(index), kind: exportKind.function, index }));
}

function indexesAt(homes: Homes, home: LibraryPart | undefined): number[] {
  return [...homes.keys()].filter((index) => homes.get(index) === home);
}

/** The libraries' entries of the table that are at home in one module, each run of them in a segment. */
function elementsAt(module: WasmModule, homes: Homes, home: LibraryPart | undefined): ElementSegment[] {
  const segments: { offset: number; functions: number[] }[] = [];
  for (const { offset, functions } of module.elements.filter((each) => each.offset === libraries.table)) {
    functions.forEach((index, place) => {
      if (homes.get(index) !== home) return;
      const last = segments.at(-1);
      if (last !== undefined && last.offset + last.functions.length === offset + place) last.functions.push(index);
      else segments.push({ offset: offset + place, functions: [index] });
    });
  }
  return segments;
}

function renumberGlobal(each: Instruction, globals: readonly number[]): Instruction {
  const uses = each.opcode === op.globalGet || each.opcode === op.globalSet;
  return uses ? instruction(each.opcode, globals.indexOf(each.operands[0] ?? -1)) : each;
}

/** The parts of a segment before and behind the libraries' data. */
function outside({ offset, bytes }: DataSegment, end: number): DataSegment[] {
  const before = bytes.subarray(0, Math.max(0, libraries.address - offset));
  const behind = Math.max(offset, end);
  const after = bytes.subarray(behind - offset);
  return [
    { offset, bytes: before },
    { offset: behind, bytes: after },
  ].filter((each) => each.bytes.length > 0);
}

/** The part of a segment within the libraries' data. */
function inside({ offset, bytes }: DataSegment, end: number): DataSegment[] {
  const start = Math.max(offset, libraries.address);
  const part = bytes.subarray(start - offset, Math.max(start, end) - offset);
  return part.length > 0 ? [{ offset: start, bytes: part }] : [];
}

function functionName(index: number): string {
  return `f${index}`;
}

function globalName(index: number): string {
  return `g${index}`;
}

function requireGlobal(module: WasmModule, index: number): Global {
  const found = module.globals[index];
  if (found === undefined) throw new Error(`the module has no global ${index}`);
  return found;
}

function requireNumber(numbers: ReadonlyMap<number, number>, index: number): number {
  const found = numbers.get(index);
  if (found === undefined) throw new Error(`the libraries use function ${index}, which they do not import`);
  return found;
}
