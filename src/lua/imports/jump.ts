import type { Imports, Machine } from "../machine.ts";

/** What emscripten's longjmp throws. */
const LONG_JUMP = Number.POSITIVE_INFINITY;

/** setjmp and longjmp of a module that leaves them to JavaScript's exceptions. */
export function jumpImports(machine: Machine): Imports {
  return {
    invoke_vii(index: number, first: number, second: number): void {
      const { lua, instance } = machine;
      const stack = lua.stackSave();
      try {
        const call = instance.functionAt(index) as (first: number, second?: number) => unknown;
        call(first, second);
      } catch (thrown) {
        lua.stackRestore(stack);
        if (thrown !== LONG_JUMP) throw thrown;
        lua.setThrew(1, 0);
      }
    },
    _emscripten_throw_longjmp(): never {
      // oxlint-disable-next-line only-throw-error -- a number: no stack is kept, and nothing else can be mistaken for it
      throw LONG_JUMP;
    },
  };
}
