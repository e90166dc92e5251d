import { escapeCharacter, replaceControls } from "../text/steering.ts";
import type { Fault } from "./fault.ts";

/**
 * One line for a person: `FILE:LINE:COL: path: message (hint)`, without the parts that the fault does not have. Characters
 * from the manifest that steer a terminal are escaped, so a message stays on one line.
 */
export function renderFault(file: string, fault: Fault): string {
  const place = fault.line === 0 ? file : `${file}:${fault.line}:${fault.column}`;
  const path = fault.path === "" ? "" : `${fault.path}: `;
  const hint = fault.hint === undefined ? "" : ` (${fault.hint})`;
  return replaceControls(`${place}: ${path}${fault.message}${hint}`, escapeCharacter);
}
