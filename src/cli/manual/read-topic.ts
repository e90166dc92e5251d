import type { ErrorCode } from "../../errors/error-codes.ts";
import { sectionsOf } from "../../text/markdown/sections.ts";
import type { Compression } from "../../host/compression.ts";
import { readDocument } from "./read-document.ts";
import type { Topic } from "./topics.ts";

/** The text of a topic as Markdown. */
export async function readTopic(compression: Compression, { document, headings }: Topic): Promise<string> {
  const text = await readDocument(compression, document);
  if (headings.length === 0) return text;
  const sections = sectionsOf(text);
  return headings.map((wanted) => sections.find(({ heading }) => heading === wanted)?.text ?? "").join("\n");
}

/** The names of the modules that the library's reference has: "helm.fs", "lfs", … */
export async function libraryModules(compression: Compression): Promise<readonly string[]> {
  return headingsOf(compression, (level) => level === 2);
}

/** The names of the functions that it has: "fs.read", … */
export async function libraryFunctions(compression: Compression): Promise<readonly string[]> {
  return headingsOf(compression, (level) => level > 2);
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
 * The library's reference of a module or of one function as Markdown: "helm.fs" or "fs", "fs.read" or "helm.fs.read".
 * Undefined if it has neither.
 */
export async function readLibrary(compression: Compression, name: string): Promise<string | undefined> {
  const short = name.replace(/^helm\.(?=.)/, "");
  const sections = sectionsOf(await readDocument(compression, "library"));
  const found =
    sections.find(({ level, heading }) => level === 2 && (heading === name || heading === `helm.${short}`)) ??
    sections.find(({ level, heading }) => level > 2 && isFunction(heading, [name, short]));
  return found?.text;
}

function isFunction(heading: string, names: readonly string[]): boolean {
  return names.some((name) => heading.startsWith(`${name}(`));
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
