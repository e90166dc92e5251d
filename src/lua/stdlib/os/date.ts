import type { State } from "../../lua-exports.ts";
import type { Machine } from "../../machine.ts";
import { integerArgument, isMissing, isText, raise } from "../arguments.ts";
import type { LuaFunction } from "../define-function.ts";

/** The range of moments whose year, minus 1900, is a C int in every zone, except for the last day. */
const EARLIEST = -67768040609740800n;
const LATEST = 67768036191676799n;

/** os.date: refuses a moment that is out of C's range, because the module's localtime never fails. */
export function createDate(date: (state: State) => number): LuaFunction {
  return (machine, state) => (isOutOfRange(machine, state) ? refuse(machine, state) : date(state));
}

function isOutOfRange(machine: Machine, state: State): boolean {
  if (!isMissing(machine, state, 1) && !isText(machine, state, 1)) return false;
  const moment = integerArgument(machine, state, 2);
  return moment !== undefined && (moment < EARLIEST || moment > LATEST);
}

function refuse(machine: Machine, state: State): number {
  return raise(machine, state, "date result cannot be represented in this installation");
}
