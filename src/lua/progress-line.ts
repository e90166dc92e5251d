import { asciiBytes } from "./bytes.ts";
import type { LuaSystem } from "../host/lua-system.ts";

const STDERR = 2;
/** Back to the line's start, and nothing behind it. */
const REMOVED = asciiBytes("\r\x1b[K");

/** A machine whose progress bar may be in the terminal's line. */
export interface WithProgressLine {
  readonly system: LuaSystem;
  hasProgressLine?: boolean;
}

/** Removes the bar's line before something else is written to a descriptor that shows in the same terminal. */
export function removeProgressLine(machine: WithProgressLine, descriptor: number = STDERR): void {
  if (machine.hasProgressLine !== true) return;
  const { descriptors } = machine.system;
  if (descriptor !== STDERR && !descriptors.isTerminal(descriptor)) return;
  machine.hasProgressLine = false;
  descriptors.write(STDERR, REMOVED, 0, REMOVED.length);
}
