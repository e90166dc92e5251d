import { ll_searchpath, math_fmod } from "../binary-facts.ts";
import { instruction, type Instruction } from "./instructions.ts";
import { op } from "./opcodes.ts";
import {
  replaceFunction,
  requireExport,
  requireFunctionType,
  valueType,
  type WasmFunction,
  type WasmModule,
} from "./wasm-module.ts";

/** A function that checks all its arguments in one C expression, in which the compiler may choose the order. */
interface Known {
  readonly index: number;
  readonly arguments: number;
  /** The functions of lauxlib.h that check an argument; its number is their second parameter. */
  readonly checks: readonly string[];
}

const FUNCTIONS: readonly Known[] = [
  { index: math_fmod.index, arguments: 2, checks: ["luaL_checknumber"] },
  { index: ll_searchpath.index, arguments: 4, checks: ["luaL_checklstring", "luaL_optlstring"] },
];

/**
 * Makes math.fmod and package.searchpath check their last argument first, as they do when gcc compiles them. If several
 * arguments are wrong, the message is about the last one. Throws if a function does not have the expected shape.
 */
export function lookAtLastArgumentFirst(module: WasmModule): WasmModule {
  return FUNCTIONS.reduce((each, known) => reorder(each, known), module);
}

function reorder(module: WasmModule, known: Known): WasmModule {
  return replaceFunction(module, known.index, (found) => withOtherOrder(module, known, found));
}

function withOtherOrder(module: WasmModule, known: Known, { type, locals, body }: WasmFunction): WasmFunction {
  const checks = new Set(known.checks.map((name) => requireExport(module, name)));
  const calls = findCalls(module, body, checks);
  const first = calls[0];
  if (calls.length !== known.arguments || first === undefined) {
    throw new Error(`function ${known.index} does not check ${known.arguments} arguments`);
  }
  const parameters = requireFunctionType(module, known.index).parameters.length;
  const saved = parameters + locals.reduce((sum, { count }) => sum + count, 0);
  const resultOf = ({ callee }: Call): number => requireFunctionType(module, callee).results[0] ?? valueType.i32;
  const end = first.start + calls.reduce((sum, { instructions }) => sum + instructions.length, 0);
  const looks = calls.map(({ instructions }, place) => [...instructions, instruction(op.localSet, saved + place)]);
  return {
    type,
    locals: [...locals, ...calls.map((call) => ({ count: 1, type: resultOf(call) }))],
    body: [
      ...body.slice(0, first.start),
      ...looks.toReversed().flat(),
      ...calls.map((_, place) => instruction(op.localGet, saved + place)),
      ...body.slice(end),
    ],
  };
}

interface Call {
  readonly start: number;
  readonly callee: number;
  readonly instructions: readonly Instruction[];
}

/** The calls of such functions, with the instructions that push their arguments. They must directly follow each other. */
function findCalls(module: WasmModule, body: readonly Instruction[], callees: ReadonlySet<number>): Call[] {
  const calls: Call[] = [];
  body.forEach(({ opcode, operands }, index) => {
    const callee = operands[0] ?? 0;
    if (opcode !== op.call || !callees.has(callee)) return;
    const start = index - requireFunctionType(module, callee).parameters.length;
    const before = calls.at(-1);
    if (before !== undefined && start !== before.start + before.instructions.length) {
      throw new Error("there is code between two checks of arguments");
    }
    calls.push({ start, callee, instructions: body.slice(start, index + 1) });
  });
  return calls;
}
