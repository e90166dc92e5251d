import { createHash } from "node:crypto";

/** A file that is identified by its content, wherever it comes from. */
export interface PinnedFile {
  readonly sha256: string;
  /** The addresses to try, in order. */
  readonly addresses: readonly string[];
}

/** After this many milliseconds, a silent or slow address is given up. */
const PATIENCE = 120_000;

/**
 * Returns the content of the file, from the first address that has it. Skips an address that fails or has different
 * content. Throws if none has it; the message says what each address did.
 */
export async function downloadPinned(file: PinnedFile, patience = PATIENCE): Promise<Uint8Array> {
  const failures: string[] = [];
  for (const address of file.addresses) {
    try {
      return await download(address, file.sha256, patience);
    } catch (error) {
      failures.push(`  ${address}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(`no address has the file with sha256 ${file.sha256}:\n${failures.join("\n")}`);
}

async function download(address: string, sha256: string, patience: number): Promise<Uint8Array> {
  const response = await fetch(address, { signal: AbortSignal.timeout(patience) });
  if (!response.ok) throw new Error(`status ${response.status}`);
  const content = await response.bytes();
  const digest = createHash("sha256").update(content).digest("hex");
  if (digest !== sha256) throw new Error(`its sha256 is ${digest}`);
  return content;
}
