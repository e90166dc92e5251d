import { stopIfTimeIsOver } from "../../interrupt.ts";
import type { LibraryCall, LibraryFunction, LibraryModule, LuaValue } from "../library-function.ts";
import plain from "../plain-text.lua" with { type: "text" };
import { writeStderr } from "../write-stderr.ts";
import source from "./prompt.lua" with { type: "text" };

const STDIN = 0;
const NEWLINE = 0x0a;
const BLOCK = 4096;

/** Writes a part of a question: from now on, until there is an answer, Ctrl-C needs no words. */
const ask: LibraryFunction = (call, text) => {
  call.machine.isAsking = true;
  return writeStderr(call, text);
};

/** helm.prompt: questions to the user at the terminal. */
export const prompt: LibraryModule = {
  source,
  parts: { plain },
  functions: {
    is_terminal: ({ host }) => host.terminal.isTerminal("stdin") && host.terminal.isTerminal("stderr"),
    write: ask,
    read_line: readLine,
    read_secret: readSecret,
  },
};

/**
 * Asks, and returns what is typed until Enter, while the terminal does not show it. However this ends, the terminal shows it again as
 * before.
 */
function readSecret(call: LibraryCall, question: LuaValue): Uint8Array | undefined {
  const { terminal } = call.host;
  const before = terminal.setEcho(false);
  try {
    ask(call, question);
    return readLine(call);
  } finally {
    terminal.setEcho(before);
    terminal.write("stderr", "\n");
  }
}

/**
 * A line of the terminal with its end. Undefined at the end of the input, and if a signal ends the wait, which the machine then reports.
 */
function readLine({ machine }: LibraryCall): Uint8Array | undefined {
  const { descriptors } = machine.system;
  const bytes: number[] = [];
  const buffer = new Uint8Array(BLOCK);
  while (bytes.at(-1) !== NEWLINE) {
    const count = descriptors.read(STDIN, buffer, 0, buffer.length);
    if (count < 0) {
      stopIfTimeIsOver(machine);
      return undefined;
    }
    machine.isAsking = false;
    if (count === 0) return bytes.length === 0 ? undefined : Uint8Array.from(bytes);
    bytes.push(...buffer.subarray(0, count));
  }
  return Uint8Array.from(bytes);
}
