import { AppError } from "../errors/app-error.ts";
import { BLOCK } from "./tar-header.ts";

/** What is written for one file, folder or link. */
export interface NewEntry {
  /** With slashes, without one at its end. */
  readonly path: string;
  readonly kind: "file" | "directory" | "link";
  readonly isExecutable: boolean;
  /** In bytes; 0 for what is not a file. */
  readonly size: number;
  /** Where a link leads, "" for others. */
  readonly target: string;
  readonly content: () => Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

/** 1980-01-01, the first time that zip archives know too, in seconds since 1970. */
const FIXED_TIME = 315_532_800;
const TYPES = { file: "0", directory: "5", link: "2" } as const;
const LONGEST_NAME = 100;
const LARGEST_SIZE = 0o77777777777;

const encoder = new TextEncoder();

/**
 * A tar archive (POSIX.1-2001) whose bytes follow from the entries alone: the times are one fixed time, there is no owner,
 * and a mode is 755 or 644. Throws AppError "file-failed" if a file has another size than its entry says.
 */
export async function* writeTar(entries: Iterable<NewEntry>): AsyncIterable<Uint8Array> {
  for (const entry of entries) {
    yield* writeHeaders(entry);
    let written = 0;
    for await (const bytes of entry.content()) {
      written += bytes.length;
      yield bytes;
    }
    if (written !== entry.size) {
      throw new AppError("file-failed", `${entry.path} changed while it was read`, { hint: "Try again." });
    }
    yield padding(written);
  }
  yield new Uint8Array(2 * BLOCK);
}

/** The header, and before it one for what the header has no room for. */
function* writeHeaders({ path, kind, isExecutable, size, target }: NewEntry): Generator<Uint8Array> {
  const name = kind === "directory" ? `${path}/` : path;
  const records = [
    ...(fits(name) ? [] : [record("path", name)]),
    ...(fits(target) ? [] : [record("linkpath", target)]),
    ...(size <= LARGEST_SIZE ? [] : [record("size", String(size))]),
  ];
  if (records.length > 0) {
    const extended = encoder.encode(records.join(""));
    yield header({ name: "PaxHeaders/entry", mode: 0o644, size: extended.length, type: "x", target: "" });
    yield extended;
    yield padding(extended.length);
  }
  const mode = kind === "directory" || kind === "link" || isExecutable ? 0o755 : 0o644;
  yield header({ name, mode, size: Math.min(size, LARGEST_SIZE), type: TYPES[kind], target });
}

/** Whether a header holds a text as it is: ASCII that is not too long. */
function fits(text: string): boolean {
  return text.length <= LONGEST_NAME && /^[\x20-\x7e]*$/.test(text);
}

/** A record of an extended header: its own length, the key and the value. */
function record(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  const length = encoder.encode(rest).length;
  const digits = String(length + String(length + 2).length).length;
  return `${length + digits}${rest}`;
}

interface Fields {
  readonly name: string;
  readonly mode: number;
  readonly size: number;
  readonly type: string;
  readonly target: string;
}

function header({ name, mode, size, type, target }: Fields): Uint8Array {
  const block = new Uint8Array(BLOCK);
  const put = (at: number, text: string): void => block.set(encoder.encode(text), at);
  block.set(encoder.encode(name).subarray(0, LONGEST_NAME), 0);
  put(100, octal(mode, 7));
  put(108, octal(0, 7));
  put(116, octal(0, 7));
  put(124, octal(size, 11));
  put(136, octal(FIXED_TIME, 11));
  put(148, "        ");
  put(156, type);
  block.set(encoder.encode(target).subarray(0, LONGEST_NAME), 157);
  put(257, "ustar\u000000");
  put(
    148,
    `${octal(
      block.reduce((sum, byte) => sum + byte, 0),
      6,
    )}\u0000 `,
  );
  return block;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, "0");
}

function padding(length: number): Uint8Array {
  return new Uint8Array((BLOCK - (length % BLOCK)) % BLOCK);
}
