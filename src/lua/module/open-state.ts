import { encodeModule } from "./encode-module.ts";
import { instruction } from "./instructions.ts";
import { op } from "./opcodes.ts";
import { prepareState, type PreparingLua } from "./prepare-state.ts";
import { exportFunction, requireType, valueType, type DataSegment, type WasmModule } from "./wasm-module.ts";

/** This many zeros between two bytes begin a new segment, which costs about as many bytes. */
const GAP = 16;

/** The alignment of static data. */
const ALIGNMENT = 16;

/** The memory from an address up to another. */
export interface Reserved {
  readonly address: number;
  readonly end: number;
}

/** The module's exports that are called here. */
interface Lua extends PreparingLua {
  __wasm_call_ctors(): void;
  malloc(size: number): number;
  luaL_newstate(): number;
  luaL_openlibs(state: number): void;
  emscripten_stack_get_base(): number;
  emscripten_stack_get_end(): number;
}

/** The imports that are called during the build. The clock does not move, so that the result is always the same module. */
const ANSWERS: Readonly<Record<string, () => number>> = {
  environ_sizes_get: () => 0,
  environ_get: () => 0,
  emscripten_date_now: () => 0,
};

/**
 * Opens a Lua state with Lua's libraries, and prepares it as the stand-alone interpreter does before a script. The
 * resulting memory becomes the module's data, so that each machine begins with it. luff_state() returns the lua_State.
 * The constructors still run in each machine, because they copy its variables. `reserved` is where the C libraries have
 * their data.
 */
export function openState(module: WasmModule, reserved?: Reserved): WasmModule {
  const lua = instantiate(module);
  lua.__wasm_call_ctors();
  if (reserved !== undefined) reserve(lua, reserved);
  const state = lua.luaL_newstate();
  lua.luaL_openlibs(state);
  prepareState(lua, state);
  const memory = new Uint8Array(lua.memory.buffer);
  // What calls left on C's stack has no meaning.
  memory.fill(0, lua.emscripten_stack_get_end(), lua.emscripten_stack_get_base());
  const type = requireType(module, { parameters: [], results: [valueType.i32] });
  const answer = { type, locals: [], body: [instruction(op.i32Const, state)] };
  return exportFunction({ ...module, data: segmentsOf(memory) }, "luff_state", answer);
}

/** Takes the memory from the allocator. Throws if its first block begins elsewhere. */
function reserve(lua: Lua, { address, end }: Reserved): void {
  const block = lua.malloc(end - address + ALIGNMENT);
  if (block > address || block + ALIGNMENT < address) {
    throw new Error(`the C libraries are linked for address ${address}, but the first block begins at ${block}`);
  }
}

function instantiate(module: WasmModule): Lua {
  const imports = Object.fromEntries(module.imports.map(({ name }) => [name, ANSWERS[name] ?? refuse(name)]));
  const compiled = new WebAssembly.Module(encodeModule(module));
  const both = { env: imports, wasi_snapshot_preview1: imports };
  return new WebAssembly.Instance(compiled, both).exports as unknown as Lua;
}

function refuse(name: string): () => never {
  return () => {
    throw new Error(`opening Lua's libraries calls ${name}, whose result depends on the machine that runs the script`);
  };
}

function segmentsOf(memory: Uint8Array): DataSegment[] {
  const segments: DataSegment[] = [];
  let at = nextUsed(memory, 0);
  while (at < memory.length) {
    let end = at + 1;
    let next = nextUsed(memory, end);
    while (next - end < GAP && next < memory.length) {
      end = next + 1;
      next = nextUsed(memory, end);
    }
    segments.push({ offset: at, bytes: memory.slice(at, end) });
    at = next;
  }
  return segments;
}

/** The first position from here on whose byte is not 0, or the end. */
function nextUsed(memory: Uint8Array, from: number): number {
  let at = from;
  while (at < memory.length && memory[at] === 0) at += 1;
  return at;
}
