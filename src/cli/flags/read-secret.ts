import { AppError } from "../../errors/app-error.ts";
import type { Host } from "../../host/host.ts";

/** In bytes; a token may be long. */
const LONGEST = 1 << 16;

/** A secret from stdin, without the end of its line. Throws AppError "usage" if stdin cannot be read, or is too long. */
export function readSecret({ descriptors }: Pick<Host, "descriptors">): string {
  const buffer = new Uint8Array(LONGEST + 1);
  let length = 0;
  for (;;) {
    const count = descriptors.read(0, buffer, length, buffer.length - length);
    if (count < 0) throw new AppError("usage", "the password cannot be read from standard input");
    if (count === 0) break;
    length += count;
  }
  if (length > LONGEST) throw new AppError("usage", `the password on standard input is longer than ${LONGEST} bytes`);
  return new TextDecoder().decode(buffer.subarray(0, length)).replace(/\r?\n$/, "");
}
