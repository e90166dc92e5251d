import { decodeLatin1, decodeUtf8, encodeUtf8 } from "qjs:host";

const UTF8_MARK = [0xef, 0xbb, 0xbf];

/** The part of the standard TextDecoder that host/globals.d.ts declares, and "latin1"; whole texts only. */
class Decoder {
  readonly #encoding: string;
  readonly #fatal: boolean;
  readonly #keepsMark: boolean;

  constructor(encoding = "utf-8", options: { readonly fatal?: boolean; readonly ignoreBOM?: boolean } = {}) {
    if (encoding !== "utf-8" && encoding !== "latin1") throw new RangeError(`no decoder for ${encoding}`);
    this.#encoding = encoding;
    this.#fatal = options.fatal === true;
    this.#keepsMark = options.ignoreBOM === true;
  }

  decode(bytes: Uint8Array = new Uint8Array(0)): string {
    if (this.#encoding === "latin1") return decodeLatin1(bytes);
    const marked = !this.#keepsMark && UTF8_MARK.every((byte, index) => bytes[index] === byte);
    const text = decodeUtf8(marked ? bytes.subarray(3) : bytes, this.#fatal);
    if (text === null) throw new TypeError("the bytes are not UTF-8");
    return text;
  }
}

class Encoder {
  encode(text = ""): Uint8Array<ArrayBuffer> {
    return encodeUtf8(text);
  }
}

const target = globalThis as unknown as Record<string, unknown>;
target["TextDecoder"] = Decoder;
target["TextEncoder"] = Encoder;
