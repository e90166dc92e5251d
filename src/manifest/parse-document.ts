import { Composer, type Document, LineCounter, Parser, type CST } from "yaml";
import { FaultList } from "./fault-list.ts";

export interface ParsedDocument {
  /** The first document; undefined where there is none or the text is not sound enough to be looked at. */
  readonly document: Document.Parsed | undefined;
  readonly lines: LineCounter;
}

/** The deepest field of any known manifest stands at level 8. */
const MAX_DEPTH = 32;

/**
 * The first document of a YAML text, every scalar as the text it was written as. Documents after it are not looked at
 * (as in Helm) but give a warning. The depth is checked on the tokens, before anything recursive sees them.
 */
export function parseDocument(text: string, faults: FaultList, warnings: FaultList): ParsedDocument {
  const lines = new LineCounter();
  const composer = new Composer({ schema: "failsafe", uniqueKeys: false, merge: false });
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
        return { document: undefined, lines };
      }
    }
    for (const composed of composer.next(token)) document ??= composed;
  }
  for (const composed of composer.end()) document ??= composed;
  const streamErrors = document === undefined ? composer.streamInfo().errors : document.errors;
  for (const error of streamErrors) {
    const place = placeAt(lines, error.pos[0]);
    faults.add("yaml-syntax", { path: "", message: `not valid YAML: ${lowerFirst(error.message)}` }, place);
  }
  return { document: streamErrors.length === 0 ? document : undefined, lines };
}

/** The 1-based place of an offset of the text. */
export function placeAt(lines: LineCounter, offset: number): { readonly line: number; readonly column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function warnMore(token: CST.Document, lines: LineCounter, warnings: FaultList): void {
  if (token.value === undefined) return;
  const message = "the file holds several YAML documents; only the first is read";
  warnings.add("several-documents", { path: "", message }, placeAt(lines, token.offset));
}

type Item = { readonly key?: CST.Token | null | undefined; readonly value?: CST.Token | undefined };

/** The first token below MAX_DEPTH, by a walk without recursion. */
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

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
