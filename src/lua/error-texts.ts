import { strerror } from "./binary-facts.ts";
import { asciiBytes, latin1 } from "./bytes.ts";
import { PLATFORM_ERRORS } from "./platform-errors.ts";
import type { Memory } from "./memory.ts";

const OFFSETS = strerror.numbers.offsets.value;
const TEXTS = strerror.numbers.texts.value;
const UNKNOWN = "No error information";

/**
 * Makes C's strerror use the platform's error numbers and texts, because the module has its own. A number outside the
 * platform's list gets the text UNKNOWN.
 */
export function replaceErrorTexts(memory: Memory, os: string): void {
  if (latin1(memory.cString(TEXTS)) !== UNKNOWN) throw new Error("unexpected Lua module");
  let next = TEXTS + UNKNOWN.length + 1;
  memory.bytes.fill(0, OFFSETS, OFFSETS + strerror.count * 2);
  for (const [number, text] of PLATFORM_ERRORS[os] ?? PLATFORM_ERRORS["linux"] ?? []) {
    if (next + text.length >= OFFSETS) throw new Error("too many error texts");
    memory.setCString(next, asciiBytes(text));
    memory.setUint16(OFFSETS + number * 2, next - TEXTS);
    next += text.length + 1;
  }
}
