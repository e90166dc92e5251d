import type { Fault } from "../manifest/fault.ts";
import type { Plugin } from "../manifest/plugin.ts";

/** A plugin folder whose manifest was read. */
export interface InstalledPlugin {
  readonly plugin: Plugin;
  /** The folder's path, which begins with the plugin directory's path as the user wrote it. */
  readonly folder: string;
  readonly manifestPath: string;
  readonly warnings: readonly Fault[];
}

/** Why the plugin of a folder cannot be used. */
export type Breakage =
  /** The manifest has faults. */
  | { readonly kind: "invalid"; readonly faults: readonly Fault[] }
  /** The manifest cannot be read; `detail` is the system's message. */
  | { readonly kind: "unreadable"; readonly detail: string }
  /** The manifest, or a file that it needs, is missing or misplaced: a clause that begins with "it" or "its". */
  | { readonly kind: "incomplete"; readonly reason: string; readonly recorded?: RecordedPlugin };

/** What luff wrote down of a plugin that it has put into a folder. */
export interface RecordedPlugin {
  readonly name: string;
  /** Whether the folder is a link to one of the user's. */
  readonly isLink: boolean;
}

/** A plugin folder whose plugin cannot be used. */
export interface BrokenPlugin {
  readonly folder: string;
  readonly manifestPath: string;
  readonly breakage: Breakage;
}

export type ReadPlugin =
  | ({ readonly kind: "installed" } & InstalledPlugin)
  | ({ readonly kind: "broken" } & BrokenPlugin);
