import { AppError } from "../../errors/app-error.ts";
import type { Host } from "../../host/host.ts";

const STDIN = 0;
const BLOCK = 65_536;

/** All of standard input. Throws AppError "file-failed" if it cannot be read. */
export function readStandardInput({ descriptors }: Pick<Host, "descriptors">): Uint8Array {
  let bytes = new Uint8Array(BLOCK);
  for (let length = 0; ;) {
    if (length === bytes.length) {
      const larger = new Uint8Array(bytes.length * 2);
      larger.set(bytes);
      bytes = larger;
    }
    const read = descriptors.read(STDIN, bytes, length, bytes.length - length);
    if (read < 0) throw new AppError("file-failed", "standard input cannot be read");
    if (read === 0) return bytes.subarray(0, length);
    length += read;
  }
}
