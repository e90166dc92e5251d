/** The kinds of errors that a caller may need to distinguish; all others are "other". */
export type HostErrorKind =
  | "not-found"
  | "exists"
  | "denied"
  | "not-a-directory"
  | "is-a-directory"
  | "too-many-links"
  | "not-executable"
  /** The process, or the system, has the most files open that it may: the path is not the reason. */
  | "too-many-files"
  /** The disk is full, or the part of it that the user may fill. */
  | "no-space"
  /** The process, or the file system, may have no file of that size. */
  | "too-large"
  /** The file system is mounted so that nobody can write. */
  | "read-only"
  /** Not of the system: data are not what they ought to be. */
  | "damaged"
  | "other";

/** The only error that a host throws. `detail` is the system's own message ("no such file or directory"), in lower case. */
export class HostError extends Error {
  readonly kind: HostErrorKind;
  readonly path: string;
  readonly detail: string;

  constructor(kind: HostErrorKind, path: string, detail: string, cause?: unknown) {
    super(path === "" ? detail : `${path}: ${detail}`, cause === undefined ? undefined : { cause });
    this.name = "HostError";
    this.kind = kind;
    this.path = path;
    this.detail = detail;
  }
}
