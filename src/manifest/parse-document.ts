import { Composer, type CST, type Document, type LineCounter, Parser } from "yaml";
import { explainYaml } from "./explain-yaml.ts";
import type { FaultList } from "./fault-list.ts";

/** Where the steps of one parse report what they find. */
export interface ParseSink {
  readonly lines: LineCounter;
  readonly faults: FaultList;
  readonly warnings: FaultList;
}

/** The deepest field of any known manifest is at level 8. */
const MAX_DEPTH = 32;

/**
 * The first document of a YAML text, with every scalar as the text that was written; undefined if it is too broken to
 * be checked. As in Helm, later documents are not read; they give a warning. Some mistakes with a clear meaning are
 * accepted because Go's YAML accepts them (`"a"#b`). The depth is checked on the tokens, before any recursive code sees
 * them.
 */
export function parseDocument(text: string, { lines, faults, warnings }: ParseSink): Document.Parsed | undefined {
  const composer = new Composer({ schema: "failsafe", uniqueKeys: false, merge: false, strict: false });
  let started = false;
  let document: Document.Parsed | undefined;
  for (const token of new Parser(lines.addNewLine).parse(text)) {
    if (token.type === "document") {
      if (started) {
        warnMore(token, lines, warnings);
        break;
      }
      started = true;
      const deep = findDeepToken(token);
      if (deep !== undefined) {
        const message = `values are nested deeper than ${MAX_DEPTH} levels`;
        faults.add("too-deep", { path: "", message }, placeAt(lines, deep.offset));
        return undefined;
      }
    }
    for (const composed of composer.next(token)) document ??= composed;
  }
  for (const composed of composer.end()) document ??= composed;
  const streamErrors = document === undefined ? composer.streamInfo().errors : document.errors;
  for (const error of streamErrors) {
    const { message, hint } = explainYaml(error);
    faults.add("yaml-syntax", { path: "", message: `not valid YAML: ${message}`, hint }, placeAt(lines, error.pos[0]));
  }
  if (document === undefined && streamErrors.length === 0) {
    faults.add("empty-file", { path: "", message: "the file is empty, expected a map with at least `name`" });
  }
  return streamErrors.length === 0 ? document : undefined;
}

/** The 1-based place of an offset in the text. */
export function placeAt(lines: LineCounter, offset: number): { readonly line: number; readonly column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function warnMore(token: CST.Document, lines: LineCounter, warnings: FaultList): void {
  if (token.value === undefined) return;
  const message = "the file has several YAML documents; luff reads only the first";
  warnings.add("several-documents", { path: "", message }, placeAt(lines, token.offset));
}

interface Item {
  readonly key?: CST.Token | null | undefined;
  readonly value?: CST.Token | undefined;
}

/** The first token below MAX_DEPTH, found without recursion. */
function findDeepToken(document: CST.Document): CST.Token | undefined {
  const open: { readonly token: CST.Token; readonly depth: number }[] = [];
  if (document.value !== undefined) open.push({ token: document.value, depth: 1 });
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (depth > MAX_DEPTH) return token;
    if (!("items" in token)) continue;
    for (const item of token.items as readonly Item[]) {
      if (item.key != null) open.push({ token: item.key, depth: depth + 1 });
      if (item.value !== undefined) open.push({ token: item.value, depth: depth + 1 });
    }
  }
  return undefined;
}
