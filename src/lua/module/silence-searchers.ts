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
 * Makes the searchers for C libraries return nothing if package.cpath is empty, as it is in luff. Otherwise the message
 * about a missing module would contain "no file ''". Throws if "cpath" is not at the expected place.
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

/** if (*lua_tostring(L, "cpath" of package) == 0) return 0. The stack is the same afterwards. */
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
