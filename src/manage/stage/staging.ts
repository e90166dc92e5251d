import type { UnpackLimits } from "../../archive/unpack-limits.ts";
import type { Platform } from "../../platform/platform.ts";
import type { Source } from "../../source/source.ts";
import type { ChosenRef } from "../git/git-refs.ts";
import type { FoundChecksum } from "../receipt/checksum.ts";
import type { PackedOrigin } from "../receipt/receipt.ts";
import type { ConnectionWishes } from "./connection.ts";

/** How to prepare a source. */
export interface Staging {
  readonly source: Source;
  /** The branch, tag, commit or constraint of a repository; absent for its default branch, or for its newest release. */
  readonly version?: string;
  /** The repository's answer for the version, if it was asked before. */
  readonly ref?: ChosenRef;
  /** A glob that names the asset of a release. */
  readonly asset?: string;
  /** An archive's SHA-256 from the user. */
  readonly checksum?: FoundChecksum;
  /** The SHA-256 of the lock or of the installed plugin. An archive that has it needs no note that it was not checked. */
  readonly known?: string;
  /** Whether the caller refuses an archive without that SHA-256, so that no note is needed of one either. */
  readonly isLocked?: boolean;
  /** Undefined: an archive may have any size. */
  readonly limits?: UnpackLimits;
  /** How servers are reached, as far as the user said. */
  readonly connection?: ConnectionWishes;
  /** What a bundle says of where its plugin came from. */
  readonly packed?: PackedOrigin;
  /** The platform that the plugin is to be for; this one if absent. A source that is the same for all of them ignores it. */
  readonly platform?: Platform;
}
