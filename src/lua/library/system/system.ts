import { FILE, luaL_Stream } from "../../binary-facts.ts";
import type { LibraryCall, LibraryModule } from "../library-function.ts";
import { timeFunctions } from "../time-functions.ts";
import source from "./system.lua" with { type: "text" };

/** system: the functions of LuaSystem that need no raw terminal. */
export const system: LibraryModule = {
  source,
  facts: ({ os }) => ({ is_windows: os === "windows" }),
  functions: {
    ...timeFunctions,
    is_terminal: isTerminal,
    rows: ({ host }) => (host.terminal.isTerminal("stdout") ? host.terminal.height("stdout") : undefined),
    columns: ({ host }) => host.terminal.width("stdout"),
    random: ({ machine }, count) => machine.system.random.bytes(Number(count)),
  },
};

/** Whether the file that is the function's argument is a terminal; undefined if it is no file of Lua's io library. */
function isTerminal({ machine, state }: LibraryCall): boolean | undefined {
  const { lua, memory } = machine;
  const stream = lua.luaL_testudata(state, 1, machine.text("FILE*"));
  if (stream === 0) return undefined;
  if (memory.int32(stream + luaL_Stream.closef) === 0) return false;
  return machine.descriptors.isTerminal(memory.int32(memory.uint32(stream + luaL_Stream.f) + FILE.fields.fd));
}
