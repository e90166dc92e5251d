declare const LUFF_VERSION: string;
declare const LUFF_COMMIT: string;
declare const LUFF_BUILD_DATE: string;
declare const LUFF_TARGET: string;
declare const LUFF_IDENTITY: string;

export interface BuildInfo {
  readonly version: string;
  /** The commit's abbreviated hash, "" if unknown. */
  readonly commit: string;
  /** ISO 8601, "" if unknown. */
  readonly date: string;
  /** The target's name in the build matrix, "" for a build for this computer. */
  readonly target: string;
  /** Different for each build; undefined in a run without a build, whose code may change between two starts. */
  readonly identity: string | undefined;
}

/** The facts about this build; build/build-stamp.ts sets the values. */
export function buildInfo(): BuildInfo {
  if (typeof LUFF_VERSION === "undefined") {
    return { version: "0.0.0-source", commit: "", date: "", target: "", identity: undefined };
  }
  return {
    version: LUFF_VERSION,
    commit: LUFF_COMMIT,
    date: LUFF_BUILD_DATE,
    target: LUFF_TARGET,
    identity: LUFF_IDENTITY,
  };
}
