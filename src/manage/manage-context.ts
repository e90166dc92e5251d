import type { ParseCache } from "../cache/parse-cache.ts";
import type { Host } from "../host/host.ts";
import type { Progress } from "../http/download.ts";
import type { OutputStream } from "../host/terminal.ts";

/** The flags with which a user wishes something, as messages name them. */
export interface FlagNames {
  readonly version: string;
  readonly asset: string;
  readonly prune: string;
}

/** What a change of plugins needs besides the plugins folder itself. */
export interface ManageContext {
  readonly host: Host;
  readonly cache: ParseCache;
  /** The plugins folders in order, and the one that need not exist. */
  readonly directories: readonly string[];
  readonly byDefault: string;
  /** Helm's variables for hooks. Only a hook asks for them: they may take reading a kubeconfig. */
  readonly variables: () => Promise<Readonly<Record<string, string>>>;
  /** The stream for the output of hooks. */
  readonly hookOutput: OutputStream;
  /** luff's own version, for receipts and locks. */
  readonly luffVersion: string;
  readonly flagNames: FlagNames;
  /** Shows the user a message that is not an error: a sentence without a full stop. */
  readonly note: (text: string) => void;
  /** Shows how far a download is. */
  readonly progress: Progress;
  /** The texts of files with checksums by their addresses, where several downloads may share them. */
  readonly checksumTexts?: Map<string, Promise<string | undefined>>;
  /** Called with a line for each thing that explains what luff does; undefined if nobody wants it explained. */
  readonly debug: ((text: string) => void) | undefined;
}
