import { DIED_OF_SIGNAL, FAILURE } from "../../errors/exit-statuses.ts";
import { joinBytes, latin1, toBytes } from "../bytes.ts";
import { exitStatus } from "../exit-status.ts";
import { loadChunk, withoutFirstComment } from "../load-script.ts";
import { LUA_OK, type State } from "../lua-exports.ts";
import type { Machine } from "../machine.ts";
import type { MessageHandler } from "../message-handler.ts";
import { reportFailure } from "../report-error.ts";
import { callFunction, runLoadedScript, runScript, type Program } from "../run-in-state.ts";
import { writeError } from "../write-error.ts";
import { Console } from "./console.ts";
import { runSession } from "./run-session.ts";
import { isInterrupted, takeSignal } from "./take-signal.ts";

/** The most bytes of a script on stdin. */
const MOST_BYTES = 64 * 1024 * 1024;
const BLOCK = 65_536;

/** What a command line asks for, as the stand-alone interpreter reads it. */
export interface CommandLine<Word = string | Uint8Array> {
  /** Lua code, each text a chunk of its own, which runs first. */
  readonly chunks: readonly Word[];
  /** Where the script comes from that runs then; a file is the machine's script. */
  readonly script: "file" | "stdin" | "none";
  /** What a session says at its start; undefined if none follows. */
  readonly greeting: string | undefined;
  /** The words before the script, the program's name first: the last of them is arg[-1]. */
  readonly before: readonly Word[];
}

/** A program that does what a command line asks for, in the order of the stand-alone interpreter. It ends at the first failure. */
export function runCommandLine({ chunks, script, greeting, before }: CommandLine): Program {
  return (machine, state, handler) => {
    const { time } = machine.script.limits;
    const timeIsOver = time && machine.system.clock.steady() + time;
    const console = new Console(machine, state);
    setArgumentsBefore(machine, state, before);
    if (greeting !== undefined) console.write(`${greeting}\n`);
    for (const chunk of chunks) {
      const failure = runChunk(machine, state, { handler, source: toBytes(chunk) });
      if (failure !== undefined) return failure;
    }
    const status = script === "none" ? 0 : runAnyScript(machine, state, { handler, console, script });
    if (greeting === undefined || exitStatus(machine.system.os, status) !== 0) return status;
    return runSession(machine, state, { console, timeIsOver });
  };
}

/** Sets what `arg` has before the script. */
function setArgumentsBefore(machine: Machine, state: State, before: CommandLine["before"]): void {
  const { lua } = machine;
  lua.lua_getglobal(state, machine.text("arg"));
  before.forEach((word, index) => {
    machine.pushBytes(state, word);
    lua.lua_rawseti(state, -2, BigInt(index - before.length));
  });
  lua.lua_settop(state, -2);
}

interface Part {
  readonly handler: MessageHandler;
  readonly source: Uint8Array;
}

/** Undefined if the chunk succeeded, otherwise the exit status. */
function runChunk(machine: Machine, state: State, { handler, source }: Part): number | undefined {
  const { lua } = machine;
  const top = lua.lua_gettop(state);
  const loaded = loadText(machine, state, { name: "(command line)", source });
  if (loaded !== LUA_OK) return reportFailure(machine, state, loaded);
  const failure = callFunction(machine, state, { handler, args: 0 });
  lua.lua_settop(state, top);
  return failure;
}

/** Loads a text under a name, by which the hint of an error finds it. */
function loadText(
  machine: Machine,
  state: State,
  text: { readonly name: string; readonly source: Uint8Array },
): number {
  const before = machine.commandLineTexts.get(text.name) ?? "";
  machine.commandLineTexts.set(text.name, `${latin1(text.source)}\n${before}`);
  return loadChunk(machine, state, { name: `=${text.name}`, source: text.source });
}

interface AnyScript {
  readonly handler: MessageHandler;
  readonly console: Console;
  readonly script: "file" | "stdin";
}

function runAnyScript(machine: Machine, state: State, { handler, console, script }: AnyScript): bigint | number {
  if (script === "file") return runScript(machine, state, handler);
  const source = readAll(console);
  if (isInterrupted(machine)) {
    const signal = takeSignal(machine, undefined);
    writeError(machine, "interrupted while it read the script on stdin");
    return DIED_OF_SIGNAL + signal;
  }
  if (typeof source === "string") {
    writeError(machine, source);
    return FAILURE;
  }
  const loaded = loadText(machine, state, { name: "stdin", source: withoutFirstComment(source) });
  if (loaded !== LUA_OK) return reportFailure(machine, state, loaded);
  return runLoadedScript(machine, state, handler);
}

/** The rest of stdin, which a chunk may have read in part; a message if it cannot be read or is too long. */
function readAll(console: Console): Uint8Array | string {
  const parts: Uint8Array[] = [];
  let length = 0;
  // Less than was asked for is the end: a terminal would wait for a second Ctrl-D.
  for (let room = BLOCK; room === BLOCK;) {
    const part = console.read(BLOCK) ?? new Uint8Array();
    parts.push(part);
    room = part.length;
    length += part.length;
    if (length > MOST_BYTES) return "the script on stdin is longer than 64 MiB";
  }
  return console.failure === undefined ? joinBytes(parts) : `cannot read stdin: ${latin1(console.failure)}`;
}
