import { CallInfo, INSTRUCTION_SIZE, lua_State, luaV_execute, MatchState, setThrew } from "../binary-facts.ts";
import { instruction, opensBlock, type Instruction } from "./instructions.ts";
import { emptyBlock, op } from "./opcodes.ts";
import { requireFunction, requireFunctionType, valueType, type WasmFunction, type WasmModule } from "./wasm-module.ts";

/** Pushes the word that the host sets to stop Lua. */
export const pushInterruptWord: readonly Instruction[] = [
  instruction(op.i32Const, 0),
  instruction(op.i32Load, 2, setThrew.numbers.threw.value),
];

/**
 * luaV_execute checks its local `trap` before each instruction, and reads it from CallInfo again after every jump and
 * every call. Here the word is combined with it where it is read, so that a stop request costs a load and an `or`, no
 * branch.
 */
export function trapOnInterrupt(body: readonly Instruction[]): Instruction[] {
  const { ci, L } = luaV_execute.locals;
  let atEntry = true;
  return body.flatMap((each, index) => {
    const base = body[index - 1];
    const reads = (local: number, offset: number): boolean =>
      each.opcode === op.i32Load &&
      each.operands[1] === offset &&
      base?.opcode === op.localGet &&
      base.operands[0] === local;
    const readsMask = atEntry && reads(L, lua_State.fields.hookmask);
    if (readsMask) atEntry = false;
    return readsMask || reads(ci, CallInfo.fields.trap) ? [each, ...pushInterruptWord, instruction(op.i32Or)] : [each];
  });
}

/**
 * luaG_traceexec(L, pc), which is called before an instruction when `trap` is set. It first prepares the state as for a
 * hook: it saves the position, and sets the top of the stack above all registers in use.
 */
export function interruptBeforeInstruction(body: readonly Instruction[], interrupt: number): Instruction[] {
  const { top, ci } = lua_State.fields;
  const state = instruction(op.localGet, 0);
  const programCounter = instruction(op.localGet, 1);
  const loadTop = [state, instruction(op.i32Load, 2, top)];
  const loadCall = [state, instruction(op.i32Load, 2, ci)];
  const loadCallTop = [...loadCall, instruction(op.i32Load, 2, CallInfo.fields.top)];
  return [
    ...pushInterruptWord,
    instruction(op.if, emptyBlock),
    ...[...loadCall, programCounter, instruction(op.i32Const, INSTRUCTION_SIZE), instruction(op.i32Add)],
    instruction(op.i32Store, 2, CallInfo.fields.savedpc),
    ...[state, ...loadTop, ...loadCallTop, ...loadTop, ...loadCallTop],
    ...[instruction(op.i32GreaterUnsigned), instruction(op.select), instruction(op.i32Store, 2, top)],
    ...[state, instruction(op.call, interrupt)],
    instruction(op.end),
    ...body,
  ];
}

/**
 * Makes a function that runs for a long time outside the interpreter check for an interrupt in each of its loops. Its
 * first parameter is a lua_State.
 */
export function checkLoops(module: WasmModule, index: number, interrupt: number): WasmFunction {
  const found = requireFunction(module, index);
  const parameters = requireFunctionType(module, index).parameters.length;
  const state = parameters + found.locals.reduce((sum, { count }) => sum + count, 0);
  const check = checkWord(interrupt, [instruction(op.localGet, state)]);
  return {
    ...found,
    locals: [...found.locals, { count: 1, type: valueType.i32 }],
    body: [
      instruction(op.localGet, 0),
      instruction(op.localSet, state),
      ...found.body.flatMap((each) => (each.opcode === op.loop ? [each, ...check] : [each])),
    ],
  };
}

/**
 * Makes a function of the C libraries check for an interrupt in each of its loops. The error is raised in the state that
 * called the library.
 */
export function checkLoopsOfLibrary(found: WasmFunction, interrupt: number, callingState: number): WasmFunction {
  const check = checkWord(interrupt, [instruction(op.globalGet, callingState)]);
  return { ...found, body: found.body.flatMap((each) => (each.opcode === op.loop ? [each, ...check] : [each])) };
}

/**
 * do_match begins by refusing a depth of 0. The word becomes part of this check, so that it costs no branch of its own.
 * The first parameter is a MatchState.
 */
export function checkDepth(found: WasmFunction, interrupt: number): WasmFunction {
  const at = found.body.findIndex(
    ({ opcode }, index) => opcode === op.i32Eqz && found.body[index + 1]?.opcode === op.if,
  );
  const end = found.body.findIndex(({ opcode }, index) => index > at && opcode === op.end);
  const refusal = found.body.slice(at + 2, end);
  if (at < 0 || refusal.some(opensBlock)) throw new Error("do_match does not begin as expected");
  const state = [instruction(op.localGet, 0), instruction(op.i32Load, 2, MatchState.fields.L)];
  return {
    ...found,
    body: [
      ...found.body.slice(0, at + 1),
      ...[...pushInterruptWord, instruction(op.i32Or), instruction(op.if, emptyBlock)],
      ...[...pushInterruptWord, instruction(op.if, emptyBlock), ...state, instruction(op.call, interrupt)],
      ...[instruction(op.else), ...refusal, instruction(op.end)],
      ...found.body.slice(end),
    ],
  };
}

function checkWord(interrupt: number, state: readonly Instruction[]): Instruction[] {
  return [
    ...pushInterruptWord,
    instruction(op.if, emptyBlock),
    ...state,
    instruction(op.call, interrupt),
    instruction(op.end),
  ];
}
