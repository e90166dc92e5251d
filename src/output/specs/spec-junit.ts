import type { SpecResult, TestResult } from "../../author/specs/spec-result.ts";

/** All results in the XML of JUnit, which build servers read. */
export function renderSpecJunit(results: readonly SpecResult[]): string {
  const suites = results.map(suiteOf).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites}</testsuites>\n`;
}

function suiteOf({ file, tests, output, seconds }: SpecResult): string {
  const count = (wanted: TestResult["status"]): number => tests.filter(({ status }) => status === wanted).length;
  const numbers = `tests="${tests.length}" failures="${count("failed")}" skipped="${count("pending")}"`;
  const written = output === "" ? "" : `    <system-out>${escapeXml(output)}</system-out>\n`;
  const cases = tests.map((test) => caseOf(file, test)).join("");
  return `  <testsuite name="${escapeAttribute(file)}" ${numbers} time="${seconds.toFixed(3)}">\n${cases}${written}  </testsuite>\n`;
}

function caseOf(file: string, { name, status, line, message, trace, seconds }: TestResult): string {
  const place = line === 0 ? "" : ` line="${line}"`;
  const title = name === "" ? "the file" : name;
  const head = `    <testcase classname="${escapeAttribute(file)}" name="${escapeAttribute(title)}" file="${escapeAttribute(file)}"${place} time="${seconds.toFixed(3)}"`;
  if (status === "passed") return `${head}/>\n`;
  const first = escapeAttribute(message.split("\n")[0] ?? "");
  if (status === "pending") return `${head}><skipped message="${first}"/></testcase>\n`;
  const whole = escapeXml([message, trace].filter((part) => part !== "").join("\n"));
  return `${head}><failure message="${first}">${whole}</failure></testcase>\n`;
}

/** Text of an attribute, in which readers take plain line ends and tabs for blanks. */
function escapeAttribute(text: string): string {
  return escapeXml(text).replaceAll("\n", "&#10;").replaceAll("\t", "&#9;");
}

/** Readers take a plain carriage return for a line end. Characters that XML cannot have become U+FFFD. */
function escapeXml(text: string): string {
  const known: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\r": "&#13;",
  };
  const safe = Array.from(text, (character) => (isXml(character) ? character : "\uFFFD")).join("");
  return safe.replace(/[&<>"\r]/g, (character) => known[character] ?? "");
}

function isXml(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return (
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code !== 0xfffe && code !== 0xffff && !(code >= 0xd800 && code <= 0xdfff))
  );
}
