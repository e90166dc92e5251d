import type { Finding } from "../finding.ts";
import type { LintCode } from "../lint-codes.ts";
import { inFile } from "../lint-context.ts";
import type { LuacheckWarning } from "./check-scripts.ts";

/** lint's codes by the first digit of luacheck's: its classes of warnings. */
const CODES: Readonly<Record<string, LintCode>> = {
  0: "luacheck-options",
  1: "script-global",
  2: "script-unused",
  3: "script-value",
  4: "script-shadowed",
  5: "script-flow",
  6: "script-layout",
};

/** What luacheck says of a script, as findings. Only what concerns the layout of the text is a note. */
export function luacheckFindings(path: string, warnings: readonly LuacheckWarning[]): readonly Finding[] {
  return warnings.map(({ code, line, column, message }) => {
    const ours = CODES[code.charAt(0)] ?? "script-flow";
    const severity = ours === "script-layout" ? "note" : "warning";
    const theirs = `${code.startsWith("0") ? "E" : "W"}${code}`;
    return { ...inFile(path, { code: ours, severity, message }, { line, column }), luacheck: theirs };
  });
}
