import { decodeUtf16, utf16Order } from "../text/utf-16.ts";
import type { FaultCode } from "./fault-codes.ts";
import { MAX_MANIFEST_BYTES } from "./manifest-size.ts";

export interface DecodeFault {
  readonly kind: "fault";
  readonly code: FaultCode;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly hint?: string;
}

export type DecodedText = { readonly kind: "text"; readonly text: string } | DecodeFault;

/** C0 controls except tab, line feed and carriage return, and DEL. YAML allows none of them. */
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/;

/** Half of a surrogate pair. Text from UTF-8 bytes has none. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Decodes a manifest, without a byte order mark: UTF-8, or UTF-16 if there is a byte order mark (Helm reads both).
 * Refuses, each with its own code: more than MAX_MANIFEST_BYTES, UTF-16 without a mark, UTF-32, bytes in neither
 * encoding, and control characters (a binary file).
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes.length > MAX_MANIFEST_BYTES) {
    const message = `the file has more than the ${MAX_MANIFEST_BYTES} bytes that a manifest may have`;
    return { kind: "fault", code: "file-too-large", line: 0, column: 0, message };
  }
  if (looksWide(bytes)) {
    const message = "the file is UTF-32 text, or UTF-16 text without a byte order mark; expected UTF-8";
    return { kind: "fault", code: "encoding-utf16", line: 1, column: 1, message, hint: "save it as UTF-8" };
  }
  const order = utf16Order(bytes);
  const text = order === undefined ? new TextDecoder("utf-8").decode(bytes) : decodeUtf16(bytes, order);
  return findBadCharacter(bytes, text, order !== undefined) ?? { kind: "text", text };
}

/** Two zero bytes in the first four mean UTF-32; one zero beside an ASCII character means UTF-16 without a mark. */
function looksWide(bytes: Uint8Array): boolean {
  const [a, b, c, d] = bytes;
  if (d === undefined) return false;
  if ((a === 0 && b === 0) || (c === 0 && d === 0)) return true;
  return (
    utf16Order(bytes) === undefined && (a === 0) !== (b === 0) && (c === 0) !== (d === 0) && (a === 0) === (c === 0)
  );
}

function findBadCharacter(bytes: Uint8Array, text: string, isWide: boolean): DecodeFault | undefined {
  const control = CONTROL.exec(text);
  if (control !== null) {
    const shown = control[0].charCodeAt(0).toString(16).padStart(2, "0");
    const message = `the file has the control character 0x${shown}, so it is not YAML`;
    return { kind: "fault", code: "binary-content", ...locate(text, control.index), message };
  }
  const broken = isWide ? text.search(LONE_SURROGATE) : text.indexOf("\ufffd");
  if (broken < 0 || (!isWide && isUtf8(bytes))) return undefined;
  const message = `the file has bytes that are not ${isWide ? "UTF-16" : "UTF-8"}`;
  return { kind: "fault", code: "encoding-invalid", ...locate(text, broken), message, hint: "save it as UTF-8" };
}

/** A manifest may contain U+FFFD itself. A second, strict decoding shows whether the decoder added one. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function locate(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}
