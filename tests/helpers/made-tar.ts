import { gzipSync } from "node:zlib";

/** An entry of a tar archive that a test makes, right or wrong. */
export interface TarPart {
  readonly path: string;
  /** The letter of the type; "0", a file, where absent. */
  readonly type?: string;
  readonly content?: string | Uint8Array;
  readonly target?: string;
  readonly mode?: number;
  /** The size in the header, if it is not the content's. */
  readonly size?: number | string;
  readonly prefix?: string;
  /** Changes the finished header, whose checksum is made before; `sealHeader` makes it right again. */
  readonly damage?: (header: Uint8Array) => void;
}

const encoder = new TextEncoder();

/** A tar archive of these entries, with the two empty blocks at its end unless `cut` takes so many bytes away. */
export function madeTar(parts: readonly TarPart[], cut = 0): Uint8Array {
  const blocks = parts.flatMap((part) => {
    const content =
      typeof part.content === "string" ? encoder.encode(part.content) : (part.content ?? new Uint8Array());
    return [headerOf(part, content.length), content, new Uint8Array((512 - (content.length % 512)) % 512)];
  });
  const whole = new Uint8Array(Buffer.concat([...blocks, new Uint8Array(1024)]));
  return whole.subarray(0, whole.length - cut);
}

/** The same, compressed. */
export function madeTgz(parts: readonly TarPart[]): Uint8Array {
  return new Uint8Array(gzipSync(madeTar(parts)));
}

/** The POSIX entry that adds facts to the next entry's header. */
export function extendedHeader(values: Readonly<Record<string, string>>): TarPart {
  const records = Object.entries(values).map(([key, value]) => {
    const rest = ` ${key}=${value}\n`;
    const length = encoder.encode(rest).length;
    const digits = String(length + String(length + 2).length).length;
    return `${length + digits}${rest}`;
  });
  return { path: "PaxHeaders/x", type: "x", content: records.join("") };
}

function headerOf({ path, type = "0", target = "", mode = 0o644, size, prefix = "", damage }: TarPart, length: number) {
  const header = new Uint8Array(512);
  const put = (text: string, at: number): void => header.set(encoder.encode(text), at);
  put(path, 0);
  put(mode.toString(8).padStart(7, "0"), 100);
  put("0000000", 108);
  put("0000000", 116);
  put(typeof size === "string" ? size : (size ?? length).toString(8).padStart(11, "0"), 124);
  put("00000000000", 136);
  put(type, 156);
  put(target, 157);
  put("ustar\u000000", 257);
  put(prefix, 345);
  sealHeader(header);
  damage?.(header);
  return header;
}

/** Puts the right checksum into a header. */
export function sealHeader(header: Uint8Array): void {
  header.fill(0x20, 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.set(encoder.encode(`${sum.toString(8).padStart(6, "0")}\0 `), 148);
}
