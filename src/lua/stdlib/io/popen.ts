import type { PipedChild } from "../../../host/child-processes.ts";
import { luaL_Stream } from "../../binary-facts.ts";
import { latin1 } from "../../bytes.ts";
import type { Pointer, State } from "../../lua-exports.ts";
import type { Machine } from "../../machine.ts";
import { isMissing, isText, refuseArgument, textArgument } from "../arguments.ts";
import type { LuaFunction } from "../define-function.ts";
import { pushChildEnd, pushSystemError } from "../push-results.ts";

/** popen's modes. On Windows the user can ask for text or binary, but both are the same here. */
const MODE = /^[rw]$/;
const WINDOWS_MODE = /^[rw][bt]?$/;

interface PipeMode {
  /** The mode for io.open. */
  readonly direction: "r" | "w";
  /** Whether the child's lines end with CR LF. */
  readonly isText: boolean;
}

interface StartedChild {
  readonly child: PipedChild;
  readonly mode: PipeMode;
}

/** Children whose files are open, by the address of the C stream. */
type Children = Map<Pointer, PipedChild>;

/**
 * io.popen: opens the pipe's descriptor with io.open, so that Lua's own code reads and writes. Only close is replaced:
 * it waits for the child.
 */
export function createPopen(machine: Machine, open: (state: State) => number): LuaFunction {
  const children: Children = new Map();
  let closeFile: ((state: State) => number) | undefined;
  const close = machine.addFunction((state) => closeChild(machine, state, { children, closeFile }));
  return (_, state) => {
    const started = startChild(machine, state);
    if (started === "refused") return 0;
    if (typeof started === "number") return pushSystemError(machine, state, started);
    const opened = openFile(machine, state, { ...started, open });
    if (opened === undefined) return 0;
    closeFile ??= machine.instance.functionAt(machine.memory.int32(opened + luaL_Stream.closef));
    machine.memory.setInt32(opened + luaL_Stream.closef, close);
    children.set(machine.memory.uint32(opened + luaL_Stream.f), started.child);
    return 1;
  };
}

/** Starts the child. Returns "refused" after an error was raised, and minus errno if the child did not start. */
function startChild(machine: Machine, state: State): StartedChild | number | "refused" {
  const { lua, system, environment, rawVariables } = machine;
  const mode = readMode(machine, state);
  if (mode === undefined) return "refused";
  lua.fflush(0);
  const direction = mode.direction === "r" ? "read" : "write";
  const child = system.children.open(textArgument(machine, state, 1), direction, environment, { rawVariables });
  return typeof child === "number" ? child : { child, mode };
}

/** Checks both arguments and returns the mode; undefined after an error was raised. */
function readMode(machine: Machine, state: State): PipeMode | undefined {
  for (const index of [1, 2]) {
    if (isText(machine, state, index) || (index === 2 && isMissing(machine, state, index))) continue;
    refuseArgument(machine, state, index);
    return undefined;
  }
  const mode = isMissing(machine, state, 2) ? "r" : latin1(textArgument(machine, state, 2));
  const onWindows = machine.system.os === "windows";
  if ((onWindows ? WINDOWS_MODE : MODE).test(mode)) {
    return { direction: mode.startsWith("r") ? "r" : "w", isText: onWindows && !mode.endsWith("b") };
  }
  machine.lua.luaL_argerror(state, 2, machine.text("invalid mode"));
  return undefined;
}

interface Opening extends StartedChild {
  readonly open: (state: State) => number;
}

/** Calls io.open for the child's descriptor. The command takes the place of a path. */
function openFile(machine: Machine, state: State, { child, mode, open }: Opening): Pointer | undefined {
  machine.lua.lua_settop(state, 1);
  machine.lua.lua_pushstring(state, machine.text(mode.direction));
  machine.descriptors.arm(child.descriptor);
  try {
    const results = machine.descriptors.opening(mode.isText, () => open(state));
    return results === 1 ? machine.lua.lua_touserdata(state, -1) : undefined;
  } finally {
    const unused = machine.descriptors.takeArmed();
    if (unused !== undefined) machine.system.descriptors.close(unused);
  }
}

interface Closing {
  readonly children: Children;
  readonly closeFile: ((state: State) => number) | undefined;
}

/** Replaces pclose. The file is at index 1. As in C, a failure to write the last bytes is ignored. */
function closeChild(machine: Machine, state: State, { children, closeFile }: Closing): number {
  const file = machine.memory.uint32(machine.lua.lua_touserdata(state, 1) + luaL_Stream.f);
  const child = children.get(file);
  children.delete(file);
  closeFile?.(state);
  return child === undefined ? 0 : pushChildEnd(machine, state, child.wait());
}
