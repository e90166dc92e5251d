import type { FaultCode } from "./fault-codes.ts";

/** An error in a manifest, or (as a warning) a problem that does not stop the plugin. */
export interface Fault {
  /** Stable, for programs; the list of codes is in fault-codes.ts. */
  readonly code: FaultCode;
  /** The path of the field: `platformCommand[1].arch`, "" for the whole file. */
  readonly path: string;
  /** 1-based; 0 if the fault has no place in the text. */
  readonly line: number;
  readonly column: number;
  /** What was found and what was expected, in one sentence without a full stop. */
  readonly message: string;
  /** What to do, if there is something. */
  readonly hint?: string;
}
