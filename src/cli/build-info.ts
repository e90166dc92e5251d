declare const LUFF_VERSION: string;
declare const LUFF_COMMIT: string;
declare const LUFF_BUILD_DATE: string;
declare const LUFF_TARGET: string;
declare const LUFF_IDENTITY: string;

export interface BuildInfo {
  readonly version: string;
  /** The commit's abbreviated hash, "" where it is not known. */
  readonly commit: string;
  /** ISO 8601, "" where it is not known. */
  readonly date: string;
  /** The name in the build matrix, "" for a build for the machine at hand. */
  readonly target: string;
  /** Tells two builds apart; undefined in a run from source, whose code may change between two starts. */
  readonly identity: string | undefined;
}

/** What the executable knows of its own making; build/build-stamp.ts puts the values in. */
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
