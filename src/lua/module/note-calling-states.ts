import { instruction } from "./instructions.ts";
import { op } from "./opcodes.ts";
import { requireFunction, requireType, valueType, type WasmFunction, type WasmModule } from "./wasm-module.ts";

const { i32 } = valueType;

/**
 * Replaces each C function of the libraries in the table by one that puts its lua_State into a global while it runs.
 * So the libraries' code knows the running state also where it was not passed on: in their allocators and loops.
 */
export function noteCallingStates(module: WasmModule, callingState: number): WasmModule {
  const cFunction = requireType(module, { parameters: [i32], results: [i32] });
  const added: WasmFunction[] = [];
  const total = module.imports.length + module.functions.length;
  const entry = (index: number): number => {
    if (index < module.imports.length) return index;
    const found = requireFunction(module, index);
    if (found.library === undefined || found.type !== cFunction) return index;
    return total + added.push(noting(found, index, callingState)) - 1;
  };
  const elements = module.elements.map((each) => ({ ...each, functions: each.functions.map(entry) }));
  return { ...module, elements, functions: [...module.functions, ...added] };
}

function noting({ type, library, part }: WasmFunction, index: number, callingState: number): WasmFunction {
  const [state, before] = [instruction(op.localGet, 0), instruction(op.localGet, 1)];
  const note = instruction(op.globalSet, callingState);
  const body = [
    ...[instruction(op.globalGet, callingState), instruction(op.localSet, 1)],
    ...[state, note, state, instruction(op.call, index)],
    ...[before, note],
  ];
  return { type, locals: [{ count: 1, type: i32 }], body, library: `${library} with its state`, part };
}
