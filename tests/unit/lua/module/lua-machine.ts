import { readFileSync } from "node:fs";
import { encodeModule } from "../../../../src/lua/module/encode-module.ts";
import { glueFile, rewriteLuaModule } from "../../../../src/lua/module/make-lua-module.ts";
import { prepareState, type PreparingLua } from "../../../../src/lua/module/prepare-state.ts";

type Call = (...args: readonly (number | bigint)[]) => number;

/** A Lua state in the rewritten module, over imports that do nothing. */
export interface LuaMachine {
  readonly lua: Readonly<Record<string, Call>>;
  readonly memory: WebAssembly.Memory;
  readonly state: number;
  /** How often the module left JavaScript by its import. */
  left(): number;
  /** Runs a chunk and returns its first result, or the error with "error: " before it. */
  run(chunk: string): string;
  /** Raises the value on top of the stack as an error, for imports: they return, and the module unwinds. */
  raise(state: number): void;
  /** Makes a global Lua function from a JavaScript one; unwinding leaves it with the exception that the import throws. */
  define(name: string, call: (state: number) => number): void;
}

const LEFT = Symbol("left");
const bytes = encodeModule(rewriteLuaModule(readFileSync(glueFile)));
export const luaModule = new WebAssembly.Module(bytes);

export function createLuaMachine(more: Readonly<Record<string, (...args: number[]) => unknown>> = {}): LuaMachine {
  let leaves = 0;
  const defined: ((state: number) => number)[] = [];
  const imports: Record<string, (...args: number[]) => unknown> = {
    ...Object.fromEntries(WebAssembly.Module.imports(luaModule).map(({ name }) => [name, () => 0])),
    _emscripten_throw_longjmp() {
      leaves += 1;
      // oxlint-disable-next-line only-throw-error
      throw LEFT;
    },
    emscripten_date_now: () => 0,
    luff_call: (number = 0, state = 0) => returnWhenLeft(defined[number]!, state),
    emscripten_resize_heap: (size = 0) => grow(memory, size),
    ...more,
  };
  const instance = new WebAssembly.Instance(luaModule, { env: imports, wasi_snapshot_preview1: imports });
  const lua = instance.exports as unknown as Record<string, Call>;
  const memory = instance.exports["memory"] as WebAssembly.Memory;
  lua["__wasm_call_ctors"]!();
  const state = lua["luaL_newstate"]!();
  lua["luaL_openlibs"]!(state);
  prepareState(instance.exports as unknown as PreparingLua, state);

  const text = (value: string): number => {
    const encoded = new TextEncoder().encode(`${value}\0`);
    const address = lua["malloc"]!(encoded.length);
    new Uint8Array(memory.buffer).set(encoded, address);
    return address;
  };
  const resultText = (): string => {
    const address = lua["luaL_tolstring"]!(state, -1, 0);
    const all = new Uint8Array(memory.buffer);
    return new TextDecoder("latin1").decode(all.slice(address, all.indexOf(0, address)));
  };
  return {
    lua,
    memory,
    state,
    left: () => leaves,
    run(chunk) {
      const address = text(chunk);
      const name = text("=x");
      const loaded = lua["luaL_loadbufferx"]!(state, address, chunk.length, name, 0);
      const failed = loaded !== 0 || lua["lua_pcallk"]!(state, 0, 1, 0, 0, 0) !== 0;
      const result = resultText();
      lua["lua_settop"]!(state, 0);
      return failed ? `error: ${result}` : result;
    },
    raise: (own) => void returnWhenLeft((each) => lua["lua_error"]!(each), own),
    define(name, call) {
      const index = lua["luff_functions"]!() + defined.push(call) - 1;
      lua["lua_pushcclosure"]!(state, index, 0);
      lua["lua_setglobal"]!(state, text(name));
    },
  };
}

function returnWhenLeft(call: (state: number) => number, state: number): number {
  try {
    return call(state);
  } catch (thrown) {
    if (thrown !== LEFT) throw thrown;
    return 0;
  }
}

function grow(memory: WebAssembly.Memory, size: number): number {
  memory.grow(Math.ceil((size - memory.buffer.byteLength) / 65536));
  return 1;
}
