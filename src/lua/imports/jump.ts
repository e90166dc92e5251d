import type { LuaInstance } from "../../host/lua-system.ts";

/** Thrown to leave a JavaScript function that called into Lua, when an error or a yield passes through it. */
const LONG_JUMP = Number.POSITIVE_INFINITY;

/**
 * The module unwinds by returning. If that would return to JavaScript, the module calls this instead, so that no code
 * after the call runs (src/lua/module/guard-exports.ts).
 */
export function jumpImports(): { readonly _emscripten_throw_longjmp: () => never } {
  return { _emscripten_throw_longjmp: leave };
}

/** The instance, with functions that take part in unwinding: when an error leaves them, they return to Lua. */
export function withUnwinding(instance: LuaInstance): LuaInstance {
  const unwinding = instance.exports["luff_unwinding"] as () => number;
  return {
    exports: instance.exports,
    libraries: (part) => instance.libraries(part),
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
  // oxlint-disable-next-line only-throw-error -- a number has no stack, and nothing else throws this one
  throw LONG_JUMP;
}

/** Wraps a function so that it returns to Lua when an error or a yield leaves it, as the module's functions do. */
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
