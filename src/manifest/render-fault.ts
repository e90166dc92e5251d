import type { Fault } from "./fault.ts";

/**
 * One line for a person: `FILE:LINE:COL: path: message (hint)`, without the parts that the fault does not have. Control
 * characters from the manifest are escaped, so a message stays on one line.
 */
export function renderFault(file: string, fault: Fault): string {
  const place = fault.line === 0 ? file : `${file}:${fault.line}:${fault.column}`;
  const path = fault.path === "" ? "" : `${fault.path}: `;
  const hint = fault.hint === undefined ? "" : ` (${fault.hint})`;
  return escapeControls(`${place}: ${path}${fault.message}${hint}`);
}

function escapeControls(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
