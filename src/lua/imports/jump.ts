import type { LuaInstance } from "../../host/lua-system.ts";

/** Leaves a JavaScript function that called into Lua when an error or a yield is on its way to whoever catches it. */
const LONG_JUMP = Number.POSITIVE_INFINITY;

/**
 * The module unwinds by returning. Where that would come back to JavaScript, it calls this instead, so that nothing
 * behind the call runs (src/lua/module/guard-exports.ts).
 */
export function jumpImports(): { readonly _emscripten_throw_longjmp: () => never } {
  return { _emscripten_throw_longjmp: leave };
}

/** The instance with functions that take part in unwinding: they return to Lua when an error leaves them. */
export function withUnwinding(instance: LuaInstance): LuaInstance {
  const unwinding = instance.exports["luff_unwinding"] as () => number;
  return {
    exports: instance.exports,
    functionAt(index) {
      const call = instance.functionAt(index);
      return (argument) => {
        const result = call(argument);
        return unwinding() === 0 ? result : leave();
      };
    },
  };
}

function leave(): never {
  // oxlint-disable-next-line only-throw-error -- a number: no stack is kept, and nothing else can be mistaken for it
  throw LONG_JUMP;
}

/** A function that returns to Lua when an error or a yield leaves it, as functions of the module do. */
export function returnToLua(call: (argument: number) => number): (argument: number) => number {
  return (argument) => {
    try {
      return call(argument);
    } catch (thrown) {
      if (thrown !== LONG_JUMP) throw thrown;
      return 0;
    }
  };
}
