import type { HelmMajor } from "../../build/helm-releases.ts";
import { type ReasonName, REASONS } from "./difference-reasons.ts";
import { HELM_CASES } from "./helm-cases/all.ts";
import { type Facts, factsOf } from "./helm-compare.ts";
import { type HelmRecord } from "./helm-record-file.ts";
import { LISTED_DIFFERENCES } from "./listed-differences.ts";

const BEGIN = "<!-- differences:begin -->";
const END = "<!-- differences:end -->";

/** The manual with the list of differences between its two marks. Throws if the marks are missing. */
export function withDifferences(manual: string, record: HelmRecord): string {
  const [begin, end] = [manual.indexOf(BEGIN), manual.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`the manual lacks ${BEGIN} and ${END}`);
  return `${manual.slice(0, begin + BEGIN.length)}\n${renderDifferences(record)}${manual.slice(end)}`;
}

function renderDifferences(record: HelmRecord): string {
  const note = `${HELM_CASES.length} command lines were given to Helm 3.18.0, Helm 4.1.4 and luff. Everything that is not listed here was equal: whether the plugin ran, its program, arguments, folder, stdin and environment, the exit status, the text on stdout, and whether there was text on stderr. Each program words its messages itself.`;
  const sections = (Object.keys(REASONS) as ReasonName[]).map((reason) => section(reason, record));
  return `\n${note}\n\n${sections.join("\n")}\n`;
}

function section(reason: ReasonName, record: HelmRecord): string {
  const { title, text } = REASONS[reason];
  const rows = [...new Set(LISTED_DIFFERENCES.filter((row) => row.reason === reason).map((row) => row.case))];
  const table = rows.map((name) => tableRow(reason, name, record));
  const head = ["| Case | Helm 3 | Helm 4 | luff |", "| --- | --- | --- | --- |"];
  return [`### ${title}`, "", text, "", ...(table.length > 0 ? [...head, ...table, ""] : [])].join("\n");
}

function tableRow(reason: ReasonName, name: string, record: HelmRecord): string {
  const rows = LISTED_DIFFERENCES.filter((row) => row.reason === reason && row.case === name);
  const luff: Facts = Object.assign({}, ...rows.map((row) => row.luff));
  const helm = (major: HelmMajor): string => {
    if (!rows.some((row) => row.helm.includes(major))) return elsewhere(name, major);
    const facts = factsOf(record[name]![major], true);
    return describe(Object.fromEntries(Object.keys(luff).map((field) => [field, facts[field]])));
  };
  return `| ${[name, helm(3), helm(4), describe(luff)].map(cell).join(" | ")} |`;
}

function elsewhere(name: string, major: HelmMajor): string {
  const other = LISTED_DIFFERENCES.find((row) => row.case === name && row.helm.includes(major));
  return other === undefined ? "as luff" : `see “${REASONS[other.reason].title}”`;
}

/** Facts in words, without those that follow from another fact. */
function describe(facts: Facts): string {
  const words = [...describeStart(facts)];
  for (const [field, value] of Object.entries(facts)) words.push(...describeField(field, value, facts));
  return words.join(", ");
}

function describeStart(facts: Facts): string[] {
  if ("program" in facts && facts["program"] === undefined) return ["does not run"];
  const args = facts["args"];
  if (!Array.isArray(args)) return "program" in facts ? ["runs"] : [];
  const text = args.length === 0 ? "without arguments" : `with ${args.map((arg) => code(String(arg))).join(" ")}`;
  return [`runs ${text}`];
}

function describeField(field: string, value: unknown, facts: Facts): string[] {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (field === "exit") return value === 0 && "program" in facts ? [] : [`exits with ${text}`];
  if (field === "stdout") return [value === "" ? "prints nothing" : `prints ${printed(text)}`];
  if (field === "complains") {
    if ("exit" in facts) return [];
    return [value === true ? "a message on stderr" : "nothing on stderr"];
  }
  if (!field.startsWith("environment.")) return [];
  const name = field.slice("environment.".length);
  return [value === undefined ? `${code(name)} as it was` : code(`${name}=${text}`)];
}

function printed(text: string): string {
  return text === "<text>" ? "a text" : code(text.trimEnd());
}

function code(text: string): string {
  return text === "" ? '`""`' : `\`${text}\``;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
