import { DIED_OF_SIGNAL } from "../../errors/exit-statuses.ts";
import { joinBytes, latin1, toBytes } from "../bytes.ts";
import { loadChunk } from "../load-script.ts";
import { LUA_ERRSYNTAX, LUA_MULTRET, LUA_OK, LUA_TNIL, type State } from "../lua-exports.ts";
import type { Machine } from "../machine.ts";
import { writeAdvice } from "../report-error.ts";
import { pushGlobal } from "../run-in-state.ts";
import { NO_TEXT, writeLine, writeText } from "../write-error.ts";
import type { Console } from "./console.ts";
import { isInterrupted, SIGINT, takeSignal } from "./take-signal.ts";

/** How Lua's messages name what was typed. */
const NAME = "stdin";
const EQUALS_SIGN = 0x3d;
const NEWLINE = 0x0a;
/** How Lua's message ends about code that could go on. */
const INCOMPLETE = "<eof>";
/** LUA_MINSTACK */
const FREE_SLOTS = 20;
const PROMPTS = { _PROMPT: "> ", _PROMPT2: ">> " } as const;

interface Session {
  readonly console: Console;
  /** When the time limit ends, in milliseconds since 1970; undefined without one. */
  readonly timeIsOver: number | undefined;
}

/**
 * Reads Lua code line by line, runs it and prints its values, as the stand-alone interpreter does, until stdin ends.
 * Ctrl-C ends what runs, or drops what was typed. The message handler is at index 1. Returns the exit status.
 */
export function runSession(machine: Machine, state: State, { console, timeIsOver }: Session): number {
  const { lua } = machine;
  for (;;) {
    lua.lua_settop(state, 1);
    const outcome = loadTyped(machine, state, console);
    if (outcome === "end") break;
    if (outcome !== "dropped") finish(machine, state, outcome === LUA_OK ? call(machine, state) : outcome);
    const signal = takeSignal(machine, timeIsOver);
    if (signal === 0) continue;
    if (signal !== SIGINT) return DIED_OF_SIGNAL + signal;
    if (outcome === "dropped") console.write("\n");
  }
  console.write("\n");
  return 0;
}

/**
 * Pushes what was typed as a function, or an error message, and returns Lua's status. An expression becomes a function
 * that returns its values. "dropped" if a signal came instead.
 */
function loadTyped(machine: Machine, state: State, console: Console): number | "end" | "dropped" {
  const first = readLine(machine, state, { console, prompt: "_PROMPT" });
  if (first === undefined) return isInterrupted(machine) ? "dropped" : "end";
  const before = machine.commandLineTexts.get(NAME) ?? "";
  noteText(machine, first, before);
  const expression = loadChunk(machine, state, { name: `=${NAME}`, source: joinBytes(["return ", first, ";"]) });
  if (expression === LUA_OK) return expression;
  let text = first[0] === EQUALS_SIGN ? joinBytes(["return ", first.subarray(1)]) : first;
  for (;;) {
    machine.lua.lua_settop(state, 1);
    const status = loadChunk(machine, state, { name: `=${NAME}`, source: text });
    if (!isIncomplete(machine, state, status)) return status;
    const next = readLine(machine, state, { console, prompt: "_PROMPT2" });
    if (next === undefined) return isInterrupted(machine) ? "dropped" : status;
    text = joinBytes([text, "\n", next]);
    noteText(machine, text, before);
  }
}

/** Keeps what was typed for the hints of errors: behind it, so that their lines are right, what was typed before. */
function noteText({ commandLineTexts }: Machine, text: Uint8Array, before: string): void {
  commandLineTexts.set(NAME, `${latin1(text)}\n${before}`);
}

interface Question {
  readonly console: Console;
  readonly prompt: keyof typeof PROMPTS;
}

/** A line without its end; undefined if there is none. */
function readLine(machine: Machine, state: State, { console, prompt }: Question): Uint8Array | undefined {
  console.write(promptText(machine, state, { console, prompt }));
  // The signal may have ended the call that wrote the prompt, and nothing would end the read.
  if (isInterrupted(machine)) return undefined;
  const line = console.read("line");
  return line?.at(-1) === NEWLINE ? line.subarray(0, -1) : line;
}

/** The global of this name, or what the stand-alone interpreter shows without it. */
function promptText(machine: Machine, state: State, { console, prompt }: Question): Uint8Array | string {
  const type = pushGlobal(machine, state, prompt);
  const text = console.takeText();
  return type === LUA_TNIL || text === undefined ? PROMPTS[prompt] : text;
}

function isIncomplete(machine: Machine, state: State, status: number): boolean {
  return status === LUA_ERRSYNTAX && latin1(machine.stringAt(state, -1).slice(-INCOMPLETE.length)) === INCOMPLETE;
}

function call({ lua }: Machine, state: State): number {
  return lua.lua_pcallk(state, 0, LUA_MULTRET, 1, 0, 0);
}

/** Prints the values that are on the stack, or the error's message. */
function finish(machine: Machine, state: State, outcome: number): void {
  const { lua } = machine;
  if (outcome !== LUA_OK) return report(machine, state);
  const count = lua.lua_gettop(state) - 1;
  if (count === 0) return;
  if (lua.lua_checkstack(state, FREE_SLOTS) === 0) return writeText(machine, "too many results to print\n");
  pushGlobal(machine, state, "print");
  lua.lua_rotate(state, 2, 1);
  if (lua.lua_pcallk(state, count, 0, 0, 0, 0) === LUA_OK) return;
  const reason = lua.lua_tolstring(state, -1, 0) === 0 ? "(null)" : machine.stringAt(state, -1);
  writeText(machine, "error calling 'print' (", reason, ")\n");
}

/** Writes an error's message, and what luff knows about its cause. */
function report(machine: Machine, state: State): void {
  const isText = machine.lua.lua_tolstring(state, -1, 0) !== 0;
  const message = isText ? machine.stringAt(state, -1) : toBytes("(error object is not a string)");
  writeLine(machine, message.length === 0 ? toBytes(NO_TEXT) : message);
  writeAdvice(machine, state, message);
}
