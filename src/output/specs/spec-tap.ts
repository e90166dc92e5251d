import type { SpecResult, TestResult } from "../../author/specs/spec-result.ts";
import { terminalLine } from "../../text/terminal-line.ts";

/** All results in the Test Anything Protocol, version 13. */
export function renderSpecTap(results: readonly SpecResult[]): string {
  const tests = results.flatMap((result) => result.tests.map((test) => ({ file: result.file, test })));
  const lines = tests.flatMap(({ file, test }, index) => linesOf(file, test, index + 1));
  return ["TAP version 13", `1..${tests.length}`, ...lines].map((line) => `${line}\n`).join("");
}

function linesOf(file: string, test: TestResult, number: number): readonly string[] {
  const { status, name, message, line } = test;
  const title = terminalLine(`${file}: ${name === "" ? "the file" : name}`).replaceAll("#", "\\#");
  const reason = terminalLine(message.split("\n")[0] ?? "");
  const directive = status === "pending" ? ` # SKIP ${reason}`.trimEnd() : "";
  const head = `${status === "failed" ? "not ok" : "ok"} ${number} - ${title}${directive}`;
  if (status !== "failed") return [head];
  const text = message.split("\n").map((each) => `#   ${terminalLine(each)}`.trimEnd());
  return [head, `# ${terminalLine(file)}${line === 0 ? "" : `:${line}`}:`, ...text];
}
