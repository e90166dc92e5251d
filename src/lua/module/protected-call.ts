import { lua_longjmp, lua_State } from "../binary-facts.ts";
import { instruction, type Instruction } from "./instructions.ts";
import { emptyBlock, op } from "./opcodes.ts";
import { valueType, type WasmFunction } from "./wasm-module.ts";

/** Globals and types that the two functions use. */
export interface JumpEnvironment {
  readonly stackPointer: number;
  /** The jump buffer that is the target of the unwinding; otherwise 0. */
  readonly unwinding: number;
  /** The state that called the C libraries' function which is running; 0 if none is. */
  readonly callingState: number;
  /** The type of `void f(lua_State *, void *)`. */
  readonly protectedType: number;
}

const state = instruction(op.localGet, 0);
const callback = instruction(op.localGet, 1);
const userData = instruction(op.localGet, 2);
const frame = instruction(op.localGet, 3);
const previous = instruction(op.localGet, 4);
const calls = instruction(op.localGet, 5);
const calling = instruction(op.localGet, 6);
const frameSize = Math.ceil(lua_longjmp.size / 16) * 16;

/** emscripten_longjmp(buffer, value): stores the buffer. The callers' own checks then make them return. */
export function makeThrow(type: number, { unwinding }: JumpEnvironment): WasmFunction {
  return { type, locals: [], body: [instruction(op.localGet, 0), instruction(op.globalSet, unwinding)] };
}

/**
 * luaD_rawrunprotected(L, f, ud) of ldo.c without setjmp: puts a lua_longjmp on the stack, calls f, and ends an
 * unwinding whose target is this buffer. Functions of the C libraries that were left do not restore the calling state,
 * so that happens here. Unwinding to an outer buffer passes through; the function that catches it
 * restores the stack.
 */
export function makeProtectedCall(type: number, environment: JumpEnvironment): WasmFunction {
  const { stackPointer, protectedType, callingState } = environment;
  const body = [
    instruction(op.globalGet, callingState),
    ...setTo(calling),
    instruction(op.globalGet, stackPointer),
    ...constant(frameSize),
    instruction(op.i32Sub),
    ...setTo(frame, instruction(op.globalSet, stackPointer)),
    ...load(state, lua_State.fields.nCcalls),
    ...setTo(calls),
    ...load(state, lua_State.fields.errorJmp),
    ...setTo(previous),
    ...store(frame, lua_longjmp.fields.previous, previous),
    ...store(frame, lua_longjmp.fields.status, ...constant(0)),
    ...store(state, lua_State.fields.errorJmp, frame),
    ...[state, userData, callback],
    instruction(op.callIndirect, protectedType, 0),
    ...catchOwnUnwinding(environment),
    ...store(state, lua_State.fields.errorJmp, previous),
    ...store(state, lua_State.fields.nCcalls, calls),
    ...[frame, ...constant(frameSize), instruction(op.i32Add)],
    instruction(op.globalSet, stackPointer),
    ...load(frame, lua_longjmp.fields.status),
  ];
  return { type, locals: [{ count: 4, type: valueType.i32 }], body };
}

function catchOwnUnwinding({ stackPointer, unwinding, callingState }: JumpEnvironment): Instruction[] {
  return [
    instruction(op.globalGet, unwinding),
    instruction(op.if, emptyBlock),
    instruction(op.globalGet, unwinding),
    ...[frame, ...constant(lua_longjmp.fields.b), instruction(op.i32Add)],
    instruction(op.i32Ne),
    instruction(op.if, emptyBlock),
    ...constant(0),
    instruction(op.return),
    instruction(op.end),
    ...constant(0),
    instruction(op.globalSet, unwinding),
    frame,
    instruction(op.globalSet, stackPointer),
    calling,
    instruction(op.globalSet, callingState),
    instruction(op.end),
  ];
}

function constant(value: number): Instruction[] {
  return [instruction(op.i32Const, value)];
}

/** Sets a local to the value on the stack, and keeps the value there if more instructions follow. */
function setTo(local: Instruction, ...then: readonly Instruction[]): Instruction[] {
  return [instruction(then.length > 0 ? op.localTee : op.localSet, ...local.operands), ...then];
}

function load(base: Instruction, offset: number): Instruction[] {
  return [base, instruction(op.i32Load, 2, offset)];
}

function store(base: Instruction, offset: number, ...value: readonly Instruction[]): Instruction[] {
  return [base, ...value, instruction(op.i32Store, 2, offset)];
}
