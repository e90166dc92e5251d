import { libraries } from "../binary-facts.ts";
import { instruction, type Instruction } from "./instructions.ts";
import { op } from "./opcodes.ts";
import { removeUnused } from "./remove-unused.ts";
import { renumberFunctions } from "./renumber-functions.ts";
import {
  exportKind,
  findFunction,
  requireFunction,
  type DataSegment,
  type Export,
  type Global,
  type WasmModule,
} from "./wasm-module.ts";

/** The module of Lua alone, and that of the C libraries, which imports the other's memory, table, globals and functions. */
export interface SplitModule {
  readonly lua: WasmModule;
  readonly libraries: WasmModule;
}

/** The import module of what Lua's module exports for the libraries. */
const LUA = "lua";

/** What the libraries' functions use of the rest of the module, by index. */
interface Uses {
  readonly functions: readonly number[];
  readonly globals: readonly number[];
}

/**
 * Splits the module in two, so that a start does not compile the libraries. `end` is where their data ends. Throws if
 * the rest of the module calls the libraries other than through the table.
 */
export function splitLibraries(module: WasmModule, end: number): SplitModule {
  const uses = usesOfLibraries(module);
  return { lua: takeLua(module, end, uses), libraries: takeLibraries(module, end, uses) };
}

function isOfLibraries(module: WasmModule, index: number): boolean {
  return findFunction(module, index)?.library !== undefined;
}

function usesOfLibraries(module: WasmModule): Uses {
  const ofLibraries = module.functions.filter(({ library }) => library !== undefined);
  const operandsOf = (...opcodes: readonly number[]): number[] => {
    const found = ofLibraries.flatMap(({ body }) =>
      body.flatMap(({ opcode, operands }) => (opcodes.includes(opcode) ? operands.slice(0, 1) : [])),
    );
    return [...new Set(found)].toSorted((a, b) => a - b);
  };
  return {
    functions: operandsOf(op.call).filter((index) => !isOfLibraries(module, index)),
    globals: operandsOf(op.globalGet, op.globalSet),
  };
}

function takeLua(module: WasmModule, end: number, uses: Uses): WasmModule {
  const own = uses.functions.filter((index) => index >= module.imports.length);
  const isOwn = ({ kind, index }: Export): boolean => kind !== exportKind.function || !isOfLibraries(module, index);
  const left = removeUnused({
    ...module,
    exports: [
      ...module.exports.filter(isOwn),
      ...own.map((index) => ({ name: functionName(index), kind: exportKind.function, index })),
      ...uses.globals.map((index) => ({ name: globalName(index), kind: exportKind.global, index })),
    ],
    elements: module.elements.filter(({ offset }) => offset !== libraries.table),
    data: module.data.flatMap((each) => outside(each, end)),
  });
  const rest = left.functions.find(({ library }) => library !== undefined);
  if (rest !== undefined) throw new Error(`Lua's part of the module calls ${rest.library} of the C libraries`);
  return left;
}

function takeLibraries(module: WasmModule, end: number, uses: Uses): WasmModule {
  const indexes = module.functions
    .map((_, defined) => module.imports.length + defined)
    .filter((index) => isOfLibraries(module, index));
  const numbers = new Map([...uses.functions, ...indexes].map((index, number) => [index, number]));
  const imports = uses.functions.map(
    (index) =>
      module.imports[index] ?? { module: LUA, name: functionName(index), type: requireFunction(module, index).type },
  );
  const functions = indexes.map((index) => requireFunction(module, index));
  const own: WasmModule = {
    ...module,
    imports,
    functions: functions.map((each) => ({ ...each, body: each.body.map((one) => renumberGlobal(one, uses.globals)) })),
    exports: module.exports.filter(({ kind, index }) => kind === exportKind.function && isOfLibraries(module, index)),
    elements: module.elements.filter(({ offset }) => offset === libraries.table),
    data: module.data.flatMap((each) => inside(each, end)),
    globals: uses.globals.map((index) => requireGlobal(module, index)),
    shared: { module: LUA, globals: uses.globals.map(globalName) },
  };
  return renumberFunctions(own, (index) => requireNumber(numbers, index));
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
