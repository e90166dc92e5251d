import type { FileList } from "../receipt/file-list.ts";
import type { Origin } from "../receipt/receipt.ts";

/** A plugin that is not yet in its place. */
export interface Staged {
  /** The folder where it can be read. */
  readonly folder: string;
  /** The name for its folder, which is the one that Helm would give it. */
  readonly name: string;
  readonly origin: Exclude<Origin, { kind: "copy" }>;
  /** Its files, if whatever made it ready has seen them all. */
  readonly files?: FileList;
}
