/**
 * The branches and tags that a server of git lists for `info/refs?service=git-upload-pack`, in the form of
 * `git ls-remote --symref`; undefined if the text is something else. Names are UTF-8. The format is git's own
 * (gitprotocol-http, gitprotocol-pack): lines that begin with their length in bytes, in four hexadecimal digits.
 */
export function parseAdvertisement(text: string): string | undefined {
  const [service, ...lines] = pktLines(new TextEncoder().encode(text));
  if (service !== "# service=git-upload-pack") return undefined;
  const [, capabilities = ""] = lines[0]?.split("\0") ?? [];
  const head = /(?:^| )symref=HEAD:(\S+)/.exec(capabilities)?.[1];
  const refs = lines.map((line) => line.split("\0", 1)[0]?.replace(" ", "\t") ?? "");
  return [...(head === undefined ? [] : [`ref: ${head}\tHEAD`]), ...refs, ""].join("\n");
}

/** The texts of the lines, without their ends. A length that is wrong ends them. */
function pktLines(bytes: Uint8Array): string[] {
  const decoder = new TextDecoder();
  const lines: string[] = [];
  for (let at = 0; at + 4 <= bytes.length;) {
    const digits = decoder.decode(bytes.subarray(at, at + 4));
    const length = /^[0-9a-f]{4}$/i.test(digits) ? Number.parseInt(digits, 16) : -1;
    // 0000 ends a group of lines.
    if (length >= 4) lines.push(decoder.decode(bytes.subarray(at + 4, at + length)).replace(/\n$/, ""));
    else if (length !== 0) return lines;
    at += Math.max(length, 4);
  }
  return lines;
}
