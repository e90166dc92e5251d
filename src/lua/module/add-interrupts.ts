import { checkDepth, checkLoops, interruptBeforeInstruction, trapOnInterrupt } from "./interrupt-checks.ts";
import { instruction } from "./instructions.ts";
import { firstLibraryFunction, interpreter, interruptWord, loopsWithState, patternMatch } from "./lua-facts.ts";
import { op } from "./opcodes.ts";
import { exportFunction, requireFunction, requireType, valueType, type WasmModule } from "./wasm-module.ts";

/** Makes Lua call the import of the index when the host writes a word that is not 0 where luff_interrupt_word() says. */
export function addInterrupts(module: WasmModule, interrupt: number): WasmModule {
  const functions = module.functions.map((each, defined) => {
    const index = module.imports.length + defined;
    if (index === interpreter.execute) return { ...each, body: trapOnInterrupt(each.body) };
    if (index === interpreter.trace) return { ...each, body: interruptBeforeInstruction(each.body, interrupt) };
    if (index === patternMatch.function) return checkDepth(each, patternMatch.stateOffset, interrupt);
    return loopsNatively(module, index) ? checkLoops(module, index, interrupt) : each;
  });
  const type = requireType(module, { parameters: [], results: [valueType.i32] });
  const body = [instruction(op.i32Const, interruptWord)];
  return exportFunction({ ...module, functions }, "luff_interrupt_word", { type, locals: [], body });
}

/** Whether a function has loops and is a lua_CFunction of a library, or one that runs under such a function. */
function loopsNatively(module: WasmModule, index: number): boolean {
  const found = requireFunction(module, index);
  if (!found.body.some(({ opcode }) => opcode === op.loop)) return false;
  if (loopsWithState.has(index)) return true;
  const cFunction = requireType(module, { parameters: [valueType.i32], results: [valueType.i32] });
  const inTable = module.elements.some(({ functions }) => functions.includes(index));
  return inTable && found.type === cFunction && index < firstLibraryFunction;
}
