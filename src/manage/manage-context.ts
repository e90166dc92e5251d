import type { ParseCache } from "../cache/parse-cache.ts";
import type { Host } from "../host/host.ts";
import type { OutputStream } from "../host/terminal.ts";

/** What changing plugins needs besides the plugins folder itself. */
export interface ManageContext {
  readonly host: Host;
  readonly cache: ParseCache;
  /** The plugins folders in their order, and the one that need not exist. */
  readonly directories: readonly string[];
  readonly byDefault: string;
  /** Helm's variables for hooks. */
  readonly variables: Readonly<Record<string, string>>;
  /** Where the output of hooks goes. */
  readonly hookOutput: OutputStream;
  /** luff's own version, for receipts and locks. */
  readonly luffVersion: string;
  /** Tells the user something that is no error, as a sentence without a full stop. */
  readonly note: (text: string) => void;
  /** Is told on Windows which interpreter runs a hook, as a sentence. */
  readonly debug: (text: string) => void;
}
