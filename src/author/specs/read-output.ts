import type { Host } from "../../host/host.ts";

/** So many bytes of a longer output are kept, half of them from its beginning and half from its end. */
const MOST_BYTES = 1 << 18;
const NEWLINE = 0x0a;

/** What a file of specs has written; of a long output the whole lines at both ends, and between them how much is left out. */
export function readOutput({ disk }: Pick<Host, "disk">, path: string): string {
  const file = disk.open(path);
  try {
    const read = (from: number, to: number): Uint8Array => {
      const buffer = new Uint8Array(to - from);
      let at = 0;
      for (let count = -1; count !== 0 && at < buffer.length; at += count) {
        count = file.readAt(from + at, buffer.subarray(at));
      }
      return buffer.subarray(0, at);
    };
    if (file.size <= MOST_BYTES) return textOf(read(0, file.size));
    const head = wholeLinesAtStart(read(0, MOST_BYTES / 2));
    const tail = wholeLinesAtEnd(read(file.size - MOST_BYTES / 2, file.size));
    const left = file.size - head.length - tail.length;
    const lineEnd = head.at(-1) === NEWLINE ? "" : "\n";
    return `${textOf(head)}${lineEnd}… ${left} bytes are left out …\n${textOf(tail)}`;
  } finally {
    file.close();
  }
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).replaceAll("\r\n", "\n");
}

function wholeLinesAtStart(bytes: Uint8Array): Uint8Array {
  const end = bytes.lastIndexOf(NEWLINE) + 1;
  return end === 0 ? bytes : bytes.subarray(0, end);
}

function wholeLinesAtEnd(bytes: Uint8Array): Uint8Array {
  const start = bytes.indexOf(NEWLINE) + 1;
  return start === bytes.length ? bytes : bytes.subarray(start);
}
