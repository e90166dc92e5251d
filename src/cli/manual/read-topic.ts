import type { ErrorCode } from "../../errors/error-codes.ts";
import { sectionsOf, type Section } from "../../text/markdown/sections.ts";
import type { Compression } from "../../host/compression.ts";
import { readDocument } from "./read-document.ts";
import type { Topic } from "./topics.ts";

/** The levels of headings in the library's reference. */
const MODULE_LEVEL = 2;
const FUNCTION_LEVEL = 3;
const CLASS_LEVEL = 4;

/** The text of a topic as Markdown. */
export async function readTopic(compression: Compression, { document, headings }: Topic): Promise<string> {
  const text = await readDocument(compression, document);
  if (headings.length === 0) return text;
  const sections = sectionsOf(text);
  return headings.map((wanted) => sections.find(({ heading }) => heading === wanted)?.text ?? "").join("\n");
}

/** The names of the modules that the library's reference has: "helm.fs", "lfs", … */
export async function libraryModules(compression: Compression): Promise<readonly string[]> {
  return headingsOf(compression, (level) => level === MODULE_LEVEL);
}

/** The names of the functions that it has: "fs.read", … */
export async function libraryFunctions(compression: Compression): Promise<readonly string[]> {
  return headingsOf(compression, (level) => level === FUNCTION_LEVEL);
}

async function headingsOf(compression: Compression, passes: (level: number) => boolean): Promise<readonly string[]> {
  const sections = sectionsOf(await readDocument(compression, "library"));
  return sections.flatMap(({ level, heading }) => (passes(level) ? [heading.replace(/\(.*$/, "")] : []));
}

/** What the library's reference says of all modules, and their names, without links. */
export async function readLibraryHead(compression: Compression): Promise<string> {
  const text = await readDocument(compression, "library");
  const [head = ""] = text.split("\n## ", 1);
  return head.replaceAll(/\[([^\]]+)\]\(#[^)]*\)/g, "$1");
}

/**
 * The library's reference of a module, a class or one function as Markdown: "helm.fs" or "fs", "helm.fs.status", "fs.read" or "helm.fs.read".
 * With a class or a function come the classes of what it takes and returns. Undefined if the name is none of them.
 */
export async function readLibrary(compression: Compression, name: string): Promise<string | undefined> {
  const short = name.replace(/^helm\.(?=.)/, "");
  const sections = sectionsOf(await readDocument(compression, "library"));
  const module = sections.find(
    ({ level, heading }) => level === MODULE_LEVEL && (heading === name || heading === `helm.${short}`),
  );
  if (module !== undefined) return module.text;
  const classes = sections.filter(({ level }) => level === CLASS_LEVEL);
  const found =
    sections.find(({ level, heading }) => level === FUNCTION_LEVEL && isFunction(heading, [name, short])) ??
    classes.find(({ heading }) => heading === name || heading === `helm.${short}`);
  return found && withClasses(found.text, classes);
}

function isFunction(heading: string, names: readonly string[]): boolean {
  return names.some((name) => heading.startsWith(`${name}(`));
}

/** A text with the classes that it and they name, as far as it does not have them. */
function withClasses(text: string, classes: readonly Section[]): string {
  const named = new Set(text.match(/\bhelm(?:\.\w+)+/g));
  const missing = classes.find((each) => named.has(each.heading) && !text.includes(each.text));
  return missing === undefined ? text : withClasses(`${text}\n${missing.text}`, classes);
}

/** What an error code means, and what to do. */
export interface ErrorHelp {
  readonly meaning: string;
  readonly cure: string;
}

/** The row of the manual's table of error codes. */
export async function readErrorHelp(compression: Compression, code: ErrorCode): Promise<ErrorHelp> {
  const manual = await readDocument(compression, "manual");
  const row = manual.split("\n").find((line) => line.startsWith(`| \`${code}\` |`)) ?? "";
  const [, , meaning = "", cure = ""] = row.split(/(?<!\\)\|/).map((cell) => cell.trim());
  return { meaning, cure };
}
