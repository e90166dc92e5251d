import type { Fault } from "../manifest/fault.ts";
import type { Plugin } from "../manifest/plugin.ts";

/** A plugin folder whose manifest was read. */
export interface InstalledPlugin {
  readonly plugin: Plugin;
  /** The folder as it was found: below the plugin directory's path as the user gave it. */
  readonly folder: string;
  readonly manifestPath: string;
  readonly warnings: readonly Fault[];
}

/** A plugin folder whose manifest cannot be used. */
export interface BrokenPlugin {
  readonly folder: string;
  readonly manifestPath: string;
  /** What is wrong with the manifest's text; empty where the file could not even be read. */
  readonly faults: readonly Fault[];
  /** The system's sentence where the file could not be read, "" otherwise. */
  readonly unreadable: string;
}

export type ReadPlugin =
  | ({ readonly kind: "installed" } & InstalledPlugin)
  | ({ readonly kind: "broken" } & BrokenPlugin);
