import { searcher_C, searcher_Croot } from "../binary-facts.ts";
import { LUA_REGISTRYINDEX } from "../lua-exports.ts";
import { instruction, type Instruction } from "./instructions.ts";
import { emptyBlock, op } from "./opcodes.ts";
import { replaceFunction, requireExport, valueType, type WasmFunction, type WasmModule } from "./wasm-module.ts";

/** The table `package`, which is the searchers' first upvalue. */
const PACKAGE = LUA_REGISTRYINDEX - 1;
const i32Load8Unsigned = 0x2d;

const L = instruction(op.localGet, 0);

/**
 * Lets the searchers of libraries in C answer nothing where package.cpath is empty, as it is in luff: no place is looked in, and
 * the message of a missing module would hold "no file ''". Throws where "cpath" is not where it is known to be.
 */
export function silenceSearchers(module: WasmModule): WasmModule {
  return [searcher_C, searcher_Croot].reduce(
    (each, { index, numbers }) => replaceFunction(each, index, (found) => withQuestion(module, found, numbers.cpath)),
    module,
  );
}

function withQuestion(
  module: WasmModule,
  { type, locals, body }: WasmFunction,
  { value, at }: { readonly value: number; readonly at: number },
): WasmFunction {
  const { opcode, operands } = body[at] ?? {};
  if (opcode !== op.i32Const || operands?.[0] !== value) throw new Error('a searcher does not ask for "cpath"');
  const path = 1 + locals.reduce((sum, { count }) => sum + count, 0);
  return {
    type,
    locals: [...locals, { count: 1, type: valueType.i32 }],
    body: [...question(module, value, path), ...body],
  };
}

/** if (*lua_tostring(L, "cpath" of package) == 0) return 0; the stack is then as it was. */
function question(module: WasmModule, name: number, local: number): Instruction[] {
  const call = (callee: string): Instruction => instruction(op.call, requireExport(module, callee));
  const path = instruction(op.localGet, local);
  return [
    ...[L, constant(PACKAGE), constant(name), call("lua_getfield"), instruction(op.drop)],
    ...[L, constant(-1), constant(0), call("lua_tolstring"), instruction(op.localSet, local)],
    ...[L, constant(-2), call("lua_settop")],
    ...[path, instruction(op.if, emptyBlock)],
    ...[path, instruction(i32Load8Unsigned, 0, 0), instruction(op.i32Eqz), instruction(op.if, emptyBlock)],
    ...[constant(0), instruction(op.return), instruction(op.end), instruction(op.end)],
  ];
}

function constant(value: number): Instruction {
  return instruction(op.i32Const, value);
}
