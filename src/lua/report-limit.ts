import type { ErrorCode } from "../errors/error-codes.ts";
import type { LuaLimits, LuaScript } from "./lua-script.ts";
import type { Machine } from "./machine.ts";
import { ScriptExit } from "./script-exit.ts";
import { errorStart, writeText } from "./write-error.ts";

const STDOUT = 1;
const STDERR = 2;
const NEWLINE = 0x0a;
const UNITS: Readonly<Record<keyof LuaLimits, string>> = { memory: "bytes", time: "ms", output: "bytes" };

const REACHED: ErrorCode = "limit-reached";

/** The lines that report which limit the script has reached, who set it and how to change it. */
export function limitText(script: LuaScript, limit: keyof LuaLimits): string {
  const note = script.limitNotes?.[limit];
  const source = note?.source ?? `${script.limits[limit]} ${UNITS[limit]}`;
  const hint = note === undefined ? "" : `Hint: ${note.hint}\n`;
  return `${errorStart(script)}${limit} limit reached (${source}) [${REACHED}]\n${hint}`;
}

/** Reports which limit the script has reached, on a line of its own, and leaves the machine. */
export function reportLimit(machine: Machine, limit: keyof LuaLimits, status: number): never {
  writeText(machine, isInLine(machine) ? "\n" : "", limitText(machine.script, limit));
  throw new ScriptExit(status);
}

/** Whether the script has begun a line that the message would continue. A terminal shows the lines of stdout among those of stderr. */
function isInLine({ lastBytes, system: { descriptors } }: Machine): boolean {
  if (lastBytes[STDERR] !== NEWLINE) return true;
  return lastBytes[STDOUT] !== NEWLINE && descriptors.isTerminal(STDOUT) && descriptors.isTerminal(STDERR);
}
